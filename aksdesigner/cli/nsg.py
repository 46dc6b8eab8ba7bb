"""aksdesigner nsg: which rule of a security group decides on a packet at a subnet."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.cli.designs import design_of, subnet_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.ids import label_of
from aksdesigner.report.trace import nsg_data, nsg_text


@click.command("nsg", context_settings=SETTINGS, short_help="Which security rule decides.")
@one_design
@click.argument("subnet", metavar="VNET/SUBNET")
@click.option(
    "--direction",
    type=click.Choice(["inbound", "outbound"], case_sensitive=False),
    default="inbound",
    show_default=True,
)
@click.option("--src", required=True, metavar="IP|tag:NAME", help="Who sends.")
@click.option("--dst", required=True, metavar="IP|tag:NAME", help="Who receives.")
@click.option("--port", type=click.IntRange(0, 65_535), default=443, show_default=True)
@click.option("--protocol", default="tcp", show_default=True, help="tcp, udp, icmp, esp or ah.")
@output_format("json")
@speaking
def nsg(
    screen: Screen,
    file: Path,
    subnet: str,
    direction: str,
    src: str,
    dst: str,
    port: int,
    protocol: str,
    format_: str,
) -> int:
    """Evaluate the security groups of a subnet and of the interface in it.

    Exit status: 0 allowed, 1 denied or not computed, 2 an end or the subnet can't be read.
    """
    document = design_of(file, screen)
    key = subnet_of(document, subnet)
    try:
        found = analyze(document).nsg(key, direction, src, dst, protocol, port)
    except QueryError as problem:
        raise click.UsageError(str(problem)) from None
    name = label_of(key)
    if format_ == "json":
        screen.data(nsg_data(name, found))
    else:
        screen.show(nsg_text(name, found))
    return int(found.access != "Allow" or found.reason is not None)
