"""What a question about the canvas is answered with, and the question of a drop."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Index


@dataclass(frozen=True)
class Verdict:
    """Whether something may be done: `reason` says why not, `makes` what it would make."""

    ok: bool
    reason: str = ""
    makes: str = ""

    def __bool__(self) -> bool:
        return self.ok


def yes(makes: str = "") -> Verdict:
    """Return that it may be done, and what that makes."""
    return Verdict(ok=True, makes=makes)


def no(reason: str) -> Verdict:
    """Return that it may not be done, and why in at most four words."""
    return Verdict(ok=False, reason=reason)


@dataclass(frozen=True)
class Drop:
    """One question: a kind over a place. `parent` is None at the root; `moving` is already there."""

    document: Document
    kind: str
    parent: Key | None
    moving: Key | None

    @property
    def index(self) -> Index:
        """What is in the design, by key."""
        return self.document.topology.index

    @property
    def parent_kind(self) -> str:
        """The kind of the place; empty on the free canvas."""
        return split_key(self.parent)[0] if self.parent else ""

    @property
    def subnet(self) -> Subnet | None:
        """The place, where it is a subnet."""
        found = self.index.at(self.parent) if self.parent else None
        return found if isinstance(found, Subnet) else None

    @property
    def vnet(self) -> VirtualNetwork | None:
        """The network that is, or holds, the place."""
        if self.parent is None:
            return None
        entry = self.index.by_key.get(self.parent)
        key = entry.parent if entry and self.parent_kind == "subnet" else self.parent
        found = self.index.at(key) if key else None
        return found if isinstance(found, VirtualNetwork) else None
