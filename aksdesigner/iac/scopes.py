"""Where each resource is deployed: its subscription, by the design's alias, and its resource group.

A resource says so itself; else it is where the network or cluster is that it stands in, or that all
of its users are in; else where the settings say. Azure wants a subnet with its network, a peering
with the network that it starts from, a pool with its cluster.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

# kinds that have no place of their own in Azure, and the kind that they are part of
PARTS = {"subnet": "vnet", "pool": "aks"}


@dataclass(frozen=True, order=True)
class Scope:
    """A subscription, by its alias, and a resource group; "" for those of the deployment."""

    subscription: str = ""
    group: str = ""


class Scopes:
    """The scopes of a design; ask `of`."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._known: dict[Key, Scope] = {}

    @cached_property
    def default(self) -> Scope:
        """Where what says nothing is deployed."""
        return Scope("", self.design.settings.resource_group or "")

    @cached_property
    def deployed(self) -> tuple[Scope, ...]:
        """Every scope that something is deployed in, in order; what others deploy does not count."""
        design = self.design
        return tuple(sorted({self.of(e.key) for e in design.index.entries if self._is_ours(e.key)}))

    def _is_ours(self, key: Key) -> bool:
        """Return whether this design deploys a resource; a half belongs to its network's owner."""
        resource = self.design.index.at(key)
        if isinstance(resource, Peering):
            key = key_of("vnet", resource.from_)
        return _is_placed(key) and not self.design.is_existing(key)

    @property
    def are_several(self) -> bool:
        """Whether what this design deploys spans resource groups or subscriptions."""
        return len({*self.deployed, self.default}) > 1

    def of(self, key: Key) -> Scope:
        """Return the scope of a drawn resource; the default for a key that is not drawn."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._of(key, frozenset())
        return found

    def _of(self, key: Key, asking: frozenset[Key]) -> Scope:
        kind, name = split_key(key)
        if key in asking:  # who uses it asks for it: a circle says nothing
            return self.default
        asking |= {key}
        if kind in PARTS:
            return self._of(key_of(PARTS[kind], name.partition("/")[0]), asking)
        resource: Any = self.design.index.at(key)
        if isinstance(resource, Peering):
            return self._of(key_of("vnet", resource.from_), asking)
        if resource is None:
            return self.default
        own_group = getattr(resource, "resource_group", None)
        own_subscription = getattr(resource, "subscription", None)
        place = self._of_place(key, resource, asking)
        if not own_group and not own_subscription:
            return place
        group = own_group or self._group(place, own_subscription)
        return Scope(own_subscription or place.subscription, group)

    def _group(self, place: Scope, subscription: str | None) -> str:
        """Return the group where only a subscription is said: the place's, if it is there too."""
        same = subscription in (None, "", place.subscription)
        return place.group if same else self.default.group

    def _of_place(self, key: Key, resource: Any, asking: frozenset[Key]) -> Scope:
        home = getattr(resource, "vnet", None)
        theirs = self.design.is_existing(key)
        if isinstance(home, str) and self.design.index.at(key_of("vnet", home)) is not None:
            return self._beside(key_of("vnet", home), asking, theirs=theirs)
        if isinstance(resource, VirtualNetwork):
            return self.default  # what stands in a network follows it, never the other way round
        index = self.design.index
        users = (index.key(user) for user in self.design.users_of(key))
        found = {self._beside(user, asking, theirs=theirs) for user in users}
        return found.pop() if len(found) == 1 else self.default

    def _beside(self, place: Key, asking: frozenset[Key], *, theirs: bool) -> Scope:
        """Return the scope of what stands in a place: nothing of ours in another team's group."""
        scope = self._of(place, asking)
        foreign = self.design.is_existing(place) and not theirs
        return Scope(scope.subscription, self.default.group) if foreign else scope


def _is_placed(key: Key) -> bool:
    return split_key(key)[0] not in ("internet",)
