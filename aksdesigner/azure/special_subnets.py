"""Subnets that Azure knows by name (azure-rules B.6): what they are for and how large."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.azure.dedicated_subnets import dedicated_for

FIREWALL_SUBNET = "AzureFirewallSubnet"
FIREWALL_MANAGEMENT_SUBNET = "AzureFirewallManagementSubnet"
GATEWAY_SUBNET = "GatewaySubnet"
BASTION_SUBNET = "AzureBastionSubnet"
ROUTE_SERVER_SUBNET = "RouteServerSubnet"


@dataclass(frozen=True)
class SpecialSubnet:
    """One reserved name (azure-rules B.6).

    `holds` is the token of the one kind that may stand in it ("" for kinds that are not drawn),
    `reason` what everything else is told, in few words.
    """

    name: str
    holds: str
    reason: str
    takes_nsg: bool
    takes_nat: bool
    takes_routes: bool = True

    @property
    def length(self) -> int:
        """The recommended prefix length."""
        dedicated = dedicated_for(self.name, None)
        assert dedicated is not None
        return dedicated.recommended


SPECIAL_SUBNETS: dict[str, SpecialSubnet] = {
    special.name: special
    for special in (
        SpecialSubnet(FIREWALL_SUBNET, "fw", "firewall only", takes_nsg=False, takes_nat=True),
        SpecialSubnet(
            FIREWALL_MANAGEMENT_SUBNET,
            "",
            "firewall management only",
            takes_nsg=False,
            takes_nat=False,
        ),
        SpecialSubnet(GATEWAY_SUBNET, "gw", "gateway only", takes_nsg=False, takes_nat=False),
        SpecialSubnet(BASTION_SUBNET, "bastion", "Bastion only", takes_nsg=True, takes_nat=False),
        SpecialSubnet(
            ROUTE_SERVER_SUBNET,
            "rs",
            "Route Server only",
            takes_nsg=False,
            takes_nat=False,
            takes_routes=False,
        ),
    )
}


def special_subnet(name: str) -> SpecialSubnet | None:
    """Return what a subnet name means to Azure (capitals do not matter), or None."""
    return _FOLDED.get(name.casefold())


_FOLDED = {name.casefold(): special for name, special in SPECIAL_SUBNETS.items()}
