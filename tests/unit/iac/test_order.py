"""Bicep and ARM create things in an order that Azure takes, and one that it refuses is told."""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from aksdesigner.iac.arm.lift import read_arm_program, read_bicep_program
from aksdesigner.iac.arm.order import out_of_order
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS, Exported, export
from aksdesigner.iac.expression import Property, parts_of
from aksdesigner.iac.read.resources import Program
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.arm_template import nested
from tests.support.random_designs.generator import design_of_seed
from tests.support.same_program import differences_of_arm

ALL_KINDS = Path(__file__).resolve().parents[2] / "support" / "all_kinds.yaml"
EVERYWHERE = bool(os.environ.get("AKSDESIGNER_CAMPAIGN"))
SOME = 24  # waits in a run; all when asked (AKSDESIGNER_CAMPAIGN=1)
READERS = {"bicep": read_bicep_program, "arm": read_arm_program}


@cache
def design() -> Document:
    return read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document


@cache
def exported(dialect: str) -> Exported:
    return export(design(), dialect)


def read(dialect: str, files: dict[str, str]) -> Program:
    return READERS[dialect](files, exported(dialect).to_fill)


def told(program: Program) -> list[str]:
    return [f"{strange.place}: {strange.message}" for strange in out_of_order(program)]


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_the_template_says_what_bicep_says_and_waits_for_as_much(seed: int) -> None:
    """Bicep waits for each symbol that is named, ARM for what ``dependsOn`` lists."""
    assert list(differences_of_arm(design_of_seed(seed))) == []


def waits() -> Iterator[tuple[str, str]]:
    """Yield each wait that a codec asks for beside what its resource names: (later, first)."""
    for item in exported("bicep").program.declarations:
        named = {part.symbol for part in parts_of(item.body) if isinstance(part, Property)}
        yield from ((item.symbol, first) for first in item.depends_on if first not in named)


@cache
def places() -> dict[str, Any]:
    """Return the ids of what is created, by symbol: resources come in the order of their modules."""
    whole = json.loads(exported("arm").files["azuredeploy.json"])
    symbols = [
        symbol
        for item in nested(whole).values()
        for symbol, r in item["properties"]["template"]["resources"].items()
        if not r.get("existing")
    ]
    made = [r.identity for r in read("arm", exported("arm").files).resources if not r.existing]
    return dict(zip(symbols, made, strict=True))


def some(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return found if EVERYWHERE else random.Random(4).sample(found, SOME)


@pytest.mark.parametrize(("later", "first"), some(list(waits())))
def test_a_wait_that_a_codec_forgets_is_told(later: str, first: str) -> None:
    """Unless all comes in the same order for another reason."""
    found = exported("arm")
    declarations = tuple(
        replace(d, depends_on=tuple(s for s in d.depends_on if s != first))
        if d.symbol == later
        else d
        for d in found.program.declarations
    )
    files = DIALECTS["arm"].files(
        Design(design()), replace(found.program, declarations=declarations)
    )
    program = read("arm", files)
    still = program.order.is_after(places()[later], places()[first])
    assert still or told(program)


def test_every_wait_of_a_template_that_nothing_else_says_is_needed() -> None:
    """Each name in a ``dependsOn`` is taken out by turns: told, or it changes no order."""
    whole = json.loads(exported("arm").files["azuredeploy.json"])
    unnoticed = []
    for deployment, symbol in some(list(_waiting(whole))):
        changed = copy.deepcopy(whole)
        inner = changed["resources"][deployment]["properties"]["template"]["resources"][symbol]
        gone = inner.pop("dependsOn")
        program = read("arm", {"azuredeploy.json": json.dumps(changed)})
        lost = [s for s in gone if s in places() and _is_lost(program, symbol, s)]
        if lost and not told(program):
            unnoticed.append(f"{deployment} {symbol}: {lost}")
    assert not unnoticed


def _is_lost(program: Program, symbol: str, first: str) -> bool:
    return not program.order.is_after(places()[symbol], places()[first])


def _waiting(whole: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for deployment, item in nested(whole).items():
        for symbol, resource in item["properties"]["template"]["resources"].items():
            if "dependsOn" in resource:
                yield deployment, symbol


def test_a_deployment_that_does_not_wait_is_told_with_its_line() -> None:
    whole = json.loads(exported("arm").files["azuredeploy.json"])
    whole["resources"]["clusterShop"]["dependsOn"].remove("networkSpoke")
    whole["resources"]["clusterShop"]["dependsOn"].remove("peerings")
    whole["resources"]["clusterShop"]["dependsOn"].remove("accessShop")
    whole["resources"]["clusterShop"]["dependsOn"].remove("dnsLinks")
    text = json.dumps(whole, indent=2)
    said = told(read("arm", {"azuredeploy.json": text}))
    cluster = [line for line in said if "managedClusters shop:" in line]
    for words in (
        "virtualNetworks/subnets spoke/nodes, which it names",
        "roleAssignments",
        "virtualNetworkLinks",
        "virtualNetworkPeerings",
    ):
        assert any(words in line for line in cluster), words
    line = int(cluster[0].split(":")[1].split()[0])
    assert '"aksShop"' in text.splitlines()[line - 1]
