"""Whatever a design says comes back equal from the text, and adds nothing to it."""

from __future__ import annotations

import re
from collections import Counter

import hcl2
import pytest
from hypothesis import example, given, settings

from aksdesigner.iac.dialects import export
from aksdesigner.iac.text import bicep, hcl
from tests.support.code_tokens import Token, bicep_tokens, hcl_tokens
from tests.support.exports import program_text
from tests.support.hostile import hostile, hostile_design, names

TOKENS = {"bicep": (".bicep", bicep_tokens), "terraform": (".tf", hcl_tokens)}

IDENTIFIER = re.compile(r"[\w-]*")


def _shape(tokens: list[Token]) -> list[str]:
    """Return what a parser sees apart from names and contents."""
    return [t.text if t.kind == "sign" else t.kind for t in tokens if t.kind != "line"]


@pytest.mark.parametrize("dialect", sorted(TOKENS))
@given(name=names, text=hostile, key=hostile)
@example(name="n", text="\\${x}", key="${x")
@example(name="n", text="$${x}%%{y}", key="a b")
@settings(max_examples=150, deadline=None)
def test_a_design_of_hostile_text_has_the_shape_of_a_plain_one(dialect, name, text, key):
    ending, read = TOKENS[dialect]
    for other, content in export(hostile_design(name, text, key), dialect).files.items():
        if not other.endswith(".md"):
            read(content)
    like = export(hostile_design("plain", "plain text", "a key"), dialect).files
    plain = read(program_text(like, ending))
    found = read(program_text(export(hostile_design(name, text, key), dialect).files, ending))
    assert len(_strings(found)) >= 20
    # a key that is an identifier needs no quotes, and an empty text of a setting is no setting
    if not IDENTIFIER.fullmatch(key) and text and text.strip("*"):
        # files stand in the order of their names: only how often a sign occurs is the same
        assert Counter(_shape(found)) == Counter(_shape(plain))
    assert _strings(found).count(text) >= (10 if text else 0)
    assert name in _strings(found)


def _strings(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens if t.kind == "string"]


@given(hostile)
@settings(max_examples=500, deadline=None)
def test_a_bicep_string_reads_back_equal(text):
    assert bicep_tokens(bicep.quoted(text)) == [Token("string", text)]


@given(hostile)
@settings(max_examples=500, deadline=None)
def test_an_hcl_string_reads_back_equal(text):
    assert hcl_tokens(hcl.quoted(text)) == [Token("string", text)]


@given(hostile)
@settings(max_examples=150, deadline=None)
def test_an_independent_parser_sees_one_attribute_with_our_string(text):
    literal = hcl.quoted(text)
    found = hcl2.loads(f"x = {literal}\ny = 1\n")
    assert found["y"] == 1
    assert {k for k in found if not k.startswith("__")} == {"x", "y"}
    # the parser leaves escapes alone, with or without the quotes: decode them as HCL says
    raw = found["x"] if found["x"].startswith('"') and len(found["x"]) > 1 else f'"{found["x"]}"'
    assert hcl_tokens(raw) == [Token("string", text)]


def test_half_characters_become_the_replacement_character():
    assert bicep.quoted("a\ud800b") == "'a\ufffdb'"
    assert hcl.quoted("a\ud800b") == '"a\ufffdb"'


@given(hostile)
@settings(max_examples=200, deadline=None)
def test_a_comment_stays_on_its_line(text):
    line = hcl.comments((text,))
    assert "\n" not in line
    assert len(hcl_tokens(line + "\n")) == 2
