"""Answers as JSON data: the shapes that scripts rely on (camelCase, stable order)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from aksdesigner.analysis.results import Capacity, EffectiveRoute, Finding, Overlap
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of
from aksdesigner.model.part import plain_of
from aksdesigner.report.findings import Judged, counts, expired

Data = dict[str, Any]


def check_data(
    document: Document,
    file: str,
    items: Sequence[Judged],
    fixable: Callable[[Finding], bool | None],
) -> Data:
    """Return what `check --format json` prints for one design.

    `fixable` says whether a finding has a fix that works; None where nobody looked.
    """
    return {
        "design": document.name,
        "file": file,
        "findings": [
            {
                **finding_data(item.finding),
                "fixable": fixable(item.finding),
                "accepted": plain_of(item.accepted) if item.accepted else None,
            }
            for item in items
        ],
        "summary": counts(items),
        "expired": [plain_of(entry) for entry in expired(document, date.today())],
    }


def finding_data(finding: Finding) -> Data:
    """Return one finding as JSON data."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "title": finding.title,
        "message": finding.message,
        "resources": [label_of(key) for key in finding.resources],
        "evidence": finding.evidence,
        "remedy": finding.remedy,
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
