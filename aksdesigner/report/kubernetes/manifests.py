"""Baselines as files of Kubernetes YAML, with a README that says what they do and what they don't."""

from __future__ import annotations

import re
from typing import Any

import yaml

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.iac.text.lines import comment_text, whole
from aksdesigner.model.kubernetes import NetworkPolicy, PolicyPeer, PolicyPort, PolicyRule
from aksdesigner.report.kubernetes.baseline import Baseline, baselines_of
from aksdesigner.report.kubernetes.drawn import port_fields
from aksdesigner.report.kubernetes.flows import NamePolicy
from aksdesigner.report.kubernetes.names import object_name
from aksdesigner.report.kubernetes.readme import policies_readme

FOLDER = "networkpolicy"
MARK = {"app.kubernetes.io/managed-by": "aksdesigner"}
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
# words that some reader of YAML takes for something else than text
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"])


class _Dumper(yaml.SafeDumper):
    """Quotes every text that is not plainly a word: readers disagree on numbers and dates."""


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_bare = _BARE.fullmatch(text) is not None and text.lower() not in _WORDS
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", whole(text), style=None if is_bare else '"'
    )


_Dumper.add_representer(str, _represent_text)


def network_policy_files(analysis: Analysis) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return files by path below the folder, and what could not be said, in sentences."""
    files: dict[str, str] = {}
    left_out: list[str] = []
    baselines = baselines_of(analysis)
    for made in baselines:
        place = f"{FOLDER}/{object_name(made.cluster.name)}"
        drawn = [_plain(policy) for policy in (*made.dns, *made.flows, *made.drawn)]
        files[f"{place}/10-allow.yaml"] = _text(made, "What may pass.", drawn)
        if made.names:
            names = [_by_name(policy) for policy in made.names]
            title = "Host names that may be reached; Cilium only."
            files[f"{place}/15-cilium.yaml"] = _text(made, title, names)
        deny = [_plain(policy) for policy in made.deny]
        files[f"{place}/20-default-deny.yaml"] = _text(made, "Everything else is denied.", deny)
        left_out += [f"{made.cluster.name}: {text}" for text in made.left_out]
        left_out += [made.idle] if made.idle else []
    files[f"{FOLDER}/README.md"] = policies_readme(analysis.document.name, baselines)
    return files, tuple(left_out)


def _text(made: Baseline, title: str, objects: list[dict[str, Any]]) -> str:
    lines = [f"# {title} Cluster {comment_text(made.cluster.name)}, engine {made.engine}."]
    if made.idle:
        lines.append(f"# NOTHING ENFORCES THIS: {comment_text(made.idle)}.")
    if not objects:
        lines.append("# The design's own policies say it already.")
    body = yaml.dump_all(
        objects,
        Dumper=_Dumper,
        sort_keys=False,
        explicit_start=True,
        width=100,
        allow_unicode=False,
    )
    return whole("\n".join(lines)) + "\n" + (body if objects else "")


def _plain(policy: NetworkPolicy) -> dict[str, Any]:
    """Return a policy as the object that Kubernetes takes."""
    spec: dict[str, Any] = {
        "podSelector": _selector(policy.pods),
        "policyTypes": list(policy.types),
    }
    if "Ingress" in policy.types and policy.ingress:
        spec["ingress"] = [_rule(rule, "from") for rule in policy.ingress]
    if "Egress" in policy.types and policy.egress:
        spec["egress"] = [_rule(rule, "to") for rule in policy.egress]
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": policy.name, "namespace": policy.namespace, "labels": dict(MARK)},
        "spec": spec,
    }


def _selector(labels: dict[str, str]) -> dict[str, Any]:
    return {"matchLabels": dict(labels)} if labels else {}


def _rule(rule: PolicyRule, side: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if rule.peers:
        found[side] = [_peer(peer) for peer in rule.peers]
    if rule.ports:
        found["ports"] = [_port(port) for port in rule.ports]
    return found


def _peer(peer: PolicyPeer) -> dict[str, Any]:
    if peer.ip_block is not None:
        block: dict[str, Any] = {"cidr": str(peer.ip_block)}
        if peer.except_:
            block["except"] = [str(cidr) for cidr in peer.except_]
        return {"ipBlock": block}
    found: dict[str, Any] = {}
    if peer.namespaces is not None:
        found["namespaceSelector"] = _selector(peer.namespaces)
    if peer.pods is not None:
        found["podSelector"] = _selector(peer.pods)
    return found


def _port(port: PolicyPort) -> dict[str, str | int]:
    fields = port_fields(port)
    if fields is None:
        raise ValueError(f"found port {port.port!r}, expected one that Kubernetes takes")
    return fields


def _by_name(policy: NamePolicy) -> dict[str, Any]:
    """Return a CiliumNetworkPolicy: the name may be asked of the cluster's DNS, and reached."""
    dns = {
        "toEndpoints": [
            {
                "matchLabels": {
                    "k8s:io.kubernetes.pod.namespace": "kube-system",
                    "k8s-app": "kube-dns",
                }
            }
        ],
        "toPorts": [
            {
                "ports": [{"port": "53", "protocol": "ANY"}],
                "rules": {"dns": [{"matchPattern": "*"}]},
            }
        ],
    }
    ports = [{"port": port.port or "0", "protocol": port.protocol} for port in policy.ports]
    return {
        "apiVersion": "cilium.io/v2",
        "kind": "CiliumNetworkPolicy",
        "metadata": {"name": policy.name, "namespace": policy.namespace, "labels": dict(MARK)},
        "spec": {
            "endpointSelector": _selector(policy.pods),
            "egress": [
                dns,
                {"toFQDNs": [{"matchName": policy.host}], "toPorts": [{"ports": ports}]},
            ],
        },
    }
