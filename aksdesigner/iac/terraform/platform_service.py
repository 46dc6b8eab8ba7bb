"""Platform service -> a minimal azurerm resource of its type."""

from __future__ import annotations

from collections.abc import Callable

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw, blocks
from aksdesigner.iac.plan.service import (
    is_created,
    omitted_fields,
    search_sku,
    service_name,
    sql_administrator,
    storage_replication,
)
from aksdesigner.iac.terraform.body import GROUP, location, tags
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.platform_service import PlatformService

Body = dict[str, Raw]
CLIENT = "client config"


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
        **body_of(draft, key, service),
    }
    draft.declare(resource, key, body)


def _public(service: PlatformService) -> Body:
    return {"public_network_access_enabled": service.public_network_access == "Enabled"}


def _tenant(draft: Draft) -> Property:
    if not draft.has(CLIENT):
        draft.declare("azurerm_client_config", CLIENT, {}, existing=True)
    return Property(draft.symbols.symbol(CLIENT), ("tenant_id",))


def _key_vault(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {
        "tenant_id": _tenant(draft),
        "sku_name": "standard",
        "rbac_authorization_enabled": True,
        **_public(service),
    }


def _registry(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {"sku": "Premium", "admin_enabled": False, **_public(service)}


def _storage(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {
        "account_kind": "StorageV2",
        "account_tier": "Standard",
        "account_replication_type": storage_replication(draft, key, service),
        "min_tls_version": "TLS1_2",
        "allow_nested_items_to_be_public": False,
        "https_traffic_only_enabled": True,
        **_public(service),
    }


def _sql(draft: Draft, key: Key, service: PlatformService) -> Body:
    login, identity = sql_administrator(draft, key, service)
    administrator: Body = {
        "login_username": login,
        "object_id": identity,
        "azuread_authentication_only": True,
    }
    return {
        "version": "12.0",
        "minimum_tls_version": "1.2",
        **_public(service),
        "azuread_administrator": blocks(administrator),
    }


def _cosmos(draft: Draft, key: Key, service: PlatformService) -> Body:
    home: Body = {"location": location(draft, service), "failover_priority": 0}
    return {
        "kind": "GlobalDocumentDB",
        "offer_type": "Standard",
        **_public(service),
        "consistency_policy": blocks({"consistency_level": "Session"}),
        "geo_location": blocks(home),
    }


def _event_hubs(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {"sku": "Standard", **_public(service)}


def _service_bus(draft: Draft, key: Key, service: PlatformService) -> Body:
    size: Body = {"capacity": 1, "premium_messaging_partitions": 1}
    return {"sku": "Premium", **size, **_public(service)}


def _app_configuration(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {"sku": "standard", "public_network_access": service.public_network_access}


def _search(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {"sku": search_sku(draft, key, service), **_public(service)}


def _open_ai(draft: Draft, key: Key, service: PlatformService) -> Body:
    return {
        "kind": "OpenAI",
        "sku_name": "S0",
        "custom_subdomain_name": service_name(draft, key, service),
        **_public(service),
    }


def _monitor_scope(draft: Draft, key: Key, service: PlatformService) -> Body:
    mode = "Open" if service.public_network_access == "Enabled" else "PrivateOnly"
    return {"ingestion_access_mode": mode, "query_access_mode": mode}


BODIES: dict[str, tuple[str, Callable[[Draft, Key, PlatformService], Body]]] = {
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
