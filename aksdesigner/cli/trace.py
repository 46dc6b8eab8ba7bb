"""aksdesigner trace: the way of a packet, there and back."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.cli.designs import design_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.trace import trace_data, trace_text


@click.command("trace", context_settings=SETTINGS, short_help="The way of a packet, and back.")
@one_design
@click.option(
    "--from",
    "source",
    required=True,
    metavar="END",
    help="vm:a, nva:n, pod:c[/pool], subnet:v/s, onprem:site[@IP] or internet[:IP].",
)
@click.option(
    "--to",
    "destination",
    required=True,
    metavar="END",
    help="An address, a name, any form of --from, lb:, dnat:FW/RULE, pe: or api:.",
)
@click.option("--port", type=click.IntRange(0, 65_535), default=443, show_default=True)
@click.option("--protocol", default="tcp", show_default=True)
@click.option(
    "--mode",
    type=click.Choice(["filtered", "routing"]),
    default="filtered",
    show_default=True,
    help="routing ignores security groups, firewall rules and network policies.",
)
@output_format("json")
@speaking
def trace(
    screen: Screen,
    file: Path,
    source: str,
    destination: str,
    port: int,
    protocol: str,
    mode: str,
    format_: str,
) -> int:
    """Trace a packet hop by hop, with the route that won at each, and its reply.

    Says what each layer of control decides, and everything that would have to change.

    Exit status: 0 delivered both ways, 1 not, 2 an end can't be read.
    """
    analysis = analyze(design_of(file, screen))
    try:
        found = analysis.trace(source, destination, port=port, protocol=protocol, mode=mode)
    except QueryError as problem:
        raise click.UsageError(str(problem)) from None
    if format_ == "json":
        screen.data(trace_data(found))
    else:
        screen.show(trace_text(found))
    return int(found.verdict != "delivered")
