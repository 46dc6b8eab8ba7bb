"""Platform services: which ones are created, under which name, and the groups they offer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Parameter
from aksdesigner.iac.omissions import GLOBAL
from aksdesigner.iac.placeholders import NOBODY, REPLACE, resource_id
from aksdesigner.iac.value_rules import choices_of, id_rule, value_rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.platform_service import PlatformService


@dataclass(frozen=True)
class ServiceFacts:
    """ARM type, abbreviation, the names Azure takes, and the usual group id (azure-rules E.1).

    `created` is False where a minimal resource would need constants that nobody drew.
    """

    arm_type: str
    abbreviation: str
    names: str
    group: str | None
    created: bool = True


@dataclass(frozen=True)
class Wanted:
    """A service to be created, and where its program is written."""

    draft: Draft
    key: Key
    service: PlatformService


_HYPHENS = "[A-Za-z][A-Za-z0-9-]{%d,%d}[A-Za-z0-9]"

SERVICES: dict[str, ServiceFacts] = {
    "keyVault": ServiceFacts("Microsoft.KeyVault/vaults", "kv", _HYPHENS % (1, 22), "vault"),
    "containerRegistry": ServiceFacts(
        "Microsoft.ContainerRegistry/registries", "cr", "[A-Za-z0-9]{5,50}", "registry"
    ),
    "storageAccount": ServiceFacts(
        "Microsoft.Storage/storageAccounts", "st", "[a-z0-9]{3,24}", None
    ),
    "sqlServer": ServiceFacts(
        "Microsoft.Sql/servers", "sql", "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "sqlServer"
    ),
    "cosmosDb": ServiceFacts(
        "Microsoft.DocumentDB/databaseAccounts", "cosmos", "[a-z0-9][a-z0-9-]{2,43}", None
    ),
    "eventHubs": ServiceFacts(
        "Microsoft.EventHub/namespaces", "evhns", _HYPHENS % (6, 48), "namespace"
    ),
    "serviceBus": ServiceFacts(
        "Microsoft.ServiceBus/namespaces", "sbns", _HYPHENS % (6, 48), "namespace"
    ),
    "redis": ServiceFacts("Microsoft.Cache/redis", "redis", ".+", "redisCache", created=False),
    "appConfiguration": ServiceFacts(
        "Microsoft.AppConfiguration/configurationStores",
        "appcs",
        "[A-Za-z0-9-]{5,50}",
        "configurationStores",
    ),
    "postgresqlFlexible": ServiceFacts(
        "Microsoft.DBforPostgreSQL/flexibleServers", "psql", ".+", "postgresqlServer", created=False
    ),
    "mysqlFlexible": ServiceFacts(
        "Microsoft.DBforMySQL/flexibleServers", "mysql", ".+", "mysqlServer", created=False
    ),
    "search": ServiceFacts(
        "Microsoft.Search/searchServices",
        "srch",
        "[a-z0-9][a-z0-9-]{0,58}[a-z0-9]",
        "searchService",
    ),
    "openAi": ServiceFacts(
        "Microsoft.CognitiveServices/accounts",
        "oai",
        "[A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]",
        "account",
    ),
    "monitorScope": ServiceFacts(
        "Microsoft.Insights/privateLinkScopes", "ampls", "[A-Za-z0-9_-]{1,255}", "azuremonitor"
    ),
    "other": ServiceFacts("", "", ".+", None, created=False),
}


def facts_of(service: PlatformService) -> ServiceFacts:
    """Return what is known of a service's type."""
    return SERVICES[service.service]


def is_created(draft: Draft, key: Key, service: PlatformService) -> bool:
    """Return whether the program creates a service, instead of asking for its id."""
    return facts_of(service).created and not draft.design.is_existing(key)


def service_name(draft: Draft, key: Key, service: PlatformService) -> str:
    """Return a name that Azure takes: the drawn one, or one made from it, which is reported."""
    name, made = real_name(service), written_service_name(service)
    if made != name:
        draft.omit(
            key, "name", f"Azure does not take {name!r} here; it is written as {made!r}", made
        )
    return made


def written_service_name(service: PlatformService) -> str:
    """Return the name that a service is written under."""
    facts, name = facts_of(service), real_name(service)
    if re.fullmatch(facts.names, name) and "--" not in name:
        return name
    plain = re.sub(r"[^a-z0-9]+", "", name.lower())
    made = f"{facts.abbreviation}{plain}"[:24] if plain else f"{facts.abbreviation}{service.kind}"
    return made.ljust(8, "0")


def service_id(draft: Draft, key: Key, service: PlatformService) -> Expression:
    """Return the id of a service: that of the created resource, or a parameter."""
    if is_created(draft, key, service):
        return draft.id_of(key)
    facts = facts_of(service)
    arm_type = service.resource_id or facts.arm_type
    known = arm_type if arm_type.count("/") >= 1 else ""
    kind = f" ({arm_type})" if arm_type else ""
    return draft.ask(
        f"{service.name} id",
        f"Resource id of service {service.name}{kind}.",
        example=resource_id(known or "Microsoft.Resources/deployments"),
        rule=id_rule(known or ""),
        resource=key,
        stands_for=key_of("paas", service.name),
    )


def omitted_fields(draft: Draft, key: Key, service: PlatformService) -> None:
    """Report what a service's own resource does not say."""
    if service.replicas > 1:
        draft.omit(key, "replicas", "the design does not say in which regions the replicas stand")
    if service.regions > 1:
        draft.omit(key, "regions", "the design does not say which regions these are")
    if service.zones:
        draft.omit(key, "zones", "redundancy of a service is a choice of its own SKU")
    _omitted_settings(draft, key, service)
    if not is_created(draft, key, service):
        reason = "the service is not created here; its resource id is filled in"
        for name in ("name", "azure_name", "region", "tags", "public_network_access"):
            draft.omit(key, name, reason)
    elif service.resource_id:
        draft.omit(key, "resource_id", "the service's type is known")


def _omitted_settings(draft: Draft, key: Key, service: PlatformService) -> None:
    """Report settings of one type of service that this one does not have."""
    if service.regional_endpoints:
        reason = "no stable API version has regional endpoints of a registry"
        draft.omit(key, "regional_endpoints", reason)
    is_scope = service.service == "monitorScope" and is_created(draft, key, service)
    if is_scope and service.region:
        draft.omit(key, "region", GLOBAL)
    if not is_scope:
        for name in ("ingestion_access", "query_access", "scoped"):
            if getattr(service, name) != type(service).model_fields[name].default:
                draft.omit(key, name, "only a monitor scope that is created here has it")


def scope_modes(service: PlatformService) -> tuple[str, str]:
    """Return (ingestion, query) access modes of a monitor scope; a closed service closes both."""
    if service.public_network_access != "Enabled":
        return "PrivateOnly", "PrivateOnly"
    return service.ingestion_access, service.query_access


def scoped_resources(
    draft: Draft, key: Key, service: PlatformService
) -> list[tuple[str, str, Parameter]]:
    """Return (role, name, id to fill in) of what a monitor scope covers."""
    if service.service != "monitorScope":
        return []
    out = []
    for name in dict.fromkeys(service.scoped):
        asked = draft.ask(
            f"{service.name} {name} id",
            f"Resource id of {name}, a workspace or component of monitor scope {service.name}.",
            example=resource_id("Microsoft.OperationalInsights/workspaces"),
            rule=id_rule(),
            resource=key,
        )
        role = f"scoped {name}"
        out.append((role, draft.names.derived("scoped", name, key, role, key), asked))
    return out


def storage_replication(wanted: Wanted) -> Parameter:
    """Ask for the replication of a storage account."""
    return wanted.draft.ask(
        f"{wanted.service.name} replication",
        f"Replication of storage account {wanted.service.name}: LRS, ZRS, GRS or GZRS.",
        example="ZRS",
        choices=choices_of("storageReplication"),
        resource=wanted.key,
    )


def search_sku(wanted: Wanted) -> Parameter:
    """Ask for the SKU of a search service."""
    return wanted.draft.ask(
        f"{wanted.service.name} search sku",
        f"SKU of search service {wanted.service.name}; basic or higher for private endpoints.",
        example="basic",
        choices=choices_of("searchSku"),
        resource=wanted.key,
    )


def sql_administrator(wanted: Wanted) -> tuple[Parameter, Parameter]:
    """Ask for the Microsoft Entra administrator of a SQL server: name and object id."""
    login = wanted.draft.ask(
        f"{wanted.service.name} administrator name",
        f"Name of the Microsoft Entra group or user that administers SQL server {wanted.service.name}.",
        example=REPLACE,
        resource=wanted.key,
    )
    identity = wanted.draft.ask(
        f"{wanted.service.name} administrator object id",
        f"Object id of the Microsoft Entra group or user that administers SQL server "
        f"{wanted.service.name}.",
        example=NOBODY,
        rule=value_rule("guid"),
        resource=wanted.key,
    )
    return login, identity
