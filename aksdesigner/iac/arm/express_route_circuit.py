"""ExpressRoute circuit -> Microsoft.Network/expressRouteCircuits."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.arm.body import NETWORK, head
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.circuit import order_of
from aksdesigner.iac.read.said import made
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


def from_arm(lift: Lift) -> Iterator[ExpressRouteCircuit]:
    """Yield the circuits."""
    for item in lift.of_type(NETWORK + "expressRouteCircuits"):
        head = lift.head(item, "er")
        sku, properties = head.said.inner("sku"), head.said.inner("properties")
        order = properties.inner("serviceProviderProperties")
        circuit = made(
            head.said,
            ExpressRouteCircuit,
            **head.fields,
            tier=sku.take("tier"),
            family=sku.take("family"),
            provider=order.drawn("serviceProviderName"),
            peering_location=order.drawn("peeringLocation"),
            bandwidth=order.take("bandwidthInMbps"),
            global_reach=properties.get("globalReachEnabled", False),
        )
        sku.must("name", f"{circuit.tier}_{circuit.family}")
        for said in (sku, order, properties, head.said):
            said.done()
        yield circuit
