"""How soon the differential check finds a seeded fault, and the designs that show it."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.mutations.faults import Fault
from tests.oracle.comparison import Comparison, compare, compare_known
from tests.support.random_designs.flows import Question
from tests.support.random_designs.generator import random_data
from tests.support.random_designs.sketch import Plain

FOLDER = Path(__file__).with_name("designs")


def found_at(fault: Fault, rng: random.Random, limit: int) -> int | None:
    """Return how many random designs it takes to find a fault, or None within `limit`."""
    with fault.seeded():
        for number in range(1, limit + 1):
            document = read_document(random_data(rng, rng.choice((4, 8, 12)), known=True)).document
            if compare(rng, analyze(document)).differences:
                return number
    return None


def kept_design(fault: Fault) -> Plain:
    """Return the design that is known to show a fault, with its questions as queries."""
    text = (FOLDER / f"{fault.name}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    assert isinstance(data, dict)
    return data


def compared(document: Document) -> Comparison:
    """Compare all that a kept design holds: routes, overlaps, and the paths it asks about."""
    asked = [
        Question(
            q["from"],
            q["to"],
            q.get("port", 443),
            q.get("protocol", "tcp"),
            q.get("mode", "filtered"),
        )
        for q in (query.details for query in document.queries if query.kind == "path")
        if "from" in q and "to" in q
    ]
    return compare_known(analyze(document), asked)
