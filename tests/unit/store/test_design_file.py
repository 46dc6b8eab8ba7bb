"""Files that can't be used get every reason at once, with place, found and expected."""

from __future__ import annotations

import json
import time

import pytest

from aksdesigner.model.reading import DocumentError
from aksdesigner.store.design_file import (
    SIZE_LIMIT,
    YAML_LIMIT,
    parse_design,
    parse_plain,
    read_design,
    read_plain,
    write_design,
)
from aksdesigner.store.problems import StoreError
from tests.support.edits import design_of_size


def refused(data: bytes, source: str = "x.aksd") -> list[tuple[str, str]]:
    with pytest.raises(DocumentError) as caught:
        parse_design(data, source)
    assert all(line.startswith(f"{source}: ") for line in str(caught.value).splitlines())
    return [(problem.place, problem.message) for problem in caught.value.problems]


def test_numbers_that_are_none_are_found_with_their_places_all_at_once():
    data = b'{"aksdesigner": 1, "a": NaN, "b": {"c": [1, -Infinity]}, "d": 1e999, "e": ' + b"7" * 30
    places = refused(data + b"}")
    assert [place for place, _ in places] == ["a", "b.c[1]", "d", "e"]
    assert places[0] == ("a", "found NaN, expected a number")
    assert "30 digits" in places[3][1]


def test_a_number_of_five_thousand_digits_is_refused_quickly():
    start = time.perf_counter()
    assert "5000 digits" in refused(b'{"aksdesigner": ' + b"1" * 5_000 + b"}")[0][1]
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("suffix", ["aksd", "yaml"])
def test_keys_that_come_twice_are_refused(suffix):
    data = b'{"aksdesigner": 1, "name": "a", "topology": {"vnets": [],\n "vnets": []}, "name": "b"}'
    places = {place for place, _ in refused(data, f"x.{suffix}")}
    assert places == {"name", "topology.vnets"}


@pytest.mark.parametrize("suffix", ["aksd", "yaml"])
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deep_nesting_is_refused_and_not_crashed_on(suffix, opening):
    assert "nested" in refused(opening * 100_000, f"x.{suffix}")[0][1]


@pytest.mark.parametrize("suffix", ["aksd", "yaml"])
def test_nesting_that_the_parser_bears_is_refused_with_the_limit(suffix):
    data = b'{"aksdesigner": 1, "extra": ' + b"[" * 80 + b"]" * 80 + b"}"
    assert any("64 levels" in message for _, message in refused(data, f"x.{suffix}"))


def test_merge_conflicts_are_named_by_line():
    data = b'{\n<<<<<<< HEAD\n "aksdesigner": 1\n=======\n "aksdesigner": 1\n>>>>>>> theirs\n}\n'
    assert [place for place, _ in refused(data)] == ["line 2", "line 6"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ('{"a": 1}'.encode("utf-16"), "UTF-16"),
        (b'{"name": "caf\xe9"}', "0xe9"),
        (b"", "no JSON"),
        (b'{"aksdesigner": 1,}', "no JSON"),
        (b"[]", "a list of 0"),
        (b'{"aksdesigner": 2}', "newer aksdesigner"),
        (b"{}", "missing"),
        (b'{"aksdesigner": true}', "found True"),
        (b'{"aksdesigner": 1, "name": "\\ud800"}', "surrogates"),
        (b'{"aksdesigner": 1, "\\udfff": 1}', "surrogates"),
        (b" " * (SIZE_LIMIT + 1), "16 MB"),
    ],
)
def test_each_has_its_own_message(data, said):
    assert said in refused(data)[0][1]


def test_the_model_speaks_of_every_fault_at_once():
    data = {
        "aksdesigner": 1,
        "topology": {
            "vnets": [{"name": "hub", "prefixes": ["10.0.0.0"]}, {"prefixes": []}],
            "vms": [{"name": "a", "vnet": 5, "subnet": "s"}],
        },
    }
    places = [place for place, _ in refused(json.dumps(data).encode())]
    assert places == [
        "topology.vnets[0].prefixes[0]",
        "topology.vnets[1].name",
        "topology.vms[0].vnet",
    ]


def test_yaml_is_that_of_version_1_2():
    data = b"""
switches: [no, on, off, yes, y, n, NO]
booleans: [true, False, TRUE]
times: [1:30, 190:20:30, 2026-01-01, 2026-01-01T10:00:00Z]
numbers: [12, -3, +4, 0o17, 0x1F, 1e3, .5, 1_000, 0777]
nothing: [~, null, '', !!str 5, "7", '8']
"""
    plain = parse_plain(data, "x.yaml")
    assert plain["switches"] == ["no", "on", "off", "yes", "y", "n", "NO"]
    assert plain["booleans"] == [True, False, True]
    assert plain["times"] == ["1:30", "190:20:30", "2026-01-01", "2026-01-01T10:00:00Z"]
    assert plain["numbers"] == [12, -3, 4, 15, 31, 1000.0, 0.5, "1_000", 777]
    assert plain["nothing"] == [None, None, "", "5", "7", "8"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: !!python/name:os.system x", "python/name"),
        (b"a: !!binary aGk=", "binary"),
        (b"<<: {a: 1}", "merge key"),
        (b"? [a, b]\n: 1", "no text"),
        (b"a: .nan", ".nan"),
        (b"a: -.inf", "-.inf"),
        (b"a: 1\n\tb: 2", "no YAML"),
        (b"a: *gone", "no YAML"),
        (b"a: 1\n---\nb: 2", "no YAML"),
        (b"a: \x01", "no YAML"),
        (b"# nothing but a comment", "found nothing"),
        (b"a" * (YAML_LIMIT + 1), "2 MB of YAML"),
    ],
)
def test_what_yaml_may_not_say(data, said):
    assert said in refused(data, "x.yaml")[0][1]


def test_aliases_that_grow_without_end_are_stopped():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    assert any("values" in said for _, said in refused("\n".join(lines).encode(), "x.yaml"))
    assert any("levels" in said for _, said in refused(b"a: &a [*a]", "x.yaml"))


def test_without_a_suffix_the_text_decides():
    assert parse_plain(b'{"a": 1}', "<stdin>") == {"a": 1}
    assert parse_plain(b"a: no", "<stdin>") == {"a": "no"}


def test_what_can_not_be_read_is_told_with_its_path(tmp_path):
    for path, said in (
        (tmp_path / "gone.aksd", "no such file"),
        (tmp_path, "folder"),
        (tmp_path / ("x" * 300), "too long"),
        (tmp_path / "a\0b", "null"),
    ):
        with pytest.raises(StoreError, match=said) as caught:
            read_design(path)
        assert str(path) in str(caught.value)


def test_writing_returns_what_is_on_the_disk(tmp_path):
    path = tmp_path / "a.aksd"
    document = design_of_size(2)
    assert write_design(path, document) == path.read_bytes()
    assert read_design(path).document == document
    assert read_plain(path)["name"] == "start"


def test_yaml_is_never_written(tmp_path):
    path = tmp_path / "typed.yaml"
    path.write_text("aksdesigner: 1  # mine\n")
    with pytest.raises(StoreError, match="comments"):
        write_design(path, design_of_size(0))
    assert path.read_text() == "aksdesigner: 1  # mine\n"


def test_a_schema_address_is_kept_and_not_reported():
    reading = parse_design(b'{"$schema": "https://x/y.json", "aksdesigner": 1, "odd": 1}', "a.aksd")
    assert [note.place for note in reading.notes] == ["odd"]
