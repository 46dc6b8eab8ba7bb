"""ExpressRoute circuit -> azurerm_express_route_circuit."""

from __future__ import annotations

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import blocks
from aksdesigner.iac.plan.circuit import order_of
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.terraform.body import head, tags
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit


def to_azurerm(draft: Draft, key: Key, circuit: ExpressRouteCircuit) -> None:
    """Declare the circuit; the provider brings it into service."""
    provider, place = order_of(draft, key, circuit)
    if circuit.global_reach:
        reason = "azurerm_express_route_circuit has no property for it"
        draft.omit(key, "global_reach", reason)
    draft.declare(
        "azurerm_express_route_circuit",
        key,
        {
            **head(draft, circuit, real_name(circuit)),
            "service_provider_name": provider,
            "peering_location": place,
            "bandwidth_in_mbps": circuit.bandwidth,
            "tags": tags(circuit),
            "sku": blocks({"tier": circuit.tier, "family": circuit.family}),
        },
    )


def from_azurerm(lift: Lift, resource: TerraformResource) -> ExpressRouteCircuit | None:
    """Return the circuit that a resource says."""
    said = lift.said(resource)
    sku = said.lone("sku")
    values = {name: sku.take(name) for name in ("tier", "family")} if sku else {}
    if sku:
        sku.done()
    return lift.made(
        said,
        ExpressRouteCircuit,
        **lift.head(said, "er"),
        provider=said.drawn("service_provider_name"),
        peering_location=said.drawn("peering_location"),
        bandwidth=said.take("bandwidth_in_mbps"),
        **values,
    )
