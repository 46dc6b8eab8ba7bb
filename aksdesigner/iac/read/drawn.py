"""Drawn: which drawn resource an Azure name belongs to. Values never come from the drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.design import Design, real_name
from aksdesigner.iac.plan.service import written_service_name
from aksdesigner.iac.plan.web_policy import written_policy_name
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
                key = (entry.resource.kind, written_name(entry.resource))
                self._names.setdefault(key, []).append(entry.resource)

    def all(self, kind: str, azure_name: str) -> list[Any]:
        """Return the drawn resources of a kind that are written under a name."""
        return list(self._names.get((kind, azure_name), ()))

    def names(self, kind: str) -> list[str]:
        """Return the names that the drawn resources of a kind are written under."""
        return [name for own, name in self._names if own == kind]

    def name(self, kind: str, azure_name: str, group: str | None = None) -> str | None:
        """Return the name in the drawing; None where nothing of the kind is drawn under it.

        Where resources of several groups share a name, the one of `group` is meant, else the one
        that is created here.
        """
        found = self.all(kind, azure_name)
        if len(found) > 1:
            here = [r for r in found if self._is_here(r, group)]
            found = here or found
        return str(found[0].name) if found else None

    def _is_here(self, resource: Any, group: str | None) -> bool:
        own = getattr(resource, "resource_group", None)
        if group is None:
            return not (getattr(resource, "existing", False) or own is not None)
        return bool(own == group)
