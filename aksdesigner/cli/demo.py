"""The main job where no window can open: check the example, trace, export, paint."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.export import tell_written, write_picture
from aksdesigner.cli.screen import Screen
from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.model.document import Document
from aksdesigner.report.findings import judged, summary_line
from aksdesigner.report.text import findings_text
from aksdesigner.report.trace import trace_text
from aksdesigner.workspace.export import write_export

EXAMPLE = ("samples", "hub-spoke.aksd")
OUTPUT = Path("build")


def without_window(file: Path | None, why: str) -> int:
    """Do the program's job on a design, or on the example, without a window.

    Raises StoreError or DocumentError like any command.
    """
    screen = Screen()
    design = file or resources.path(*EXAMPLE)
    screen.line(f"{why}: doing the job without a window, on {design}")
    document = design_of(design, screen)
    analysis = analyze(document)
    items = judged(document, analysis.findings, date.today())
    screen.line()
    screen.show(findings_text(items))
    screen.line(f"{document.name}: {summary_line(items)}")
    source = source_end(document)
    if source is not None:
        target = _destination(document)
        screen.line()
        screen.line(f"{source} to {target}")
        screen.show(trace_text(analysis.trace(source, target)))
    screen.line()
    for dialect in DIALECTS:
        tell_written(screen, [write_export(document, dialect, OUTPUT / dialect, force=True)])
    write_picture(screen, document, analysis, OUTPUT / f"{design.stem}.png")
    return 0


def source_end(document: Document) -> str | None:
    """Return where a trace to the Internet starts: a pod, else a machine, or None."""
    topology = document.topology
    if topology.aks_clusters:
        return f"pod:{topology.aks_clusters[0].name}"
    return f"vm:{topology.vms[0].name}" if topology.vms else None


def _destination(document: Document) -> str:
    named = [host.name for net in document.topology.internet for host in net.destinations]
    return named[0] if named else "203.0.113.10"  # RFC 5737: stands for any public address
