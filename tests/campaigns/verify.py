"""Exports of random designs, read back: each is the network of its design, in every dialect.

Fifty trials of twenty random designs, a fifth of them for azurerm 4.x and a fifth with Azure Verified
Modules. A design that fails is kept in build/failed-verify; ``python -m tests.campaigns.verify FILE ...`` checks such files again.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from aksdesigner.edit.command import Refused
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import export
from aksdesigner.iac.legal_names import place_of
from aksdesigner.iac.options import DEFAULT, ExportOptions, options_of
from aksdesigner.iac.scopes import Scopes
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.workspace.verify.verification import LIFTS, verify_export
from tests.campaigns.campaign import Campaign, Tally, say
from tests.campaigns.failed_designs import keep, kept
from tests.support.random_designs.generator import design_of_seed

BATCH = 20
SHOWN = 4  # differences of a design
# A run that ends early (the gate's half minute, with a seed that nobody has seen) forgives so many
# designs: a rare cause is told and kept for whoever mends it. A whole run forgives none.
MOST = 1
TRIALS = 1_000 // BATCH
# of five trials
OPTIONS = {4: ExportOptions(azurerm="4"), 1: options_of("avm")}


def trial(rng: random.Random, number: int, _folder: Path) -> Mapping[str, int]:
    options = OPTIONS.get(number % 5, DEFAULT)
    counts: dict[str, int] = {}
    told: list[str] = []
    for _ in range(BATCH):
        seed = rng.randrange(2**32)
        drawn = design_of_seed(seed)
        document = readable(drawn)
        if document is None:
            counts["refused names"] = counts.get("refused names", 0) + 1
            continue
        counts["designs"] = counts.get("designs", 0) + 1
        counts["names mended"] = counts.get("names mended", 0) + (document is not drawn)
        found = list(complaints(document, options))
        if found:
            keep("verify", f"seed-{seed}", document)
            told.append(f"seed {seed}: {'; '.join(found)}")
    counts["differ"] = len(told)
    report = "\n".join((f"{len(told)} of {BATCH} designs differ:", *told))
    assert len(told) <= MOST, report
    if told:
        say(report)
    return counts


def judge(tally: Tally) -> list[str]:
    differ, designs = (tally.counts.get(name, 0) for name in ("differ", "designs"))
    say(f"{designs:,} designs read back, {differ} differ")
    forgiven = 0 if tally.done >= TRIALS else MOST
    return [f"{differ} of {designs:,} designs differ"] if differ > forgiven else []


def complaints(document: Document, options: ExportOptions = DEFAULT) -> Iterator[str]:
    """Yield what reading an export back finds, for each dialect that has a reader."""
    for dialect in LIFTS:
        found = verify_export(document, export(document, dialect, options))
        if found.unread is not None:
            yield f"{dialect}: {found.unread}"
        for difference in found.differences[:SHOWN]:
            yield f"{dialect}: {difference}"


def readable(document: Document) -> Document | None:
    """Return a design in which no two resources of a type share name, group and subscription.

    Azure has one such resource, the export lists both, and code can't say which is which. Other
    names that Azure refuses stay. None where a name can't be changed, or two pools of a cluster have one.
    """
    if any(len({p.name for p in c.pools}) < len(c.pools) for c in document.topology.aks_clusters):
        return None
    for number in range(60):
        meeting = next(_meeting(Design(document)), None)
        if meeting is None:
            return document
        key, own = meeting
        try:
            change = SetField(key, "azure_name", None) if own else Rename(key, f"n{number}")
            document = change.apply(document)
        except Refused:
            return None
    return None


def _meeting(design: Design) -> Iterator[tuple[Key, bool]]:
    """Yield (key, whether it has a name of its own in Azure) of what shares another's place."""
    seen: set[tuple[str, ...]] = set()
    scopes = Scopes(design)
    for entry in design.index.entries:
        place = place_of(scopes, entry.key, entry.resource)
        if place and design.index.at(entry.key) is entry.resource:
            if place in seen:
                yield entry.key, bool(getattr(entry.resource, "azure_name", None))
            seen.add(place)


def main() -> int:
    """Check files again."""
    broken = 0
    for name, document in kept(sys.argv[1:]):
        for options in (DEFAULT, *OPTIONS.values()):
            for complaint in complaints(document, options):
                broken += 1
                say(f"{name}, azurerm {options.azurerm}, modules {options.modules}: {complaint}")
    return 1 if broken else 0


CAMPAIGN = Campaign(
    "verify",
    "what is exported, read back, is the network of the design, in every dialect",
    TRIALS,
    trial,
    each=BATCH,
    unit="designs",
    judge=judge,
)

if __name__ == "__main__":
    sys.exit(main())
