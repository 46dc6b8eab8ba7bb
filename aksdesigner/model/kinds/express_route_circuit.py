"""ExpressRoute circuit (Microsoft.Network/expressRouteCircuits)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Bool, Int, SiteRef, field
from aksdesigner.model.resource import AzureResource


class ExpressRouteCircuit(AzureResource):
    """A private line between a site and Microsoft, ordered from a provider."""

    kind: ClassVar[str] = "er"
    title: ClassVar[str] = "ExpressRoute circuit"
    section: ClassVar[str] = "expressRouteCircuits"

    site: SiteRef | None = field("Site", "The on-premises site at its other end.")
    provider: str | None = field("Provider", "For example Equinix.", group="Circuit")
    peering_location: str | None = field("Peering location", group="Circuit")
    bandwidth: Int = field("Bandwidth", default=50, unit="Mbps", low=50, group="Circuit")
    tier: Literal["Local", "Standard", "Premium"] = field(
        "Tier", default="Standard", group="Circuit"
    )
    family: Literal["MeteredData", "UnlimitedData"] = field(
        "Billing", default="MeteredData", group="Circuit"
    )
    global_reach: Bool = field("Global Reach", default=False, advanced=True)
