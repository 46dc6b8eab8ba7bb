"""Platform service -> a minimal resource of its type, closed as far as the drawing says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from aksdesigner.iac.arm.body import location, tags
from aksdesigner.iac.arm.reading import Head, Lift
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Call, Expression, Joined, Property, Raw, Text
from aksdesigner.iac.plan.service import (
    SERVICES,
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
from aksdesigner.iac.read.said import Said, made
from aksdesigner.iac.read.values import Asked, Called, Mixed
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


# what every export of a service says beside its properties, and in them
OUTSIDE: dict[str, dict[str, Any]] = {
    "containerRegistry": {"sku": {"name": "Premium"}},
    "storageAccount": {"kind": "StorageV2"},
    "cosmosDb": {"kind": "GlobalDocumentDB"},
    "eventHubs": {"sku": {"name": "Standard", "tier": "Standard"}},
    "serviceBus": {"sku": {"name": "Premium", "tier": "Premium", "capacity": 1}},
    "appConfiguration": {"sku": {"name": "standard"}},
    "openAi": {"kind": "OpenAI", "sku": {"name": "S0"}},
}
INSIDE: dict[str, dict[str, Any]] = {
    "keyVault": {
        "tenantId": Called("tenant", (), "tenantId"),
        "sku": {"family": "A", "name": "standard"},
        "enableRbacAuthorization": True,
    },
    "containerRegistry": {"adminUserEnabled": False},
    "storageAccount": {
        "minimumTlsVersion": "TLS1_2",
        "allowBlobPublicAccess": False,
        "supportsHttpsTrafficOnly": True,
    },
    "sqlServer": {"minimalTlsVersion": "1.2"},
    "cosmosDb": {
        "databaseAccountOfferType": "Standard",
        "consistencyPolicy": {"defaultConsistencyLevel": "Session"},
    },
    "eventHubs": {"minimumTlsVersion": "1.2"},
    "serviceBus": {"minimumTlsVersion": "1.2", "premiumMessagingPartitions": 1},
}


def from_arm(lift: Lift) -> Iterator[PlatformService]:
    """Yield the services that the code creates."""
    for service, facts in SERVICES.items():
        for item in lift.of_type(facts.arm_type) if facts.created else ():
            place = "global" if service == "monitorScope" else None
            head = lift.head(item, "paas", place=place)
            properties = head.said.inner("properties")
            for name, value in OUTSIDE.get(service, {}).items():
                head.said.must(name, value)
            for name, value in INSIDE.get(service, {}).items():
                properties.must(name, value)
            _read_special(head, properties, service)
            if service == "monitorScope":
                fields = _read_scope(lift, head, properties)
            else:
                fields = {"public_network_access": properties.take("publicNetworkAccess")}
            properties.done()
            head.said.done()
            yield made(head.said, PlatformService, **head.fields, service=service, **fields)


def _read_special(head: Head, properties: Said, service: str) -> None:
    """Take what follows from the place or the name, or is filled in at deployment."""
    if service in ("storageAccount", "search"):
        sku = head.said.inner("sku")
        name = sku.take("name")
        last = name.pieces[-1] if isinstance(name, Mixed) else name
        level = Mixed(("Standard_", last)) if service == "storageAccount" else last
        if not isinstance(last, Asked) or name != level:
            sku.report(f"name is {name!r}, expected a parameter")
        sku.done()
    elif service == "cosmosDb":
        properties.must("locations", [{"locationName": head.location, "failoverPriority": 0}])
    elif service == "openAi":
        properties.must("customSubDomainName", head.identity.names[-1])
    elif service == "sqlServer":
        people = properties.inner("administrators")
        people.must("administratorType", "ActiveDirectory")
        people.must("azureADOnlyAuthentication", value=True)
        people.must("tenantId", TENANT_ID)
        people.asked("login")
        people.asked("sid")
        people.done()


TENANT_ID = INSIDE["keyVault"]["tenantId"]


def _read_scope(lift: Lift, scope: Head, properties: Said) -> dict[str, Any]:
    """Return access and what a monitor scope covers: its modes say whether it is closed."""
    modes = properties.inner("accessModeSettings")
    ingestion, query = modes.take("ingestionAccessMode"), modes.take("queryAccessMode")
    modes.done()
    drawn = lift.drawn_as(scope)
    known = {name.casefold(): name for name in (drawn.scoped if drawn else ())}
    covered = []
    for item in lift.children(scope.identity, "scopedResources"):
        said = lift.read(item)
        inner = said.inner("properties")
        inner.asked("linkedResourceId")
        inner.done()
        said.done()
        name = str(item.name).removeprefix("scoped-")
        covered.append(known.get(name.casefold(), name))
    fields = {"ingestion_access": ingestion, "query_access": query, "scoped": tuple(covered)}
    if drawn is not None and (ingestion, query) == ("PrivateOnly", "PrivateOnly"):
        fields["public_network_access"] = drawn.public_network_access
    return fields
