"""Lift: what readers of azurerm resources share: names, references, addresses, regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError

from aksdesigner.iac.design import real_name, subnet_key
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.read.configuration import Configuration, TerraformResource
from aksdesigner.iac.read.drawn import Drawn
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.lifted import Strange
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.existing import FRONT_DOOR_WAF, TYPES
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.part import Part

P = TypeVar("P", bound=Part)

# azurerm type -> kind token of what can be named by others
KINDS = {
    **{name: kind for kind, name in TYPES.items()},
    FRONT_DOOR_WAF: "waf",
    "azurerm_firewall": "fw",
    "azurerm_lb": "lb",
    "azurerm_virtual_hub": "vhub",
    "azurerm_application_gateway": "agw",
    "azurerm_private_dns_resolver": "resolver",
    "azurerm_bastion_host": "bastion",
    "azurerm_route_server": "rs",
    **dict.fromkeys(
        (
            "azurerm_key_vault",
            "azurerm_container_registry",
            "azurerm_storage_account",
            "azurerm_mssql_server",
            "azurerm_cosmosdb_account",
            "azurerm_eventhub_namespace",
            "azurerm_servicebus_namespace",
            "azurerm_app_configuration",
            "azurerm_search_service",
            "azurerm_cognitive_account",
            "azurerm_monitor_private_link_scope",
        ),
        "paas",
    ),
}
MACHINES = ("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine")
ID = ("id",)


@dataclass(frozen=True)
class Owner:
    """What an implied address has in common with what uses it."""

    location: Any
    zones: tuple[str, ...]
    tags: dict[str, str]


@dataclass
class Lift:
    """The resources of a folder while they are folded back into what was drawn."""

    configuration: Configuration
    drawn: Drawn
    strange: list[Strange] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    # local network gateways that connections lead to: (site, own, gateway) by address
    ends: dict[str, tuple[str | None, bool, Any]] = field(default_factory=dict)

    def report(self, place: str, message: str) -> None:
        """Report something that no drawing says."""
        self.strange.append(Strange(place, message))

    def resource(self, address: str) -> TerraformResource:
        """Return a block by its address."""
        return self.configuration.resources[address]

    def of_type(self, *types: str) -> Iterator[TerraformResource]:
        """Yield the resources of some types that are created and not read yet."""
        for address, resource in self.configuration.resources.items():
            if resource.type in types and not resource.existing and address not in self.used:
                yield resource

    def said(self, resource: TerraformResource) -> Said:
        """Return the body of a resource to be read; it counts as read."""
        self.used.add(resource.address)
        if resource.count is not None and "virtual_machine" not in resource.type:
            self.report(resource.place, "it is made on a condition, which no drawing says")
        return Said(resource.place, resource.body, self.strange)

    def beside(
        self, kind: str, attribute: str, parent: str
    ) -> Iterator[tuple[TerraformResource, Said]]:
        """Yield the resources of a type that belong to another by an attribute with its id."""
        for resource in list(self.of_type(kind)):
            if resource.body.get(attribute) == Reference(parent, ID):
                said = self.said(resource)
                said.take(attribute)
                yield resource, said

    def lone_beside(self, kind: str, attribute: str, parent: str) -> Said | None:
        """Return the one resource that belongs to another, None without any."""
        found = [said for _, said in self.beside(kind, attribute, parent)]
        for extra in found[1:]:
            extra.report("it is the second of its kind at one owner")
        return found[0] if found else None

    # -- references -----------------------------------------------------------------------------

    def target(self, said: Said, value: Any, path: tuple[str | int, ...] = ID) -> str | None:
        """Return the address that a reference leads to; anything but one to `path` is reported."""
        if isinstance(value, Reference) and value.path == path:
            return value.address
        if value is not None:
            said.report(f"found {value!r}, expected {'.'.join(map(str, path))} of a resource")
        return None

    def named(self, said: Said, field_name: str, kind: str, value: Any) -> str | None:
        """Return the drawn name of the resource of a kind that an id leads to."""
        address = self.target(said, value)
        if address is None:
            return None
        found = KINDS.get(self.resource(address).type)
        if found != kind:
            said.report(f"{field_name} leads to {address}, expected a resource of kind {kind}")
            return None
        return self.name_at(address)

    def take_named(self, said: Said, field_name: str, kind: str) -> str | None:
        """Take an id that may be absent or asked for, and return the drawn name of its resource."""
        value = said.get(field_name)
        if value is None or isinstance(value, Asked):
            return None
        return self.named(said, field_name, kind, value)

    def names(self, said: Said, field_name: str, kind: str) -> tuple[str, ...]:
        """Take a list of ids that may be absent, and return the drawn names."""
        found = (self.named(said, field_name, kind, v) for v in said.get(field_name) or ())
        return tuple(name for name in found if name is not None)

    def name_at(self, address: str) -> str:
        """Return the drawn name of a block, or its Azure name where nothing like it is drawn."""
        resource = self.resource(address)
        azure = self.text(resource.body.get("name"))
        group = self.text(resource.body.get("resource_group_name")) if resource.existing else None
        if group == self.group:
            group = None
        kind = KINDS[resource.type]
        return self.drawn.name(kind, azure or "", group) or azure or ""

    def subnet_at(self, address: str) -> tuple[str, str]:
        """Return (network, subnet) of a subnet block."""
        body = self.resource(address).body
        network = body.get("virtual_network_name")
        owner = self.name_at(network.address) if isinstance(network, Reference) else str(network)
        return owner, self.text(body.get("name")) or ""

    def subnet(self, said: Said, field_name: str) -> tuple[str | None, str | None]:
        """Take the id of a subnet: (network, subnet), (None, None) where it is asked for."""
        return self._subnet(said, field_name, said.take(field_name))

    def _subnet(self, said: Said, field_name: str, value: Any) -> tuple[str | None, str | None]:
        if value is None or isinstance(value, Asked):
            return None, None
        address = self.target(said, value)
        if address is None or self.resource(address).type != "azurerm_subnet":
            said.report(f"{field_name} leads to {address}, expected a subnet")
            return None, None
        return self.subnet_at(address)

    def text(self, value: Any) -> str | None:
        """Return a text; a reference to what a block says itself is followed."""
        if isinstance(value, Reference) and len(value.path) == 1:
            return self.text(self.resource(value.address).body.get(str(value.path[0])))
        if isinstance(value, Asked):
            return None
        return value if isinstance(value, str) else None

    def kind_at(self, address: str) -> str:
        """Return the kind token of a block, "" for what nothing names."""
        return KINDS.get(self.resource(address).type, "")

    def key_at(self, address: str) -> Key:
        """Return the key of what a block is in the drawing."""
        if self.resource(address).type == "azurerm_subnet":
            return subnet_key(*self.subnet_at(address))
        return key_of(self.kind_at(address), self.name_at(address))

    def is_made(self, kind: str, name: str) -> bool:
        """Return whether a drawn resource is created by the code."""
        return any(
            KINDS.get(r.type) == kind and not r.existing and self.name_at(address) == name
            for address, r in self.configuration.resources.items()
        )

    # -- what every resource has ----------------------------------------------------------------

    @property
    def group(self) -> str | None:
        """The resource group that holds where a resource names no other; None when asked for."""
        return self.text(self.configuration.variables.get("resource_group_name"))

    def resource_group(self, said: Said) -> str | None:
        """Take the resource group of what is created: None for the one of the deployment."""
        value = said.take("resource_group_name")
        if value == self.configuration.variables.get("resource_group_name"):
            return None
        text = self.text(value)
        if text is None and value is not None:
            said.report(f"resource_group_name is {value!r}, expected a resource group")
        return None if text == self.group else text

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
        found = [r for r in self.drawn.all(kind, azure) if not self.is_existing(r)]
        if not found:
            return {"name": azure}
        drawn = found[0]
        own = azure if real_name(drawn) == azure else drawn.azure_name
        out = {"name": drawn.name, "uid": drawn.uid}
        return {**out, "azure_name": own} if own != drawn.name else out

    def uid_of(self, key: str) -> str | None:
        """Return the uid of the drawn resource of a key, so that both sides are one thing."""
        found = self.drawn.design.index.at(key)
        return found.uid if found is not None else None

    def is_existing(self, resource: Any) -> bool:
        """Return whether a drawn resource is deployed by others."""
        return self.drawn.design.is_existing(self.drawn.design.index.key(resource))

    def made(self, said: Said, kind: type[P], **values: Any) -> P | None:
        """Return a part; None values stand for defaults. What does not fit is reported."""
        kept = {name: value for name, value in values.items() if value is not None}
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
        azure = self.text(resource.body.get("name")) or ""
        if resource.existing or any(not self.is_existing(r) for r in self.drawn.all("pip", azure)):
            return self.name_at(target)
        if target in self.used:
            said.report(f"{target} is used twice")
            return None
        inner = self.said(resource)
        inner.take("name")
        if self.resource_group(inner) is not None:
            inner.report("it is not in the resource group of its user")
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

    def drawn_of(self, kind: str, resource: TerraformResource) -> Any:
        """Return the drawn resource that a block belongs to, None for a block of nobody."""
        azure = self.text(resource.body.get("name")) or ""
        found = [r for r in self.drawn.all(kind, azure) if not self.is_existing(r)]
        return found[0] if found else None

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
                azure = self.text(resource.body.get("name")) or ""
                if not resource.existing and not self.drawn.all("pip", azure):
                    return tuple(resource.body.get("zones") or ())
        return ()

    # -- machines, and what is behind balancers and gateways --------------------------------------

    @cached_property
    def machines(self) -> dict[Key, list[TerraformResource]]:
        """The machines of each drawn box, in the order of the code; "" holds those of no box."""
        wanted: dict[str, list[Key]] = {}
        index = self.drawn.design.index
        for entry in index.entries:
            box: Any = entry.resource
            if entry.resource.kind in ("vm", "nva") and not self.is_existing(box):
                for suffix in numbered(getattr(box, "count", 1)):
                    wanted.setdefault(with_suffix(real_name(box), suffix), []).append(entry.key)
        out: dict[Key, list[TerraformResource]] = {}
        for resource in self.configuration.resources.values():
            if resource.type in MACHINES and not resource.existing:
                name = self.text(resource.body.get("name")) or ""
                keys = wanted.get(name) or [""]
                out.setdefault(keys.pop(0) if len(keys) > 1 else keys[0], []).append(resource)
        return out

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
