"""Examples for what whoever deploys fills in: they let a plan run, and Azure refuses most of them."""

from __future__ import annotations

NOBODY = "00000000-0000-0000-0000-000000000000"
REPLACE = "replace-me"

GATEWAY_SKU = {"Vpn": "VpnGw1AZ", "ExpressRoute": "ErGw1AZ"}
PEER_ADDRESS = "192.0.2.1"
PEER_ASN = 65001
VM_SIZE = "Standard_D2s_v5"
NODE_SIZE = "Standard_D4s_v5"


def resource_id(arm_type: str) -> str:
    """Return an id of the right form that names nothing."""
    provider, *kinds = arm_type.split("/")
    tail = "".join(f"/{kind}/{REPLACE}" for kind in kinds)
    return f"/subscriptions/{NOBODY}/resourceGroups/{REPLACE}/providers/{provider}{tail}"
