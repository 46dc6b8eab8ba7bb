"""The table of modules, and that a call can hold nothing that it does not list."""

from __future__ import annotations

import copy

import pytest

from aksdesigner import resources
from aksdesigner.iac.avm.languages import LANGUAGES
from aksdesigner.iac.avm.table import UnlistedError, modules
from tests.tools.avm_table import problems

TABLE = resources.data("azure", "avm.json")


def test_every_entry_names_its_sources_and_types():
    assert problems(TABLE) == []


@pytest.mark.parametrize("part", ["version", "commit", "type", "evidence", "module"])
def test_the_check_sees_what_is_missing(part):
    broken = copy.deepcopy(TABLE)
    entry = broken["bicep"]["route-table"]
    if part == "commit":
        entry["sources"][0]["commit"] = "main"
    elif part == "type":
        entry["parameters"]["name"]["type"] = "number"
    else:
        entry[part] = "latest"
    assert [line for line in problems(broken) if line.startswith("bicep route-table: ")]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_codec_has_its_module_and_every_module_its_codec(language):
    named = [codec.module for codec in LANGUAGES[language].codecs]
    assert sorted(named) == sorted(modules(language))


def test_a_call_holds_only_what_the_table_lists():
    table = modules("bicep")["route-table"]
    good = {"name": "rt", "routes": [{"name": "r", "properties": {"nextHopType": "None"}}]}
    assert dict(table.checked(good).pairs).keys() == {"name", "routes"}
    for bad in (
        {"name": "rt", "colour": "red"},
        {"location": "westeurope"},
        {"name": "rt", "disableBgpRoutePropagation": "yes"},
        {"name": "rt", "routes": [{"name": "r", "colour": "red"}]},
    ):
        with pytest.raises(UnlistedError):
            table.checked(bad)


def test_a_call_holds_only_the_values_that_the_table_lists():
    address = modules("bicep")["public-ip-address"]
    address.checked({"name": "pip", "availabilityZones": [1, 3], "skuName": "Standard"})
    for bad in ({"skuName": "StandardV2"}, {"availabilityZones": [4]}):
        with pytest.raises(UnlistedError):
            address.checked({"name": "pip", **bad})


def test_keys_of_a_map_are_free_and_what_stands_under_them_is_not():
    table = modules("terraform")["routetable"]
    head = {"name": "rt", "location": "westeurope", "resource_group_name": "rg"}
    table.checked({**head, "routes": {"any name": {"name": "any name", "next_hop_type": "None"}}})
    with pytest.raises(UnlistedError):
        table.checked({**head, "routes": {"any name": {"colour": "red"}}})
