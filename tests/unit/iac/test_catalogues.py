"""Every kind has a codec in every dialect, and the codecs of a kind share its file's name."""

from __future__ import annotations

import pytest

from aksdesigner.iac.arm import catalogue as arm
from aksdesigner.iac.resource_types import versioned
from aksdesigner.iac.symbols import SymbolTable, words_of
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


def test_identifiers_are_unique_and_never_hide_a_function():
    table = SymbolTable("camel", reserved=frozenset({"resourceId"}))
    assert table.symbol("vnet:hub") == "vnetHub"
    assert table.symbol("vnet:hub") == "vnetHub"
    assert table.symbol("vnet:HUB") == "vnetHub_2"
    assert table.parameter("resource id") == "resourceId_2"
    assert table.symbol("vnet:日本") == "vnet"
    assert len(table.symbol("vnet:" + "x" * 300)) <= 120
