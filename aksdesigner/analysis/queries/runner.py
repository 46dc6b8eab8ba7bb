"""Runs queries: those of a design against its topology, and files of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.queries.answers import NotComputed, answer, trace_of, unknown_sections
from aksdesigner.analysis.queries.comparison import expected_of, matches, shortfall
from aksdesigner.analysis.results import Trace
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.model.document import Document, Query, Settings
from aksdesigner.model.reading import DocumentError, read_topology

CASE_REGION = "southeastasia"  # what cases leave out where they name no region
_CLAIMS = ("expectNotCodes", "expectNoErrorsExcept")


@dataclass(frozen=True)
class QueryResult:
    """The outcome of one query; `index` counts from 0 within its case.

    `why` says in a sentence what a query that does not hold found instead. `trace` is the path of a
    path query: the counterexample where it failed, None where an end names nothing.
    """

    index: int
    kind: str
    ok: bool
    expected: Any
    actual: Any
    why: str = ""
    trace: Trace | None = None


@dataclass(frozen=True)
class CaseResult:
    """The outcome of one case; `id` is None for a design's own queries."""

    id: str | None
    title: str
    results: tuple[QueryResult, ...]

    @property
    def failed(self) -> int:
        """How many queries did not meet their expectation."""
        return sum(not result.ok for result in self.results)


def check(analysis: Analysis, query: Query | Mapping[str, Any], index: int = 0) -> QueryResult:
    """Return whether a query meets its expectation; never raises, never passes what it can't say."""
    plain = _plain(query)
    for single in _port_by_port(plain):
        result = _checked(analysis, single, index)
        if not result.ok:
            break
    return result


def _port_by_port(plain: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a path query once for each of its ``ports``; every one of them must hold."""
    ports = plain.get("ports")
    if plain.get("kind") != "path" or not isinstance(ports, (list, tuple)) or not ports:
        return [plain]
    rest = {name: value for name, value in plain.items() if name != "ports"}
    return [{**rest, "port": port} for port in ports]


def _checked(analysis: Analysis, plain: dict[str, Any], index: int) -> QueryResult:
    kind = str(plain.get("kind"))
    expected = expected_of(plain)
    try:
        asked = _analysis_for(analysis, plain)
        actual = answer(asked, plain)
        _provable(analysis, kind, expected)
    except (NotComputed, QueryError) as reason:
        return _unanswered(index, kind, expected, str(reason))
    except Exception as fault:  # a fault of ours is a failed query, with its name
        return _unanswered(index, kind, expected, f"{type(fault).__name__}: {fault}")
    ok = expected is not None and matches(kind, expected, actual)
    trace = trace_of(asked, plain) if kind == "path" else None
    why = "" if ok else shortfall(kind, expected, actual, trace)
    return QueryResult(index, kind, ok, expected, actual, why, trace)


def _unanswered(index: int, kind: str, expected: Any, reason: str) -> QueryResult:
    why = f"Not computed: {reason}"
    actual = f"not computed: {reason}"
    return QueryResult(index, kind, ok=False, expected=expected, actual=actual, why=why)


def _plain(query: Query | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(query, Query):
        return {"kind": query.kind, **query.details}
    return dict(query)


def _provable(analysis: Analysis, kind: str, expected: Any) -> None:
    """Refuse to say that something is absent which was not looked for."""
    if kind != "findings" or not isinstance(expected, Mapping):
        return
    sections = unknown_sections(analysis)
    if sections and any(name in expected for name in _CLAIMS):
        raise NotComputed(f"topology section {', '.join(sections)} is not known to this version")
    known = {module.RULE.code for module in RULES}
    named = (*(expected.get("expectCodes") or ()), *(expected.get("expectNotCodes") or ()))
    missing = [str(code) for code in named if code not in known]
    if missing:
        raise NotComputed(f"rule {', '.join(missing)} is not known to this version")


def _analysis_for(analysis: Analysis, query: Mapping[str, Any]) -> Analysis:
    """Return the analysis under the peering mode that a query asks for."""
    mode = query.get("peeringMode")
    settings = analysis.document.settings
    if mode is None or mode == settings.peering_mode:
        return analysis
    if mode not in ("strict", "serviceTagOnly"):
        raise QueryError(f"peeringMode: found {mode!r}, expected strict or serviceTagOnly")
    changed = settings.model_copy(update={"peering_mode": mode})
    return analyze(analysis.document.replace(settings=changed))


def run_document(document: Document, analysis: Analysis | None = None) -> list[CaseResult]:
    """Run the queries of a design against its own topology."""
    known = analysis or analyze(document)
    results = tuple(check(known, query, index) for index, query in enumerate(document.queries))
    return [CaseResult(None, document.name, results)]


def run_cases(data: Any) -> list[CaseResult]:
    """Run a file that holds ``cases``: each with its own topology and queries.

    A topology that can't be read fails the queries of its case, with the reason.
    """
    cases = data.get("cases") if isinstance(data, Mapping) else None
    return [_run_case(case, order) for order, case in enumerate(cases or ())]


def _run_case(case: Any, order: int) -> CaseResult:
    if not isinstance(case, Mapping):
        reason = f"found {case!r}, expected a case with a topology and queries"
        return CaseResult(f"case {order + 1}", "", (_unanswered(0, "case", None, reason),))
    name = str(case.get("id", f"case {order + 1}"))
    title = str(case.get("title", ""))
    queries = [query for query in case.get("queries") or () if isinstance(query, Mapping)]
    try:
        analysis = analyze(document_of_case(name, case))
    except (DocumentError, ValidationError) as error:
        reason = f"the topology can't be read: {error}"
        results = [
            _unanswered(index, str(query.get("kind")), expected_of(query), reason)
            for index, query in enumerate(queries)
        ]
        return CaseResult(name, title, tuple(results))
    return CaseResult(
        name, title, tuple(check(analysis, query, index) for index, query in enumerate(queries))
    )


def document_of_case(name: str, case: Mapping[str, Any]) -> Document:
    """Return the design of a case. Raises DocumentError or ValidationError when it can't be read."""
    topology = case.get("topology")
    plain = dict(topology) if isinstance(topology, Mapping) else topology
    settings: dict[str, Any] = {"region": CASE_REGION}
    for place in (plain, case):
        if isinstance(place, dict) and isinstance(place.get("settings"), Mapping):
            settings.update(place["settings"])
        if isinstance(place, dict):
            settings.update({k: place[k] for k in ("region", "peeringMode") if k in place})
    if isinstance(plain, dict):
        for word in ("region", "peeringMode", "settings"):
            plain.pop(word, None)
    return Document(
        version=1,
        name=name,
        topology=read_topology(plain),
        settings=Settings.model_validate(settings),
    )
