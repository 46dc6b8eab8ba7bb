"""Answers for people at a terminal: tables and sentences, readable on 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aksdesigner.analysis.results import Capacity, EffectiveRoute, Overlap
from aksdesigner.model.ids import label_of
from aksdesigner.report.findings import Judged

SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}
VERDICT_STYLE = {"delivered": "bold green", "notComputed": "yellow"}

# Control characters, and those that turn the direction of text around.
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def clean(text: str) -> str:
    """Return a text with everything that could steer a terminal made visible (``\\x1b``)."""
    return STEERING.sub(lambda found: f"\\x{ord(found.group()):02x}", text)


def told(text: object, style: str = "") -> Text:
    """Return a cleaned text that is never read as markup."""
    return Text(clean(str(text)), style=style)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], fold: str = "") -> Table:
    """Return a plain table; `fold` names the column that gives way where space is short."""
    out = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
    )
    for column in columns:
        out.add_column(column, no_wrap=bool(fold) and column != fold, overflow="fold")
    for row in rows:
        out.add_row(*(cell if isinstance(cell, Text) else told(cell) for cell in row))
    return out


def findings_text(items: Sequence[Judged]) -> RenderableType:
    """Return findings as paragraphs: severity and code, message, remedy."""
    parts: list[RenderableType] = []
    for item in items:
        finding = item.finding
        severity = "accepted" if item.accepted else finding.severity
        head = Text.assemble(
            (f"{severity:<9}", SEVERITY_STYLE.get(severity, "dim")), (finding.code, "bold"), "  "
        )
        head.append_text(told(finding.title))
        body = [told(finding.message)]
        if item.accepted:
            until = f" until {item.accepted.until}" if item.accepted.until else ""
            body.append(told(f"accepted by {item.accepted.by}{until}: {item.accepted.reason}"))
        elif finding.remedy:
            body.append(Text.assemble(("do: ", "dim"), told(finding.remedy)))
        parts += [head, Padding(Group(*body), (0, 0, 0, 9))]
    return Group(*parts)


def routes_text(rows: Sequence[EffectiveRoute]) -> RenderableType:
    """Return an effective route table; under each row, why it is used or not."""
    cells = [("Prefix", "Next hop", "Source", "State")]
    for row in rows:
        hop = row.next_hop_type + "".join(f" {ip}" for ip in row.next_hop_ips)
        state = "never used" if row.suppressed else row.state
        cells.append((clean(str(row.prefix)), clean(hop), row.source, state))
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    parts: list[RenderableType] = [Text(lines[0], style="bold")]
    for row, line in zip(rows, lines[1:], strict=True):
        is_used = row.state == "Active" and not row.suppressed
        parts.append(Text(line, style="" if is_used else "dim"))
        if row.reason:
            parts.append(Padding(told(row.reason, "dim"), (0, 0, 0, 4)))
    return Group(*parts)


def overlaps_text(rows: Sequence[Overlap]) -> RenderableType:
    """Return the overlap matrix as a table."""
    lines = [
        (told(row.severity, SEVERITY_STYLE[row.severity]), row.rule, *row.sides, row.intersect)
        for row in rows
    ]
    return table(("Severity", "Rule", "Range", "Other range", "Shared"), lines)


def capacity_text(rows: Sequence[Capacity]) -> RenderableType:
    """Return one line a subnet, and the arithmetic below."""
    head = table(
        ("Subnet", "Usable", "Today", "Steady", "Upgrade", "Headroom", "Max\nnodes", "Fits"),
        [
            (
                label_of(row.subnet),
                row.usable,
                row.today,
                row.steady,
                row.need,
                row.headroom,
                "-" if row.max_nodes is None else row.max_nodes,
                told("yes") if row.fits else told("no", "bold red"),
            )
            for row in rows
        ],
    )
    parts: list[RenderableType] = [head]
    for row in rows:
        if row.arithmetic:
            parts += ["", told(label_of(row.subnet), "bold")]
            parts += [Padding(told(line), (0, 0, 0, 2)) for line in row.arithmetic]
    return Group(*parts)
