"""Commands of a runbook: values of the design as single words of a POSIX shell."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from aksdesigner.iac.text.lines import comment_text


@dataclass(frozen=True)
class Step:
    """One heading of the runbook; `text` is Markdown, `commands` are lines of bash."""

    title: str
    commands: tuple[str, ...]
    text: str = ""
    is_chapter: bool = False


def line(*words: str) -> str:
    """Return words, each already one of the shell, as a line."""
    return " ".join(words)


def word(value: object) -> str:
    """Return a value of the design as one word on one line; what is not printable is a space.

    One with a hyphen in front would be read as an option: it becomes a variable to be set.
    """
    if str(value).startswith("-"):
        return '"${NAME:?Azure takes no name with a hyphen in front}"'
    return shlex.quote(comment_text(str(value)))


def expected(text: str) -> str:
    """Return a comment that tells what the design expects of the command under it."""
    return f"# expected: {comment_text(text)}"
