"""What other teams add, read back from their folders and compared with the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aksdesigner.iac.arm.lift import read_arm_program, read_bicep_program
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import Exported
from aksdesigner.iac.handover.added import Added
from aksdesigner.iac.handover.additions import HALF, ROLE, Addition
from aksdesigner.iac.handover.handover import Handover
from aksdesigner.iac.handover.places import read_from
from aksdesigner.iac.handover.read_arm import read_added as read_arm_added
from aksdesigner.iac.handover.read_azurerm import read_added as read_azurerm_added
from aksdesigner.iac.read.configuration import read_configuration
from aksdesigner.iac.read.lifted import Lifted, Strange
from aksdesigner.model.address import Address, AddressError
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.workspace.verify.difference import Difference
from aksdesigner.workspace.verify.fields import field_differences
from aksdesigner.workspace.verify.meaning import same_meaning


@dataclass(frozen=True)
class Handed:
    """The halves that teams add, and where their code says other things than the drawing."""

    halves: Mapping[Key, Any]
    strange: tuple[Strange, ...]
    differences: tuple[Difference, ...]

    def beside(self, lifted: Lifted) -> Lifted:
        """Return what the main deployment says together with what the teams add."""
        return replace(
            lifted,
            resources={**lifted.resources, **self.halves},
            strange=(*lifted.strange, *self.strange),
        )


def handed_over(document: Document, exported: Exported) -> Handed:
    """Read the folders of all teams. Raises ReadError or HclError for what is not understood."""
    halves: dict[Key, Any] = {}
    strange: list[Strange] = []
    differences: list[Difference] = []
    for handover in exported.handovers:
        if handover.places is None:
            continue
        seen = read_from(document, handover.places)
        files = handover.own_files(exported.files)
        added = READ[exported.dialect](seen, files, handover)
        halves |= added.halves
        strange += (replace(s, place=f"{handover.folder}/{s.place}") for s in added.strange)
        differences += _differences(document, handover.team.additions, added)
    return Handed(halves, tuple(strange), tuple(differences))


def _differences(
    document: Document, additions: Iterable[Addition], added: Added
) -> Iterable[Difference]:
    index, design = document.topology.index, Design(document)
    wanted: dict[tuple[Key, str], list[Any]] = {}
    for addition in additions:
        items = list(addition.items)
        if addition.field == ROLE:
            items = [(addition.drawn, grant.role) for grant in items]
        if addition.field != HALF:
            wanted.setdefault((addition.owner, addition.field), []).extend(items)
    for place in {**wanted, **added.parts}:
        key, name = place
        drawn, found = wanted.get(place, []), added.parts.get(place, [])
        owner: Any = index.at(key)
        if name == ROLE or owner is None:
            if sorted(drawn) != sorted(found):
                yield Difference(key, name, repr(drawn), repr(found))
            continue
        one, other = (
            same_meaning(design, owner.model_copy(update={name: _as_drawn(name, items)}))
            for items in (drawn, found)
        )
        yield from field_differences(key, one, other)


def _as_drawn(name: str, items: list[Any]) -> Any:
    if name == "records":
        return {name: _address(value) for name, value in items}
    return tuple(items)


def _address(value: Any) -> Any:
    try:
        return Address.parse(str(value))
    except AddressError:
        return value


def _bicep(seen: Document, files: dict[str, str], handover: Handover) -> Added:
    return read_arm_added(seen, read_bicep_program(files, handover.to_fill))


def _arm(seen: Document, files: dict[str, str], handover: Handover) -> Added:
    return read_arm_added(seen, read_arm_program(files, handover.to_fill))


def _terraform(seen: Document, files: dict[str, str], handover: Handover) -> Added:
    meant = {p.name: split_key(p.stands_for) for p in handover.to_fill}
    aliases = {name: alias for name, (kind, alias) in meant.items() if kind == "subscription"}
    return read_azurerm_added(seen, read_configuration(files, meant), aliases)


READ: dict[str, Callable[[Document, dict[str, str], Handover], Added]] = {
    "bicep": _bicep,
    "arm": _arm,
    "terraform": _terraform,
}
