"""Answers as plain data, in the words of queries: what ``expect`` is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aksdesigner.analysis.facts.names import Resolution
from aksdesigner.analysis.results import (
    Capacity,
    EffectiveRoute,
    Finding,
    NsgAnswer,
    Overlap,
    Trace,
)
from aksdesigner.model.ids import label_of


def route_row(route: EffectiveRoute) -> list[str | None]:
    """Return [prefix, nextHopType, nextHopIp, source, state], and ``suppressed`` where it is."""
    ip = str(route.next_hop_ips[0]) if route.next_hop_ips else None
    row = [str(route.prefix), route.next_hop_type, ip, route.source, route.state]
    return [*row, "suppressed"] if route.suppressed else list(row)


def trace_data(trace: Trace) -> dict[str, Any]:
    """Return a path: verdict, leg, reason, device, matchedPrefix, and the tokens of both legs."""
    return {
        "verdict": trace.verdict,
        "leg": trace.leg,
        "reason": trace.reason,
        "device": trace.device,
        "matchedPrefix": str(trace.matched_prefix) if trace.matched_prefix else None,
        "forward": [hop.token for hop in trace.forward],
        "return": [hop.token for hop in trace.back],
    }


def overlap_data(overlap: Overlap) -> dict[str, Any]:
    """Return one pair of the overlap matrix."""
    return {
        "rule": overlap.rule,
        "with": list(overlap.sides),
        "intersect": str(overlap.intersect),
        "severity": overlap.severity,
    }


def capacity_data(capacity: Capacity) -> dict[str, Any]:
    """Return the capacity of a subnet; podBlocks fields only where the mode has blocks."""
    pods = capacity.pod_subnet
    data: dict[str, Any] = {
        "usable": capacity.usable,
        "nodes": capacity.nodes,
        "surge": capacity.surge,
        "extras": capacity.extras,
        "need": capacity.need,
        "fits": capacity.fits,
        "steadyFits": capacity.steady_fits,
        "headroom": capacity.headroom,
        "maxNodes": capacity.max_nodes,
        "podSubnet": None
        if pods is None
        else {
            "subnet": label_of(pods.subnet),
            "usable": pods.usable,
            "floor": pods.floor,
            "need": pods.need,
            "fits": pods.fits,
        },
        "arithmetic": list(capacity.arithmetic),
    }
    if capacity.pod_blocks is not None:
        data["podBlocks"] = capacity.pod_blocks
        data["podBlocksNeed"] = capacity.pod_blocks_need
        data["podFits"] = capacity.pod_fits
    return data


def finding_rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return code, severity and message of each finding."""
    return [
        {"code": found.code, "severity": found.severity, "message": found.message}
        for found in findings
    ]


def nsg_data(answer: NsgAnswer) -> dict[str, Any]:
    """Return which rule decides."""
    return {"access": answer.access, "rule": answer.rule, "level": answer.level}


def resolution_data(found: Resolution) -> dict[str, Any]:
    """Return what a name stands for."""
    return {
        "answer": found.answer,
        "ip": str(found.ip) if found.ip else None,
        "zone": found.zone,
        "contextVnet": label_of(found.context) if found.context else None,
        "chain": list(found.chain),
        "connection": found.connection,
        "reason": found.reason,
        "steps": list(found.steps),
    }
