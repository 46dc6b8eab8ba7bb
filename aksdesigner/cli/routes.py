"""aksdesigner routes: the effective routes of a subnet."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of, subnet_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.json import routes_data
from aksdesigner.report.text import routes_text


@click.command("routes", context_settings=SETTINGS, short_help="Effective routes of a subnet.")
@one_design
@click.argument("subnet", metavar="VNET/SUBNET")
@output_format("json")
@speaking
def routes(screen: Screen, file: Path, subnet: str, format_: str) -> int:
    """Print the effective routes of a subnet, with why each loser lost.

    The JSON is what `az network nic show-effective-route-table -o json` prints.
    """
    document = design_of(file, screen)
    rows = analyze(document).routes(subnet_of(document, subnet))
    if format_ == "json":
        screen.data(routes_data(rows))
    else:
        screen.show(routes_text(rows))
    return 0
