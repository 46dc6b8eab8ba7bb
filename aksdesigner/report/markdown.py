"""Text of a design inside a line of Markdown."""

from __future__ import annotations

from aksdesigner.iac.text.lines import comment_text


def inline(text: str) -> str:
    """Return text that stays on one line and in which nothing is markup."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|!&~" else c for c in comment_text(text))
