"""Virtual network peering: one object a direction, as in Azure."""

from __future__ import annotations

from typing import ClassVar

from aksdesigner.model.fields import Bool, VnetRef, field
from aksdesigner.model.part import Resource


class Peering(Resource):
    """The half of a peering that the network `from_` owns; both halves make it Connected."""

    kind: ClassVar[str] = "peering"
    title: ClassVar[str] = "Peering"
    section: ClassVar[str] = "peerings"

    from_: VnetRef = field("From", "The network that owns this half.", required=True, alias="from")
    to: VnetRef = field("To", "The remote network.", required=True)
    azure_name: str | None = field("Name", "Absent: derived from both networks.", alias="name")
    allow_virtual_network_access: Bool = field(
        "Allow access", "Traffic of the remote network itself.", default=True, group="Traffic"
    )
    allow_forwarded_traffic: Bool = field(
        "Allow forwarded traffic",
        "Traffic that the remote network forwards for somebody else.",
        default=False,
        group="Traffic",
    )
    allow_gateway_transit: Bool = field(
        "Allow gateway transit", "Offer this network's gateway.", default=False, group="Gateways"
    )
    use_remote_gateways: Bool = field(
        "Use remote gateways", "Use the remote network's gateway.", default=False, group="Gateways"
    )

    @property
    def name(self) -> str:
        """The qualified name used in keys: ``hub>spoke``."""
        return f"{self.from_}>{self.to}"
