"""TEXTS: exports that are text and no program: network policies, runbook, graph, drawing to edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.graph import graphml_of
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.present.theme import ThemeName
from aksdesigner.report.drawio import drawio_of
from aksdesigner.report.kubernetes.manifests import network_policy_files
from aksdesigner.report.runbook import FILE, runbook_of


@dataclass(frozen=True)
class Made:
    """Texts by path below the folder, and what could not be said, in sentences."""

    files: dict[str, str]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """What is chosen beside the form: how code is written, and the colours of a drawing."""

    options: ExportOptions = DEFAULT
    theme: ThemeName = "light"


@dataclass(frozen=True)
class TextExport:
    """A form: its title, and how it is made of an analysis, the design's file stem and a style."""

    title: str
    make: Callable[[Analysis, str, Style], Made]


def _policies(analysis: Analysis, _stem: str, _style: Style) -> Made:
    return Made(*network_policy_files(analysis))


def _runbook(analysis: Analysis, _stem: str, style: Style) -> Made:
    return Made({FILE: runbook_of(analysis, style.options)})


def _graph(analysis: Analysis, stem: str, _style: Style) -> Made:
    return Made({f"{stem}.graphml": graphml_of(analysis.graph).decode("utf-8")})


def _drawing(analysis: Analysis, stem: str, style: Style) -> Made:
    return Made({f"{stem}.drawio": drawio_of(analysis.document, analysis, style.theme)})


TEXTS: dict[str, TextExport] = {
    "networkpolicy": TextExport("Network policies, YAML", _policies),
    "runbook": TextExport("Runbook, az and kubectl", _runbook),
    "graphml": TextExport("Graph, GraphML", _graph),
    "drawio": TextExport("Picture to edit, draw.io", _drawing),
}
