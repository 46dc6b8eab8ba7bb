"""ExpressRoute circuit -> Microsoft.Network/expressRouteCircuits."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.circuit import order_of
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit


def to_arm(draft: Draft, key: Key, circuit: ExpressRouteCircuit) -> None:
    """Declare the circuit; the provider brings it into service."""
    provider, place = order_of(draft, key, circuit)
    draft.declare(
        versioned(NETWORK + "expressRouteCircuits"),
        key,
        {
            **head(draft, circuit, real_name(circuit)),
            "sku": {
                "name": f"{circuit.tier}_{circuit.family}",
                "tier": circuit.tier,
                "family": circuit.family,
            },
            "properties": {
                "serviceProviderProperties": {
                    "serviceProviderName": provider,
                    "peeringLocation": place,
                    "bandwidthInMbps": circuit.bandwidth,
                },
                "globalReachEnabled": True if circuit.global_reach else None,
            },
        },
    )
