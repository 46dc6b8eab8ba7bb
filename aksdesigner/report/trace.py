"""The answer to a path for people and scripts: its hops, what each layer says, what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from aksdesigner.analysis.queries.shapes import trace_data as answer_of
from aksdesigner.analysis.results import Blocker, Hop, LayerDecision, NsgAnswer, Trace
from aksdesigner.model.ids import label_of
from aksdesigner.report.json import route_data
from aksdesigner.report.text import VERDICT_STYLE, clean, table, told

Data = dict[str, Any]
_LAYERS = {
    "dns": "DNS",
    "networkPolicy": "network policy",
    "nsg": "security group",
    "route": "routes",
    "peering": "peering",
    "firewall": "firewall",
    "privateEndpoint": "private endpoint",
}
_OUTCOMES = {
    "allow": "lets pass",
    "deny": "stops",
    "notInvolved": "not involved",
    "notEnforced": "not enforced",
    "unknown": "unknown",
}
_STYLES = {"allow": "green", "deny": "bold red", "notEnforced": "yellow", "unknown": "yellow"}


def trace_data(trace: Trace) -> Data:
    """Return a trace; the hops of the way back follow those of the way there."""
    return {
        **answer_of(trace),
        "sentence": trace.sentence,
        "layers": [_layer(row) for row in trace.layers],
        "blockers": [_blocker(row) for row in trace.blockers],
        "hops": [
            *(_hop(hop, "forward") for hop in trace.forward),
            *(_hop(hop, "return") for hop in trace.back),
        ],
    }


def _layer(row: LayerDecision) -> Data:
    return {
        "layer": row.layer,
        "outcome": row.outcome,
        "element": row.element,
        "resource": label_of(row.key) if row.key else None,
        "leg": row.leg,
        "because": row.sentence,
    }


def _blocker(row: Blocker) -> Data:
    return {
        "reason": row.reason,
        "leg": row.leg,
        "resource": label_of(row.key) if row.key else None,
        "setting": row.setting,
        "because": row.sentence,
    }


def _hop(hop: Hop, leg: str) -> Data:
    return {
        "at": hop.token,
        "leg": leg,
        "subnet": label_of(hop.subnet) if hop.subnet else None,
        "route": route_data(hop.route) if hop.route else None,
        "because": hop.because,
    }


def trace_text(trace: Trace) -> RenderableType:
    """Return the story of a packet: verdict, reason, layers, what is in the way, and each hop."""
    verdict = Text(trace.verdict, style=VERDICT_STYLE.get(trace.verdict, "bold red"))
    details = [f"{trace.leg} leg" if trace.leg else "", trace.reason or ""]
    details += [f"at {trace.device}" if trace.device else ""]
    details += [f"matched {trace.matched_prefix}" if trace.matched_prefix else ""]
    said = ", ".join(detail for detail in details if detail)
    head = Text.assemble(verdict, f": {clean(said)}" if said else "")
    parts: list[RenderableType] = [head]
    if trace.sentence:
        parts.append(told(trace.sentence))
    if trace.blockers:
        parts += [told("would have to change:", "bold"), *_blockers(trace.blockers)]
    parts += [told("there:", "bold"), *_hops(trace.forward)]
    if trace.back:
        parts += [told("back:", "bold"), *_hops(trace.back)]
    if trace.layers:
        parts += [told("layers:", "bold"), Padding(_layers(trace.layers), (0, 0, 0, 2))]
    return Group(*parts)


def _blockers(rows: Sequence[Blocker]) -> list[RenderableType]:
    out: list[RenderableType] = []
    for row in rows:
        where = label_of(row.key) if row.key else "nothing drawn"
        setting = f", {row.setting}" if row.setting else ""
        way = "there" if row.leg == "forward" else "back"
        line = Text.assemble(told(f"{where}{setting}", "bold"), told(f"  {row.reason}, {way}"))
        out.append(Padding(line, (0, 0, 0, 2)))
        out.append(Padding(told(row.sentence, "dim"), (0, 0, 0, 6)))
    return out


def _layers(rows: Sequence[LayerDecision]) -> RenderableType:
    return table(
        ("layer", "says", "by"),
        (
            (
                _LAYERS[row.layer],
                told(_OUTCOMES[row.outcome], _STYLES.get(row.outcome, "dim")),
                _by(row),
            )
            for row in rows
        ),
        fold="by",
    )


def _by(row: LayerDecision) -> str:
    where = label_of(row.key) if row.key else ""
    return ": ".join(part for part in (where, row.element or "") if part)


def _hops(hops: Sequence[Hop]) -> list[RenderableType]:
    out: list[RenderableType] = []
    for hop in hops:
        route = hop.route
        way = ""
        if route:
            ips = "".join(f" {ip}" for ip in route.next_hop_ips)
            way = f"  {route.prefix} -> {route.next_hop_type}{ips}"
        out.append(Padding(Text.assemble(told(hop.token, "bold"), told(way)), (0, 0, 0, 2)))
        if hop.because:
            out.append(Padding(told(hop.because, "dim"), (0, 0, 0, 6)))
    return out


def nsg_data(subnet: str, answer: NsgAnswer) -> Data:
    """Return which rule of a subnet's or interface's security group decides."""
    return {
        "subnet": subnet,
        "access": answer.access,
        "rule": answer.rule,
        "group": answer.group,
        "level": answer.level,
        "reason": answer.reason,
    }


def nsg_text(subnet: str, answer: NsgAnswer) -> RenderableType:
    """Return the same as one line."""
    if answer.reason:
        text = f"rule {answer.rule} of {answer.group} can't be judged ({answer.reason})"
        return Text.assemble(("notComputed", "yellow"), clean(f": {text}"))
    style = "bold green" if answer.access == "Allow" else "bold red"
    where = "interface" if answer.level == "nic" else "subnet"
    by = f"rule {answer.rule} of {answer.group} ({where})" if answer.rule else "no security group"
    return Text.assemble((answer.access, style), clean(f": {by}, at {subnet}"))
