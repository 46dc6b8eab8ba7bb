"""Platform service (PaaS) that private endpoints lead to."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Int, field
from aksdesigner.model.resource import AzureResource

ServiceType = Literal[
    "keyVault",
    "containerRegistry",
    "storageAccount",
    "sqlServer",
    "cosmosDb",
    "eventHubs",
    "serviceBus",
    "redis",
    "appConfiguration",
    "postgresqlFlexible",
    "mysqlFlexible",
    "search",
    "openAi",
    "monitorScope",
    "other",
]


class PlatformService(AzureResource):
    """A service outside every network, reached publicly or through endpoints."""

    kind: ClassVar[str] = "paas"
    title: ClassVar[str] = "Platform service"
    section: ClassVar[str] = "paasServices"

    service: ServiceType = field("Service", default="other")
    fqdn: str | None = field("Public name", "For example kv-prod.vault.azure.net.")
    resource_id: str | None = field(
        "Resource type", "ARM type, for a service that is not in the list.", advanced=True
    )
    public_network_access: Literal["Enabled", "Disabled"] = field(
        "Public network access", default="Enabled", group="Access"
    )
    replicas: Int = field(
        "Geo-replicas", "Of a registry, home included.", default=1, low=1, group="Scale"
    )
    regions: Int = field("Regions", "Of a Cosmos DB account.", default=1, low=1, group="Scale")
