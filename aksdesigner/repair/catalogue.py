"""FIXES: every fix by the code it answers. Each topic keeps its own tuple."""

from __future__ import annotations

from aksdesigner.repair.address.catalogue import ADDRESS_FIXES
from aksdesigner.repair.aks.catalogue import AKS_FIXES
from aksdesigner.repair.candidate import Fix
from aksdesigner.repair.capacity.catalogue import CAPACITY_FIXES
from aksdesigner.repair.dns.catalogue import DNS_FIXES
from aksdesigner.repair.egress.catalogue import EGRESS_FIXES
from aksdesigner.repair.endpoint.catalogue import ENDPOINT_FIXES
from aksdesigner.repair.operations.catalogue import OPERATIONS_FIXES
from aksdesigner.repair.peering.catalogue import PEERING_FIXES
from aksdesigner.repair.policy.catalogue import POLICY_FIXES
from aksdesigner.repair.routing.catalogue import ROUTING_FIXES
from aksdesigner.repair.security.catalogue import SECURITY_FIXES

FIXES: dict[str, Fix] = {
    fix.CODE: fix
    for fix in (
        *ADDRESS_FIXES,
        *AKS_FIXES,
        *CAPACITY_FIXES,
        *DNS_FIXES,
        *EGRESS_FIXES,
        *ENDPOINT_FIXES,
        *OPERATIONS_FIXES,
        *PEERING_FIXES,
        *POLICY_FIXES,
        *ROUTING_FIXES,
        *SECURITY_FIXES,
    )
}
