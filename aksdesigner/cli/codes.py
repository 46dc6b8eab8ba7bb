"""Codes of rules as people type them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import click


def code_of(text: str, codes: Sequence[str]) -> str:
    """Return the code that a text means, in any case. Raises click.UsageError with the nearest."""
    found = next((code for code in codes if code.casefold() == text.casefold()), None)
    if found is None:
        near = difflib.get_close_matches(text.upper(), codes, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"found {text!r}, expected the code of a rule{hint}")
    return found
