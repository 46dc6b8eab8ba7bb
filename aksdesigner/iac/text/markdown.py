"""Text of a design in Markdown, shown as it is."""

from __future__ import annotations

from aksdesigner.iac.text.lines import comment_text
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN


def named(key: Key) -> str:
    """Return a resource with its kind, ``Virtual network hub``."""
    kind, name = split_key(key)
    title = KIND_BY_TOKEN[kind].title if kind in KIND_BY_TOKEN else kind
    return f"{title} {plain(name)}"


def code(text: str) -> str:
    """Return text as a piece of code; a backquote in it would end the piece."""
    return f"`{comment_text(text).replace('`', chr(39))}`"


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return "".join(
        f"\\{char}" if char in "\\`*_{}[]<>#|!&~" else char for char in comment_text(text)
    )
