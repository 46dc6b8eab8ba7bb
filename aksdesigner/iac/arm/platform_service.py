"""Platform service -> a minimal resource of its type, closed as far as the drawing says."""

from __future__ import annotations

from collections.abc import Callable

from aksdesigner.iac.arm.body import location, tags
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Call, Expression, Joined, Property, Raw, Text
from aksdesigner.iac.plan.service import (
    Wanted,
    facts_of,
    is_created,
    omitted_fields,
    scope_modes,
    scoped_resources,
    search_sku,
    service_name,
    sql_administrator,
    storage_replication,
)
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.platform_service import PlatformService

Body = dict[str, Raw]
TENANT = Call("tenant", (), "tenantId")


def to_arm(draft: Draft, key: Key, service: PlatformService) -> None:
    """Declare a service that can be created; what asks for one that can't gets its id."""
    omitted_fields(draft, key, service)
    if not is_created(draft, key, service):
        return
    body = BODIES[service.service](Wanted(draft, key, service))
    place: Raw = "global" if service.service == "monitorScope" else location(draft, service)
    symbol = draft.declare(
        versioned(facts_of(service).arm_type),
        key,
        {
            "name": service_name(draft, key, service),
            "location": place,
            "tags": tags(service),
            **body,
        },
    )
    for role, name, linked in scoped_resources(draft, key, service):
        draft.declare(
            versioned("Microsoft.Insights/privateLinkScopes/scopedResources"),
            key,
            {
                "parent": Property(symbol, ()),
                "name": name,
                "properties": {"linkedResourceId": linked},
            },
            role,
        )


def _key_vault(wanted: Wanted) -> Body:
    return {
        "properties": {
            "tenantId": TENANT,
            "sku": {"family": "A", "name": "standard"},
            "enableRbacAuthorization": True,
            "publicNetworkAccess": wanted.service.public_network_access,
        }
    }


def _registry(wanted: Wanted) -> Body:
    access = wanted.service.public_network_access
    return {
        "sku": {"name": "Premium"},
        "properties": {"adminUserEnabled": False, "publicNetworkAccess": access},
    }


def _storage(wanted: Wanted) -> Body:
    replication = storage_replication(wanted)
    return {
        "kind": "StorageV2",
        "sku": {"name": Joined((Text("Standard_"), replication))},
        "properties": {
            "minimumTlsVersion": "TLS1_2",
            "allowBlobPublicAccess": False,
            "supportsHttpsTrafficOnly": True,
            "publicNetworkAccess": wanted.service.public_network_access,
        },
    }


def _sql(wanted: Wanted) -> Body:
    login, identity = sql_administrator(wanted)
    administrators: Raw = {
        "administratorType": "ActiveDirectory",
        "azureADOnlyAuthentication": True,
        "login": login,
        "sid": identity,
        "tenantId": TENANT,
    }
    return {
        "properties": {
            "minimalTlsVersion": "1.2",
            "administrators": administrators,
            "publicNetworkAccess": wanted.service.public_network_access,
        }
    }


def _cosmos(wanted: Wanted) -> Body:
    home: Expression = location(wanted.draft, wanted.service)
    return {
        "kind": "GlobalDocumentDB",
        "properties": {
            "databaseAccountOfferType": "Standard",
            "consistencyPolicy": {"defaultConsistencyLevel": "Session"},
            "locations": [{"locationName": home, "failoverPriority": 0}],
            "publicNetworkAccess": wanted.service.public_network_access,
        },
    }


def _event_hubs(wanted: Wanted) -> Body:
    access = wanted.service.public_network_access
    return {
        "sku": {"name": "Standard", "tier": "Standard"},
        "properties": {"minimumTlsVersion": "1.2", "publicNetworkAccess": access},
    }


def _service_bus(wanted: Wanted) -> Body:
    access = wanted.service.public_network_access
    return {
        "sku": {"name": "Premium", "tier": "Premium", "capacity": 1},
        "properties": {
            "minimumTlsVersion": "1.2",
            "premiumMessagingPartitions": 1,
            "publicNetworkAccess": access,
        },
    }


def _app_configuration(wanted: Wanted) -> Body:
    access = wanted.service.public_network_access
    return {"sku": {"name": "standard"}, "properties": {"publicNetworkAccess": access}}


def _search(wanted: Wanted) -> Body:
    access = wanted.service.public_network_access
    return {
        "sku": {"name": search_sku(wanted)},
        "properties": {"publicNetworkAccess": access},
    }


def _open_ai(wanted: Wanted) -> Body:
    return {
        "kind": "OpenAI",
        "sku": {"name": "S0"},
        "properties": {
            "customSubDomainName": service_name(wanted.draft, wanted.key, wanted.service),
            "publicNetworkAccess": wanted.service.public_network_access,
        },
    }


def _monitor_scope(wanted: Wanted) -> Body:
    ingestion, query = scope_modes(wanted.service)
    modes: Raw = {"ingestionAccessMode": ingestion, "queryAccessMode": query}
    return {"properties": {"accessModeSettings": modes}}


BODIES: dict[str, Callable[[Wanted], Body]] = {
    "keyVault": _key_vault,
    "containerRegistry": _registry,
    "storageAccount": _storage,
    "sqlServer": _sql,
    "cosmosDb": _cosmos,
    "eventHubs": _event_hubs,
    "serviceBus": _service_bus,
    "appConfiguration": _app_configuration,
    "search": _search,
    "openAi": _open_ai,
    "monitorScope": _monitor_scope,
}
