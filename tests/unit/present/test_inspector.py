"""Forms from model fields."""

from __future__ import annotations

import pytest

from aksdesigner.model.kinds.catalogue import KINDS
from aksdesigner.model.reading import read_document
from aksdesigner.present.inspector import (
    HIDDEN,
    FieldForm,
    Form,
    consequence_of,
    field_form,
    form_of,
    text_of,
)

DESIGN = {
    "aksdesigner": 1,
    "topology": {
        "vnets": [
            {
                "name": "hub",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [
                    {"name": "a", "prefix": "10.0.1.0/24", "routeTable": "rt1"},
                    {"name": "b", "prefix": "10.0.2.0/24"},
                ],
            },
            {"name": "other", "subnets": [{"name": "c"}]},
        ],
        "routeTables": [
            {
                "name": "rt1",
                "routes": [{"name": "r", "prefix": "tag:Storage", "nextHopType": "Internet"}],
            },
            {"name": "rt2"},
        ],
        "aksClusters": [{"name": "k", "vnet": "hub", "pools": [{"name": "p", "subnet": "a"}]}],
        "vms": [{"name": "vm1", "vnet": "hub", "subnet": "b"}],
    },
}
DOCUMENT = read_document(DESIGN).document


def form(*keys: str) -> Form:
    found = form_of(DOCUMENT, keys)
    assert found is not None
    return found


def field(found: Form, name: str) -> FieldForm:
    return next(f for section in found.sections for f in section.fields if f.name == name)


def test_a_subnet_says_what_it_is_and_where() -> None:
    found = form("subnet:hub/a")
    assert (found.title, found.subtitle, found.kind) == ("a", "Subnet of hub", "subnet")
    assert [section.title for section in found.sections][0] == "Address"


def test_references_offer_what_exists_and_none() -> None:
    route_table = field(form("subnet:hub/a"), "route_table")
    assert [choice.value for choice in route_table.choices] == [None, "rt1", "rt2"]
    assert route_table.value == "rt1"


def test_local_subnets_are_those_of_the_network_of_the_machine_and_of_the_cluster() -> None:
    assert [c.value for c in field(form("vm:vm1"), "subnet").choices] == ["a", "b"]
    pool_choices = field(form("pool:k/p"), "subnet").choices
    assert [c.value for c in pool_choices] == [None, "a", "b"]


def test_nested_records_are_tables_with_columns() -> None:
    routes = field(form("rt:rt1"), "routes")
    assert routes.control == "table"
    assert [column.name for column in routes.columns] == [
        "name",
        "prefix",
        "next_hop_type",
        "next_hop_ip",
    ]
    assert text_of(routes.value[0].prefix) == "tag:Storage"


def test_several_of_one_kind_share_fields_but_no_addresses() -> None:
    found = form("subnet:hub/a", "subnet:hub/b")
    names = [f.name for section in found.sections for f in section.fields]
    assert "prefixes" not in names
    table = field(found, "route_table")
    assert table.is_mixed and table.mixed_count == 2
    assert found.title == "2 selected"


def test_different_kinds_share_only_what_both_have() -> None:
    found = form("subnet:hub/a", "vm:vm1")
    names = {f.name for section in found.sections for f in section.fields}
    assert "owner" in names and "size" not in names and "delegation" not in names


def test_keys_that_name_nothing_have_no_form() -> None:
    assert form_of(DOCUMENT, ()) is None
    assert form_of(DOCUMENT, ("subnet:gone/x",)) is None


def test_a_prefix_says_its_range_and_what_azure_leaves() -> None:
    prefixes = field(form("subnet:hub/a"), "prefixes")
    assert consequence_of(prefixes) == "10.0.1.0 – 10.0.1.255 · 251 usable"
    assert "usable" not in consequence_of(field(form("vnet:hub"), "prefixes"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_of_every_kind_has_a_control(kind) -> None:
    for name in kind.model_fields:
        if name in HIDDEN:
            continue
        found = field_form(kind, name, DOCUMENT)
        assert found.label
        if found.control in ("choice", "reference") and found.control == "choice":
            assert found.choices
        if found.control == "table":
            assert found.columns and found.row_type is not None
