"""Platform service -> a minimal azurerm resource of its type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw, blocks
from aksdesigner.iac.plan.service import (
    Wanted,
    is_created,
    omitted_fields,
    scope_modes,
    scoped_resources,
    search_sku,
    service_name,
    sql_administrator,
    storage_replication,
)
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.terraform.body import GROUP, location, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.platform_service import PlatformService

Body = dict[str, Raw]
CLIENT = "client:config"


def to_azurerm(draft: Draft, key: Key, service: PlatformService) -> None:
    """Declare a service that can be created; what asks for one that can't gets its id."""
    omitted_fields(draft, key, service)
    if not is_created(draft, key, service):
        return
    resource, body_of = BODIES[service.service]
    everywhere = service.service == "monitorScope"
    body: Body = {
        "name": service_name(draft, key, service),
        "resource_group_name": GROUP,
        "location": None if everywhere else location(draft, service),
        "tags": tags(service),
        **body_of(Wanted(draft, key, service)),
    }
    symbol = draft.declare(resource, key, body)
    for role, name, linked in scoped_resources(draft, key, service):
        scoped: Body = {
            "name": name,
            "resource_group_name": GROUP,
            "scope_name": Property(symbol, ("name",)),
            "linked_resource_id": linked,
        }
        draft.declare("azurerm_monitor_private_link_scoped_service", key, scoped, role)


def _public(service: PlatformService) -> Body:
    return {"public_network_access_enabled": service.public_network_access == "Enabled"}


def _tenant(draft: Draft) -> Property:
    if not draft.has(CLIENT):
        draft.declare("azurerm_client_config", CLIENT, {}, existing=True)
    return Property(draft.symbols.symbol(CLIENT), ("tenant_id",))


def _key_vault(wanted: Wanted) -> Body:
    return {
        "tenant_id": _tenant(wanted.draft),
        "sku_name": "standard",
        "rbac_authorization_enabled": True,
        **_public(wanted.service),
    }


def _registry(wanted: Wanted) -> Body:
    return {"sku": "Premium", "admin_enabled": False, **_public(wanted.service)}


def _storage(wanted: Wanted) -> Body:
    return {
        "account_kind": "StorageV2",
        "account_tier": "Standard",
        "account_replication_type": storage_replication(wanted),
        "min_tls_version": "TLS1_2",
        "allow_nested_items_to_be_public": False,
        "https_traffic_only_enabled": True,
        **_public(wanted.service),
    }


def _sql(wanted: Wanted) -> Body:
    login, identity = sql_administrator(wanted)
    administrator: Body = {
        "login_username": login,
        "object_id": identity,
        "azuread_authentication_only": True,
    }
    return {
        "version": "12.0",
        "minimum_tls_version": "1.2",
        **_public(wanted.service),
        "azuread_administrator": blocks(administrator),
    }


def _cosmos(wanted: Wanted) -> Body:
    home: Body = {"location": location(wanted.draft, wanted.service), "failover_priority": 0}
    return {
        "kind": "GlobalDocumentDB",
        "offer_type": "Standard",
        **_public(wanted.service),
        "consistency_policy": blocks({"consistency_level": "Session"}),
        "geo_location": blocks(home),
    }


def _event_hubs(wanted: Wanted) -> Body:
    return {"sku": "Standard", **_public(wanted.service)}


def _service_bus(wanted: Wanted) -> Body:
    size: Body = {"capacity": 1, "premium_messaging_partitions": 1}
    return {"sku": "Premium", **size, **_public(wanted.service)}


def _app_configuration(wanted: Wanted) -> Body:
    return {"sku": "standard", "public_network_access": wanted.service.public_network_access}


def _search(wanted: Wanted) -> Body:
    return {"sku": search_sku(wanted), **_public(wanted.service)}


def _open_ai(wanted: Wanted) -> Body:
    return {
        "kind": "OpenAI",
        "sku_name": "S0",
        "custom_subdomain_name": service_name(wanted.draft, wanted.key, wanted.service),
        **_public(wanted.service),
    }


def _monitor_scope(wanted: Wanted) -> Body:
    ingestion, query = scope_modes(wanted.service)
    return {"ingestion_access_mode": ingestion, "query_access_mode": query}


BODIES: dict[str, tuple[str, Callable[[Wanted], Body]]] = {
    "keyVault": ("azurerm_key_vault", _key_vault),
    "containerRegistry": ("azurerm_container_registry", _registry),
    "storageAccount": ("azurerm_storage_account", _storage),
    "sqlServer": ("azurerm_mssql_server", _sql),
    "cosmosDb": ("azurerm_cosmosdb_account", _cosmos),
    "eventHubs": ("azurerm_eventhub_namespace", _event_hubs),
    "serviceBus": ("azurerm_servicebus_namespace", _service_bus),
    "appConfiguration": ("azurerm_app_configuration", _app_configuration),
    "search": ("azurerm_search_service", _search),
    "openAi": ("azurerm_cognitive_account", _open_ai),
    "monitorScope": ("azurerm_monitor_private_link_scope", _monitor_scope),
}


SERVICE_OF = {resource: service for service, (resource, _) in BODIES.items()}
# what every export of a service says
FIXED: dict[str, dict[str, Any]] = {
    "keyVault": {"sku_name": "standard", "rbac_authorization_enabled": True},
    "containerRegistry": {"sku": "Premium", "admin_enabled": False},
    "storageAccount": {
        "account_kind": "StorageV2",
        "account_tier": "Standard",
        "min_tls_version": "TLS1_2",
        "allow_nested_items_to_be_public": False,
        "https_traffic_only_enabled": True,
    },
    "sqlServer": {"version": "12.0", "minimum_tls_version": "1.2"},
    "cosmosDb": {
        "kind": "GlobalDocumentDB",
        "offer_type": "Standard",
        "consistency_policy": [{"consistency_level": "Session"}],
    },
    "eventHubs": {"sku": "Standard"},
    "serviceBus": {"sku": "Premium", "capacity": 1, "premium_messaging_partitions": 1},
    "appConfiguration": {"sku": "standard"},
    "openAi": {"kind": "OpenAI", "sku_name": "S0"},
}
ASKED = {"storageAccount": "account_replication_type", "search": "sku"}


def from_azurerm(lift: Lift, resource: TerraformResource) -> PlatformService | None:
    """Return the service that a resource says."""
    said = lift.said(resource)
    service = SERVICE_OF[resource.type]
    for name, value in FIXED.get(service, {}).items():
        said.must(name, value)
    if service in ASKED:
        said.asked(ASKED[service])
    _read_special(lift, said, service, resource)
    values: Body = {}
    if service == "monitorScope":
        values = _read_scope(lift, said, resource)
    elif service == "appConfiguration":
        values = {"public_network_access": said.take("public_network_access")}
    else:
        shown = said.take("public_network_access_enabled")
        values = {"public_network_access": "Enabled" if shown is True else "Disabled"}
    head = lift.head(said, "paas", region=service != "monitorScope")
    return lift.made(said, PlatformService, **head, service=service, **values)


def _read_special(lift: Lift, said: Said, service: str, resource: TerraformResource) -> None:
    if service == "keyVault":
        lift.target(said, said.take("tenant_id"), ("tenant_id",))
    if service == "openAi":
        said.must("custom_subdomain_name", resource.body.get("name"))
    if service == "cosmosDb":
        home = {"location": resource.body.get("location"), "failover_priority": 0}
        said.must("geo_location", [home])
    if service == "sqlServer":
        inner = said.lone("azuread_administrator")
        if inner:
            inner.asked("login_username")
            inner.asked("object_id")
            inner.must("azuread_authentication_only", value=True)
            inner.done()


def _read_scope(lift: Lift, said: Said, resource: TerraformResource) -> Body:
    """Return access and what the scope covers: the names of its parts are those of the drawing."""
    drawn = lift.drawn_of("paas", resource)
    covered = []
    for item in list(lift.of_type("azurerm_monitor_private_link_scoped_service")):
        if item.body.get("scope_name") != Reference(resource.address, ("name",)):
            continue
        inner = lift.said(item)
        inner.take("scope_name")
        covered.append(str(inner.take("name")).removeprefix("scoped-"))
        inner.must("resource_group_name", resource.body.get("resource_group_name"))
        inner.asked("linked_resource_id")
        inner.done()
    known = {name.casefold(): name for name in (drawn.scoped if drawn else ())}
    out: Body = {
        "ingestion_access": said.take("ingestion_access_mode"),
        "query_access": said.take("query_access_mode"),
        "scoped": [known.get(name.casefold(), name) for name in covered],
    }
    if drawn is not None:  # a scope has no such property: its modes say it
        out["public_network_access"] = drawn.public_network_access
    return out
