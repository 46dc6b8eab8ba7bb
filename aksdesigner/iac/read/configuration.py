"""A folder of Terraform -> the resources it describes, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.read.hcl import parse_hcl
from aksdesigner.iac.read.hcl_tokens import HclError
from aksdesigner.iac.read.hcl_tree import Attribute, Block
from aksdesigner.iac.read.hcl_values import Evaluator, Reference, Scope
from aksdesigner.iac.read.registry import Registry, RegistryModule, no_registry
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Asked

# blocks of a root module; checks and moves are not written
TOP = frozenset(
    {"terraform", "provider", "variable", "locals", "resource", "data", "module", "output"}
)
# arguments of every resource that say how Terraform treats it
META = ("count", "depends_on", "provider")
# arguments of a call of a module that are none of its parameters
CALL = ("source", "version", "depends_on")


@dataclass(frozen=True)
class TerraformResource:
    """One resource or data block, evaluated.

    `body` has attributes by name, and lists of objects for nested blocks. References are
    `hcl_values.Reference`, values that whoever deploys gives `Asked`. `count` is None or what says
    whether it exists; `provider` is the alias of the provider, "" for the main one.
    """

    address: str
    type: str
    symbol: str
    body: Mapping[str, Any]
    existing: bool
    place: str
    count: Any = None
    depends_on: tuple[str, ...] = ()
    provider: str = ""


@dataclass(frozen=True)
class Configuration:
    """What a folder describes. `variables`, `locals` and `outputs` are values by name."""

    resources: dict[str, TerraformResource]
    variables: dict[str, Any]
    locals: dict[str, Any]
    outputs: dict[str, Any]
    subscriptions: dict[str, Any]  # by alias of the provider


def read_configuration(
    files: Mapping[str, str], asked: Iterable[str], registry: Registry | None = None
) -> Configuration:
    """Evaluate all ``.tf`` and ``.tfvars`` files of one folder (name -> text).

    `asked` are variables whose value in the folder is an example only: they stay `Asked`, as do
    those without any value. What modules of `registry` make stands among the resources. Raises
    HclError with file and line for whatever is not understood.
    """
    blocks = [b for n, text in files.items() if n.endswith(".tf") for b in _top(n, text)]
    given = _given(files)
    variables = _variables(blocks, given, frozenset(asked))
    named: dict[str, Attribute] = {}
    for block in _of(blocks, "locals", 0):
        for name, attribute in block.attributes.items():
            if name in named:
                raise HclError(block.path, attribute.line, f"local value {name} is there twice")
            named[name] = attribute
    declared = _declared(blocks)
    known = registry or no_registry()
    called = {a: _called(known, b) for a, b in declared.items() if b.word == "module"}
    providers = {alias: b for b in _of(blocks, "provider", 1) for alias in _alias(b)}
    addresses = (f"{block.labels[0]}.{alias}" for alias, block in providers.items())
    outputs = {address: module.outputs for address, module in called.items()}
    scope = Scope(variables, named, frozenset((*declared, *addresses)), outputs)
    evaluator = Evaluator(scope)
    resources: dict[str, TerraformResource] = {}
    for address, block in declared.items():
        if address in called:
            resources |= _made(evaluator, address, block, called[address])
        else:
            resources[address] = _resource(evaluator, address, block)
    return Configuration(
        resources,
        variables,
        {name: evaluator.attribute(attribute) for name, attribute in named.items()},
        {b.labels[0]: _output(evaluator, b) for b in _of(blocks, "output", 1)},
        {alias: evaluator.body(block).get("subscription_id") for alias, block in providers.items()},
    )


def _top(name: str, text: str) -> tuple[Block, ...]:
    root = parse_hcl(text, name)
    for attribute in root.attributes.values():
        raise HclError(name, attribute.line, f"found {attribute.name} outside a block")
    for block in root.blocks:
        if block.word not in TOP:
            raise HclError(name, block.line, f"found block {block.word}, expected {sorted(TOP)}")
    return root.blocks


def _of(blocks: list[Block], word: str, labels: int) -> Iterator[Block]:
    for block in blocks:
        if block.word != word:
            continue
        if len(block.labels) != labels:
            found = len(block.labels)
            raise HclError(block.path, block.line, f"{word} has {found} labels, expected {labels}")
        yield block


def _declared(blocks: list[Block]) -> dict[str, Block]:
    """Return the blocks that may be referred to, by address."""
    declared: dict[str, Block] = {}
    others = (*_of(blocks, "data", 2), *_of(blocks, "module", 1))
    for block in (*_of(blocks, "resource", 2), *others):
        address = _address(block)
        if address in declared:
            raise HclError(block.path, block.line, f"{address} is there twice")
        declared[address] = block
    return declared


def _address(block: Block) -> str:
    if block.word == "module":
        return f"module.{block.labels[0]}"
    return ".".join((*(("data",) if block.word == "data" else ()), *block.labels))


def _given(files: Mapping[str, str]) -> dict[str, Any]:
    evaluator = Evaluator(Scope({}, {}, frozenset()))
    out: dict[str, Any] = {}
    for name, text in files.items():
        if not name.endswith(".tfvars"):
            continue
        root = parse_hcl(text, name)
        for block in root.blocks:
            raise HclError(name, block.line, "found a block among values")
        out.update({n: evaluator.attribute(a) for n, a in root.attributes.items()})
    return out


def _variables(blocks: list[Block], given: dict[str, Any], asked: frozenset[str]) -> dict[str, Any]:
    evaluator = Evaluator(Scope({}, {}, frozenset()))
    out: dict[str, Any] = {}
    for block in _of(blocks, "variable", 1):
        name = block.labels[0]
        if name in out:
            raise HclError(block.path, block.line, f"variable {name} is there twice")
        default = block.attributes.get("default")
        value = given.get(name, evaluator.attribute(default) if default else None)
        out[name] = Asked(name) if value is None or name in asked else value
    for name in given:
        if name not in out:
            raise HclError("terraform.tfvars", 1, f"{name} is no variable")
    return out


def _alias(provider: Block) -> Iterator[str]:
    attribute = provider.attributes.get("alias")
    if attribute is not None:
        yield str(Evaluator(Scope({}, {}, frozenset())).attribute(attribute))


def _resource(evaluator: Evaluator, address: str, block: Block) -> TerraformResource:
    body = evaluator.body(block)
    meta = {name: body.pop(name, None) for name in META}
    needed = meta["depends_on"] or []
    provider = meta["provider"]
    return TerraformResource(
        address,
        block.labels[0],
        block.labels[1],
        body,
        block.word == "data",
        f"{block.path}:{block.line} {address}",
        meta["count"],
        tuple(reference.address for reference in needed),
        provider.address.partition(".")[2] if provider is not None else "",
    )


def _called(registry: Registry, block: Block) -> RegistryModule:
    """Return the module that a block calls, which is known by its source and its version."""
    alone = Evaluator(Scope({}, {}, frozenset()))
    words = []
    for name in ("source", "version"):
        attribute = block.attributes.get(name)
        if attribute is None:
            raise HclError(block.path, block.line, f"module {block.labels[0]} has no {name}")
        words.append(str(alone.attribute(attribute)))
    try:
        return registry.find(":".join(words), block.path)
    except ReadError as problem:
        raise HclError(block.path, block.line, problem.message) from None


def _made(
    evaluator: Evaluator, address: str, block: Block, module: RegistryModule
) -> dict[str, TerraformResource]:
    """Return what a call makes by address: the resource at that of the call, its parts below it."""
    body = evaluator.body(block)
    meta = {name: body.pop(name, None) for name in CALL}
    waits = tuple(reference.address for reference in meta["depends_on"] or ())
    itself = Reference(address, ("id",))
    try:
        made = module.made(body, itself, block.path)
    except ReadError as problem:
        raise HclError(block.path, block.line, problem.message) from None
    place, symbol = f"{block.path}:{block.line} {address}", block.labels[0]
    found = {
        address: TerraformResource(
            address, module.type, symbol, made.body, existing=False, place=place, depends_on=waits
        )
    }
    for number, part in enumerate(made.parts, 1):
        own = f"{address}.{number}"
        found[own] = TerraformResource(
            own, part.type, symbol, part.body, existing=False, place=place, depends_on=(address,)
        )
    return found


def _output(evaluator: Evaluator, block: Block) -> Any:
    if "value" not in block.attributes:
        raise HclError(block.path, block.line, f"output {block.labels[0]} has no value")
    return evaluator.attribute(block.attributes["value"])
