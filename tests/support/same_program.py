"""Bicep and ARM of one design, read back: the same resources, outputs and order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from aksdesigner.iac.arm.lift import read_arm_program, read_bicep_program
from aksdesigner.iac.dialects import export
from aksdesigner.iac.read.resources import Program
from aksdesigner.model.document import Document

MANY = 120  # resources of which all pairs are asked


def differences_of_arm(document: Document) -> Iterator[str]:
    """Yield where the ARM template of a design says something else than its Bicep."""
    arm, bicep = export(document, "arm"), export(document, "bicep")
    one = read_arm_program(arm.files, arm.to_fill)
    other = read_bicep_program(bicep.files, bicep.to_fill)
    if len(one.resources) != len(other.resources):
        yield f"{len(one.resources)} resources in ARM, {len(other.resources)} in Bicep"
    for mine, theirs in zip(one.resources, other.resources, strict=False):
        for name in ("identity", "existing", "scope", "body"):
            if getattr(mine, name) != getattr(theirs, name):
                yield f"{mine.place}: {name} is {getattr(mine, name)!r}, in Bicep {getattr(theirs, name)!r}"
        if (mine.condition is None) is not (theirs.condition is None):
            yield f"{mine.place}: it is created on a condition in one of the two"
    if one.outputs != other.outputs:
        yield f"outputs are {one.outputs!r}, in Bicep {other.outputs!r}"
    yield from _orders(one, other)


def _orders(one: Program, other: Program) -> Iterator[str]:
    made = [r.identity for r in one.resources if not r.existing][:MANY]
    for later, first in permutations(made, 2):
        waits = one.order.is_after(later, first)
        if waits is not other.order.is_after(later, first):
            yield f"{later} comes {'after' if waits else 'with'} {first}, in Bicep not so"
