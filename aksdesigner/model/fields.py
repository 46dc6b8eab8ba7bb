"""What a field tells its readers: label, unit, help, group, and what it refers to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt


@dataclass(frozen=True)
class Reference:
    """Marks a text field as the name of another resource.

    `kind` is the token of the kind meant (``vnet``, ``subnet``, ``rt`` ...), or ``*`` where the
    text carries its own kind (``vm:node1``). A subnet reference is ``vnet/subnet``, unless
    `within` names the sibling field (of this part, or of an enclosing one) that gives the network.
    `required` references must resolve for a file to load.
    """

    kind: str
    within: str | None = None
    required: bool = True


VnetRef = Annotated[str, Reference("vnet")]
SubnetRef = Annotated[str, Reference("subnet")]
LocalSubnetRef = Annotated[str, Reference("subnet", within="vnet")]
RouteTableRef = Annotated[str, Reference("rt")]
NsgRef = Annotated[str, Reference("nsg")]
NatGatewayRef = Annotated[str, Reference("natgw")]
ServiceRef = Annotated[str, Reference("paas")]
ZoneRef = Annotated[str, Reference("zone", required=False)]
SiteRef = Annotated[str, Reference("site", required=False)]
GatewayRef = Annotated[str, Reference("gw")]
PublicIpRef = Annotated[str, Reference("pip")]
PublicIpPrefixRef = Annotated[str, Reference("ippfx")]
FirewallPolicyRef = Annotated[str, Reference("fwpol")]
IpGroupRef = Annotated[str, Reference("ipgroup")]
AsgRef = Annotated[str, Reference("asg")]
WafPolicyRef = Annotated[str, Reference("waf")]
DdosRef = Annotated[str, Reference("ddos")]
CircuitRef = Annotated[str, Reference("er")]
VirtualWanRef = Annotated[str, Reference("vwan")]
DnsResolverRef = Annotated[str, Reference("resolver")]
LinkServiceRef = Annotated[str, Reference("pls")]
LoadBalancerRef = Annotated[str, Reference("lb")]
AnyRef = Annotated[str, Reference("*")]

Bool = StrictBool
Int = StrictInt


def field(
    label: str,
    help_text: str = "",
    *,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    group: str = "General",
    unit: str = "",
    alias: str | None = None,
    required: bool = False,
    low: int | None = None,
    high: int | None = None,
    advanced: bool = False,
) -> Any:
    """Return a pydantic field that carries what the inspector and the JSON Schema show.

    `group` is the section of the inspector, `unit` stands behind the control, `low` and `high`
    bound what an editor offers (a file may say otherwise: semantic errors are findings).
    """
    extra: dict[str, Any] = {"group": group}
    for name, value in (("unit", unit), ("low", low), ("high", high)):
        if value not in ("", None):
            extra[name] = value
    if advanced:
        extra["advanced"] = True
    options: dict[str, Any] = {
        "title": label,
        "description": help_text or None,
        "json_schema_extra": extra,
    }
    if alias is not None:
        options["alias"] = alias
    if required:
        return Field(**options)
    if factory is not None:
        return Field(default_factory=factory, **options)
    return Field(default=default, **options)
