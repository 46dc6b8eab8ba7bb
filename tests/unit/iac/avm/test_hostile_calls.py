"""Whatever a design says stays text when modules are called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import options_of
from tests.support.code_tokens import Token, bicep_tokens, hcl_tokens
from tests.support.hostile import hostile, hostile_design, names

READERS = {"bicep": bicep_tokens, "terraform": hcl_tokens}
AVM = options_of("avm")


@pytest.mark.parametrize("dialect", sorted(READERS))
@given(name=names, text=hostile, key=hostile)
@settings(max_examples=60, deadline=None)
def test_hostile_text_stays_text_in_calls(dialect, name, text, key):
    tokens = _tokens(dialect, name, text, key)
    strings = [token.text for token in tokens if token.kind == "string"]
    assert name in strings
    assert strings.count(text) >= (6 if text else 0)
    calls = [t for t in tokens if t.kind == "word" and t.text == "module"]
    plain = _tokens(dialect, "plain", "plain text", "a key")
    assert len(calls) >= sum(t.kind == "word" and t.text == "module" for t in plain) - 1


def _tokens(dialect: str, name: str, text: str, key: str) -> list[Token]:
    files = export(hostile_design(name, text, key), dialect, AVM).files
    return [
        token
        for file, content in files.items()
        if not file.endswith(".md")
        for token in READERS[dialect](content)
    ]
