"""aksdesigner test: the queries of designs against their own topology."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from aksdesigner.analysis.queries.runner import (
    CaseResult,
    QueryResult,
    run_cases,
    run_document,
)
from aksdesigner.analysis.results import Hop
from aksdesigner.cli.designs import plain_of_file, source_of
from aksdesigner.cli.options import SETTINGS, many_designs, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.reading import DocumentError, read_document
from aksdesigner.report import junit
from aksdesigner.report.trace import trace_data
from aksdesigner.store.problems import StoreError

Answered = tuple[str, CaseResult]


@click.command("test", context_settings=SETTINGS, short_help="Run the queries of designs.")
@many_designs
@output_format("json", "junit")
@speaking
def test(screen: Screen, files: tuple[Path, ...], format_: str) -> int:
    """Run the queries of designs, and of files that hold `cases:`.

    A query that can't be computed has failed. A failed path shows the way of the packet. Exit status: 0 all hold, 1 one failed, 2 a file
    can't be used.
    """
    answered: list[Answered] = []
    broken = False
    with screen.progress() as progress:
        task = progress.add_task("running queries", total=len(files))
        for file in files:
            try:
                answered += [(source_of(file), case) for case in _cases_of(file, screen)]
            except (DocumentError, StoreError) as problem:
                screen.error(str(problem))
                broken = True
            progress.advance(task)
    if format_ == "json":
        screen.data(_data(answered))
    elif format_ == "junit":
        screen.raw(junit.cases_xml(list(_junit_cases(answered))))
    else:
        _print(screen, answered)
    failed = sum(case.failed for _, case in answered)
    return 2 if broken else int(failed > 0)


def _cases_of(file: Path, screen: Screen) -> list[CaseResult]:
    plain = plain_of_file(file)
    if isinstance(plain, Mapping) and "cases" in plain:
        return run_cases(plain)
    try:
        reading = read_document(plain)
    except DocumentError as error:
        raise DocumentError(error.problems, source_of(file)) from None
    for note in reading.notes:
        screen.say(f"{source_of(file)}: {note}")
    return run_document(reading.document)


def _rows(answered: Sequence[Answered]) -> Iterator[tuple[str, CaseResult, QueryResult]]:
    for file, case in answered:
        for result in case.results:
            yield file, case, result


def _data(answered: Sequence[Answered]) -> dict[str, Any]:
    rows = list(_rows(answered))
    return {
        "passed": sum(result.ok for _, _, result in rows),
        "failed": sum(not result.ok for _, _, result in rows),
        "results": [_row(case, result) for _, case, result in rows],
    }


def _row(case: CaseResult, result: QueryResult) -> dict[str, Any]:
    """Return one result; a failed one says why, and shows the path where it is about one."""
    row = {
        "case": case.id,
        "query": result.index,
        "kind": result.kind,
        "ok": result.ok,
        "expected": result.expected,
        "actual": result.actual,
    }
    if not result.ok:
        row["why"] = result.why
        row["counterexample"] = trace_data(result.trace) if result.trace else None
    return row


def _junit_cases(answered: Sequence[Answered]) -> Iterator[junit.Case]:
    for file, case, result in _rows(answered):
        name = f"{case.id or case.title} {result.index} {result.kind}"
        yield junit.Case(file, name, None if result.ok else _failure(result))


def _failure(result: QueryResult) -> str:
    """Return why a query does not hold: a sentence, the difference, and the path hop by hop."""
    lines = [result.why, *_difference(result)]
    if result.trace is not None:
        lines += ["there:", *_ways(result.trace.forward)]
        lines += ["back:", *_ways(result.trace.back)] if result.trace.back else []
    return "\n".join(line for line in lines if line)


def _ways(hops: Sequence[Hop]) -> Iterator[str]:
    for hop in hops:
        route = f" by {hop.route.prefix} {hop.route.next_hop_type}" if hop.route else ""
        yield f"  {hop.token}{route}{f': {hop.because}' if hop.because else ''}"


def _difference(result: QueryResult) -> list[str]:
    return [f"expected {_short(result.expected)}", f"found {_short(result.actual)}"]


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _print(screen: Screen, answered: Sequence[Answered]) -> None:
    rows = list(_rows(answered))
    for file, case, result in rows:
        where = f"{file}: {case.id or case.title}, query {result.index} ({result.kind})"
        if not result.ok:
            screen.line(f"FAILED  {where}")
            for line in _failure(result).splitlines():
                screen.line(f"        {line}")
        else:
            screen.detail(f"ok      {where}")
    passed = sum(result.ok for _, _, result in rows)
    screen.line(f"{passed} passed, {len(rows) - passed} failed")
