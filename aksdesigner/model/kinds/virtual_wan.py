"""Virtual WAN (Microsoft.Network/virtualWans)."""

from __future__ import annotations

from typing import ClassVar, Literal

from aksdesigner.model.fields import Bool, field
from aksdesigner.model.resource import AzureResource


class VirtualWan(AzureResource):
    """A managed backbone of virtual hubs; drawn and exported, its routing is not computed."""

    kind: ClassVar[str] = "vwan"
    title: ClassVar[str] = "Virtual WAN"
    section: ClassVar[str] = "virtualWans"

    type: Literal["Basic", "Standard"] = field("Type", default="Standard")
    branch_to_branch: Bool = field("Branch to branch", default=True)
    vpn_encryption: Bool = field("VPN encryption", default=True, advanced=True)
