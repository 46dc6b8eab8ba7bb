"""Typed text to values, or why not."""

from __future__ import annotations

import pytest

from aksdesigner.interact.form import Typed, Wrong, read_name, read_row, read_text, read_value
from aksdesigner.model.address import Address, Cidr
from aksdesigner.model.document import new_document
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.nat_gateway import NatGateway
from aksdesigner.model.kinds.node_pool import NodePool
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.route_table import Route
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.present.inspector import FieldForm, field_form


def of(kind, name: str) -> FieldForm:
    return field_form(kind, name, new_document())


def value(form: FieldForm, text: str):
    found = read_text(form, text)
    assert isinstance(found, Typed), found
    return found.value


def wrong(form: FieldForm, text: str) -> Wrong:
    found = read_text(form, text)
    assert isinstance(found, Wrong), found
    return found


PREFIXES = of(Subnet, "prefixes")


def test_a_block_off_its_boundary_is_told_with_the_block_it_lies_in() -> None:
    found = wrong(PREFIXES, "10.80.17.0/20")
    assert found.message == (
        "10.80.17.0/20 does not start on a /20 boundary. Its block is 10.80.16.0/20."
    )
    assert found.suggestion == "10.80.16.0/20"


def test_a_suggestion_keeps_the_other_prefixes() -> None:
    assert wrong(PREFIXES, "10.1.0.0/16, 10.2.3.4/16").suggestion == "10.1.0.0/16, 10.2.0.0/16"


def test_prefixes_become_values_and_nothing_an_empty_list() -> None:
    assert value(PREFIXES, " 10.0.0.0/24 , fd00::/64 ") == (
        Cidr.parse("10.0.0.0/24"),
        Cidr.parse("fd00::/64"),
    )
    assert value(PREFIXES, "  ") == ()


@pytest.mark.parametrize("text", ["10.0.0", "10.0.0.0", "10.0.0.0/33", "nonsense", "10.0.0.0/-1"])
def test_what_is_no_prefix_says_what_one_looks_like(text: str) -> None:
    found = wrong(PREFIXES, text)
    assert text in found.message and "10.0.0.0/16" in found.message


def test_addresses() -> None:
    ip = of(VirtualMachine, "ip")
    assert value(ip, "10.0.0.4") == Address.parse("10.0.0.4")
    assert value(ip, "") is None
    assert "10.0.0.4/24 is not" in wrong(ip, "10.0.0.4/24").message


def test_numbers_have_bounds_and_no_letters() -> None:
    timeout = of(NatGateway, "idle_timeout")
    assert value(timeout, "30") == 30
    assert wrong(timeout, "3").message == "3 is too small. The least is 4."
    assert wrong(timeout, "1,000").message == "1,000 is too large. The most is 120."
    assert wrong(timeout, "ten").message == "ten is no number."
    assert value(of(NodePool, "max_count"), "") is None


def test_an_empty_number_with_a_default_is_the_default() -> None:
    assert value(of(NatGateway, "idle_timeout"), "") == 4


def test_own_validators_speak() -> None:
    assert "33%" in wrong(of(NodePool, "max_surge"), "many").message
    assert value(of(NodePool, "max_surge"), "33%") == "33%"


def test_pairs() -> None:
    records = of(PrivateDnsZone, "records")
    assert value(records, "a=10.0.0.4, b = 10.0.0.5")["b"] == Address.parse("10.0.0.5")
    assert "is no pair" in wrong(records, "a").message
    assert "given twice" in wrong(records, "a=10.0.0.4, a=10.0.0.5").message


def test_route_prefixes_take_tags() -> None:
    prefix = of(Route, "prefix")
    assert str(value(prefix, "tag:Storage")) == "tag:Storage"
    assert wrong(prefix, "10.0.0.1/8").suggestion == "10.0.0.0/8"
    assert wrong(prefix, "").message == "Prefix is needed."


def test_choices_of_a_combo() -> None:
    mode = of(AksCluster, "cni_mode")
    assert isinstance(read_value(mode, "kubenet"), Typed)
    assert isinstance(read_value(mode, "magic"), Wrong)
    assert isinstance(read_value(of(VirtualMachine, "vnet"), None), Wrong)


def test_names() -> None:
    assert read_name(" hub ") == Typed("hub")
    for text in ("", "a/b", "a\u0007b", "x" * 300):
        assert isinstance(read_name(text), Wrong)


def test_a_row_is_whole_only_with_what_it_needs() -> None:
    row = {"name": "r", "prefix": Cidr.parse("0.0.0.0/0"), "next_hop_type": "Internet"}
    assert isinstance(read_row(Route, row), Typed)
    del row["next_hop_type"]
    assert isinstance(read_row(Route, row), Wrong)
