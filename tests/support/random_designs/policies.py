"""Rules that filter above the security groups: firewall policies, workloads and their policies."""

from __future__ import annotations

from tests.support.random_designs.sketch import Plain, Sketch

APPS = ("web", "api", "db", "jobs")


def draw_policies(s: Sketch) -> None:
    """Give some firewalls rules of their own, and some clusters workloads and policies."""
    for firewall in s.all("firewalls"):
        if s.chance(0.1):
            firewall["policy"] = _firewall_policy(s)
    for cluster in s.all("aksClusters"):
        if s.chance(0.25) and not s.known:
            _workloads(s, cluster)


def _firewall_policy(s: Sketch) -> str:
    inner = [
        {
            "name": f"{kind}-{number}",
            "priority": 200 + 100 * number,
            "type": kind,
            "action": "Allow" if s.chance(0.85) else "Deny",
            "rules": [_rule(s, kind, n) for n in range(s.rng.randint(1, 3))],
        }
        for number, kind in enumerate(s.some(("network", "network", "application"), 3))
    ]
    policy: Plain = {
        "name": s.name("policy"),
        "ruleCollectionGroups": [{"name": "main", "priority": 1000, "collections": inner}],
    }
    if s.chance(0.3):
        base = s.add("firewallPolicies", {"name": s.name("base"), "ruleCollectionGroups": []})
        policy["parent"] = base["name"]
    return str(s.add("firewallPolicies", policy)["name"])


def _rule(s: Sketch, kind: str, number: int) -> Plain:
    rule: Plain = {"name": f"rule{number}"}
    if s.chance(0.6):
        rule["sources"] = [s.one(_blocks(s))]
    if kind == "application":
        rule["fqdns"] = [s.one(("*", "*.azure.com", "pay.example"))]
        rule["protocols"] = [s.one(("Https:443", "Http:80"))]
    else:
        rule["destinations"] = [s.one(("*", *_blocks(s)))]
        rule["protocols"] = [s.one(("Tcp", "Udp", "Any"))]
        rule["ports"] = [s.one(("443", "*", "53", "80-90"))]
    if s.chance(0.15):
        group = s.add("ipGroups", {"name": s.name("group"), "prefixes": [s.one(_blocks(s))]})
        side = s.one(("sourceIpGroups", "destinationIpGroups"))
        rule[side] = [group["name"]]
    return rule


def _blocks(s: Sketch) -> list[str]:
    return [str(net.plain["prefixes"][0]) for net in s.nets if net.plain.get("prefixes")] or ["*"]


def _workloads(s: Sketch, cluster: Plain) -> None:
    pools = [pool["name"] for pool in cluster.get("pools", [])]
    cluster["workloads"] = [
        {
            "name": app,
            "namespace": s.one(("shop", "default")),
            "labels": {"app": app},
            "ports": ["8080"],
            **({"pool": s.one(pools)} if pools and s.chance(0.4) else {}),
            **({"hostNetwork": True} if s.chance(0.1) else {}),
        }
        for app in s.rng.sample(APPS, s.rng.randint(1, 3))
    ]
    cluster["networkPolicies"] = [_network_policy(s, n) for n in range(s.rng.randint(0, 2))]
    if s.chance(0.5):
        work = s.one(cluster["workloads"])
        cluster["ingress"] = [
            {
                "name": "front",
                "pattern": s.one(("inCluster", "inCluster", "gatewayApi", "internalOnly")),
                "visibility": s.one(("public", "internal")),
                "namespace": work["namespace"],
                "workload": work["name"],
            }
        ]


def _network_policy(s: Sketch, number: int) -> Plain:
    policy: Plain = {
        "name": f"policy{number}",
        "namespace": s.one(("shop", "default")),
        "pods": s.one(({}, {"app": s.one(APPS)})),
        "types": s.one((["Ingress"], ["Egress"], ["Ingress", "Egress"])),
    }
    for way in ("ingress", "egress"):
        if s.chance(0.4):
            policy[way] = [_policy_rule(s)]
    return policy


def _policy_rule(s: Sketch) -> Plain:
    peer = s.one(
        (
            {"pods": {"app": s.one(APPS)}},
            {"namespaces": {}},
            {"ipBlock": "10.0.0.0/8", "except": ["10.9.0.0/16"]},
            {"ipBlock": "0.0.0.0/0"},
        )
    )
    rule: Plain = {"peers": [peer]}
    if s.chance(0.5):
        rule["ports"] = [{"protocol": s.one(("TCP", "UDP")), "port": s.one(("443", "53", "8080"))}]
    return rule
