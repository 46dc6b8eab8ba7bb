"""Lift: what readers of azurerm resources share: names, addresses, regions, machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from aksdesigner.iac.design import real_name
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.scopes import Scope
from aksdesigner.iac.terraform.references import ID, References
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.part import Part

P = TypeVar("P", bound=Part)

MACHINES = ("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine")


def refers(value: Any, address: str) -> bool:
    """Return whether a value names a block, however deep."""
    if isinstance(value, Reference):
        return value.address == address
    if isinstance(value, Mapping):
        return any(refers(item, address) for item in value.values())
    return isinstance(value, (list, tuple)) and any(refers(item, address) for item in value)


@dataclass(frozen=True)
class Owner:
    """What an implied address has in common with what uses it."""

    location: Any
    zones: tuple[str, ...]
    tags: dict[str, str]


@dataclass
class Lift(References):
    """The resources of a folder while they are folded back into what was drawn."""

    # local network gateways that connections lead to: (site, own, gateway) by address
    ends: dict[str, tuple[str | None, bool, Any]] = field(default_factory=dict)

    # -- what every resource has ----------------------------------------------------------------

    def resource_group(self, said: Said) -> str | None:
        """Take the resource group of what is created: None for one that is asked for."""
        value = self.followed(said.take("resource_group_name"))
        if isinstance(value, str):
            return value
        asked = self.configuration.variables.get("resource_group_name")
        if value is not None and value != asked:
            said.report(f"resource_group_name is {value!r}, expected a resource group")
        return None

    def group_of(self, said: Said, others: Iterable[TerraformResource], what: str) -> None:
        """Take the resource group of a part, which has to be that of what it is part of."""
        group = self.followed(said.take("resource_group_name"))
        groups = [self.followed(other.body.get("resource_group_name")) for other in others]
        if group not in groups:
            said.report(f"it is not in the resource group of its {what}")

    def users(self, address: str) -> list[TerraformResource]:
        """Return the resources that refer to a block; for what only joins two, the other one."""
        everything = self.configuration.resources
        direct = [r for r in everything.values() if refers(r.body, address)]
        joints = [r for r in direct if "resource_group_name" not in r.body]
        joined = (
            o for a, o in everything.items() if a != address for j in joints if refers(j.body, a)
        )
        return [*(r for r in direct if r not in joints), *joined]

    def subscription(self, said: Said) -> dict[str, Any]:
        """Return the subscription that a resource goes to, by the alias of the design."""
        return {"subscription": self.alias(said.provider)} if said.provider else {}

    def region(self, said: Said, value: Any) -> str | None:
        """Return a region; what holds for the deployment is that of the settings."""
        if isinstance(value, str):
            return value
        if value is not None and value != self.configuration.locals.get("location"):
            said.report(f"location is {value!r}, expected a region")
        return self.drawn.design.settings.region

    def head(
        self, said: Said, kind: str, *, region: bool = True, tags: bool = True
    ) -> dict[str, Any]:
        """Take name, resource group, location and tags."""
        out = self.identity(said, kind)
        out["resource_group"] = self.resource_group(said)
        if region:
            out["region"] = self.region(said, said.take("location"))
        if tags:
            out["tags"] = said.get("tags") or {}
        return out

    def identity(self, said: Said, kind: str) -> dict[str, Any]:
        """Take the name: that of the drawing, and Azure's where they differ."""
        azure = self.text(said.take("name")) or ""
        where = self.subscription(said)
        scope = self.scope(said.provider, said.peek("resource_group_name"))
        drawn = self.drawn.one(kind, azure, scope, existing=False)
        if drawn is None:
            return {"name": azure, **where}
        own = azure if real_name(drawn) == azure else drawn.azure_name
        out = {"name": drawn.name, "uid": drawn.uid, **where}
        return {**out, "azure_name": own} if own != drawn.name else out

    def uid_of(self, key: str) -> str | None:
        """Return the uid of the drawn resource of a key, so that both sides are one thing."""
        found = self.drawn.design.index.at(key)
        return found.uid if found is not None else None

    def is_existing(self, resource: Any) -> bool:
        """Return whether a drawn resource is deployed by others."""
        return self.drawn.is_existing(resource)

    def made(self, said: Said, kind: type[P], **values: Any) -> P | None:
        """Return a part; what does not fit is reported.

        None stands for the default of a field, save where a field can be drawn empty.
        """
        fields = kind.model_fields
        kept = {
            name: value
            for name, value in values.items()
            if value is not None or type(None) in get_args(fields[name].annotation)
        }
        said.done()
        try:
            return kind.model_validate(kept)
        except ValidationError as error:
            for problem in error.errors():
                place = ".".join(str(step) for step in problem["loc"])
                said.report(f"{place}: {problem['msg']}")
        return None

    # -- addresses ------------------------------------------------------------------------------

    def owner_of(self, resource: TerraformResource, zones: Any = None) -> Owner:
        """Return what addresses that are only implied have to share with their user."""
        body = resource.body
        chosen = body.get("zones") if zones is None else zones
        return Owner(body.get("location"), tuple(chosen or ()), dict(body.get("tags") or {}))

    def address(self, said: Said, value: Any, owner: Owner, sku: str = "Standard") -> str | None:
        """Return the drawn name of the public address that an id leads to, None for an implied one.

        An implied one has to have nothing but what its user has.
        """
        target = self.target(said, value)
        if target is None:
            return None
        resource = self.resource(target)
        if resource.type != "azurerm_public_ip":
            said.report(f"{target} is no public address")
            return None
        if resource.existing or self.drawn_of("pip", resource) is not None:
            return self.name_at(target)
        if target in self.used:
            said.report(f"{target} is used twice")
            return None
        inner = self.said(resource)
        inner.take("name")
        self.group_of(inner, self.users(target), "user")
        inner.must("location", owner.location)
        inner.must("allocation_method", "Static")
        inner.must("sku", sku)
        for name, wanted in (("zones", list(owner.zones)), ("tags", owner.tags)):
            found = inner.get(name) or type(wanted)()
            if found != wanted:
                inner.report(f"{name} is {found!r}, expected those of its user, {wanted!r}")
        inner.done()
        return None

    def addresses(
        self, said: Said, values: list[Any], owner: Owner, sku: str = "Standard"
    ) -> tuple[str, ...]:
        """Return the drawn names among public addresses."""
        found = [self.address(said, value, owner, sku) for value in values]
        return tuple(name for name in found if name is not None)

    # -- what the drawing has, for alignment ------------------------------------------------------

    def place(
        self, said: Said, field_name: str, kind: str, resource: TerraformResource, name: str = ""
    ) -> tuple[str | None, str | None]:
        """Take the id of the subnet of a resource.

        Where whoever deploys fills it in, the subnet is not in the drawing, which says its name
        and network alone.
        """
        value = said.take(field_name)
        if isinstance(value, Asked):
            drawn = self.drawn_of(kind, resource)
            return (drawn.vnet, name or drawn.subnet) if drawn else (None, name)
        return self._subnet(said, field_name, value)

    def zones_of(self, values: list[Any]) -> tuple[str, ...]:
        """Return the zones of the first implied address: those of what uses it."""
        for value in values:
            if isinstance(value, Reference):
                resource = self.resource(value.address)
                if not resource.existing and self.drawn_of("pip", resource) is None:
                    return tuple(resource.body.get("zones") or ())
        return ()

    # -- machines, and what is behind balancers and gateways --------------------------------------

    @cached_property
    def machines(self) -> dict[Key, list[TerraformResource]]:
        """The machines of each drawn box, in the order of the code; "" holds those of no box."""
        wanted: dict[tuple[str, Scope], list[Key]] = {}
        index, scopes = self.drawn.design.index, self.drawn.scopes
        for entry in index.entries:
            box: Any = entry.resource
            if entry.resource.kind in ("vm", "nva") and not self.is_existing(box):
                for suffix in numbered(getattr(box, "count", 1)):
                    name = with_suffix(real_name(box), suffix)
                    wanted.setdefault((name, scopes.of(entry.key)), []).append(entry.key)
        out: dict[Key, list[TerraformResource]] = {}
        for resource in self.configuration.resources.values():
            if resource.type in MACHINES and not resource.existing:
                name = self.text(resource.body.get("name")) or ""
                scope = self.scope(resource.provider, resource.body.get("resource_group_name"))
                keys = wanted.get((name, scope)) or self._of_name(wanted, name) or [""]
                out.setdefault(keys.pop(0) if len(keys) > 1 else keys[0], []).append(resource)
        return out

    @staticmethod
    def _of_name(wanted: Mapping[tuple[str, Scope], list[Key]], name: str) -> list[Key]:
        """Return the keys of a name in whatever scope; the scope is then told as a difference."""
        return next((keys for (own, _), keys in wanted.items() if own == name), [])

    @cached_property
    def boxes(self) -> dict[str, Key]:
        """Address of an interface -> key of the box whose machine has it."""
        return {
            reference.address: key
            for key, machines in self.machines.items()
            for machine in machines
            for reference in machine.body.get("network_interface_ids") or ()
            if isinstance(reference, Reference) and key
        }

    def box_of(self, machine: TerraformResource) -> Any:
        """Return the drawn box of a machine."""
        found = (key for key, machines in self.machines.items() if machine in machines and key)
        key = next(found, None)
        return self.drawn.design.index.at(key) if key else None

    def members_of(self, key: Key) -> int:
        """Return how many addresses the code has for one thing that is drawn."""
        if key in self.machines:
            return len(self.machines[key])
        resource: Any = self.drawn.design.index.at(key)
        return len(resource.ips) if key.startswith("pe:") and resource else 1

    def member(self, said: Said, value: Any, wanted: tuple[Key, ...]) -> Key | None:
        """Return the key of what an address or name in a pool belongs to."""
        if isinstance(value, Reference):
            found = self.boxes.get(value.address)
            key = found or key_of(self.kind_at(value.address), self.name_at(value.address))
            if value.path != ("private_ip_address",):
                said.report(f"found {value!r}, expected a private address")
            return key
        keys = [e.key for e in self.drawn.design.index.entries if value in _addresses(e.resource)]
        chosen = next((key for key in keys if key in wanted), None) or next(iter(keys), None)
        if chosen is None:
            said.report(f"{value!r} is the address of nothing that is drawn")
        return chosen

    def user_of_address(self, address: str, wanted: Key | None) -> Key | None:
        """Return the key of the balancer or gateway that has a public address, or of the address."""
        keys = []
        for place, resource in self.configuration.resources.items():
            fronts = resource.body.get("frontend_ip_configuration") or ()
            if any(f.get("public_ip_address_id") == Reference(address, ID) for f in fronts):
                keys.append(key_of(self.kind_at(place), self.name_at(place)))
        keys.append(key_of("pip", self.name_at(address)))
        return wanted if wanted in keys else keys[0]

    def place_of(self, resource: Any) -> Any:
        """Return how the code says the region of a drawn resource."""
        region = self.drawn.design.region_of(resource) if resource is not None else None
        return region or self.configuration.locals.get("location")


def _addresses(resource: Any) -> tuple[str, ...]:
    """Return the addresses and names by which something drawn can be in a pool."""
    if resource.kind in ("vm", "nva", "lb"):
        return (str(resource.ip),) if resource.ip else ()
    if resource.kind == "pe":
        return tuple(str(ip) for ip in resource.ips)
    return (resource.fqdn,) if resource.kind == "paas" and resource.fqdn else ()
