"""aksdesigner plan next: the next free range of an existing design."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from aksdesigner.cli.designs import design_of, vnet_of
from aksdesigner.cli.options import SETTINGS, one_design, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.model.ids import split_key
from aksdesigner.planning.allocate import Grant
from aksdesigner.planning.next_free import (
    NoRoom,
    next_cluster,
    next_network,
    next_pods,
    next_services,
    next_subnet,
)

LENGTHS = {"spoke": 16, "subnet": 24, "pods": 16, "services": 16}


@click.command("next", context_settings=SETTINGS, short_help="The next free range of a design.")
@one_design
@click.argument("kind", type=click.Choice(["spoke", "subnet", "pods", "services", "cluster"]))
@click.option("--vnet", metavar="NAME", help="The network of a subnet or cluster.")
@click.option("--length", type=click.IntRange(8, 29), help="Of its prefix.")
@click.option("--nodes", type=click.IntRange(1, 5_000), help="Nodes of a cluster at its largest.")
@output_format("json")
@speaking
def next_(
    screen: Screen,
    file: Path,
    kind: str,
    vnet: str | None,
    length: int | None,
    nodes: int | None,
    format_: str,
) -> int:
    """Say where one more spoke, subnet, pod or service range goes, or what a cluster would get.

    A place where the range can double later comes first. Exit status: 0 found, 1 nothing is free.
    """
    found = _found(design_of(file, screen), kind, vnet, length or LENGTHS.get(kind, 24), nodes)
    if format_ == "json":
        screen.data({"next": [_data(what, item) for what, item in found.items()]})
    else:
        for what, item in found.items():
            screen.line(f"{what}: {_words(item)}")
    return int(any(isinstance(item, NoRoom) for item in found.values()))


def _found(
    document: Document, kind: str, vnet: str | None, length: int, nodes: int | None
) -> dict[str, Grant | NoRoom]:
    if kind in ("subnet", "cluster"):
        if vnet is None:
            raise click.UsageError(f"a {kind} needs --vnet NAME")
        name = split_key(vnet_of(document, vnet))[1]
        if kind == "subnet":
            return {"subnet": next_subnet(document, name, length)}
        if nodes is None:
            raise click.UsageError("a cluster needs --nodes COUNT")
        return next_cluster(document, name, nodes)
    if kind == "spoke":
        return {"spoke": next_network(document, length)}
    return {
        kind: next_pods(document, length) if kind == "pods" else next_services(document, length)
    }


def _words(item: Grant | NoRoom) -> str:
    if isinstance(item, NoRoom):
        return str(item)
    grows = item.held.length < item.prefix.length
    return f"{item.prefix}, {f'grows to {item.held}' if grows else 'without room to grow'}"


def _data(what: str, item: Grant | NoRoom) -> dict[str, Any]:
    if isinstance(item, NoRoom):
        return {"kind": what, "prefix": None, "growsTo": None, "reason": str(item)}
    grows = item.held.length < item.prefix.length
    return {
        "kind": what,
        "prefix": str(item.prefix),
        "growsTo": str(item.held) if grows else None,
        "reason": None,
    }
