"""Other names, another order or other addresses of one network: the same answers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.model.ids import key_of
from aksdesigner.model.reading import read_document
from tests.campaigns.campaign import Campaign
from tests.support.random_designs.flows import Question, questions
from tests.support.random_designs.generator import random_data
from tests.support.random_designs.sketch import Plain
from tests.support.random_designs.variants import (
    Retell,
    can_be_readdressed,
    readdressing,
    renamed_records,
    renaming,
    reordered,
    retold,
)

BATCH = 20
# about single ranges of Microsoft's, and about names that are too long: not the same any more
ABOUT_ADDRESSES = frozenset({"ADR-23", "ADR-27"})
ABOUT_NAMES = frozenset({"ADR-26"})


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for _ in range(BATCH):
        data = random_data(rng, rng.choice((4, 8, 12)), known=True)
        counts.update(check_variants(rng, data))
    return counts


def check_variants(rng: random.Random, data: Plain) -> Counter[str]:
    """Compare a design with its variants; raises AssertionError where an answer differs."""
    document = read_document(data).document
    asked = questions(rng, document, 8)
    analysis = analyze(document)
    rename, move = renaming(data), readdressing(rng.randrange(1, 64))
    variants: list[tuple[str, Plain, Retell, frozenset[str]]] = [
        ("renamed", {**data, "topology": _named(data, rename), "queries": rename(data.get("queries", [])), "registry": rename(data.get("registry", []))}, rename, ABOUT_NAMES),
        ("reordered", reordered(rng, data, document), lambda value: value, frozenset()),
    ]  # fmt: skip
    if can_be_readdressed(data):
        variants.append(("readdressed", move(data), move, ABOUT_ADDRESSES))
    counts: Counter[str] = Counter()
    for name, variant, retell, about in variants:
        other = analyze(read_document(variant).document)
        _same(name, analysis, other, [(q, retold(q, retell)) for q in asked], retell, about)
        counts[name] += 1
    return counts


def _named(data: Plain, rename: Retell) -> Plain:
    fixed = ("privateDnsZones", "internet")
    return {
        section: [
            _rename_zone(data, item, rename) if section in fixed else rename(item) for item in items
        ]
        if isinstance(items, list)
        else items
        for section, items in data["topology"].items()
    }


def _rename_zone(data: Plain, item: Any, rename: Retell) -> Any:
    """A zone keeps its name, which is the name in the DNS; what it links to has another one."""
    kept = {key: value for key, value in item.items() if key in ("name", "destinations")}
    if "records" in item:
        kept["records"] = renamed_records(data, item["records"])
    return {**rename(item), **kept}


def _same(
    name: str,
    one: Analysis,
    two: Analysis,
    asked: list[tuple[Question, Question]],
    retell: Retell,
    about: frozenset[str],
) -> None:
    codes = [
        Counter((f.code, f.severity) for f in analysis.findings if f.code not in about)
        for analysis in (one, two)
    ]
    assert codes[0] == codes[1], f"{name}: findings {codes[0] - codes[1]}, {codes[1] - codes[0]}"
    for question, other in asked:
        said, again = _verdict(one, question), _verdict(two, other)
        assert said == again, f"{name}: {question}: {said}, then {again}"
    for vnet in one.document.topology.vnets:
        for subnet in vnet.subnets:
            key = key_of("subnet", f"{vnet.name}/{subnet.name}")
            new = key_of(
                "subnet", f"{retell(vnet.name) if name == 'renamed' else vnet.name}/{subnet.name}"
            )
            said, again = _figures(one, key), _figures(two, new)
            assert said == again, f"{name}: capacity of {key}: {said}, then {again}"
            rows = [Counter(_rows(a, k)) for a, k in ((one, key), (two, new))]
            assert rows[0] == rows[1], f"{name}: routes of {key}: {rows[0] - rows[1]}"


def _verdict(analysis: Analysis, q: Question) -> object:
    try:
        found = analysis.trace(
            q.source, q.destination, port=q.port, protocol=q.protocol, mode=q.mode
        )
    except QueryError:
        return "cannot be read"
    return found.verdict, found.leg, found.reason, len(found.forward), len(found.back)


def _figures(analysis: Analysis, key: str) -> object:
    found = analysis.capacity(key)
    return found.usable, found.need, found.steady, found.extras, found.fits, found.max_nodes


def _rows(analysis: Analysis, key: str) -> list[tuple[object, ...]]:
    rows = analysis.routes(key)
    return [
        (getattr(r.prefix, "length", None), r.next_hop_type, r.source, r.state, r.suppressed)
        for r in rows
    ]


CAMPAIGN = Campaign(
    "metamorphic",
    "other names, orders and addresses of one network change no verdict, finding or figure",
    500,
    trial,
    each=BATCH,
    unit="networks",
)
