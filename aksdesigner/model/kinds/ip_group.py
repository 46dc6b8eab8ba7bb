"""IP group (Microsoft.Network/ipGroups)."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.address import Cidr
from aksdesigner.model.fields import field
from aksdesigner.model.resource import AzureResource


class IpGroup(AzureResource):
    """Prefixes under one name, for the rules of firewall policies."""

    kind: ClassVar[str] = "ipgroup"
    title: ClassVar[str] = "IP group"
    section: ClassVar[str] = "ipGroups"

    prefixes: tuple[Cidr, ...] = field("Prefixes", default=(), group="Address")
