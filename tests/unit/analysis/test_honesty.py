"""What the engine does not know it says so: never dropped, never delivered, never an exception."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.query_error import QueryError
from tests.support.builders import document, hub_and_spoke
from tests.unit.analysis.asking import fate, trace

WEB = "203.0.113.10"


def _route_server() -> dict[str, Any]:
    return {"routeServers": [{"name": "r", "vnet": "spoke1", "subnet": "app"}]}


@pytest.mark.parametrize(
    ("options", "to", "reason"),
    [
        ({"firewall": {"futureRules": ["r"]}}, WEB, "unmodelled:firewallPolicy"),
        ({"firewall": {"unknown": {"rules": "?"}}}, WEB, "unknown_value"),
        ({"subnet": {"unknown": {"routeTable": "?"}}}, WEB, "unknown_value"),
        ({"forced": False, "settings": {"partial": True}}, "10.0.2.7", "external_owner"),
        (
            {"forced": False, "more": _route_server()},
            WEB,
            "bgp",
        ),
        (
            {
                "disable_bgp": False,
                "more": {"virtualHubs": [{"name": "h", "connections": [{"vnet": "spoke1"}]}]},
            },
            WEB,
            "unmodelled:virtualHub",
        ),
        (
            {"forced": False, "more": {"strangeThings": [{"name": "b", "ip": "10.0.2.7"}]}},
            "10.0.2.7",
            "unmodelled:strangeThings",
        ),
    ],
)
def test_what_is_not_known_is_not_computed(options: Any, to: str, reason: str) -> None:
    found = trace(hub_and_spoke(1, **options), "vm:app1", to)
    assert fate(found) == ("notComputed", "forward", reason)
    assert found.sentence.startswith("Not computed: ")


def test_routes_that_might_be_learned_do_not_touch_what_no_route_can_beat() -> None:
    servers = _route_server()
    design = hub_and_spoke(1, forced=False, more=servers)
    assert fate(trace(design, "vm:app1", "10.0.2.7"))[2] == "no_host"
    assert trace(hub_and_spoke(1, more=servers), "vm:app1", WEB).verdict == "delivered"


def test_a_peer_of_unknown_size_may_hold_any_private_address() -> None:
    design = hub_and_spoke(
        1,
        forced=False,
        more={
            "vnets": [{"name": "other", "external": True}],
            "peerings": [{"from": "spoke1", "to": "other"}, {"from": "other", "to": "spoke1"}],
        },
    )
    assert fate(trace(design, "vm:app1", "10.200.0.4"))[0] == "notComputed"
    assert fate(trace(design, "vm:app1", "10.0.2.99"))[2] == "no_host"


def test_an_address_in_a_network_of_others_may_exist() -> None:
    vnet = {"name": "v", "prefixes": ["10.0.0.0/16"], "existing": True}
    vnet["subnets"] = [{"name": "s", "prefix": "10.0.0.0/24"}]
    design = document(vnets=[vnet], vms=[{"name": "a", "vnet": "v", "subnet": "s"}])
    assert fate(trace(design, "vm:a", "10.0.0.77"))[2] == "external_owner"


def test_a_cluster_in_a_network_of_its_own_is_not_drawn() -> None:
    design = document(aksClusters=[{"name": "c", "pools": [{"name": "p", "mode": "System"}]}])
    assert fate(trace(design, "pod:c", WEB))[2] == "unmodelled:managedNetwork"


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("zz", WEB, "'zz'"),
        ("vm:", WEB, "'vm:'"),
        ("vm:nope", WEB, "there is app1"),
        ("pod:c", WEB, "AKS cluster"),
        ("subnet:hub/none", WEB, "Subnet"),
        ("onprem:dc@x", WEB, "'x'"),
        ("internet:zz", WEB, "'zz'"),
        ("vm:app1", "not an address", "expected an address"),
        ("vm:app1", "foo:bar", "'foo:bar'"),
        ("vm:app1", "dnat:azfw/none", "DNAT rule of azfw"),
        ("vm:app1", "tag:", "'tag:'"),
    ],
)
def test_what_cannot_be_read_names_what_was_found(source: str, target: str, part: str) -> None:
    with pytest.raises(QueryError, match="found .* expected") as raised:
        trace(hub_and_spoke(1, gateway="Vpn"), source, target)
    assert part in str(raised.value)


ADDRESSES = st.one_of(
    st.sampled_from(["0.0.0.0", "255.255.255.255", "10.0.1.4", "10.1.1.10", "::1", "fd00::1"]),
    st.integers(0, 2**32 - 1).map(lambda n: ".".join(str(n >> s & 255) for s in (24, 16, 8, 0))),
)
PREFIXES = st.builds(lambda a, n: f"10.{a % 4}.0.0/{n}", st.integers(0, 255), st.integers(0, 32))
HOPS = st.sampled_from(
    ["VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(PREFIXES, HOPS, ADDRESSES), max_size=4),
    ADDRESSES,
    st.sampled_from(["Vpn", "ExpressRoute", None]),
    st.booleans(),
)
def test_no_design_makes_the_engine_raise(
    routes: list[tuple[str, str, str]], to: str, gateway: str | None, forwarded: bool
) -> None:
    table = [
        {"name": f"r{i}", "prefix": prefix, "nextHopType": kind, "nextHopIp": ip}
        for i, (prefix, kind, ip) in enumerate(routes)
    ]
    design = hub_and_spoke(
        2, routes=table, gateway=gateway, spoke_flags={"allowForwardedTraffic": forwarded}
    )
    analysis = analyze(design)
    for source in ("vm:app1", "subnet:hub/shared", "internet:"):
        found = analysis.trace(source, to)
        assert found.sentence
        assert found.forward
        assert (found.leg is None) == (found.verdict == "delivered")
