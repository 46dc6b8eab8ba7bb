"""Every kind has a codec in every dialect, and the codecs of a kind share its file's name."""

from __future__ import annotations

import re

import pytest

from aksdesigner.iac.arm import catalogue as arm
from aksdesigner.iac.distinct import mark_of
from aksdesigner.iac.name_rules import name_rule
from aksdesigner.iac.naming import Names
from aksdesigner.iac.resource_types import versioned
from aksdesigner.iac.symbols import LONGEST, SymbolTable, words_of
from aksdesigner.iac.terraform import catalogue as terraform
from aksdesigner.model.kinds.catalogue import KINDS

# pools are written by their cluster, sites by the connections that lead to them
ELSEWHERE = {"pool", "site"}
NOTHING_TO_DEPLOY = {"internet"}


@pytest.mark.parametrize("codecs", [arm.CODECS, terraform.CODECS], ids=["arm", "terraform"])
def test_every_kind_is_written(codecs):
    assert set(codecs) == {k.kind for k in KINDS} - ELSEWHERE - NOTHING_TO_DEPLOY
    for kind in KINDS:
        if kind.kind in codecs:
            stem = kind.__module__.rpartition(".")[2]
            assert codecs[kind.kind].__module__.rpartition(".")[2] == stem


def test_both_dialects_write_kinds_in_one_order():
    assert list(arm.CODECS) == list(terraform.CODECS)


def test_a_child_type_has_the_version_of_its_parent():
    parent = versioned("Microsoft.Network/virtualNetworks")
    child = versioned("Microsoft.Network/virtualNetworks/subnets")
    assert child.partition("@")[2] == parent.partition("@")[2]
    with pytest.raises(KeyError):
        versioned("Microsoft.Nowhere/things")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("AzureFirewallSubnet", ("azure", "firewall", "subnet")),
        ("rt-spoke_1", ("rt", "spoke", "1")),
        ("Zürich", ("zurich",)),
        ("日本", ()),
    ],
)
def test_words_of_a_name(name, words):
    assert words_of(name) == words


def test_identifiers_are_made_of_names_and_never_too_long():
    table = SymbolTable("camel")
    assert table.symbol("vnet:hub") == "vnetHub"
    assert table.symbol("vnet:hub", "default route") == "vnetHubDefaultRoute"
    assert table.symbol("vnet:日本") == "vnet"
    assert len(table.symbol("vnet:" + "x" * 300)) == LONGEST
    assert not table.settle()


def _identifiers(order):
    table = SymbolTable("camel", reserved=frozenset({"resourceId"}))
    for key in order:
        table.symbol(key)
    table.parameter("resource id")
    while table.settle():
        pass
    return {key: table.symbol(key) for key in order} | {"": table.parameter("resource id")}


def test_identifiers_that_would_meet_are_marked_in_any_order():
    keys = ["vnet:hub", "vnet:HUB", "vnet:spoke", *(f"vnet:{'y' * 200}{n}" for n in range(2))]
    first = _identifiers(keys)
    assert first == _identifiers(keys[::-1])
    assert len({text.casefold() for text in first.values()}) == len(first)
    assert all(len(text) <= LONGEST for text in first.values())
    assert first["vnet:spoke"] == "vnetSpoke"
    assert re.fullmatch("vnetHub_[0-9a-f]{6}", first["vnet:hub"])
    assert re.fullmatch("vnetHub_[0-9a-f]{6}", first["vnet:HUB"])
    assert re.fullmatch("resourceId_[0-9a-f]{6}", first[""])


def test_a_mark_that_is_taken_grows():
    """A resource may be called what the mark of another would make."""
    mark = mark_of(("vnet:HUB", ""), 6)
    found = _identifiers(["vnet:hub", "vnet:HUB", f"vnet:hub-{mark}"])
    assert len({text.casefold() for text in found.values()}) == 4


def test_names_that_would_meet_are_marked_and_still_fit():
    names = Names()
    names.reserve("pip", "pip-edge")
    long = "x" * 100
    asked = [("pip", "edge", "fw:edge"), ("pip", "a", "fw:a"), ("pip", "a", "bastion:a")]
    asked += [("pip", long, "fw:b"), ("pip", long, "fw:c"), ("pip", "lone", "fw:d")]
    for prefix, base, key in asked:
        names.derived(prefix, base, key, "pip")
    while names.settle():
        pass
    found = [names.derived(prefix, base, key, "pip") for prefix, base, key in asked]
    assert found[-1] == "pip-lone"
    assert len({*found, "pip-edge"}) == len(found) + 1
    rule = name_rule("Microsoft.Network/publicIPAddresses")
    assert all(rule.takes(name) for name in found)
