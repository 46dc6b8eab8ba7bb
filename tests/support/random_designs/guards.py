"""What filters beside security groups: policies of firewalls, and network policies of clusters."""

from __future__ import annotations

from tests.support.random_designs.sketch import Plain, Sketch

_DESTINATIONS = (["*"], ["*"], ["10.0.0.0/8"], ["203.0.113.0/24"], ["AzureCloud"], ["Storage"])


def draw_guards(s: Sketch) -> None:
    """Give some firewalls a policy; most of it allows."""
    for firewall in s.all("firewalls"):
        if "policy" not in firewall and s.chance(0.2):
            firewall["policy"] = _policy(s)["name"]


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
    rule["destinations"] = s.one(_DESTINATIONS)
    if s.chance(0.3):
        rule["ports"] = s.one((["443"], ["53"], ["80", "443"]))
    return rule
