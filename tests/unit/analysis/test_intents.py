"""Intents of a design: what is wanted, whether it holds, and the path that shows that it doesn't."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.queries.intents import Intent, intents_of
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document


def design(*queries: dict[str, Any], **change: Any) -> Document:
    """Return two spokes that reach one another through the hub's firewall."""

    def spoke(name: str, second: int) -> dict[str, Any]:
        subnet = {"name": "app", "prefix": f"10.{second}.1.0/24", "routeTable": "rt"}
        return {"name": name, "prefixes": [f"10.{second}.0.0/16"], "subnets": [subnet]}

    hub = {
        "name": "hub",
        "prefixes": ["10.0.0.0/16"],
        "subnets": [{"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"}],
    }
    halves = [("hub", "s1"), ("s1", "hub"), ("hub", "s2"), ("s2", "hub")]
    hop = {"nextHopType": "VirtualAppliance", "nextHopIp": "10.0.1.4"}
    topology = {
        "vnets": [hub, spoke("s1", 1), spoke("s2", 2)],
        "peerings": [{"from": a, "to": b, "allowForwardedTraffic": True} for a, b in halves],
        "routeTables": [{"name": "rt", "routes": [{"name": "d", "prefix": "0.0.0.0/0", **hop}]}],
        "firewalls": [{"name": "fw", "vnet": "hub", "ip": "10.0.1.4"}],
        "vms": [
            {"name": "a", "vnet": "s1", "subnet": "app", "ip": "10.1.1.10"},
            {"name": "b", "vnet": "s2", "subnet": "app", "ip": "10.2.1.10"},
        ],
        **change,
    }
    data = {"aksdesigner": 1, "topology": topology, "queries": list(queries)}
    return read_document(data).document


def only(query: dict[str, Any], **change: Any) -> Intent:
    return intents_of(analyze(design({"kind": "path", **query}, **change)))[0]


FLOW = {"from": "vm:a", "to": "10.2.1.10"}
GROUP = [
    {
        "name": "g",
        "rules": [
            {
                "name": "no-8443",
                "priority": 100,
                "direction": "Inbound",
                "access": "Deny",
                "ports": ["8443"],
            },
            {"name": "rest", "priority": 200, "direction": "Inbound", "access": "Allow"},
        ],
    }
]


@pytest.mark.parametrize(
    ("wish", "state", "why"),
    [
        ({}, "holds", ""),
        ({"required": True}, "holds", ""),
        ({"through": "fw:fw"}, "holds", ""),
        ({"inspectedBy": ["fw:fw"]}, "holds", ""),
        ({"notThrough": ["fw:fw"]}, "fails", "fw:fw is passed on the way there and back"),
        ({"through": "nva:n"}, "fails", "nva:n is not passed on the way there and back"),
        ({"not": True}, "fails", "It must not arrive, and it does"),
        ({"expect": {"verdict": "dropped"}}, "fails", "Delivered both ways through fw"),
        ({"to": "10.9.9.9", "required": True}, "fails", "on the way there"),
        ({"to": "10.9.9.9", "not": True}, "holds", ""),
        ({"from": "vm:nobody"}, "notComputed", "nobody"),
        ({"expect": {"verdict": "delivered", "forward": ["vm:a"]}}, "fails", "forward is"),
    ],
)
def test_each_wish_has_its_state_and_its_reason(wish: dict[str, Any], state: str, why: str) -> None:
    intent = only({**FLOW, **wish})
    assert intent.state == state, intent.why
    assert why in intent.why
    assert (intent.why == "") == (state == "holds")


def test_a_failed_path_carries_the_way_of_the_packet() -> None:
    intent = only({**FLOW, "notThrough": "fw:fw", "required": True})
    assert intent.trace is not None
    assert [hop.token for hop in intent.trace.forward] == ["vm:a", "fw:fw", "vm:b"]
    assert intent.words == "vm:a to 10.2.1.10:443 and not through fw:fw"
    assert intent.is_required


def test_every_port_must_hold_and_the_first_that_does_not_is_shown() -> None:
    vnets = [v.copy() for v in _plain_vnets()]
    vnets[2]["subnets"][0]["nsg"] = "g"
    wish = {**FLOW, "ports": [443, 8443, 9000], "required": True}
    intent = only(wish, vnets=vnets, nsgs=GROUP)
    assert intent.state == "fails"
    assert intent.trace is not None
    assert intent.trace.port == 8443
    assert "443,8443,9000" in intent.words
    assert only({**wish, "ports": [443, 9000]}, vnets=vnets, nsgs=GROUP).state == "holds"
    findings = analyze(design({"kind": "path", **wish}, vnets=vnets, nsgs=GROUP)).findings
    assert ["8443" in f.message for f in findings if f.code == "RTE-01"] == [True]


def _plain_vnets() -> list[dict[str, Any]]:
    return list(plain_of(design())["topology"]["vnets"])


def test_other_kinds_have_words_and_reasons_too() -> None:
    document = design(
        {"kind": "capacity", "subnet": "s1/app", "expect": {"usable": 256}},
        {"kind": "findings", "expectCodes": ["ADR-10"], "expectNoErrorsExcept": []},
        {"kind": "nsg", "subnet": "s1/app", "direction": "Inbound", "src": "1.2.3.4", "dst": "x"},
        {"kind": "dns", "vnet": "s1", "fqdn": "a.example", "expect": {"answer": "private"}},
        {"kind": "future"},
    )
    rows = [(i.words, i.state) for i in intents_of(analyze(document))]
    assert rows[0] == ("Capacity of s1/app", "fails")
    assert rows[1] == ("Findings", "fails")
    assert rows[3][0] == "a.example in s1 is private"
    assert rows[4] == ("future", "notComputed")
    whys = [i.why for i in intents_of(analyze(document))]
    assert whys[0] == "usable is 251, not 256."
    assert whys[1] == "Missing ADR-10."
