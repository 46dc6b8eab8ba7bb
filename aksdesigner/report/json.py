"""Answers as JSON data: the shapes that scripts rely on (camelCase, stable order)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aksdesigner.analysis.results import Capacity, EffectiveRoute, Hop, Overlap, Trace
from aksdesigner.model.ids import label_of
from aksdesigner.model.part import plain_of
from aksdesigner.report.findings import Judged, counts

Data = dict[str, Any]


def check_data(design: str, file: str, items: Sequence[Judged]) -> Data:
    """Return what `check --format json` prints for one design."""
    return {
        "design": design,
        "file": file,
        "findings": [_finding(item) for item in items],
        "summary": counts(items),
    }


def _finding(item: Judged) -> Data:
    finding = item.finding
    return {
        "code": finding.code,
        "severity": finding.severity,
        "title": finding.title,
        "message": finding.message,
        "resources": [label_of(key) for key in finding.resources],
        "evidence": finding.evidence,
        "remedy": finding.remedy,
        "fixable": False,
        "accepted": plain_of(item.accepted) if item.accepted else None,
    }


def routes_data(rows: Sequence[EffectiveRoute]) -> Data:
    """Return routes as ``az network nic show-effective-route-table -o json`` prints them."""
    return {"value": [route_data(row) for row in rows]}


def route_data(row: EffectiveRoute) -> Data:
    """Return one effective route."""
    return {
        "addressPrefix": [str(row.prefix)],
        "nextHopType": row.next_hop_type,
        "nextHopIpAddress": [str(ip) for ip in row.next_hop_ips],
        "source": row.source,
        "state": row.state,
        "name": row.name,
        "suppressed": row.suppressed,
        "reason": row.reason,
    }


def trace_data(trace: Trace) -> Data:
    """Return a trace; the hops of the way back follow those of the way there."""
    return {
        "verdict": trace.verdict,
        "leg": trace.leg,
        "reason": trace.reason,
        "device": trace.device,
        "matchedPrefix": str(trace.matched_prefix) if trace.matched_prefix else None,
        "forward": [hop.token for hop in trace.forward],
        "return": [hop.token for hop in trace.back],
        "sentence": trace.sentence,
        "hops": [
            *(_hop(hop, "forward") for hop in trace.forward),
            *(_hop(hop, "return") for hop in trace.back),
        ],
    }


def _hop(hop: Hop, leg: str) -> Data:
    return {
        "at": hop.token,
        "leg": leg,
        "subnet": label_of(hop.subnet) if hop.subnet else None,
        "route": route_data(hop.route) if hop.route else None,
        "because": hop.because,
    }


def overlaps_data(rows: Sequence[Overlap]) -> Data:
    """Return the overlap matrix."""
    return {
        "overlaps": [
            {
                "rule": row.rule,
                "with": list(row.sides),
                "intersect": str(row.intersect),
                "severity": row.severity,
            }
            for row in rows
        ]
    }


def capacity_data(row: Capacity) -> Data:
    """Return the capacity of one subnet; podBlocks keys stand there for overlay and kubenet."""
    data: Data = {
        "subnet": label_of(row.subnet),
        "usable": row.usable,
        "nodes": row.nodes,
        "surge": row.surge,
        "extras": row.extras,
        "need": row.need,
        "fits": row.fits,
        "steady": row.steady,
        "steadyFits": row.steady_fits,
        "today": row.today,
        "headroom": row.headroom,
        "maxNodes": row.max_nodes,
    }
    if row.pod_blocks is not None:
        data["podBlocks"] = row.pod_blocks
        data["podBlocksNeed"] = row.pod_blocks_need
        data["podFits"] = row.pod_fits
    pods = row.pod_subnet
    data["podSubnet"] = pods and {
        "subnet": label_of(pods.subnet),
        "usable": pods.usable,
        "floor": pods.floor,
        "need": pods.need,
        "fits": pods.fits,
    }
    data["arithmetic"] = list(row.arithmetic)
    return data
