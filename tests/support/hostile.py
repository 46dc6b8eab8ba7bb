"""Text that tries to break out of code, and a design that is full of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document

PIECES = ["'", '"', "\\", "\n", "\r", "\t", "${", "%{", "$", "%", "{", "}", "'''", "/*", "*/", "//"]
PIECES += [
    "#",
    "[",
    "]",
    "@",
    "<<EOT",
    "\x00",
    "\x1b",
    "\u202e",
    "\u2028",
    "\U0001f468\u200d\U0001f469",
]
PIECES += ["a", " ", "é", "$${", "%%{", "\\u{41}", "../../x", "~", "\ufeff", "\x85", "resource"]

hostile = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=24),
)
names = hostile.map(
    lambda t: "".join(c for c in t if c.isprintable() and c not in "/\\").strip() or "n"
)


def hostile_design(name: str, text: str, key: str) -> Document:
    """Return a design with one text in every free text field that the exports write."""
    topology = {**_networks(name, text, key), **_filters(text), **_edges(name, text)}
    cluster = {"name": "p", "mode": "System", "size": text, "labels": {key: text}}
    topology["aksClusters"] = [{"name": "aks", "kubernetesVersion": text, "pools": [cluster]}]
    head = {"aksdesigner": 1, "name": text, "settings": {"region": text}}
    return read_document({**head, "topology": topology}).document


def _networks(name: str, text: str, key: str) -> dict[str, Any]:
    subnet = {"name": "s", "prefix": "10.0.0.0/24", "delegation": text}
    network = {"name": name, "prefixes": ["10.0.0.0/16"], "tags": {key: text}, "subnets": [subnet]}
    return {
        "vnets": [network, {"name": "theirs", "existing": True, "resourceGroup": text}],
        "peerings": [{"from": name, "to": "theirs", "name": text}],
        "gateways": [{"name": "g", "vnet": name, "connections": [{"name": text}]}],
        "expressRouteCircuits": [
            {"name": "er", "provider": text or "p", "peeringLocation": text or "p"}
        ],
        "dnsRulesets": [{"name": "set", "rules": [{"suffix": text, "targets": ["192.0.2.1"]}]}],
        "paasServices": [{"name": "scope", "service": "monitorScope", "scoped": [text]}],
    }


def _filters(text: str) -> dict[str, Any]:
    rule = {"name": "r", "priority": 100, "direction": "Inbound", "access": "Deny", "source": text}
    collection = {
        "name": "c",
        "priority": 100,
        "type": "application",
        "rules": [{"name": "r", "fqdns": [text]}],
    }
    group = {"name": "g", "priority": 200, "collections": [collection]}
    return {
        "nsgs": [{"name": "n", "rules": [rule]}],
        "firewallPolicies": [{"name": "policy", "ruleCollectionGroups": [group]}],
    }


def _edges(name: str, text: str) -> dict[str, Any]:
    gateway = {"name": "agw", "vnet": name, "subnet": "s", "port": 80}
    return {
        "applicationGateways": [{**gateway, "hosts": [text], "probePath": text or "/"}],
        "frontDoors": [
            {"name": "fd", "hosts": [text], "origins": [{"name": "o", "host": text or "h"}]}
        ],
    }


def hostile_text(rng: random.Random) -> str:
    """Return one text that tries to break out of code, never empty."""
    if rng.random() < 0.7:
        return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 12)))
    return "".join(_any_character(rng) for _ in range(rng.randint(1, 24)))


def _any_character(rng: random.Random) -> str:
    """Return a character of any plane but no half one."""
    while True:
        number = rng.choice((rng.randrange(0x80), rng.randrange(0x3000), rng.randrange(0x110000)))
        if not 0xD800 <= number < 0xE000:
            return chr(number)


def named(text: str) -> str:
    """Return a text as near as a name of a design may come."""
    kept = "".join(c for c in text if c.isprintable() and c not in "/\\").strip()
    return kept[:200].strip() or "n"


def crowded_design(texts: Sequence[str]) -> Document:
    """Return a design in which each text stands as a key, a value, an item and a name."""
    rules: list[dict[str, Any]] = [
        {
            "name": f"r{i}",
            "priority": 100 + i,
            "direction": "Inbound",
            "access": "Deny",
            "source": text,
        }
        for i, text in enumerate(texts)
    ]
    web = [{"name": f"w{i}", "fqdns": [text]} for i, text in enumerate(texts)]
    collection = {"name": "c", "priority": 100, "type": "application", "rules": web}
    group = {"name": "g", "priority": 200, "collections": [collection]}
    subnets = [
        {"name": "s", "prefix": "10.0.0.0/24", "delegation": texts[0]},
        {"name": "GatewaySubnet", "prefix": "10.0.1.0/24"},
    ]
    tables = dict.fromkeys(named(f"{i} {text}") for i, text in enumerate(texts))
    topology = {
        "vnets": [
            {
                "name": "hub",
                "prefixes": ["10.0.0.0/16"],
                "tags": {text: text for text in texts},
                "subnets": subnets,
            }
        ],
        "routeTables": [{"name": name} for name in tables],
        "nsgs": [{"name": "n", "rules": rules}],
        "firewallPolicies": [{"name": "p", "ruleCollectionGroups": [group]}],
        "gateways": [{"name": named(f"g {texts[0]}"), "vnet": "hub", "connections": [{}]}],
        "aksClusters": [
            {
                "name": "aks",
                "pools": [
                    {"name": "p", "mode": "System", "labels": {text: text for text in texts}}
                ],
            }
        ],
    }
    data = {"aksdesigner": 1, "name": texts[-1], "settings": {}, "topology": topology}
    return read_document(data).document
