"""The matrix for people and for scripts: who reaches whom, through what, on which ports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from aksdesigner.analysis.reach.matrix import MatrixRow
from aksdesigner.analysis.reach.verdicts import PairVerdict
from aksdesigner.report.text import VERDICT_STYLE, table, told

Data = dict[str, Any]


def matrix_text(rows: Iterable[MatrixRow]) -> RenderableType:
    """Return the matrix as a table."""
    return table(
        ("From", "To", "Verdict", "Through", "Ports"),
        ((_from(row), _to(row), _verdict(row.routing), _through(row), _ports(row)) for row in rows),
        fold="To",
    )


def _from(row: MatrixRow) -> str:
    return row.source.title


def _to(row: MatrixRow) -> str:
    return f"{row.target.title} (same network)" if row.within else row.target.title


def _verdict(verdict: PairVerdict) -> Text:
    words = verdict.verdict if verdict.reason is None else f"{verdict.verdict}: {verdict.reason}"
    if verdict.leg == "return" and verdict.verdict != "asymmetric":
        words = f"{words} (reply)"
    return told(words, VERDICT_STYLE.get(verdict.verdict, "red"))


def _through(row: MatrixRow) -> str:
    there = " ".join(name.partition(":")[2] for name in row.routing.forward)
    back = " ".join(name.partition(":")[2] for name in reversed(row.routing.back))
    return there if there == back or not row.routing.back else f"{there or '-'}, back {back}"


def _ports(row: MatrixRow) -> str:
    return ", ".join(
        str(port)
        if found.verdict in ("delivered", row.routing.verdict)
        else f"{port} {found.reason or found.verdict}"
        for port, found in row.ports
    )


def matrix_data(rows: Iterable[MatrixRow], mode: str) -> Data:
    """Return the matrix; each row speaks for every pair of its members."""
    return {
        "mode": mode,
        "rows": [
            {
                "from": list(row.source.members),
                "to": list(row.target.members),
                "sameNetwork": row.within,
                "pairs": row.pairs,
                "routing": _data(row.routing),
                "ports": [
                    {"port": port.number, "protocol": port.protocol, **_data(found)}
                    for port, found in row.ports
                ],
            }
            for row in rows
        ],
    }


def _data(found: PairVerdict) -> Data:
    return {
        "verdict": found.verdict,
        "leg": found.leg,
        "reason": found.reason,
        "device": found.device,
        "forward": list(found.forward),
        "return": list(found.back),
    }
