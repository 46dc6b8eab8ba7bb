"""FIXES: every fix by the code it answers. Each topic keeps its own tuple."""

from __future__ import annotations

from aksdesigner.repair.address.catalogue import ADDRESS_FIXES
from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.egress.catalogue import EGRESS_FIXES
from aksdesigner.repair.peering.catalogue import PEERING_FIXES
from aksdesigner.repair.routing.catalogue import ROUTING_FIXES

FIXES: dict[str, Fix] = {
    fix.CODE: fix
    for fix in (
        *ADDRESS_FIXES,
        *EGRESS_FIXES,
        *PEERING_FIXES,
        *ROUTING_FIXES,
    )
}
