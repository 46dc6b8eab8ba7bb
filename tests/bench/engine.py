"""`python -m tests.bench engine`: reachability, from scratch and after an edit, against the baselines.

Measured for an edit: from the edited document, which the product's own command made, to a state
that answers every pair, and one answer. Measured from scratch: from a document that was read and
validated to such a state. The command itself stands beside it. The baselines of the reference
folder start from their own estate of plain integers, as they are.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

from aksdesigner.analysis.reach.reach import Reach
from aksdesigner.edit.command import Command
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Document
from tests.bench.estates import address, document_of, name_of, prefix, reference
from tests.bench.legal_hub import legal_hub
from tests.bench.measuring import (
    Prepared,
    Step,
    Target,
    Times,
    always,
    by_turns,
    print_targets,
    print_times,
    ratio,
    spread,
)

ROUNDS = 9
EDITS = (
    "edit leaf route",
    "edit leaf route, new",
    "edit firewall route",
    "edit prefix",
    "edit peering",
)


class Session:
    """A state that follows edits, as the window's does."""

    def __init__(self, document: Document, ends: tuple[str, str]) -> None:
        self.reach = Reach.of(document)
        self.ends = ends

    def step(self, document: Document) -> Step:
        """Return the step that follows one edit and answers one pair."""

        def follow() -> None:
            self.reach = self.reach.after(document)
            one, other = (self.reach.subnet(end) for end in self.ends)
            assert one is not None and other is not None
            self.reach.pair(one, other)

        return follow

    def turns(self, documents: Iterator[Document]) -> Prepared:
        """Return a preparation that follows the next document each round."""
        return lambda: self.step(next(documents))


def commands_of(estate: Any, document: Document, rounds: int) -> dict[str, list[Command]]:
    """Return the edits of the reference (anchors.py), as commands of the product."""
    spoke = [vnet for vnet in estate.vnets if not vnet.gw][-1]
    hub = estate.vnets[next(iter(spoke.peers))]
    leaf = next(s.rt for s in estate.subnets if s.vnet == spoke.id)
    firewall = estate.subnets[estate.nva[min(estate.nva)]].rt
    via = address(hub.prefixes[0][0] + 4)
    first = spoke.prefixes[0][0]
    return {
        "edit leaf route": [
            _route(document, f"rt{leaf}", "10.9.0.0/16", "VirtualAppliance", via),
            _route(document, f"rt{leaf}", "10.9.0.0/16", "None"),
        ],
        "edit leaf route, new": [
            _route(document, f"rt{leaf}", f"21.{n // 16}.{n % 16 * 16}.0/20", "None")
            for n in range(rounds)
        ],
        "edit firewall route": [
            _route(document, f"rt{firewall}", "22.0.0.0/8", kind) for kind in ("None", "Internet")
        ],
        "edit prefix": [
            SetField(f"vnet:{spoke.name}", "prefixes", [text])
            for text in (prefix((first + 2048, 21)), prefix((first, 20)))
        ],
        "edit peering": [
            DeleteResources(
                (f"peering:{spoke.name}>{hub.name}", f"peering:{hub.name}>{spoke.name}")
            )
        ],
    }


def _route(
    document: Document, table: str, target: str, kind: str, hop: str | None = None
) -> SetField:
    found = next(t for t in document.topology.route_tables if t.name == table)
    plain = {"name": "edited", "prefix": target, "nextHopType": kind}
    more = {**plain, "nextHopIp": hop} if hop else plain
    return SetField(f"rt:{table}", "routes", [*found.routes, more])


def documents_of(document: Document, commands: list[Command]) -> Iterator[Document]:
    """Yield edited documents round after round; one edit alone is done and taken back by turns."""
    made = [command.apply(document) for command in commands]
    if len(made) == 1:
        made.append(document)
    return itertools.cycle(made)


def touch(document: Document) -> int:
    """Touch each input of the engine once: the lower bound of reading in Python."""
    topology, found = document.topology, 0
    for vnet in topology.vnets:
        for space in vnet.prefixes:
            found += space.length
        for subnet in vnet.subnets:
            found += subnet.route_table is None
    for peering in topology.peerings:
        found += peering.allow_forwarded_traffic
    for table in topology.route_tables:
        for route in table.routes:
            found += route.prefix.version if hasattr(route.prefix, "version") else 0
    for endpoint in topology.private_endpoints:
        found += len(endpoint.ips)
    return found


def estate_steps(estate: Any, document: Document, rounds: int) -> dict[str, Prepared]:
    """Return the steps of the product on an estate."""
    keys = [f"subnet:{estate.vnets[s.vnet].name}/{name_of(estate, s)}" for s in estate.subnets]
    steps: dict[str, Prepared] = {
        "full": always(lambda: Reach.of(document)),
        "touch every input": always(lambda: touch(document)),
    }
    for name, commands in commands_of(estate, document, 2 * (rounds + 2)).items():
        session = Session(document, (keys[-1], keys[2]))
        steps[name] = session.turns(documents_of(document, commands))
        steps[f"command: {name[5:]}"] = always(lambda c=commands[0]: c.apply(document))
    reach = Reach.of(document)
    ends = [host for key in keys if (host := reach.subnet(key)) is not None]
    rng = random.Random(1)
    pairs = [(rng.choice(ends), rng.choice(ends)) for _ in range(1000)]
    steps["1,000 pairs"] = always(lambda: [reach.pair(one, other) for one, other in pairs])
    return steps


def baselines(estate: Any, *, walks: bool) -> dict[str, Prepared]:
    """Return the steps of the reference folder, unchanged, in the order of its own anchors.py."""
    routing, networkx = reference("routing"), importlib_networkx()
    steps: dict[str, Prepared] = {}
    if walks:
        targets = [subnet.prefix[0] + 5 for subnet in estate.subnets]
        graph, count = routing.nx_graph(estate), len(estate.subnets)
        search = networkx.single_source_shortest_path_length
        steps["walk and memo full"] = always(lambda: routing.engine_b(estate, targets))
        steps["networkx search from every subnet"] = always(
            lambda: [search(graph, ("s", n)) for n in range(count)]
        )
    steps["numpy dense full"] = always(lambda: routing.Dense(estate))
    return steps


def importlib_networkx() -> Any:
    """Return networkx: the baseline's library, not the product's door to it."""
    return reference("networkx")


def measured(spokes: int, rounds: int, *, repeated: bool) -> Times:
    """Measure the product and the baselines on an estate, by turns."""
    estate = reference("estate").gen(spokes)
    document = document_of(estate)
    steps = {
        **baselines(estate, walks=spokes <= 100),
        **estate_steps(estate, document, rounds),
    }
    times = by_turns(steps, rounds, repeated=repeated)
    state = Reach.of(document).state
    rows, atoms = len(state.planes[4].rows), state.planes[4].atoms.count
    print_times(
        f"### {spokes} spokes: {len(estate.subnets):,} subnets, {len(estate.vnets):,} networks, "
        f"{rows} classes, {atoms:,} atoms",
        times,
    )
    return times


def main(*, quick: bool = False) -> None:
    """Print the measured tables and the targets."""
    rounds, sizes = (2, (4, 10, 20)) if quick else (ROUNDS, (10, 100, 1000))
    for repeated in (False, True):
        print(f"\n## {'One after another of its kind' if repeated else 'All others in between'}")
        _print_estates(rounds, sizes, repeated=repeated)
    _print_hub(rounds, quick=quick)


def _print_estates(rounds: int, sizes: tuple[int, int, int], *, repeated: bool) -> None:
    found = {size: measured(size, rounds, repeated=repeated) for size in sizes}
    _, middle, large = (found[size] for size in sizes)
    worst = max(EDITS, key=lambda name: sum(middle[name]))
    worst_large = max(EDITS, key=lambda name: sum(large[name]))
    walk, search = "walk and memo full", "networkx search from every subnet"

    def target(goal: str, times: Times, slow: str, fast: str, bound: float) -> Target:
        return Target(goal, ratio(times, slow, fast), bound, True, spread(times, slow, fast))

    targets = [
        target(f"worst edit ({worst[5:]}) vs walk and memo", middle, walk, worst, 100),
        target(
            "leaf route edit, content seen before, vs walk and memo", middle, walk, EDITS[0], 500
        ),
        target("leaf route edit, new content, vs walk and memo", middle, walk, EDITS[1], 500),
        target("full vs walk and memo", middle, walk, "full", 60),
        target("full vs networkx search", middle, search, "full", 60),
        target("full vs numpy dense, largest estate", large, "numpy dense full", "full", 12),
        target(f"worst edit ({worst_large[5:]}) vs own full", large, "full", worst_large, 4),
        target("leaf route edit vs own full", large, "full", EDITS[0], 30),
    ]
    touched = ratio(large, "full", "touch every input")
    targets.append(
        Target(
            "full vs touching every input",
            touched,
            40,
            False,
            spread(large, "full", "touch every input"),
        )
    )
    for name in EDITS:
        growth = (
            sorted(large[name])[len(large[name]) // 2]
            / sorted(middle[name])[len(middle[name]) // 2]
        )
        bound = 2.5 if name.startswith("edit leaf") else 8
        targets.append(Target(f"growth of {name}, tenfold estate", growth, bound, False))
    print_targets(targets)


def _print_hub(rounds: int, *, quick: bool) -> None:
    document = legal_hub(*((6, 5, 30) if quick else (500, 400, 3000)))
    table = document.topology.route_tables[0]
    session = {name: Session(document, ("subnet:hub/s1", "subnet:spoke1/app")) for name in range(3)}
    edits: list[tuple[str, Command]] = [
        ("edit a route of the full table", _replaced(document, table.name)),
        ("edit prefix of a spoke", SetField("vnet:spoke1", "prefixes", ["172.16.1.0/25"])),
        ("edit peering", DeleteResources(("peering:spoke1>hub", "peering:hub>spoke1"))),
    ]
    steps: dict[str, Prepared] = {"full": always(lambda: Reach.of(document))}
    steps["touch every input"] = always(lambda: touch(document))
    for number, (name, command) in enumerate(edits):
        steps[name] = session[number].turns(documents_of(document, [command]))
    times = by_turns(steps, rounds)
    sizes = f"{len(document.topology.vnets) - 1} peerings, {len(table.routes)} routes in a table"
    subnets = len(document.topology.vnets[0].subnets)
    print_times(f"### Largest legal hub: {sizes}, {subnets:,} subnets in one network", times)


def _replaced(document: Document, table: str) -> SetField:
    return SetField(f"rt:{table}", "routes[0].nextHopType", "VnetLocal")
