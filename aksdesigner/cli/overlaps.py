"""aksdesigner overlaps: ranges that share addresses."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.json import overlaps_data
from aksdesigner.report.text import overlaps_text


@click.command("overlaps", context_settings=SETTINGS, short_help="Ranges that share addresses.")
@one_design
@output_format("json")
@speaking
def overlaps(screen: Screen, file: Path, format_: str) -> int:
    """Print every pair of ranges that share addresses where that matters."""
    rows = analyze(design_of(file, screen)).overlaps
    if format_ == "json":
        screen.data(overlaps_data(rows))
    elif rows:
        screen.show(overlaps_text(rows))
    else:
        screen.line("no overlaps")
    return 0
