"""References: which block an id of azurerm leads to, and what it is in the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.plan.subscription import ASKED_MAIN_GROUP, MAIN_GROUP
from aksdesigner.iac.read.configuration import Configuration, TerraformResource
from aksdesigner.iac.read.drawn import Drawn
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.lifted import Strange
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.scopes import Scope
from aksdesigner.iac.terraform.existing import FRONT_DOOR_WAF, TYPES
from aksdesigner.model.ids import Key, key_of

# azurerm type -> kind token of what can be named by others
KINDS = {
    **{name: kind for kind, name in TYPES.items()},
    FRONT_DOOR_WAF: "waf",
    "azurerm_firewall": "fw",
    "azurerm_lb": "lb",
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
ID = ("id",)


@dataclass
class References:
    """The blocks of a folder while they are read: by type, by owner, and by what an id leads to."""

    configuration: Configuration
    drawn: Drawn
    strange: list[Strange] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    # parameter -> the alias of the subscription that it is the id of
    subscriptions: Mapping[str, str] = field(default_factory=dict)

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
        return Said(resource.place, resource.body, self.strange, resource.provider)

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
        kind = KINDS[resource.type]
        found = self.drawn_of(kind, resource)
        return str(found.name) if found is not None else azure or ""

    def drawn_of(self, kind: str, resource: TerraformResource) -> Any:
        """Return the drawn resource that a block belongs to, None for a block of nobody."""
        azure = self.text(resource.body.get("name")) or ""
        scope = self.scope(resource.provider, resource.body.get("resource_group_name"))
        return self.drawn.one(kind, azure, scope, existing=resource.existing)

    def is_elsewhere(self, resource: TerraformResource) -> bool:
        """Return whether a block refers to something by a place that it is not drawn in."""
        kind = KINDS.get(resource.type)
        if kind is None or kind == "subnet":  # a subnet has the place of its network
            return False
        scope = self.scope(resource.provider, resource.body.get("resource_group_name"))
        name = self.text(resource.body.get("name")) or ""
        return self.drawn.is_elsewhere(kind, name, scope)

    def scope(self, provider: str, group: Any) -> Scope:
        """Return where a block is deployed: by its provider, and by what it says of its group."""
        default, asked = self.drawn.scopes.default.group, self.followed(group)
        if default and isinstance(asked, Asked) and asked.name == ASKED_MAIN_GROUP:
            return Scope(self.alias(provider), MAIN_GROUP)
        return Scope(self.alias(provider), self.text(group) or default)

    def alias(self, provider: str) -> str:
        """Return the alias of the subscription of a provider, "" for that of the deployment."""
        asked = self.configuration.subscriptions.get(provider) if provider else None
        found = self.subscriptions.get(asked.name) if isinstance(asked, Asked) else None
        return found or provider

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
        found = self.followed(value)
        return found if isinstance(found, str) else None

    def followed(self, value: Any) -> Any:
        """Return a value; instead of a reference what the block that it leads to says itself."""
        while isinstance(value, Reference) and len(value.path) == 1:
            value = self.resource(value.address).body.get(str(value.path[0]))
        return value

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
