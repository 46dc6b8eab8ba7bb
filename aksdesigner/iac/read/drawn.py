"""Drawn: which drawn resource an Azure name belongs to. Values never come from the drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.plan.service import written_service_name
from aksdesigner.iac.plan.web_policy import written_policy_name
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.waf_policy import WafPolicy
from aksdesigner.model.part import Resource


def written_name(resource: Resource) -> str:
    """Return the name that a resource is written under."""
    if isinstance(resource, PlatformService):
        return written_service_name(resource)
    if isinstance(resource, WafPolicy):
        return written_policy_name(resource)
    return real_name(resource)


@dataclass(frozen=True)
class Drawn:
    """A design, asked by the names of Azure."""

    design: Design
    _names: dict[tuple[str, str], list[Resource]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index = self.design.index
        for entry in index.entries:
            if index.at(entry.key) is entry.resource and entry.resource.kind != "peering":
                # a reference is by the name that is there, as it is
                there = self.design.is_existing(entry.key)
                name = real_name(entry.resource) if there else written_name(entry.resource)
                self._names.setdefault((entry.resource.kind, name), []).append(entry.resource)

    def all(self, kind: str, azure_name: str) -> list[Any]:
        """Return the drawn resources of a kind that are written under a name."""
        return list(self._names.get((kind, azure_name), ()))

    def names(self, kind: str) -> list[str]:
        """Return the names that the drawn resources of a kind are written under."""
        return [name for own, name in self._names if own == kind]

    @cached_property
    def scopes(self) -> Scopes:
        """Where each drawn resource is deployed."""
        return Scopes(self.design)

    def one(self, kind: str, azure_name: str, scope: Scope, *, existing: bool | None = None) -> Any:
        """Return the drawn resource of a kind that is written under a name, None without any.

        Where resources of several groups or subscriptions share a name, the one of `scope` is
        meant; `existing` says whether it has to be one that others deploy, or must not be.
        """
        found = self.all(kind, azure_name)
        if existing is not None:
            found = [r for r in found if self.is_existing(r) is existing]
        if len(found) > 1:
            here = [r for r in found if self.scope_of(r) == scope]
            found = here or found
        return found[0] if found else None

    def name(self, kind: str, azure_name: str, scope: Scope) -> str | None:
        """Return the name in the drawing; None where nothing of the kind is drawn under it."""
        found = self.one(kind, azure_name, scope)
        return str(found.name) if found is not None else None

    def is_elsewhere(self, kind: str, azure_name: str, scope: Scope) -> bool:
        """Return whether what is drawn under a name is drawn, but not in a scope."""
        found = self.all(kind, azure_name)
        return bool(found) and all(self.scope_of(resource) != scope for resource in found)

    def scope_of(self, resource: Resource) -> Scope:
        """Return where a drawn resource is deployed."""
        return self.scopes.of(self.design.index.key(resource))

    def is_existing(self, resource: Resource) -> bool:
        """Return whether others deploy a drawn resource."""
        return self.design.is_existing(self.design.index.key(resource))
