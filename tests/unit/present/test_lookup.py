"""What a few typed words find, and in which order."""

from dataclasses import dataclass

import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.set_field import SetField
from aksdesigner.present.lookup import Entry, matches, nearest, things_of
from tests.unit.interact.pictures import network


def things() -> tuple[Entry, ...]:
    document = network()
    for command in (
        SetField("subnet:spoke1/apps", "prefixes", ["10.1.4.0/24"]),
        SetField("vm:vm1", "tags", {"env": "Prod"}),
        SetField("vm:vm1", "ip", "10.1.4.9"),
    ):
        document = command.apply(document)
    return things_of(document)


def found(text: str) -> list[str]:
    return [match.entry.argument for match in matches(things(), text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("apps", "subnet:spoke1/apps"),
        ("spoke1/ap", "subnet:spoke1/apps"),
        ("10.1.4.0", "subnet:spoke1/apps"),
        ("env=prod", "vm:vm1"),
        ("VM1", "vm:vm1"),
        ("machine", "vm:vm1"),
        ("subnet data", "subnet:spoke1/data"),
    ],
)
def test_names_kinds_prefixes_and_tags_are_found(text, key) -> None:
    assert found(text)[0] == key


def test_an_address_finds_what_has_it_and_then_what_holds_it() -> None:
    assert found("10.1.4.9")[:2] == ["vm:vm1", "subnet:spoke1/apps"]
    assert found("10.1.4.200")[0] == "subnet:spoke1/apps"
    assert found("192.0.2.1") == []


def test_a_name_before_what_only_stands_there() -> None:
    assert found("spoke1")[0] == "vnet:spoke1"
    assert set(found("spoke1")[1:]) == {"subnet:spoke1/apps", "subnet:spoke1/data", "vm:vm1"}


def test_every_word_must_be_there_and_no_words_find_all_in_order() -> None:
    assert found("apps hub") == []
    assert found("") == [entry.argument for entry in things()]


def test_typed_words_are_marked_once_each() -> None:
    entry = Entry("action", "x", "Align left sides")
    (match,) = matches([entry], "left align")
    assert match.spans == ((0, 5), (6, 4))
    assert matches([Entry("action", "x", "straße")], "stra")[0].spans == ()


def test_of_one_fit_the_first_comes_first_and_the_rest_is_left_out() -> None:
    entries = [Entry("action", str(number), f"row {number}") for number in range(500)]
    assert [m.entry.argument for m in matches(entries, "row", 3)] == ["0", "1", "2"]


def test_the_short_name_of_a_kind_is_a_name() -> None:
    entries = [Entry("kind", "nva", "Artful"), Entry("kind", "rt", "Route table", words="rt")]
    assert matches(entries, "rt")[0].entry.argument == "rt"


def test_the_nearest_name_of_a_misspelt_one() -> None:
    assert nearest(things(), "spoek1") == "spoke1"
    assert nearest(things(), "qqqq") == ""


def test_ten_thousand_things_are_searched_while_typing() -> None:
    """Counted in steps, not seconds: one look at each entry a keystroke."""

    looks = 0

    @dataclass(frozen=True)
    class Counted(Entry):
        @property
        def typed(self) -> str:
            nonlocal looks
            looks += 1
            return super().typed

    matches([Counted("thing", str(n), f"vm-{n}") for n in range(10_000)], "vm 77")
    assert looks == 10_000


def test_a_thing_that_only_counts_its_addresses_is_found() -> None:
    document = AddResource("natgw").apply(network())
    named = [m.entry.argument for m in matches(things_of(document), "NAT gateway")]
    assert len(named) == 1 and named[0].startswith("natgw:")
