"""Findings and expectations as JUnit XML, which every build server shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from aksdesigner.model.ids import label_of
from aksdesigner.report.findings import Judged

# What XML 1.0 can't hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Case:
    """One line of a build server's list; `failure` is None when it went well."""

    suite: str
    name: str
    failure: str | None = None


def findings_xml(designs: Sequence[tuple[str, Sequence[Judged]]]) -> str:
    """Return open errors and warnings as failed cases; a clean design is one passed case."""
    cases: list[Case] = []
    for file, items in designs:
        shown = [i for i in items if not i.accepted and i.finding.severity != "info"]
        cases += [_case(file, item) for item in shown] or [Case(file, "no findings")]
    return cases_xml(cases)


def _case(file: str, item: Judged) -> Case:
    finding = item.finding
    subjects = ", ".join(label_of(key) for key in finding.resources)
    said = f"{finding.severity}: {finding.message}"
    return Case(file, f"{finding.code} {subjects}", f"{said}\n{finding.remedy}".strip())


def cases_xml(cases: Sequence[Case]) -> str:
    """Return cases as a JUnit document, one suite a file, in the given order."""
    failures = sum(1 for case in cases if case.failure is not None)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites tests="{len(cases)}" failures="{failures}">',
    ]
    for suite in dict.fromkeys(case.suite for case in cases):
        inside = [case for case in cases if case.suite == suite]
        failed = sum(1 for case in inside if case.failure is not None)
        lines.append(
            f'  <testsuite name={_quoted(suite)} tests="{len(inside)}" failures="{failed}">'
        )
        lines += [_case_xml(case) for case in inside]
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _case_xml(case: Case) -> str:
    head = f"    <testcase classname={_quoted(case.suite)} name={_quoted(case.name)}"
    if case.failure is None:
        return f"{head}/>"
    first = case.failure.splitlines()[0] if case.failure else "failed"
    body = escape(NOT_XML.sub("?", case.failure))
    return f"{head}>\n      <failure message={_quoted(first)}>{body}</failure>\n    </testcase>"


def _quoted(text: str) -> str:
    return quoteattr(NOT_XML.sub("?", text).replace("\n", " "))
