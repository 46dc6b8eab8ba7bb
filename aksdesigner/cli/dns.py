"""aksdesigner dns: what a name stands for inside a network."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import design_of, vnet_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.dns import dns_data, dns_text


@click.command("dns", context_settings=SETTINGS, short_help="What a name resolves to.")
@one_design
@click.option("--vnet", required=True, metavar="VNET", help="The network that asks.")
@click.option("--fqdn", required=True, metavar="NAME", help="The name, as a client asks for it.")
@output_format("json")
@speaking
def dns(screen: Screen, file: Path, vnet: str, fqdn: str, format_: str) -> int:
    """Resolve a name inside a network, step by step, through servers, zones and forwarders.

    Exit status: 0 the answer is of use, 1 it is not (no server, no record, access disabled,
    not computed), 2 the network is not in the design.
    """
    document = design_of(file, screen)
    found = analyze(document).dns(vnet_of(document, vnet), fqdn)
    if format_ == "json":
        screen.data(dns_data(found))
    else:
        screen.show(dns_text(fqdn, found))
    return int(found.answer not in ("public", "private") or found.connection == "dropped")
