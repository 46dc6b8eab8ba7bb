"""`python -m tests.bench objects`: a step of the undo history against deep copies, 10,000 objects.

The baseline is the reference's own design of objects.py (pydantic, 1,000 networks, 8,000 subnets,
1,000 peerings), deep-copied. The product's side is the same estate as a document: a snapshot of it,
and a whole step, in which one subnet becomes another.
"""

from __future__ import annotations

import copy
from typing import Any

from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.bench.baseline_text import prelude
from tests.bench.measuring import (
    Target,
    always,
    by_turns,
    print_targets,
    print_times,
    ratio,
    spread,
)


def document_like(raw: dict[str, Any], networks: int) -> Document:
    """Return the first networks of the baseline's data as a document."""
    inside: dict[str, list[dict[str, Any]]] = {}
    for subnet in raw["subnets"]:
        inside.setdefault(subnet["vnet"], []).append(
            {"name": subnet["name"], "prefix": subnet["prefix"]}
        )
    vnets = raw["vnets"][:networks]
    names = {vnet["id"]: vnet["name"] for vnet in vnets}
    halves = [
        {"from": names[p["a"]], "to": names["v0"], "allowForwardedTraffic": True}
        for p in raw["peerings"]
        if p["a"] in names and p["a"] != "v0"
    ]
    topology = {
        "vnets": [
            {
                "name": vnet["name"],
                "region": vnet["region"],
                "prefixes": vnet["prefixes"],
                "subnets": inside[vnet["id"]],
                "tags": vnet["tags"],
            }
            for vnet in vnets
        ],
        "peerings": halves,
    }
    return read_document({"aksdesigner": 1, "name": "Objects", "topology": topology}).document


def main(*, quick: bool = False) -> None:
    """Print the measured table and the target."""
    rounds = 2 if quick else 7
    made = prelude("objects", "R")
    baseline = made["D"].model_validate_json(made["J"])
    document = document_like(made["raw"], 20 if quick else 1000)
    vnet = document.topology.vnets[-1]
    subnet = vnet.subnets[-1]
    index = len(document.topology.vnets) - 1
    command = SetField(f"subnet:{vnet.name}/{subnet.name}", "purpose", "edited")

    def step() -> Document:
        """Make the next document of a history: everything but the path to one subnet is shared."""
        changed = subnet.model_copy(update={"purpose": "edited"})
        network = vnet.model_copy(update={"subnets": (*vnet.subnets[:-1], changed)})
        vnets = (*document.topology.vnets[:index], network)
        return document.replace(topology=document.topology.model_copy(update={"vnets": vnets}))

    deep, own = "deep copy of the baseline's objects", "deep copy of the document"
    times = by_turns(
        {
            deep: always(lambda: copy.deepcopy(baseline)),
            own: always(lambda: copy.deepcopy(document)),
            "snapshot": always(document.model_copy),
            "step of the history": always(step),
            "the command that makes the step": always(lambda: command.apply(document)),
        },
        rounds,
    )
    objects = len(document.topology.vnets) * (1 + len(vnet.subnets))
    print_times(f"### {objects + len(document.topology.peerings):,} objects", times)
    print_targets(
        [
            Target(
                f"{name} vs {slow}", ratio(times, slow, name), 200, True, spread(times, slow, name)
            )
            for name in ("snapshot", "step of the history")
            for slow in (deep, own)
        ]
    )
