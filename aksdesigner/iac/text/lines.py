"""What both printers share: one-line comments and text without half characters."""

from __future__ import annotations


def comment_text(text: str) -> str:
    """Return text that stays on one line: whatever is not printable becomes a space."""
    return "".join(char if char.isprintable() else " " for char in text)


def whole(text: str) -> str:
    """Return text that UTF-8 can carry: a lone surrogate becomes U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


VALUES_HEADER = (
    "Values of the deployment. What is not marked as from the design is an example: replace it.",
    "Secrets do not belong here.",
)


def described(description: str, *, drawn: bool) -> str:
    """Return the comment over a value."""
    return f"{description} From the design." if drawn else description
