"""DNS-11: On-premises can't resolve."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.design import vnet_key
from aksdesigner.analysis.facts.endpoint_names import answers_for_others, needed_zones, zones_named
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.flows import required_flows
from aksdesigner.analysis.facts.names import resolve_at_site
from aksdesigner.analysis.facts.zones import names_of
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint

RULE = Rule(
    code="DNS-11",
    name="onprem-cannot-resolve",
    topic="dns",
    severity="warning",
    since="0.1",
    title="On-premises can't resolve",
    source="azure-rules E.2, G.6 DNS-11",
    remedy="Add a resolver or DNS proxy in a linked network",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports required flows from on-premises to a private endpoint while no DNS server, firewall with DNS proxy or resolver stands in a network that its zone is linked to.

    ## What it does
    Reports required flows from on-premises to a private endpoint while no DNS server, firewall
    with DNS proxy or resolver stands in a network that its zone is linked to, or while the site's
    own servers do not forward the public suffix to one.

    ## Why it matters
    Private zones answer inside Azure alone; on-premises must be able to ask somebody there.

    ## Example
    A required flow from a site to a Key Vault endpoint, and no forwarder in the hub.

    ## How to fix
    Add a resolver, or DNS proxy on the firewall, in a linked network and forward the public
    suffix to it.

    ## References
    azure-rules E.2, G.6 DNS-11
    """
    told: set[Key] = set()
    for flow in required_flows(facts):
        endpoint = _endpoint(facts, flow.destination)
        if not flow.source.startswith("onprem:") or endpoint is None:
            continue
        key = key_of("pe", endpoint.name)
        site = flow.source.partition(":")[2].partition("@")[0]
        why = _why(facts, endpoint, site) if key not in told else None
        if why is not None:
            told.add(key)
            yield RULE.found(
                key,
                key_of("site", site),
                message=f"{site} needs {endpoint.name}, and {why}",
                query=flow.place,
            )


def _why(facts: Facts, endpoint: PrivateEndpoint, site: str) -> str | None:
    """Return why a site does not find an endpoint's address, or None."""
    rows = needed_zones(facts, endpoint)
    zones = [zone for row in rows for zone in zones_named(facts, row.zones)]
    linked = {vnet_key(link.vnet) for zone in zones for link in zone.links}
    if zones and not any(answers_for_others(facts, vnet) for vnet in linked):
        return f"nobody in a network linked to {zones[0].name} answers its DNS"
    names = names_of(facts, endpoint)
    found = resolve_at_site(facts, site, names[0]) if zones and names else None
    if found is None or found.answer in ("private", "notComputed"):
        return None
    last = found.steps[-1] if found.steps else ""
    return f"its DNS answers {found.reason or found.answer} to {names[0]}: {last.rstrip('.')}"


def _endpoint(facts: Facts, text: str) -> PrivateEndpoint | None:
    for endpoint in facts.topology.private_endpoints:
        places = facts.places.of(key_of("pe", endpoint.name))
        if text == f"pe:{endpoint.name}" or any(text == str(p.address) for p in places):
            return endpoint
    return None
