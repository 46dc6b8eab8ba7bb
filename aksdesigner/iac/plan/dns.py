"""Links and records of private DNS zones, the same for every dialect."""

from __future__ import annotations

from typing import Literal

from aksdesigner.iac.draft import Draft
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key

RECORD_TTL = 300  # seconds


def record_type(address: Address) -> Literal["A", "AAAA"]:
    """Return the record type that holds an address."""
    return "A" if address.version == 4 else "AAAA"


def link_name(draft: Draft, key: Key, vnet: str) -> str:
    """Return the name of a zone's link to a network, unique in the zone."""
    return draft.names.derived("link", vnet, key, f"link {vnet}", key)
