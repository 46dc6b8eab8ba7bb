"""The canonical text: stable, and made so that a difference shows what was done."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksdesigner import resources
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import View
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.store.design_file import parse_design, read_design
from aksdesigner.store.plain_json import COLUMNS, document_text, plain_text
from tests.support.edits import design_of_size

SAMPLES = sorted(Path(resources.path("samples")).glob("*.aksd"))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [x[2:] for x in lines if x[:2] == "- "], [x[2:] for x in lines if x[:2] == "+ "]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_saved_sample_reads_back_equal_and_saves_the_same_bytes(path):
    first = read_design(path).document
    text = document_text(first)
    second = parse_design(text.encode(), "again.aksd").document
    assert second == first
    assert document_text(second) == text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples_are_in_canonical_form(path):
    assert path.read_text(encoding="utf-8") == document_text(read_design(path).document)


def test_samples_are_there():
    assert {path.stem for path in SAMPLES} >= {"hub-spoke", "seed-production-example"}


def test_moving_a_box_changes_one_line():
    before = design_of_size(4)
    positions = {**before.view.positions, "vnet:vnet-2": (400.0, 80.0, 320.0, 200.0)}
    after = before.replace(views=(View(name="main", positions=positions),))
    removed, added = changed_lines(document_text(before), document_text(after))
    assert removed == ['        "vnet:vnet-2": [2, 4],']
    assert added == ['        "vnet:vnet-2": [400, 80, 320, 200],']


def test_adding_a_subnet_adds_one_block_and_touches_no_other():
    before = design_of_size(2)
    network = before.topology.vnets[0]
    new = Subnet.model_validate({"name": "new", "prefix": "10.0.200.0/24"})
    grown = network.with_changes(subnets=(new, *network.subnets))
    after = before.replace(
        topology=before.topology.with_changes(vnets=(grown, *before.topology.vnets[1:]))
    )
    removed, added = changed_lines(document_text(before), document_text(after))
    assert removed == []
    assert added == ['          {"name": "new", "prefix": "10.0.200.0/24"},']


def test_a_resource_starts_on_its_own_line_and_views_come_last():
    lines = document_text(design_of_size(3)).splitlines()
    assert sum(line.strip().startswith('{"name": "snet-') for line in lines) == 30
    keys = [line for line in lines if line.startswith('  "')]
    assert keys[0] == '  "aksdesigner": 1,'
    assert keys[-1] == '  "views": ['


def test_unknown_fields_survive_and_stay_before_the_views():
    data = {"aksdesigner": 1, "views": [{"name": "main"}], "later": {"a": [1, {"b": None}]}}
    document = parse_design(json.dumps(data).encode(), "x.aksd").document
    plain = json.loads(document_text(document))
    assert plain["later"] == {"a": [1, {"b": None}]}
    assert list(plain)[-1] == "views"


def test_whole_floats_are_written_as_integers_and_others_keep_their_value():
    assert plain_text({"a": 40.0, "b": -0.0, "c": 0.1, "d": 1e22}) == (
        '{\n  "a": 40,\n  "b": 0,\n  "c": 0.1,\n  "d": 1e+22\n}\n'
    )


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=30,
)  # fmt: skip


@given(st.dictionaries(st.text(max_size=9), PLAIN, min_size=1, max_size=5))
def test_any_plain_data_reads_back_equal(data):
    text = plain_text(data)
    assert json.loads(text) == json.loads(json.dumps(data))
    assert text.endswith("}\n")
    assert plain_text(json.loads(text)) == text


@given(st.dictionaries(st.text("ab", max_size=30), st.lists(st.integers()), min_size=1))
def test_a_line_within_the_width_is_not_broken(data):
    for line in plain_text(data).splitlines():
        if line.rstrip(",").endswith("["):
            key = json.loads(line.strip().rstrip(" [").rstrip(":"))
            assert len(f'  "{key}": {json.dumps(data[key])}') >= COLUMNS


@pytest.mark.parametrize(
    ("section", "key"), [("loadBalancers", "lb:x"), ("applicationGateways", "agw:x")]
)
def test_a_drawn_port_is_kept_where_its_absence_means_any(section: str, key: str) -> None:
    """Without a port they listen at every one; with that of the default at that one alone."""
    subnets = [{"name": "s", "prefix": "10.0.0.0/24"}]
    frame = {"vnets": [{"name": "v", "prefix": "10.0.0.0/16", "subnets": subnets}]}
    drawn = {**frame, section: [{"name": "x", "vnet": "v", "subnet": "s"}]}
    text = json.dumps({"aksdesigner": 1, "name": "d", "topology": drawn})
    any_port = parse_design(text.encode(), "any.aksd").document
    one_port = SetField(key, "port", "443").apply(any_port)
    assert one_port != any_port
    assert '"port": "443"' in document_text(one_port)
    assert parse_design(document_text(one_port).encode(), "one.aksd").document == one_port
    back = SetField(key, "port", None).apply(one_port)
    assert back == any_port
    assert document_text(back) == document_text(any_port)
