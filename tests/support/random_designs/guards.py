"""What filters beside security groups: policies of firewalls, and network policies of clusters."""

from __future__ import annotations

import copy

from tests.support.random_designs.sketch import Plain, Sketch

_DESTINATIONS = (["*"], ["*"], ["10.0.0.0/8"], ["203.0.113.0/24"], ["AzureCloud"], ["Storage"])


def draw_guards(s: Sketch) -> None:
    """Give some firewalls a policy; most of it allows."""
    if s.known:
        return
    for firewall in s.all("firewalls"):
        if "policy" not in firewall and s.chance(0.2):
            firewall["policy"] = _policy(s)["name"]
    for cluster in s.all("aksClusters"):
        if "workloads" not in cluster and s.chance(0.3):
            _populate(s, cluster)


_PEERS = (
    {"pods": {"app": "web"}},
    {"pods": {"app": "db"}},
    {"namespaces": {"kubernetes.io/metadata.name": "shop"}},
    {"ipBlock": "0.0.0.0/0", "except": ["203.0.113.0/24"]},
    {"ipBlock": "10.0.0.0/8"},
)


def _populate(s: Sketch, cluster: Plain) -> None:
    """Give a cluster two workloads, and policies that select some of them."""
    cluster["workloads"] = [
        {"name": name, "namespace": space, "labels": {"app": name}}
        for name, space in (("web", "shop"), ("db", s.one(("shop", "data"))))
    ]
    if s.chance(0.2):
        cluster["workloads"][0]["hostNetwork"] = True
    if "networkPolicy" not in cluster and s.chance(0.8):
        cluster["networkPolicy"] = s.one(("calico", "azure", "cilium"))
    cluster["networkPolicies"] = [_network_policy(s) for _ in range(s.one((1, 1, 2)))]
    if "ingress" not in cluster and s.chance(0.5):
        work = s.one(cluster["workloads"])
        front: Plain = {"name": "front", "namespace": work["namespace"], "workload": work["name"]}
        front["pattern"] = s.one(("inCluster", "inCluster", "gatewayApi", "internalOnly"))
        front["visibility"] = s.one(("public", "internal"))
        cluster["ingress"] = [front]


def _network_policy(s: Sketch) -> Plain:
    way = s.one(("ingress", "egress"))
    rule: Plain = {}
    if s.chance(0.7):
        rule["peers"] = [copy.deepcopy(s.one(_PEERS))]
    if s.chance(0.4):
        rule["ports"] = [{"port": s.one(("443", "53")), "protocol": s.one(("TCP", "UDP"))}]
    return {
        "name": s.name("policy"),
        "namespace": "shop",
        "pods": s.one(({}, {"app": "web"})),
        "types": [way.title()],
        way: [rule] if s.chance(0.6) else [],
    }


def _policy(s: Sketch) -> Plain:
    collections = [
        {
            "name": f"c{number}",
            "priority": 100 + number,
            "type": kind,
            "action": "Deny" if s.chance(0.3) else None,
            "rules": [_rule(s, kind) for _ in range(s.one((1, 2)))],
        }
        for number, kind in enumerate(s.some(("network", "network", "application"), 3))
    ]
    made = [{key: v for key, v in found.items() if v is not None} for found in collections]
    group = {"name": "rules", "priority": 200, "collections": made}
    return s.add("firewallPolicies", {"name": s.name("fwpol"), "ruleCollectionGroups": [group]})


def _rule(s: Sketch, kind: str) -> Plain:
    rule: Plain = {"name": s.name("rule")}
    if kind == "application":
        return {**rule, "fqdns": s.one((["*"], ["pay.example"], ["*.vault.azure.net"]))}
    rule["protocols"] = s.one((["Any"], ["Tcp"], ["Udp"]))
    rule["destinations"] = list(s.one(_DESTINATIONS))
    if s.chance(0.3):
        rule["ports"] = s.one((["443"], ["53"], ["80", "443"]))
    return rule
