"""Lookup: what can be gone to, added or done, and the best matches of a few typed words."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from aksdesigner.analysis.results import Finding
from aksdesigner.model.address import Address, AddressError, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.part import Resource

Purpose = Literal["thing", "finding", "action", "kind"]
Span = tuple[int, int]

# most rows that anybody reads
LIMIT = 60
# what people call by a name
NAMED = ("thing", "kind")
# at the same fit, things come before findings, these before actions
ORDER: tuple[Purpose, ...] = ("thing", "finding", "kind", "action")


@dataclass(frozen=True)
class Entry:
    """One thing that can be chosen. `argument` is its key, finding's number, kind or action.

    `words` are what may be typed for it beside text and note; an address finds every entry whose
    `spaces` hold it.
    """

    purpose: Purpose
    argument: str
    text: str
    note: str = ""
    icon: str = ""
    keys: str = ""
    words: str = ""
    spaces: tuple[Cidr, ...] = ()

    @property
    def typed(self) -> str:
        """Everything that may be typed for it, in small letters."""
        return f"{self.text} {self.note} {self.words}".casefold()


@dataclass(frozen=True)
class Match:
    """An entry that was found; `spans` are the (start, length) of typed words in its text."""

    entry: Entry
    spans: tuple[Span, ...] = ()


def things_of(document: Document) -> tuple[Entry, ...]:
    """Return every resource, in file order: found by name, kind, prefix, address or tag."""
    return tuple(_thing(entry.key, entry.resource) for entry in document.topology.index.entries)


def findings_of(findings: Sequence[Finding]) -> tuple[Entry, ...]:
    """Return the findings; the argument is the place in `findings`."""
    return tuple(
        Entry(
            "finding",
            str(at),
            f"{finding.code} {finding.message}",
            finding.severity,
            f"severity-{finding.severity}",
            words=finding.title,
        )
        for at, finding in enumerate(findings)
    )


def matches(entries: Iterable[Entry], text: str, limit: int = LIMIT) -> tuple[Match, ...]:
    """Return the entries that hold every typed word, best first; of no words the first ones.

    An address is also looked for in prefixes, the narrowest first.
    """
    words = text.casefold().split()
    if not words:
        return tuple(Match(entry) for _, entry in zip(range(limit), entries, strict=False))
    address = _address(text)
    found: list[tuple[tuple[int, ...], int, Entry]] = []
    for at, entry in enumerate(entries):
        rank = _rank(entry, words, address)
        if rank is not None:
            found.append((rank, at, entry))
    best = heapq.nsmallest(limit, found, key=lambda item: item[:2])
    return tuple(Match(entry, _spans(entry.text, words)) for _, _, entry in best)


def nearest(entries: Iterable[Entry], text: str) -> str:
    """Return the text of the entry that is spelled most like `text`, or an empty one."""
    names = {entry.text.casefold(): entry.text for entry in entries if entry.purpose in NAMED}
    close = difflib.get_close_matches(text.strip().casefold(), names, 1, 0.6)
    return names[close[0]] if close else ""


def _thing(key: Key, resource: Resource) -> Entry:
    kind, name = split_key(key)
    owner, _, last = name.rpartition("/") if kind in ("subnet", "pool") else ("", "", name)
    title = last.replace(">", " to ") if kind == "peering" else last
    spaces = tuple(p for p in getattr(resource, "prefixes", ()) if isinstance(p, Cidr))
    ips = getattr(resource, "ips", ())
    own = (*(ips if isinstance(ips, tuple) else ()), getattr(resource, "ip", None))
    addresses = tuple(a for a in own if isinstance(a, Address))
    place = owner or _place(resource)
    facts = (", ".join(map(str, spaces[:2] or addresses[:2])), f"in {place}" if place else "")
    tags = getattr(resource, "tags", {}) or {}
    typed = (
        *map(str, spaces),
        *map(str, addresses),
        *(f"{name}={value}" for name, value in tags.items()),
        name,
        getattr(resource, "azure_name", None) or "",
    )
    return Entry(
        "thing",
        key,
        title,
        " ".join(part for part in (resource.title, *facts) if part),
        kind,
        words=" ".join(typed),
        spaces=(*spaces, *(address.cidr() for address in addresses)),
    )


def _place(resource: Resource) -> str:
    parts = (getattr(resource, "vnet", None), getattr(resource, "subnet", None))
    return "/".join(part for part in parts if isinstance(part, str))


def _address(text: str) -> Address | None:
    try:
        return Address.parse(text.strip())
    except AddressError:
        return None


def _rank(entry: Entry, words: Sequence[str], address: Address | None) -> tuple[int, ...] | None:
    """Return what puts the better match first; None where a word is missing."""
    held = [s.length for s in entry.spaces if address is not None and s.contains(address)]
    if held:
        return 0, -max(held), 0, ORDER.index(entry.purpose)
    typed = entry.typed
    if not all(word in typed for word in words):
        return None
    text = entry.text.casefold()
    whole = " ".join(words)
    is_token = entry.purpose == "kind" and entry.argument.casefold() == whole
    fits = (
        text == whole or is_token,
        text.startswith(whole),
        f" {words[0]}" in f" {text}",
        whole in text,
    )
    best = next((rank for rank, is_fit in enumerate(fits) if is_fit), len(fits))
    return 1, best, 0, ORDER.index(entry.purpose)


def _spans(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return where the words stand in a text; letters that fold to two are not marked."""
    folded = text.casefold()
    if len(folded) != len(text):
        return ()
    spots = sorted((folded.find(word), len(word)) for word in words if word in folded)
    out: list[Span] = []
    for start, length in spots:
        if not out or start >= sum(out[-1]):
            out.append((start, length))
    return tuple(out)
