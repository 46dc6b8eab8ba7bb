"""aksdesigner matrix: who reaches whom, and through what."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.reach.matrix import DEFAULT_PORTS, MatrixRow, read_ports
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.matrix import matrix_data, matrix_text


@click.command("matrix", context_settings=SETTINGS, short_help="Who reaches whom, through what.")
@one_design
@click.option(
    "--ports",
    metavar="PORT[/PROTOCOL],...",
    default=",".join(str(port) for port in DEFAULT_PORTS),
    show_default=True,
    help="Ports to ask for, for example 443,1433/tcp,53/udp.",
)
@click.option(
    "--mode",
    type=click.Choice(["filtered", "routing"]),
    default="filtered",
    show_default=True,
    help="routing ignores security groups and firewall rules, and --ports with them.",
)
@output_format("json")
@speaking
def matrix(
    screen: Screen,
    file: Path,
    ports: str,
    mode: Literal["filtered", "routing"],
    format_: str,
) -> int:
    """Print who reaches whom and through which firewalls and appliances, there and back.

    Subnets that behave alike share a row; each stands for its first assignable address. On-premises
    sites send and receive, the Internet receives. Exit status: 0, whatever the answers are; 2 where
    the file or the ports can't be read.
    """
    try:
        wanted = read_ports(ports)
    except ValueError as problem:
        raise click.UsageError(f"--ports: {problem}") from None
    analysis = analyze(design_of(file, screen))
    rows: list[MatrixRow] = []
    with screen.progress() as progress:
        task = progress.add_task("asking for every pair", total=None)
        for row in analysis.matrix(wanted, mode=mode):
            rows.append(row)
            progress.update(task, description=f"{len(rows)} rows, from {row.source.title}")
    if format_ == "json":
        screen.data(matrix_data(rows, mode))
    elif rows:
        screen.show(matrix_text(rows))
    else:
        screen.line("no subnet with an address")
    return 0
