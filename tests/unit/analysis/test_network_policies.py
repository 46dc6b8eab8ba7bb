"""NetworkPolicies on a path: selection, both directions, blocks, ports, engines (azure-rules F)."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Document
from tests.support.builders import document
from tests.unit.analysis.asking import fate, trace

API = "pod:aks/user/payments/api"
DB = "pod:aks/user/data/db"
CACHE = "pod:aks/user/payments/cache"
DENIED = ("dropped", "forward", "policy_deny")
DELIVERED = ("delivered", None, None)
DEFAULT_DENY = {
    "name": "default-deny",
    "namespace": "payments",
    "types": ["Ingress", "Egress"],
}
DNS = {
    "peers": [{"namespaces": {"kubernetes.io/metadata.name": "kube-system"}}],
    "ports": [{"protocol": "UDP", "port": "53"}, {"protocol": "TCP", "port": "53"}],
}


def cluster(*policies: dict[str, Any], **fields: Any) -> Document:
    """Cluster aks with workloads payments/api, payments/cache and data/db, and a machine beside."""
    aks = {
        "name": "aks",
        "vnet": "v",
        "networkPolicy": "calico",
        "serviceCidr": "172.29.0.0/16",
        "pools": [{"name": "user", "subnet": "nodes"}],
        "workloads": [
            {"name": "api", "namespace": "payments", "labels": {"app": "api"}},
            {"name": "cache", "namespace": "payments", "labels": {"app": "cache"}},
            {"name": "db", "namespace": "data", "labels": {"app": "db"}},
            {"name": "agent", "namespace": "payments", "hostNetwork": True},
        ],
        "networkPolicies": list(policies),
        **fields,
    }
    return document(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "nodes", "prefix": "10.0.1.0/24"},
                    {"name": "vms", "prefix": "10.0.2.0/24"},
                ],
            }
        ],
        vms=[{"name": "vm", "vnet": "v", "subnet": "vms", "ip": "10.0.2.4"}],
        aksClusters=[aks],
        internet=[{"name": "net", "destinations": [{"name": "pay.example", "ip": "203.0.113.10"}]}],
        paasServices=[{"name": "kv", "service": "keyVault", "fqdn": "kv.vault.azure.net"}],
    )


def policy(**fields: Any) -> dict[str, Any]:
    return {"name": "p", "namespace": "payments", **fields}


def decision(found: Trace) -> tuple[str, str | None]:
    row = next(row for row in found.layers if row.layer == "networkPolicy")
    return row.outcome, row.element


def test_without_a_policy_pods_are_open() -> None:
    assert fate(trace(cluster(), API, DB)) == DELIVERED
    assert decision(trace(cluster(), API, DB)) == ("notInvolved", None)


def test_a_default_deny_stops_both_directions_and_is_named() -> None:
    design = cluster(DEFAULT_DENY)
    out = trace(design, API, DB)
    assert fate(out) == DENIED
    assert "payments/default-deny" in out.sentence
    assert decision(out) == ("deny", "payments/default-deny")
    assert [(b.reason, b.key, b.setting) for b in out.blockers] == [
        ("policy_deny", "aks:aks", "payments/default-deny")
    ]
    assert fate(trace(design, DB, API)) == DENIED
    assert fate(trace(design, API, "vm:vm")) == DENIED
    assert fate(trace(design, DB, DB)) == DELIVERED


def test_both_ends_must_allow() -> None:
    out = policy(
        name="out",
        types=["Egress"],
        egress=[{"peers": [{"namespaces": {"kubernetes.io/metadata.name": "data"}}]}],
    )
    shut = {"name": "in", "namespace": "data", "types": ["Ingress"]}
    found = trace(cluster(out, shut), API, DB)
    assert fate(found) == DENIED
    assert "data/in" in found.sentence
    let = {**shut, "ingress": [{"peers": [{"namespaces": {}, "pods": {"app": "api"}}]}]}
    assert fate(trace(cluster(out, let), API, DB)) == DELIVERED
    assert fate(trace(cluster(out, let), CACHE, DB)) == DENIED


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ({"pods": {"app": "cache"}}, DELIVERED),
        ({"pods": {"app": "db"}}, DENIED),
        ({"pods": {}}, DELIVERED),
        ({"namespaces": {}, "pods": {"app": "cache"}}, DELIVERED),
        ({"namespaces": {"kubernetes.io/metadata.name": "data"}}, DENIED),
        ({"namespaces": {"team": "x"}}, ("notComputed", "forward", "unknown_value")),
        ({"namespaces": {"team": "x"}, "pods": {"app": "db"}}, DENIED),
    ],
)
def test_selectors(peer: dict[str, Any], expected: tuple[str, str | None, str | None]) -> None:
    rule = policy(types=["Egress"], egress=[{"peers": [peer]}])
    assert fate(trace(cluster(rule), API, CACHE)) == expected


def test_policies_add_up() -> None:
    let = policy(name="let", pods={"app": "api"}, types=["Egress"], egress=[{}])
    design = cluster({**DEFAULT_DENY, "types": ["Egress"]}, let)
    assert fate(trace(design, API, "vm:vm")) == DELIVERED
    assert fate(trace(design, CACHE, "vm:vm")) == DENIED


@pytest.mark.parametrize(
    ("ports", "expected"),
    [
        ([{"port": "443"}], DELIVERED),
        ([{"port": "440", "endPort": 450}], DELIVERED),
        ([{"port": "444"}], DENIED),
        ([{"port": "443", "protocol": "UDP"}], DENIED),
        ([{}], DELIVERED),
        ([{"port": "https"}], ("notComputed", "forward", "unknown_value")),
    ],
)
def test_ports(ports: list[dict[str, Any]], expected: tuple[str, str | None, str | None]) -> None:
    rule = policy(types=["Egress"], egress=[{"ports": ports}])
    assert fate(trace(cluster(rule), API, "vm:vm")) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ({"ipBlock": "10.0.2.0/24"}, DELIVERED),
        ({"ipBlock": "10.0.0.0/16", "except": ["10.0.2.0/28"]}, DENIED),
        ({"ipBlock": "10.0.0.0/16", "except": ["10.0.1.0/24"]}, DELIVERED),
        ({"ipBlock": "192.168.0.0/16"}, DENIED),
    ],
)
def test_blocks_and_their_exceptions(
    block: dict[str, Any], expected: tuple[str, str | None, str | None]
) -> None:
    rule = policy(types=["Egress"], egress=[{"peers": [block]}])
    assert fate(trace(cluster(rule), API, "vm:vm")) == expected


def test_a_block_means_pods_except_under_cilium() -> None:
    rule = policy(types=["Egress"], egress=[{"peers": [{"ipBlock": "0.0.0.0/0"}]}])
    assert fate(trace(cluster(rule), API, DB)) == DELIVERED
    cilium = cluster(rule, networkPolicy="cilium", dataplane="cilium")
    assert fate(trace(cilium, API, DB)) == DENIED
    assert fate(trace(cilium, API, "vm:vm")) == DELIVERED


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"networkPolicy": "none"}, "no network policy engine"),
        ({"cniMode": "byo", "podCidr": "10.200.0.0/16"}, "its own network plugin"),
        (
            {
                "networkPolicy": "azure",
                "pools": [{"name": "user", "subnet": "nodes", "os": "Windows"}],
            },
            "runs Windows",
        ),
    ],
)
def test_what_no_engine_enforces_is_said_and_stops_nothing(
    fields: dict[str, Any], word: str
) -> None:
    found = trace(cluster(DEFAULT_DENY, **fields), API, "vm:vm")
    assert found.verdict == "delivered"
    assert decision(found) == ("notEnforced", "payments/default-deny")
    assert any(word in hop.because for hop in found.forward)


def test_calico_covers_windows_and_the_cilium_dataplane_needs_no_engine() -> None:
    windows = {"pools": [{"name": "user", "subnet": "nodes", "os": "Windows"}]}
    assert fate(trace(cluster(DEFAULT_DENY, **windows), API, "vm:vm")) == DENIED
    cilium = cluster(DEFAULT_DENY, networkPolicy="none", dataplane="cilium")
    assert fate(trace(cilium, API, "vm:vm")) == DENIED


def test_the_host_network_is_exempt() -> None:
    found = trace(cluster(DEFAULT_DENY), "pod:aks/user/payments/agent", "vm:vm")
    assert found.verdict == "delivered"
    assert decision(found)[0] == "notEnforced"


def test_a_forgotten_dns_rule_stops_names_and_not_numbers() -> None:
    kv = {"peers": [{"ipBlock": "0.0.0.0/0"}], "ports": [{"port": "443"}]}
    forgot = cluster(DEFAULT_DENY, policy(types=["Egress"], egress=[kv]))
    assert fate(trace(forgot, API, "203.0.113.10")) == DELIVERED
    found = trace(forgot, API, "kv.vault.azure.net")
    assert fate(found) == DENIED
    assert "udp port 53" in found.sentence
    fixed = cluster(DEFAULT_DENY, policy(types=["Egress"], egress=[kv, DNS]))
    assert fate(trace(fixed, API, "kv.vault.azure.net")) == DELIVERED
    only_dns = cluster(DEFAULT_DENY, policy(types=["Egress"], egress=[DNS]))
    assert fate(trace(only_dns, API, "kv.vault.azure.net")) == DENIED
    assert fate(trace(only_dns, API, "172.29.0.10", port=53, protocol="udp")) == DELIVERED


def test_the_pods_behind_a_service_are_not_guessed() -> None:
    some = policy(types=["Egress"], egress=[{"peers": [{"pods": {"app": "cache"}}]}])
    found = trace(cluster(some), API, "172.29.0.77")
    assert fate(found) == ("notComputed", "forward", "unknown_value")
    every = policy(types=["Egress"], egress=[{}])
    assert fate(trace(cluster(every), API, "172.29.0.77")) == DELIVERED


def test_a_pod_of_a_flat_mode_judges_who_comes_from_outside() -> None:
    shut = policy(types=["Ingress"], ingress=[{"peers": [{"ipBlock": "10.0.2.0/28"}]}])
    flat = cluster(shut, cniMode="nodeSubnet")
    assert fate(trace(flat, "vm:vm", API)) == DELIVERED
    other = {**shut, "ingress": [{"peers": [{"ipBlock": "10.9.0.0/16"}]}]}
    assert fate(trace(cluster(other, cniMode="nodeSubnet"), "vm:vm", API)) == DENIED


def test_routing_mode_and_pods_without_a_name_ask_no_policy() -> None:
    design = cluster(DEFAULT_DENY)
    assert fate(trace(design, API, "vm:vm", mode="routing")) == DELIVERED
    assert fate(trace(design, "pod:aks/user", "vm:vm")) == DELIVERED


def test_a_workload_that_is_none_is_refused_with_the_names() -> None:
    with pytest.raises(ValueError, match="payments/api"):
        trace(cluster(), "pod:aks/user/payments/nothing", "vm:vm")
