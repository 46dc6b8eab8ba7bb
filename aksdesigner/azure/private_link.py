"""Services behind private endpoints: group id, public suffix and zones (azure-rules E.1).

Zones come from the table of group ids; here stands what a name we suggest looks like.
"""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.azure.private_zones import alias_of, zones_of_group


@dataclass(frozen=True)
class LinkedService:
    """What a private endpoint to one type of service looks like.

    `stem` starts the names we suggest; `group_id` is the sub-resource most designs mean; `suffix`
    ends the public name.
    """

    stem: str
    group_id: str
    suffix: str

    @property
    def zones(self) -> tuple[str, ...]:
        """The private DNS zones of that group id, only its own where services share the id."""
        row = zones_of_group(self.group_id)
        if row is None:
            return ()
        alias = alias_of(f"name.{self.suffix}", frozenset({self.group_id.casefold()}))
        return (alias.zone,) if row.needs_any and alias is not None else row.zones


LINKED_SERVICES: dict[str, LinkedService] = {
    "keyVault": LinkedService("kv", "vault", "vault.azure.net"),
    "containerRegistry": LinkedService("cr", "registry", "azurecr.io"),
    "storageAccount": LinkedService("st", "blob", "blob.core.windows.net"),
    "sqlServer": LinkedService("sql", "sqlServer", "database.windows.net"),
    "cosmosDb": LinkedService("cosmos", "Sql", "documents.azure.com"),
    "eventHubs": LinkedService("evhns", "namespace", "servicebus.windows.net"),
    "serviceBus": LinkedService("sbns", "namespace", "servicebus.windows.net"),
    "redis": LinkedService("redis", "redisCache", "redis.cache.windows.net"),
    "appConfiguration": LinkedService("appcs", "configurationStores", "azconfig.io"),
    "postgresqlFlexible": LinkedService("psql", "postgresqlServer", "postgres.database.azure.com"),
    "mysqlFlexible": LinkedService("mysql", "mysqlServer", "mysql.database.azure.com"),
    "search": LinkedService("srch", "searchService", "search.windows.net"),
    "openAi": LinkedService("oai", "account", "openai.azure.com"),
    "monitorScope": LinkedService("ampls", "azuremonitor", ""),
}
