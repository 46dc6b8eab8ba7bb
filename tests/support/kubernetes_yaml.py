"""Reads NetworkPolicy objects back into the model, so that the design's own engine judges them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from aksdesigner.model.kubernetes import NetworkPolicy


def objects_of(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Return every object of some YAML files."""
    return [thing for text in texts for thing in yaml.safe_load_all(text) if thing is not None]


def policy_of(thing: Mapping[str, Any]) -> NetworkPolicy:
    """Return a NetworkPolicy object of Kubernetes as one of the model."""
    spec = thing["spec"]
    assert (thing["apiVersion"], thing["kind"]) == ("networking.k8s.io/v1", "NetworkPolicy")
    assert set(spec) <= {"podSelector", "policyTypes", "ingress", "egress"}
    return NetworkPolicy.model_validate(
        {
            "name": thing["metadata"]["name"],
            "namespace": thing["metadata"]["namespace"],
            "pods": spec["podSelector"].get("matchLabels", {}),
            "types": spec["policyTypes"],
            "ingress": [_rule(rule, "from") for rule in spec.get("ingress", [])],
            "egress": [_rule(rule, "to") for rule in spec.get("egress", [])],
        }
    )


def _rule(rule: Mapping[str, Any], side: str) -> dict[str, Any]:
    assert set(rule) <= {side, "ports"}
    ports = [
        {k: str(v) if k == "port" else v for k, v in port.items()} for port in rule.get("ports", [])
    ]
    return {"peers": [_peer(peer) for peer in rule.get(side, [])], "ports": ports}


def _peer(peer: Mapping[str, Any]) -> dict[str, Any]:
    if "ipBlock" in peer:
        assert set(peer) == {"ipBlock"}
        block = peer["ipBlock"]
        return {"ipBlock": block["cidr"], "except": block.get("except", [])}
    assert peer and set(peer) <= {"namespaceSelector", "podSelector"}
    names = {"namespaceSelector": "namespaces", "podSelector": "pods"}
    return {names[key]: selector.get("matchLabels", {}) for key, selector in peer.items()}
