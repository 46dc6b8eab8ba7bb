"""A folder of Terraform -> the resources it describes, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aksdesigner.iac.read.hcl import parse_hcl
from aksdesigner.iac.read.hcl_tokens import HclError
from aksdesigner.iac.read.hcl_tree import Attribute, Block
from aksdesigner.iac.read.hcl_values import Evaluator, Scope
from aksdesigner.iac.read.values import Asked

# blocks of a root module; checks and moves are not written
TOP = frozenset({"terraform", "provider", "variable", "locals", "resource", "data", "output"})
# arguments of every resource that say how Terraform treats it
META = ("count", "depends_on", "provider")


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


def read_configuration(files: Mapping[str, str], asked: Iterable[str]) -> Configuration:
    """Evaluate all ``.tf`` and ``.tfvars`` files of one folder (name -> text).

    `asked` are variables whose value in the folder is an example only: they stay `Asked`, as do
    those without any value. Raises HclError with file and line for whatever is not understood.
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
    declared: dict[str, Block] = {}
    for block in (*_of(blocks, "resource", 2), *_of(blocks, "data", 2)):
        address = _address(block)
        if address in declared:
            raise HclError(block.path, block.line, f"{address} is there twice")
        declared[address] = block
    providers = {alias: b for b in _of(blocks, "provider", 1) for alias in _alias(b)}
    addresses = (f"{block.labels[0]}.{alias}" for alias, block in providers.items())
    evaluator = Evaluator(Scope(variables, named, frozenset((*declared, *addresses))))
    return Configuration(
        {address: _resource(evaluator, address, block) for address, block in declared.items()},
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


def _address(block: Block) -> str:
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


def _output(evaluator: Evaluator, block: Block) -> Any:
    if "value" not in block.attributes:
        raise HclError(block.path, block.line, f"output {block.labels[0]} has no value")
    return evaluator.attribute(block.attributes["value"])
