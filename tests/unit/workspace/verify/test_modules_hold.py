"""Exports that call Azure Verified Modules say what the design says, and a fault in a call is caught."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from functools import cache

import pytest

from aksdesigner.iac.avm.languages import LANGUAGES
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS, Exported, export
from aksdesigner.iac.options import ExportOptions, options_of
from aksdesigner.iac.program import Program
from aksdesigner.workspace.verify.verification import verify_export
from tests.campaigns.verify import readable
from tests.support.random_designs.generator import design_of_seed
from tests.support.seeded_faults import faults_of_program
from tests.unit.workspace.verify.test_exports_hold import designs

AVM = options_of("avm")
EVERYWHERE = bool(os.environ.get("AKSDESIGNER_CAMPAIGN"))
RANDOM_DESIGNS = 100 if EVERYWHERE else 3
FAULTS = 10_000 if EVERYWHERE else 10


@cache
def exported(dialect: str) -> Exported:
    return export(designs()["all_kinds"], dialect, AVM)


@pytest.mark.parametrize("dialect", LANGUAGES)
def test_every_codec_has_a_way_back(dialect: str) -> None:
    assert [c.module for c in LANGUAGES[dialect].codecs if not c.from_module] == []


@pytest.mark.parametrize("dialect", LANGUAGES)
@pytest.mark.parametrize("name", designs())
def test_an_export_with_modules_says_what_the_design_says(name: str, dialect: str) -> None:
    found = verify_export(designs()[name], export(designs()[name], dialect, AVM))
    assert found.unread is None
    assert [str(difference) for difference in found.differences] == []
    assert found.holds


@pytest.mark.parametrize("dialect", LANGUAGES)
def test_the_design_of_all_kinds_calls_every_module(dialect: str) -> None:
    types = {d.type.partition("@")[0] for d in exported(dialect).program.declarations if d.module}
    assert types == {codec.type for codec in LANGUAGES[dialect].codecs}


@pytest.mark.parametrize("dialect", LANGUAGES)
def test_random_designs_hold_with_modules_as_without(dialect: str) -> None:
    seed = random.randrange(2**31)
    for number in range(seed, seed + RANDOM_DESIGNS):
        document = readable(design_of_seed(number))
        if document is not None:
            found = verify_export(document, export(document, dialect, AVM))
            plain = export(document, dialect, ExportOptions(azurerm=AVM.azurerm))
            holds = found.holds or not verify_export(document, plain).holds
            assert holds, f"seed {number}: {found}"


@pytest.mark.parametrize("dialect", LANGUAGES)
def test_faults_in_calls_are_caught(dialect: str) -> None:
    """A few of all faults in each run, all when asked (AKSDESIGNER_CAMPAIGN=1)."""
    found = exported(dialect)
    calls = {d.symbol for d in found.program.declarations if d.module}
    faults: list[tuple[str, Program]] = [
        (about, program)
        for about, program in faults_of_program(found.program)
        if about.split(" ")[1] in calls
    ]
    assert len(faults) > 500
    seed = random.randrange(2**32)
    missed = []
    for about, program in random.Random(seed).sample(faults, min(FAULTS, len(faults))):
        files = DIALECTS[dialect].files(Design(designs()["all_kinds"], AVM), program)
        faulty = replace(found, files=files, program=program)
        if verify_export(designs()["all_kinds"], faulty).holds:
            missed.append(about)
    assert not missed, f"seed {seed}"
