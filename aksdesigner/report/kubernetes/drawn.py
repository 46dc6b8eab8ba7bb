"""NetworkPolicies of the drawing as Kubernetes takes them; what it refuses is left out, narrower."""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.analysis.facts.policies import label_of
from aksdesigner.model.kubernetes import NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule
from aksdesigner.report.kubernetes.names import (
    bad_label,
    is_namespace,
    is_port_name,
    object_name,
)

PORT_LIMIT = 65_535


def written_as_drawn(
    policies: Iterable[NetworkPolicy],
) -> tuple[list[NetworkPolicy], list[str]]:
    """Return policies with names that Kubernetes takes, and why some or their rules are missing.

    A policy without a rule of its own direction still denies: dropping a rule never opens anything.
    """
    kept: list[NetworkPolicy] = []
    why: list[str] = []
    for policy in policies:
        refused = _refusal(policy)
        if refused:
            why.append(f"network policy {label_of(policy)}: {refused}")
            continue
        ingress, lost_in = _rules(policy.ingress)
        egress, lost_out = _rules(policy.egress)
        why += [f"network policy {label_of(policy)}: {text}" for text in (*lost_in, *lost_out)]
        name = object_name(policy.name)
        if any((other.namespace, other.name) == (policy.namespace, name) for other in kept):
            name = object_name(policy.name, str(len(kept)))
        changed = {"name": name, "ingress": ingress, "egress": egress}
        kept.append(policy.model_copy(update=changed))
    return kept, why


def _refusal(policy: NetworkPolicy) -> str | None:
    if not is_namespace(policy.namespace):
        return f"Kubernetes takes no namespace {policy.namespace!r}"
    label = bad_label(policy.pods)
    if label:
        return f"Kubernetes takes no label {label!r}, so it would select no pod"
    return None if policy.types else "it is of no direction and selects nothing"


def _rules(rules: Iterable[PolicyRule]) -> tuple[tuple[PolicyRule, ...], list[str]]:
    kept: list[PolicyRule] = []
    lost: list[str] = []
    for rule in rules:
        bad = [text for peer in rule.peers if (text := _bad_peer(peer))]
        ports = [port_fields(port) for port in rule.ports]
        bad += [
            f"port {p.port!r} is none that Kubernetes takes"
            for p, f in zip(rule.ports, ports, strict=True)
            if f is None
        ]
        if bad:
            lost.append(f"a rule is left out: {bad[0]}")
        else:
            kept.append(rule)
    return tuple(kept), lost


def _bad_peer(peer: PolicyPeer) -> str | None:
    if peer.ip_block is not None:
        if peer.pods is not None or peer.namespaces is not None:
            return "a prefix beside labels, of which Kubernetes takes one"
        outside = (c for c in peer.except_ if not peer.ip_block.contains(c) or c == peer.ip_block)
        wrong = next(outside, None)
        return f"exception {wrong} is not inside of {peer.ip_block}" if wrong else None
    if peer.except_:
        return "an exception without a prefix"
    if peer.pods is None and peer.namespaces is None:
        return "an end that says nothing"
    label = bad_label({**(peer.pods or {})}) or bad_label({**(peer.namespaces or {})})
    return f"Kubernetes takes no label {label!r}" if label else None


def port_fields(port: PolicyPort) -> dict[str, str | int] | None:
    """Return a port as Kubernetes writes it, or None where it takes none like it."""
    fields: dict[str, str | int] = {"protocol": port.protocol}
    if port.port is None or port.port == "*":
        return None if port.end_port is not None else fields
    low, dash, high = port.port.partition("-")
    if not low.isdecimal():
        is_name = is_port_name(port.port) and port.end_port is None
        return {**fields, "port": port.port} if is_name else None
    end = high if dash else str(port.end_port or low)
    if not end.isdecimal() or not 1 <= int(low) <= int(end) <= PORT_LIMIT:
        return None
    fields["port"] = int(low)
    if int(end) > int(low):
        fields["endPort"] = int(end)
    return fields
