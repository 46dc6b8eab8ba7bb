"""The design document of a network: every chapter in order, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.report.board.blocks import Block, Commands, Heading, Paragraph
from aksdesigner.report.board.judgement import (
    checklist_told,
    decisions_told,
    findings_of,
    intents_told,
    not_covered,
)
from aksdesigner.report.board.network import (
    address_plan_of,
    capacity_of,
    names_of,
    picture_of,
    routing_of,
)
from aksdesigner.report.runbook import steps_of


def report_of(analysis: Analysis) -> Iterator[Block]:
    """Yield the whole document; the same design on the same day gives the same blocks."""
    yield Heading(1, analysis.document.name)
    yield Paragraph("Network design for Azure Kubernetes Service.")
    yield from picture_of(analysis)
    yield from address_plan_of(analysis)
    yield from routing_of(analysis)
    yield from names_of(analysis)
    yield from decisions_told(analysis)
    yield from intents_told(analysis)
    yield from findings_of(analysis)
    yield from capacity_of(analysis)
    yield from checklist_told(analysis)
    yield from _runbook(analysis)
    yield from not_covered()


def _runbook(analysis: Analysis) -> Iterator[Block]:
    yield Heading(2, "Runbook")
    yield Paragraph("Read each command before it is entered. A variable that is not set stops it.")
    for step in steps_of(analysis):
        yield Heading(3 if step.is_chapter else 4, step.title)
        for text in filter(None, step.text.split("\n")):
            yield Paragraph(text.replace("`", "").removeprefix("- "))
        if step.commands:
            yield Commands(step.commands)
