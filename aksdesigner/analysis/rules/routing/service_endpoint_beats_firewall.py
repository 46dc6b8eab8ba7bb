"""RTE-16: Service endpoint beats the firewall."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.by_network import by_network
from aksdesigner.analysis.facts.capacity import subnets_in
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.next_hops import route_table_of, user_default
from aksdesigner.analysis.facts.words import listed
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import ServiceTag
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.subnet import Subnet

RULE = Rule(
    code="RTE-16",
    name="service-endpoint-beats-firewall",
    topic="routing",
    severity="warning",
    since="0.1",
    title="Service endpoint beats the firewall",
    source="azure-rules C-02, G.4 RTE-16",
    remedy="Remove the service endpoint, or accept that path",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports subnets with service endpoints and a default route, or a service tag's route, to an appliance.

    ## What it does
    Reports subnets with service endpoints and a default route, or a service tag's route, to an
    appliance.

    ## Why it matters
    The endpoint's route can't be overridden: traffic to that service goes past the firewall.

    ## Example
    Microsoft.Storage on a subnet with 0.0.0.0/0 to the firewall.

    ## How to fix
    Remove the endpoint, or place it on AzureFirewallSubnet.

    ## References
    azure-rules C-02, G.4 RTE-16
    """
    yield from _findings(facts)


@by_network
def _findings(facts: Facts, vnet: Key) -> Iterator[Finding]:
    for key in subnets_in(facts, vnet):
        subnet = facts.index.at(key)
        if not isinstance(subnet, Subnet) or not subnet.service_endpoints:
            continue
        default, table = user_default(facts, subnet), route_table_of(facts, subnet)
        names = {name.rpartition(".")[2].casefold() for name in subnet.service_endpoints}
        tagged = any(
            isinstance(route.prefix, ServiceTag)
            and route.prefix.name.split(".")[0].casefold() in names
            for route in (table.routes if table else ())
        )
        if tagged or (default is not None and default.next_hop_type == "VirtualAppliance"):
            services = listed(subnet.service_endpoints)
            yield RULE.found(
                key,
                message=f"{label_of(key)} reaches {services} by service endpoint, past its routes",
                endpoints=list(subnet.service_endpoints),
            )
