"""What hangs on others as a chip instead of standing on its own, and the field that names it."""

from __future__ import annotations

from collections.abc import Mapping

# (kind that names, kind that hangs on it) -> the naming field, in the order of the chips
HANGING: Mapping[tuple[str, str], str] = {
    ("subnet", "rt"): "route_table",
    ("subnet", "nsg"): "nsg",
    ("subnet", "natgw"): "nat_gateway",
    ("vnet", "ddos"): "ddos_plan",
    ("fw", "fwpol"): "policy",
    ("fw", "pip"): "public_ip_names",
    ("gw", "pip"): "public_ips",
    ("natgw", "pip"): "public_ips",
    ("natgw", "ippfx"): "public_ip_prefixes",
    ("lb", "pip"): "public_ip_names",
    ("agw", "waf"): "waf_policy",
    ("agw", "pip"): "public_ip",
    ("agc", "waf"): "waf_policy",
    ("fd", "waf"): "waf_policy",
    ("bastion", "pip"): "public_ip",
    ("rs", "pip"): "public_ip",
    ("vm", "asg"): "asgs",
    ("vhub", "vwan"): "wan",
}
# a circuit hangs on its gateway by a connection, an object of its own
HANGS = frozenset({*HANGING, ("gw", "er")})
