"""Intents: the queries of a design, each with its state and, where it fails, the path that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.queries.comparison import listed
from aksdesigner.analysis.queries.runner import QueryResult, check
from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Query

State = Literal["holds", "fails", "notComputed"]


@dataclass(frozen=True)
class Intent:
    """One query of the design; `place` counts from 0 in the file.

    `words` say what is wanted, `why` in one sentence what is there instead. `trace` is the path of
    the answer: the counterexample of a failed intent. None for other kinds, and where an end names
    nothing.
    """

    place: int
    kind: str
    words: str
    state: State
    why: str
    is_required: bool = False
    is_operator: bool = False
    trace: Trace | None = None


def intents_of(analysis: Analysis) -> tuple[Intent, ...]:
    """Return every query of the design with its state; never raises."""
    return tuple(
        intent_of(analysis, query, place) for place, query in enumerate(analysis.document.queries)
    )


def intent_of(analysis: Analysis, query: Query, place: int) -> Intent:
    """Return one query of the design with its state."""
    result = check(analysis, query, place)
    details = query.details
    return Intent(
        place=place,
        kind=query.kind,
        words=words_of(query),
        state=_state(result),
        why=result.why,
        is_required=details.get("required") is True,
        is_operator=details.get("operator") is True,
        trace=result.trace,
    )


def _state(result: QueryResult) -> State:
    if result.ok:
        return "holds"
    lacks = isinstance(result.actual, str)
    unsure = isinstance(result.actual, Mapping) and result.actual.get("verdict") == "notComputed"
    return "notComputed" if lacks or unsure else "fails"


def words_of(query: Query) -> str:
    """Return what a query wants, in words of a list."""
    details = query.details
    if query.kind == "path":
        return _path_words(details)
    if query.kind == "dns":
        wanted = _expected(details, "answer")
        return f"{details.get('fqdn')} in {details.get('vnet')}{f' is {wanted}' if wanted else ''}"
    if query.kind == "nsg":
        ends = f"{details.get('src')} to {details.get('dst')}:{details.get('port', 443)}"
        return f"{details.get('subnet')} {details.get('direction')} {ends}"
    if query.kind in ("capacity", "effectiveRoutes"):
        title = "Capacity" if query.kind == "capacity" else "Routes"
        return f"{title} of {details.get('subnet')}"
    if query.kind == "findings":
        return "Findings"
    return str(details.get("name") or query.kind)


def _expected(details: Mapping[str, Any], name: str) -> str:
    expect = details.get("expect")
    return str(expect.get(name) or "") if isinstance(expect, Mapping) else ""


def _path_words(details: Mapping[str, Any]) -> str:
    ports = listed(details.get("ports")) or [str(details.get("port", 443))]
    protocol = str(details.get("protocol", "tcp"))
    suffix = "" if protocol == "tcp" else f"/{protocol}"
    ends = f"{details.get('from')} to {details.get('to')}:{','.join(ports)}{suffix}"
    verdict = _expected(details, "verdict")
    if details.get("not") is True:
        said = " must not arrive"
    elif verdict and verdict != "delivered":
        said = f" is {verdict}"
    else:
        said = ""
    through = [*listed(details.get("through")), *listed(details.get("inspectedBy"))]
    avoided = listed(details.get("notThrough"))
    return (
        ends
        + said
        + (f" through {' and '.join(through)}" if through else "")
        + (f" and not through {' and '.join(avoided)}" if avoided else "")
    )
