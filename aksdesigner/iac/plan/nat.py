"""Addresses that a NAT gateway translates to, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.public_address import Slot, slots_of
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.nat_gateway import NatGateway


def outbound_slots(draft: Draft, key: Key, gateway: NatGateway) -> list[Slot]:
    """Return the addresses of a gateway; one that names some, or a prefix, gets none of its own.

    Only a number above the default of 1 still asks for more addresses than are named.
    """
    named = gateway.public_ips or gateway.public_ip_prefixes
    count = 0 if named and gateway.ips == 1 else gateway.ips
    return slots_of(draft, key, gateway, count, gateway.public_ips)
