"""Exports of random designs through the reference checkers: no finding, and all languages equal.

Bicep and Terraform are compared by the checkers, ARM with Bicep as they are read back.

Twenty trials of fifty random designs, a fifth of them for azurerm 4.x, and a last one of the samples
and the golden topologies.
A design that fails is kept in build/failed-exports; ``python -m tests.campaigns.exports FILE ...``
checks such files again, each alone.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.edit.changes import found, with_replaced, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField, SetSettings
from aksdesigner.iac.design import Design
from aksdesigner.iac.legal_names import PARTS, SETTINGS, place_of, refused_names
from aksdesigner.iac.name_rules import name_rule
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.iac.scopes import Scopes
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import Key
from aksdesigner.model.reading import read_document, read_topology
from tests.campaigns.campaign import Campaign, say
from tests.campaigns.failed_designs import keep, kept
from tests.support.export_checkers import Batch, missing_tools
from tests.support.random_designs.generator import design_of_seed
from tests.support.random_designs.ownership import owned_by_others
from tests.support.same_program import differences_of_arm
from tests.support.shared import CHECKOUT, SHARED

BATCH = 50
# of so many designs one has parts that other teams deploy; each team costs a process of the provider
OTHERS = 16
LAST = 20  # the trial after a thousand random designs
ALL_KINDS = CHECKOUT / "tests" / "support" / "all_kinds.yaml"


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    if number == LAST:
        designs = dict(drawn_designs())
    else:
        seeds = [rng.randrange(2**32) for _ in range(BATCH)]
        designs = {f"seed {seed}": design_of_seed(seed) for seed in seeds}
        for seed in seeds[::OTHERS]:
            designs[f"seed {seed}"] = owned_by_others(design_of_seed(seed), seed)
    return checked(designs, folder, ExportOptions(azurerm="4") if number % 5 == 4 else DEFAULT)


def drawn_designs() -> Iterator[tuple[str, Document]]:
    """Yield the samples, the design of every kind, and the golden topologies."""
    yield "all kinds", read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document
    for path in sorted((resources.root() / "samples").glob("*.aksd")):
        yield path.name, read_document(json.loads(path.read_text("utf-8"))).document
    golden = SHARED / "golden" / "golden-cases.yaml"
    for case in yaml.safe_load(golden.read_text("utf-8"))["cases"] if golden.exists() else ():
        if "topology" in case:
            topology = read_topology(case["topology"])
            yield case["id"], new_document(case["id"]).replace(topology=topology)


def checked(
    designs: Mapping[str, Document], folder: Path, options: ExportOptions = DEFAULT
) -> Mapping[str, int]:
    """Check designs together; raises AssertionError with the first finding of those that fail."""
    legal = {name: with_legal_names(document) for name, document in designs.items()}
    ready = {name: document for name, document in legal.items() if document is not None}
    sound = {
        name
        for name, document in ready.items()
        if not any(f.severity == "error" for f in analyze(document).findings)
    }
    faults = Batch(folder, ready, options).check(frozenset(sound))
    for name, document in ready.items():
        unlike = list(differences_of_arm(document))
        if unlike:
            faults.setdefault(name, []).extend(f"ARM: {line}" for line in unlike)
    for name in faults:
        keep("exports", name, ready[name])
    told = "\n".join(f"{name}: {lines[0]}" for name, lines in faults.items())
    assert not faults, f"{len(faults)} of {len(ready)} designs:\n{told}"
    return {
        "designs": len(ready),
        "addresses judged": len(sound),
        "names mended": sum(ready[name] is not designs[name] for name in ready),
        "refused names": len(legal) - len(ready),
    }


def with_legal_names(document: Document) -> Document | None:
    """Return a design without the names that Azure refuses, all of which the export lists.

    None where a name can't be taken out: the key of a part, or of a network's peering.
    """
    for number in range(60):
        design = Design(document)
        refused = next(chain(refused_names(design), _alike(design)), None)
        if refused is None:
            return document
        key, field, _ = refused
        try:
            document = _without(document, key, field, number)
        except Refused:
            return None
    return None


def _alike(design: Design) -> Iterator[tuple[Key, str, str]]:
    """Yield what has the name of another in another resource group.

    The comparison knows a resource by its type and name alone.
    """
    seen: dict[tuple[str, ...], Key] = {}
    scopes = Scopes(design)
    for entry in design.index.entries:
        place = place_of(scopes, entry.key, entry.resource)
        if place and design.index.at(entry.key) is entry.resource:
            first = seen.setdefault((*place[:2], place[-1]), entry.key)
            own = getattr(entry.resource, "azure_name", None)
            if first != entry.key:
                yield entry.key, "azure_name" if own else "name", f"the name of {first}"


def _without(document: Document, key: Key, field: str, number: int) -> Document:
    if key == SETTINGS:
        return SetSettings({field: None}).apply(document)
    if field == "name":
        return Rename(key, f"n{number}").apply(document)
    if field in ("azure_name", "resource_group"):
        return SetField(key, field, None).apply(document)
    resource = found(document.topology.index, key)
    rule = name_rule(PARTS[resource.kind][1])
    kept = tuple(part for part in getattr(resource, field) if rule.takes(_name(part)))
    changed = resource.model_copy(update={field: kept})
    return with_topology(document, with_replaced(document.topology, resource, changed))


def _name(part: Any) -> str:
    return part if isinstance(part, str) else part.name or "unnamed"


def main() -> int:
    """Check files again."""
    why = missing_tools()
    if why:
        say(why)
        return 2
    broken = 0
    for name, document in kept(sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            try:
                checked({name: document}, Path(folder))
            except AssertionError as fault:
                broken += 1
                say(str(fault))
    return 1 if broken else 0


CAMPAIGN = Campaign(
    "exports",
    "every export passes the checkers of both languages, and both describe the same network",
    LAST + 1,
    trial,
    each=BATCH,
    unit="designs",
    missing=missing_tools,
)

if __name__ == "__main__":
    sys.exit(main())
