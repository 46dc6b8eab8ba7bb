"""aksdesigner capacity: addresses of subnets, today and at an upgrade; ports to the Internet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.results import Capacity
from aksdesigner.cli.designs import design_of, subnet_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.report.json import capacity_data
from aksdesigner.report.snat import snat_data, snat_text
from aksdesigner.report.text import capacity_text


@click.command("capacity", context_settings=SETTINGS, short_help="Addresses needed and there.")
@one_design
@click.argument("subnet", metavar="[VNET/SUBNET]", required=False)
@output_format("json")
@speaking
def capacity(screen: Screen, file: Path, subnet: str | None, format_: str) -> int:
    """Print what a subnet holds and what nodes, surge and endpoints need; all subnets by default.

    For the clusters (of that subnet) also the ports to the Internet along their way out.
    JSON: one object for a named subnet, else {"subnets": [...]}; "snat" where nodes stand.
    """
    document = design_of(file, screen)
    analysis = analyze(document)
    if subnet is not None:
        rows = [analysis.capacity(subnet_of(document, subnet))]
    else:
        keys = [key for key, s in document.topology.index.of_kind(Subnet) if s.prefixes]
        rows = [analysis.capacity(key) for key in keys]
    if format_ == "json":
        data = [_data(analysis, row) for row in rows]
        screen.data(data[0] if subnet is not None else {"subnets": data})
    elif rows:
        screen.show(capacity_text(rows))
        names = _clusters(document, None if subnet is None else rows[0].subnet)
        screen.show(snat_text({name: analysis.snat(key_of("aks", name)) for name in names}))
    else:
        screen.line("no subnets")
    return 0


def _data(analysis: Analysis, row: Capacity) -> dict[str, Any]:
    names = _clusters(analysis.document, row.subnet)
    budgets = {name: analysis.snat(key_of("aks", name)) for name in names}
    data = capacity_data(row)
    return {**data, "snat": snat_data(budgets)} if budgets else data


def _clusters(document: Document, subnet: Key | None) -> list[str]:
    """Return the clusters of a design, or those with nodes in a subnet."""
    found = []
    for cluster in document.topology.aks_clusters:
        homes = {key_of("subnet", f"{cluster.vnet}/{pool.subnet}") for pool in cluster.pools}
        if subnet is None or subnet in homes:
            found.append(cluster.name)
    return found
