"""A design seen from a team that deploys none of it: what stands where, and what is there already."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from aksdesigner.iac.plan.subscription import MAIN_GROUP, MAIN_SUBSCRIPTION
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.model.resource import AzureResource
from aksdesigner.model.topology import Topology


class Places(Scopes):
    """The scopes of a design as they are called in a deployment of a team's own.

    The team's subscription is the one of its deployment, so that of the main deployment gets a
    name: MAIN_SUBSCRIPTION.
    """

    def __init__(self, main: Scopes, homes: tuple[Scope, ...]) -> None:
        super().__init__(main.design)
        self._main = main
        mine = {home.subscription for home in homes}
        self._own = mine.pop() if len(mine) == 1 else ""
        self.homes = tuple(self._called(home) for home in homes)

    @cached_property
    def default(self) -> Scope:
        """Where the team deploys to."""
        return Scope("", self.homes[0].group)

    @property
    def are_several(self) -> bool:
        """Whether what the team changes stands in several groups or subscriptions."""
        return len(self.homes) > 1

    @property
    def subscription(self) -> str:
        """The alias of the subscription that the team deploys to, "" for that of the design."""
        return self._own

    def of(self, key: Key) -> Scope:
        """Return the scope of a drawn resource."""
        return self._called(self._main.of(key))

    def _called(self, scope: Scope) -> Scope:
        if scope.subscription == self._own:
            return Scope("", scope.group)
        return Scope(scope.subscription or MAIN_SUBSCRIPTION, scope.group)


def written_from(document: Document) -> Document:
    """Return a design that is there already, all of it; `Places` says where."""
    return _each(
        document, lambda _: {"existing": True, "resource_group": None, "subscription": None}
    )


def read_from(document: Document, places: Places) -> Document:
    """Return a design as a team's code names it: all of it there already, in the team's scopes.

    What stands in no named group is in MAIN_GROUP, unless that is where the team deploys to.
    """
    group = places.default.group or None
    main = MAIN_GROUP if group else None

    def change(resource: AzureResource) -> dict[str, Any]:
        scope = places.of(document.topology.index.key(resource))
        place = {"resource_group": scope.group or main, "subscription": scope.subscription or None}
        return {"existing": True, **place}

    settings = document.settings.model_copy(update={"resource_group": group})
    return _each(document.replace(settings=settings), change)


def _each(document: Document, change: Any) -> Document:
    sections = {
        name: tuple(
            item.model_copy(update=change(item)) if isinstance(item, AzureResource) else item
            for item in getattr(document.topology, name)
        )
        for name in Topology.model_fields
    }
    return document.replace(topology=document.topology.model_copy(update=sections))
