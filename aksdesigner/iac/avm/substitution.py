"""Program -> program: resources that an Azure Verified Module can make become calls of it.

Each call stands where the resource stood and makes that one resource, so that everything keeps
one owner. References become outputs of the module. What a module has no output or parameter for
keeps the resource a plain one, and the reason is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from aksdesigner.iac.avm.body import BodyReader, UnsayableError
from aksdesigner.iac.avm.codec import ModuleCall, ModuleCodec, Source
from aksdesigner.iac.avm.languages import LANGUAGES, Language, Path
from aksdesigner.iac.avm.references import Uses, rewritten, uses_of
from aksdesigner.iac.avm.table import Module, UnlistedError, modules
from aksdesigner.iac.expression import Expression, Property, parts_of
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.program import Declaration, Program, pruned

FIELD = "module"
WAITS = "as a module it would wait for itself"
ELSEWHERE = "it is in another subscription: a module's own providers would stay in this one"
OPTIONAL = "it is made only when a parameter is given"
PART_IS_READ = "something reads a part of it that the module takes in"


@dataclass(frozen=True)
class Substituted:
    """The program with calls of modules, and a line for each resource that stays a plain one."""

    program: Program
    plain: tuple[Omission, ...]


def with_modules(program: Program, language: str, major: str = "") -> Substituted:
    """Return a program of `language` with calls of modules.

    `major` is the azurerm version of the program, for Terraform. Raises KeyError for a language
    that no registry has modules for.
    """
    stage = _Stage(program, LANGUAGES[language], modules(language), major)
    refused: dict[str, str] = {}
    while True:
        calls, reasons = stage.calls(refused)
        found = rewritten(program, calls, LANGUAGES[language])
        loop = _loop(found) & calls.keys()
        if not loop:
            break
        refused |= dict.fromkeys(loop, WAITS)
    plain = tuple(
        Omission(d.resource, FIELD, reasons[d.symbol])
        for d in program.declarations
        if d.symbol in reasons
    )
    return Substituted(pruned(found), tuple(dict.fromkeys(plain)))


@dataclass(frozen=True)
class _Stage:
    program: Program
    language: Language
    modules: Mapping[str, Module]
    major: str

    def calls(self, refused: Mapping[str, str]) -> tuple[dict[str, ModuleCall], dict[str, str]]:
        """Return calls by symbol, and why others that have a module stay plain."""
        by_type = {codec.type: codec for codec in self.language.codecs}
        uses = uses_of(self.program)
        found: dict[str, ModuleCall] = {}
        reasons: dict[str, str] = {}
        for item in self.program.declarations:
            codec = by_type.get(item.type.partition("@")[0])
            if codec is None or item.existing or item.module:
                continue
            try:
                if item.symbol in refused:
                    raise UnsayableError(refused[item.symbol])
                found[item.symbol] = self._call(item, codec, uses)
            except (UnsayableError, UnlistedError) as reason:
                reasons[item.symbol] = str(reason)
        return found, reasons

    def _call(self, item: Declaration, codec: ModuleCodec, uses: Uses) -> ModuleCall:
        module = self.modules[codec.module]
        if module.majors and self.major not in module.majors:
            allowed = " or ".join(module.majors)
            raise UnsayableError(f"version {module.source.version} of it needs azurerm {allowed}.x")
        if item.condition:
            raise UnsayableError(OPTIONAL)
        if item.subscription:
            raise UnsayableError(ELSEWHERE)
        source = Source(
            item,
            BodyReader(item.body),
            self._children(item.symbol, codec),
            self._group_id,
            codec.by,
            {d.symbol: d for d in self.program.declarations},
            uses.keys(),
        )
        body = codec.to_module(source)
        left = source.body.left()
        if left:
            raise UnsayableError(f"it has no parameter for {', '.join(left)}")
        absorbed = tuple(child.symbol for child in source.absorbed)
        if any(child in uses for child in absorbed):
            raise UnsayableError(PART_IS_READ)
        self._must_give(module, uses.get(item.symbol, {}), absorbed)
        waits = [d for part in (item, *source.absorbed) for d in part.depends_on] + source.waits
        call = replace(
            item, body=module.checked(body), module=module.source, depends_on=tuple(waits)
        )
        return ModuleCall(call, module, absorbed)

    def _must_give(
        self, module: Module, read: Mapping[Path, set[str]], absorbed: tuple[str, ...]
    ) -> None:
        """Raise UnsayableError when something else reads what is no output of the module."""
        if self.language.can_look_up:
            return
        outputs = self.language.outputs_of(module)
        unknown = [p for p, readers in read.items() if p not in outputs and readers - {*absorbed}]
        if unknown:
            names = ", ".join(sorted(".".join(map(str, path)) for path in unknown))
            raise UnsayableError(f"it gives no {names}")

    def _children(self, owner: str, codec: ModuleCodec) -> tuple[Declaration, ...]:
        found = []
        for item in self.program.declarations:
            if not item.type.partition("@")[0].endswith(codec.owns) or item.existing:
                continue
            said = dict(item.body.pairs)
            named = [said[name] for name in codec.by if name in said]
            if any(isinstance(name, Property) and name.symbol == owner for name in named):
                found.append(item)
        return tuple(found)

    def _group_id(self, name: Expression) -> Expression:
        for item in self.program.declarations:
            named = isinstance(name, Property) and name.symbol == item.symbol
            by_name = ("name", name) in item.body.pairs
            if item.type == "azurerm_resource_group" and (named or by_name):
                return Property(item.symbol, ("id",))
        raise UnsayableError("it needs the id of its resource group")


def _loop(program: Program) -> set[str]:
    """Return the symbols of declarations that would wait for each other in a circle."""
    graph = {
        d.symbol: {p.symbol for p in parts_of(d.body) if isinstance(p, Property)}
        | set(d.depends_on)
        for d in program.declarations
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return set(error.args[1])
    return set()
