"""Platform service (PaaS) that private endpoints lead to."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Bool, Int, field
from aksdesigner.model.part import Part
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
    ingestion_access: Literal["Open", "PrivateOnly"] = field(
        "Ingestion", "Access mode of a monitor scope.", default="Open", group="Monitor scope"
    )
    query_access: Literal["Open", "PrivateOnly"] = field(
        "Queries", "Access mode of a monitor scope.", default="Open", group="Monitor scope"
    )
    scoped: tuple[str, ...] = field(
        "Scoped resources",
        "Names of the workspaces and components of a monitor scope.",
        default=(),
        group="Monitor scope",
    )
    public_network_access: Literal["Enabled", "Disabled"] = field(
        "Public network access", default="Enabled", group="Access"
    )
    regional_endpoints: Bool = field(
        "Regional endpoints", "Of a registry: one more name a region.", default=False, group="Scale"
    )
    replicas: Int = field(
        "Geo-replicas", "Of a registry, home included.", default=1, low=1, group="Scale"
    )
    regions: Int = field("Regions", "Of a Cosmos DB account.", default=1, low=1, group="Scale")


class PublicResource(Part):
    """A resource of somebody else's that the design talks to by its public name."""

    fqdn: str = field("Public name", required=True)
    has_private_endpoint_elsewhere: Bool = field(
        "Has an endpoint elsewhere",
        "Its public name is then an alias of the privatelink name for everybody.",
        default=False,
    )
