"""aksdesigner capacity: addresses of subnets, today and at an upgrade."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of, subnet_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.report.json import capacity_data
from aksdesigner.report.text import capacity_text


@click.command("capacity", context_settings=SETTINGS, short_help="Addresses needed and there.")
@one_design
@click.argument("subnet", metavar="[VNET/SUBNET]", required=False)
@output_format("json")
@speaking
def capacity(screen: Screen, file: Path, subnet: str | None, format_: str) -> int:
    """Print what a subnet holds and what nodes, surge and endpoints need; all subnets by default.

    JSON: one object for a named subnet, else {"subnets": [...]}.
    """
    document = design_of(file, screen)
    analysis = analyze(document)
    if subnet is not None:
        rows = [analysis.capacity(subnet_of(document, subnet))]
    else:
        keys = [key for key, s in document.topology.index.of_kind(Subnet) if s.prefixes]
        rows = [analysis.capacity(key) for key in keys]
    if format_ == "json":
        data = [capacity_data(row) for row in rows]
        screen.data(data[0] if subnet is not None else {"subnets": data})
    elif rows:
        screen.show(capacity_text(rows))
    else:
        screen.line("no subnets")
    return 0
