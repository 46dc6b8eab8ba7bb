"""aksdesigner decisions: what was decided, what is open, what was assumed."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, one_design, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.decisions import decisions_markdown


@click.command("decisions", context_settings=SETTINGS, short_help="What was decided, what is open.")
@one_design
@speaking
def decisions(screen: Screen, file: Path) -> int:
    """Print decisions, open questions, assumptions and accepted findings as Markdown."""
    screen.raw(decisions_markdown(design_of(file, screen)))
    return 0
