"""A fault in any codec is caught: one property dropped, changed or swapped with another."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from aksdesigner.iac.arm.lift import lifted_of, read_bicep_program
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS, Exported, export
from aksdesigner.iac.read.resources import Program, ReadResource
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.verify.handed import handed_over
from aksdesigner.workspace.verify.verification import LIFTS, verify_export
from aksdesigner.workspace.verify.verify import design_differences
from tests.support.seeded_faults import faults_of_program, faults_of_value, ids_by_type

SUPPORT = Path(__file__).resolve().parents[3] / "support"
EVERYWHERE = bool(os.environ.get("AKSDESIGNER_CAMPAIGN"))
FAULTS_OF_TYPE = 8
FAULTS_OF_TEXT = 400 if EVERYWHERE else 12


@cache
def design() -> Document:
    text = (SUPPORT / "all_kinds.yaml").read_text("utf-8")
    return read_document(yaml.safe_load(text)).document


@cache
def exported(dialect: str) -> Exported:
    return export(design(), dialect)


@cache
def read() -> Program:
    found = exported("bicep")
    return read_bicep_program(found.files, found.to_fill)


def created(kind: str) -> Iterator[tuple[int, ReadResource]]:
    for index, item in enumerate(read().resources):
        if item.type == kind and not item.existing:
            yield index, item


def is_caught(program: Program) -> bool:
    lifted = handed_over(design(), exported("bicep")).beside(lifted_of(design(), program))
    return bool(design_differences(design(), lifted, exported("bicep").omissions))


def test_without_a_fault_nothing_differs() -> None:
    assert not is_caught(read())


@pytest.mark.parametrize("kind", sorted({r.type for r in read().resources if not r.existing}))
def test_every_fault_in_a_type_is_caught(kind: str) -> None:
    """A few of the faults in each run, all when asked (AKSDESIGNER_CAMPAIGN=1)."""
    others = ids_by_type(read().resources)
    faults = [
        (index, item, place, fault, body)
        for index, item in created(kind)
        for place, fault, body in faults_of_value(item.body, others)
    ]
    assert faults
    if not EVERYWHERE:
        faults = random.Random(kind).sample(faults, min(len(faults), FAULTS_OF_TYPE))
    missed = []
    for index, item, place, fault, body in faults:
        changed = list(read().resources)
        changed[index] = replace(item, body=body)
        if not is_caught(Program(tuple(changed), read().outputs)):
            missed.append(f"{item.name} {'.'.join(place)}: {fault}")
    assert not missed


@pytest.mark.parametrize("kind", sorted({r.type for r in read().resources if not r.existing}))
def test_a_resource_that_is_missing_is_caught(kind: str) -> None:
    index, _ = next(created(kind))
    kept = (*read().resources[:index], *read().resources[index + 1 :])
    assert is_caught(Program(kept, read().outputs))


@pytest.mark.parametrize("dialect", LIFTS)
def test_faults_before_printing_are_caught_in_the_text(dialect: str) -> None:
    """A few of all faults in each run, chosen by a fixed seed; more of them when asked."""
    found = exported(dialect)
    faults = list(faults_of_program(found.program))
    assert len(faults) > 1000
    missed = []
    for about, program in random.Random(4).sample(faults, FAULTS_OF_TEXT):
        files = DIALECTS[dialect].files(Design(design()), program)
        if verify_export(design(), replace(found, files=files, program=program)).holds:
            missed.append(about)
    assert not missed
