"""What a module's codec is: a declaration, with what hangs on it, into a module's parameters, and back.

How to write the way back, beside `to_module` in the same file:

- ``from_module(call: Parameters) -> Made`` gets the parameters of a call with all values folded, and
  returns the body that the plain export would have (`type`, `parent` and, in Bicep, `name` are known
  already), so that the readers of plain code read it as always;
- take each parameter once (`take`, `need`, `list`, `object`, `objects`, `keyed`); one that nobody
  takes is an error that names it, so nothing is ignored. `must` takes what every export says alike;
- say what the module makes unasked (a SKU, a name), for plain code says it;
- write each field out: a table of names that both halves share would hide a mistake in it;
- what `to_module` absorbed comes back as `Made.parts`, each with its type and name;
- parameters that name the resource are listed in `ModuleCodec.names`, from the outermost in, and are
  not left for `from_module` to take.

A codec without `from_module` is told as not read back by ``--verify``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from aksdesigner.iac.avm.body import BodyReader, UnsayableError
from aksdesigner.iac.avm.parameters import Parameters
from aksdesigner.iac.avm.table import Module
from aksdesigner.iac.expression import Body, Expression, Property, Text
from aksdesigner.iac.program import Declaration
from aksdesigner.iac.read.registry import Made

P = TypeVar("P")


@dataclass
class Source:
    """A declaration as a codec reads it.

    `children` are declarations that belong to it, which they say in one of `by`; those that a codec
    adds to `absorbed` become part of the module. `group_id` is the id of its resource group, where the dialect has one. `others`
    are the declarations of the program by symbol, `read` the symbols that something reads, and
    `waits` those that the call has to wait for beside what its parameters name.
    """

    declaration: Declaration
    body: BodyReader
    children: tuple[Declaration, ...]
    group_id: Callable[[Expression], Expression]
    by: tuple[str, ...] = ("parent",)
    others: Mapping[str, Declaration] = field(default_factory=dict)
    read: Collection[str] = ()
    absorbed: list[Declaration] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)

    def parent_name(self) -> Expression:
        """Return the name of the declaration that the body calls its parent."""
        parent = self.body.need("parent")
        assert isinstance(parent, Property)
        return Property(parent.symbol, ("name",))

    def network_of(self, subnet: Expression, name: str) -> Expression:
        """Return the id of the network that a subnet stands in, and wait for the subnet.

        For modules that ask for the network and find the subnet by the one name that Azure allows.
        Raises UnsayableError for a subnet of another name, or one that the program does not know.
        """
        found = self.others.get(subnet.symbol) if isinstance(subnet, Property) else None
        said = dict(found.body.pairs) if found else {}
        network = said.get("parent")
        if found is None or not isinstance(network, Property) or said.get("name") != Text(name):
            raise UnsayableError(f"it finds its subnet by the name {name} alone")
        if not found.existing:
            self.waits.append(found.symbol)
        return Property(network.symbol, ("id",))

    def children_of(self, suffix: str) -> list[tuple[Declaration, BodyReader]]:
        """Return the children of a type (by the end of its name before any version).

        What they say of their owner is taken.
        """
        children = [c for c in self.children if c.type.partition("@")[0].endswith(suffix)]
        found = [(child, BodyReader(child.body)) for child in children]
        for _, body in found:
            for name in self.by:
                body.take(name)
        return found

    def taken_in(
        self, suffix: str, says: Callable[[BodyReader], P], *, unread: bool = False
    ) -> list[P]:
        """Take the children of a type in, each as `says` says it; return those.

        One that says more than was taken stays on its own, and so does, if `unread`, one that
        something reads.
        """
        found: list[P] = []
        for child, body in self.children_of(suffix):
            if unread and child.symbol in self.read:
                continue
            part = says(body)
            if self.absorb(child, body):
                found.append(part)
        return found

    def absorb(self, child: Declaration, body: BodyReader) -> bool:
        """Take a child in when everything it says was taken; tell whether it was."""
        if body.left():
            return False
        self.absorbed.append(child)
        return True


@dataclass(frozen=True)
class ModuleCodec:
    """A type of resource, the module that makes it, and how.

    `owns` are the ends of the types of its children, and `by` are the properties in which a child may
    name its owner. `from_module` is the way back, None where calls are not read; `names` are the
    parameters that name the resource, from the outermost in.
    """

    type: str
    module: str
    to_module: Callable[[Source], Body]
    owns: tuple[str, ...] = ()
    by: tuple[str, ...] = ("parent",)
    from_module: Callable[[Parameters], Made] | None = None
    names: tuple[str, ...] = ("name",)


class Halves(Protocol):
    """A file with both halves of a codec."""

    def to_module(self, source: Source, /) -> Body:
        """Return the parameters of a call."""
        ...

    def from_module(self, call: Parameters, /) -> Made:
        """Return what a call makes."""
        ...


def codec_of(
    kind: str,
    module: str,
    halves: Halves,
    owns: tuple[str, ...] = (),
    by: tuple[str, ...] = ("parent",),
    names: tuple[str, ...] = ("name",),
) -> ModuleCodec:
    """Return the codec of a type whose two halves stand in one file."""
    return ModuleCodec(kind, module, halves.to_module, owns, by, halves.from_module, names)


@dataclass(frozen=True)
class ModuleCall:
    """What takes the place of a resource: the call, and the declarations that it takes in."""

    declaration: Declaration
    module: Module
    absorbed: tuple[str, ...]
