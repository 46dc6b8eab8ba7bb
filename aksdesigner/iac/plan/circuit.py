"""An ExpressRoute circuit's order, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.placeholders import REPLACE
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.express_route_circuit import ExpressRouteCircuit


def order_of(draft: Draft, key: Key, circuit: ExpressRouteCircuit) -> tuple[Expression, Expression]:
    """Return provider and peering location, asking for what the drawing lacks."""
    provider: Expression = (
        Text(circuit.provider)
        if circuit.provider
        else draft.ask(
            f"{circuit.name} provider",
            f"Service provider of ExpressRoute circuit {circuit.name}, for example Equinix.",
            example=REPLACE,
            resource=key,
        )
    )
    place: Expression = (
        Text(circuit.peering_location)
        if circuit.peering_location
        else draft.ask(
            f"{circuit.name} peering location",
            f"Peering location of ExpressRoute circuit {circuit.name}, for example Amsterdam.",
            example=REPLACE,
            resource=key,
        )
    )
    return provider, place
