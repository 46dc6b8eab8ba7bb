"""Services behind private endpoints: group id, public suffix and zones (azure-rules E.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LinkedService:
    """What a private endpoint to one type of service looks like.

    `stem` starts the names we suggest; `group_id` is the sub-resource most designs mean; `suffix`
    ends the public name; `zones` are the private DNS zones of that group id.
    """

    stem: str
    group_id: str
    suffix: str
    zones: tuple[str, ...]


LINKED_SERVICES: dict[str, LinkedService] = {
    "keyVault": LinkedService(
        "kv", "vault", "vault.azure.net", ("privatelink.vaultcore.azure.net",)
    ),
    "containerRegistry": LinkedService("cr", "registry", "azurecr.io", ("privatelink.azurecr.io",)),
    "storageAccount": LinkedService(
        "st", "blob", "blob.core.windows.net", ("privatelink.blob.core.windows.net",)
    ),
    "sqlServer": LinkedService(
        "sql", "sqlServer", "database.windows.net", ("privatelink.database.windows.net",)
    ),
    "cosmosDb": LinkedService(
        "cosmos", "Sql", "documents.azure.com", ("privatelink.documents.azure.com",)
    ),
    "eventHubs": LinkedService(
        "evhns", "namespace", "servicebus.windows.net", ("privatelink.servicebus.windows.net",)
    ),
    "serviceBus": LinkedService(
        "sbns", "namespace", "servicebus.windows.net", ("privatelink.servicebus.windows.net",)
    ),
    "redis": LinkedService(
        "redis", "redisCache", "redis.cache.windows.net", ("privatelink.redis.cache.windows.net",)
    ),
    "appConfiguration": LinkedService(
        "appcs", "configurationStores", "azconfig.io", ("privatelink.azconfig.io",)
    ),
    "postgresqlFlexible": LinkedService(
        "psql",
        "postgresqlServer",
        "postgres.database.azure.com",
        ("privatelink.postgres.database.azure.com",),
    ),
    "mysqlFlexible": LinkedService(
        "mysql",
        "mysqlServer",
        "mysql.database.azure.com",
        ("privatelink.mysql.database.azure.com",),
    ),
    "search": LinkedService(
        "srch", "searchService", "search.windows.net", ("privatelink.search.windows.net",)
    ),
    "openAi": LinkedService(
        "oai",
        "account",
        "openai.azure.com",
        ("privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com"),
    ),
    "monitorScope": LinkedService(
        "ampls",
        "azuremonitor",
        "",
        (
            "privatelink.monitor.azure.com",
            "privatelink.oms.opinsights.azure.com",
            "privatelink.ods.opinsights.azure.com",
            "privatelink.agentsvc.azure-automation.net",
            "privatelink.blob.core.windows.net",
        ),
    ),
}
