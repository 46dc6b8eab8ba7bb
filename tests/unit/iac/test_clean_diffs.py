"""A small change of a design makes a small change of its code."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from difflib import SequenceMatcher

import pytest

from aksdesigner import resources
from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Refused
from aksdesigner.edit.place import Place
from aksdesigner.iac.dialects import DIALECTS, export
from aksdesigner.iac.readme import README
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.reading import read_document
from tests.support.exports import exported
from tests.support.random_designs.generator import design_of_seed

SAMPLES = {
    path.stem: read_document(json.loads(path.read_text("utf-8"))).document
    for path in sorted(resources.path("samples").glob("*.aksd"))
}
SEEDS = range(40_100, 40_120)
BOTH = pytest.mark.parametrize("dialect", ["bicep", "terraform"])
DESIGNS = pytest.mark.parametrize("start", [*SAMPLES, *SEEDS])
NEW = "snet-added"


def design_of(start: str | int) -> Document:
    return SAMPLES[start] if isinstance(start, str) else design_of_seed(start)


def code_of(document: Document, dialect: str) -> dict[str, str]:
    return {n: t for n, t in export(document, dialect).files.items() if n != README}


def with_subnet(document: Document, name: str = NEW) -> tuple[Document, Key]:
    """Return a design with one more subnet, in the last network that has room for it."""
    for network in reversed(document.topology.vnets):
        if network.existing:
            continue
        try:
            command = AddResource("subnet", key_of("vnet", network.name), name=name)
            return command.apply(document), command.key_in(document)
        except Refused:
            continue
    raise AssertionError("no network has room for a subnet: choose other seeds")


@DESIGNS
def test_moving_a_box_changes_nothing(start):
    document = design_of(start)
    keys = [key_of("vnet", network.name) for network in document.topology.vnets]
    assert keys, "no network: choose other seeds"
    moved = Place({key: (1_000.0 + 40 * i, 2_000.0) for i, key in enumerate(keys)}).apply(document)
    assert moved.view != document.view
    for dialect in DIALECTS:
        assert export(moved, dialect).files == export(document, dialect).files


@DESIGNS
@BOTH
def test_adding_a_subnet_adds_lines_and_takes_none(start, dialect):
    """Where Azure wants one step after the other, what came after the last subnet still does."""
    document = design_of(start)
    after, key = with_subnet(document)
    old, new = code_of(document, dialect), code_of(after, dialect)
    symbol = next(s for s, k in export(after, dialect).resources.items() if k == key)
    assert set(old) <= set(new)
    for name, text in old.items():
        was, now = text.splitlines(), new[name].splitlines()
        gone = list((Counter(was) - Counter(now)).elements())
        assert not gone, (name, gone)
        steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
        assert {step[0] for step in steps} <= {"equal", "insert"}
        added = [line for tag, _, _, a, b in steps if tag == "insert" for line in now[a:b]]
        assert len(added) <= 40
        assert not added or any(symbol in line for line in added)


@DESIGNS
@BOTH
def test_a_namesake_changes_only_what_the_two_are_called(start, dialect):
    document = design_of(start)
    names = [s.name for v in document.topology.vnets if not v.existing for s in v.subnets]
    assert names, "no subnet: choose other seeds"
    after, _ = with_subnet(document, f"{names[-1]}_")
    old, new = export(document, dialect), export(after, dialect)
    same = {symbol for symbol, key in old.resources.items() if new.resources.get(symbol) == key}
    renamed = {key for symbol, key in old.resources.items() if symbol not in same}
    assert len(renamed) <= 1


@BOTH
def test_the_order_of_the_file_names_nothing(dialect):
    for seed in SEEDS:
        document = design_of_seed(seed)
        rng = random.Random(seed)
        vnets = list(document.topology.vnets)
        rng.shuffle(vnets)
        topology = document.topology.model_copy(update={"vnets": tuple(vnets)})
        shuffled = export(document.replace(topology=topology), dialect)
        assert shuffled.resources == export(document, dialect).resources


def test_what_a_mark_is_made_of_is_told_in_the_text():
    """Two subnets whose names are one identifier keep a readable one."""
    data = {
        "aksdesigner": 1,
        "name": "t",
        "topology": {
            "vnets": [
                {
                    "name": "hub",
                    "prefixes": ["10.0.0.0/16"],
                    "subnets": [
                        {"name": "snet-a", "prefixes": ["10.0.0.0/24"]},
                        {"name": "snet_a", "prefixes": ["10.0.1.0/24"]},
                    ],
                }
            ]
        },
    }
    text = export(read_document(data).document, "bicep").files["main.bicep"]
    assert len(set(re.findall(r"resource (subnetHubSnetA_[0-9a-f]{6}) ", text))) == 2


@BOTH
def test_two_kinds_of_one_name_ask_for_two_sizes(dialect):
    subnet = {"name": "a", "prefixes": ["10.0.0.0/24"]}
    place = {"name": "box", "vnet": "hub", "subnet": "a"}
    found = exported(
        dialect,
        vnets=[{"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}],
        vms=[{**place, "size": "Standard_D2s_v5"}],
        nvas=[{**place, "size": "Standard_F8s_v2"}],
    )
    sizes = [p for p in found.program.parameters if "VM size" in p.description]
    assert len({p.name for p in sizes}) == 2
    values = found.files["main.bicepparam" if dialect == "bicep" else "terraform.tfvars"]
    assert "Standard_D2s_v5" in values
    assert "Standard_F8s_v2" in values
