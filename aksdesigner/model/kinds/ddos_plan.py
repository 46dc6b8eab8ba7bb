"""DDoS protection plan (Microsoft.Network/ddosProtectionPlans)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.resource import AzureResource


class DdosPlan(AzureResource):
    """Protection of public addresses; networks name the plan that covers them."""

    kind: ClassVar[str] = "ddos"
    title: ClassVar[str] = "DDoS protection plan"
    section: ClassVar[str] = "ddosPlans"
