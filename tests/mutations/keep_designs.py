"""`python -m tests.mutations.keep_designs`: look for a small design that shows each fault, and keep it."""

from __future__ import annotations

import copy
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import yaml

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.reading import DocumentError, read_document
from tests.mutations.faults import FAULTS, Fault
from tests.mutations.finding import FOLDER, compared
from tests.oracle.comparison import compare_known
from tests.support.random_designs.flows import Question, questions
from tests.support.random_designs.generator import random_data
from tests.support.random_designs.sketch import Plain

TRIES = 2_000


def main() -> int:
    """Keep a design for every fault that has none; exit 1 when one is not found."""
    missing = [fault.name for fault in FAULTS if not _keep(fault)]
    sys.stdout.write("".join(f"not found: {name}\n" for name in missing))
    return 1 if missing else 0


def _keep(fault: Fault) -> bool:
    file = FOLDER / f"{fault.name}.yaml"
    if file.exists():
        return True
    rng = random.Random(fault.name)
    for _ in range(TRIES):
        data = random_data(rng, rng.choice((3, 4, 5, 6, 8)), known=True)
        document = read_document(data).document
        asked = questions(rng, document, 12, names=False)
        with fault.seeded():
            suspect = bool(compare_known(analyze(document), asked).differences)
        found = _shown(fault, data, asked) if suspect else None
        if found is not None:
            text = yaml.safe_dump(_reduced(fault, found), sort_keys=False, width=100)
            file.write_text(text, encoding="utf-8")
            return True
    return False


def _shown(fault: Fault, data: Plain, asked: list[Question]) -> Plain | None:
    """Return the design with the one question, if any is needed, that shows the fault."""
    for few in ([], *([question] for question in asked)):
        tried = {**data, "name": fault.name, "queries": [_query(question) for question in few]}
        if _shows(fault, tried):
            return tried
    return None


def _shows(fault: Fault, data: Plain) -> bool:
    try:
        document: Document = read_document(data).document
        with fault.seeded():
            found = bool(compared(document).differences)
        return found and not compared(document).differences
    except (DocumentError, StopIteration, KeyError):
        return False


def _reduced(fault: Fault, data: Plain) -> Plain:
    """Leave out whatever the fault does not need to show."""
    small = copy.deepcopy(data)
    changed = True
    while changed:
        changed = False
        for path in list(_places(small["topology"])):
            tried = copy.deepcopy(small)
            if _leave_out(tried["topology"], path) and _shows(fault, tried):
                small, changed = tried, True
    small["topology"] = {name: items for name, items in small["topology"].items() if items}
    return small


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the places of everything, the outer and the last first."""
    if isinstance(value, dict):
        for key in list(value):
            yield (*path, key)
            yield from _places(value[key], (*path, key))
    elif isinstance(value, list):
        for index in reversed(range(len(value))):
            yield (*path, index)
            yield from _places(value[index], (*path, index))


def _leave_out(data: Any, path: tuple[Any, ...]) -> bool:
    *outer, last = path
    for step in outer:
        data = data[step] if _has(data, step) else None
    if not _has(data, last):
        return False
    del data[last]
    return True


def _has(value: Any, step: Any) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _query(question: Question) -> Plain:
    plain = asdict(question)
    plain["from"], plain["to"] = plain.pop("source"), plain.pop("destination")
    return {"kind": "path", **plain}


if __name__ == "__main__":
    sys.exit(main())
