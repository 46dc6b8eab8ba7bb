"""Where intents, accepted findings, notes and views name resources in words of their own.

A rename rewrites every one; a removal drops what makes no sense without the resource.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.edit.place import rekeyed
from aksdesigner.edit.questions import rekeyed_questions
from aksdesigner.model.document import Document, Query
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.note import Note
from aksdesigner.model.part import plain_of

Change = Callable[[Key], "Key | None"]

# what queries call a kind -> its token
_TOKENS = {
    "pod": "aks",
    "api": "aks",
    "ingress": "aks",
    "onprem": "site",
    "service": "paas",
    "dnat": "fw",
}
# keys of a query whose text is the name of one kind
_NAMED = {
    "subnet": "subnet",
    "vnet": "vnet",
    "cluster": "aks",
    "aks": "aks",
    "pool": "pool",
    "firewall": "fw",
    "natGateway": "natgw",
}
# queries that ask nothing without these
_SUBJECTS = ("from", "to", *_NAMED)
# the words before, or after, a name in a side of an overlap
_SIDE_WORDS = {"vnet": "vnet", "subnet": "subnet", "onprem": "site", "on-prem": "site"}
_SIDE_SUFFIXES = ("podCidr", "serviceCidr")


def renamed_mentions(document: Document, keys: Mapping[Key, Key]) -> Document:
    """Return the document with every mention of the old keys rewritten, topology aside."""

    def change(key: Key) -> Key:
        return keys.get(key, key)

    queries = tuple(_renamed_query(query, change) for query in document.queries)
    accepted = tuple(
        item
        if change(_full(item.subject)) == _full(item.subject)
        else item.model_copy(update={"subject": _like(item.subject, change(_full(item.subject)))})
        for item in document.accepted
    )
    notes = tuple(_renamed_note(note, change) for note in document.notes)
    document = rekeyed_questions(document, keys)
    return rekeyed(_with(document, queries=queries, accepted=accepted, notes=notes), dict(keys))


def without_mentions(document: Document, gone: set[Key]) -> Document:
    """Return the document without what is about resources that are gone.

    Queries that start, end or ask there go, with their accepted findings and positions. What is
    required stays, and fails until its ends are there again: a requirement does not go because
    somebody deleted what it is about. So does a query that only expects to pass there.
    """
    queries = tuple(q for q in document.queries if not is_lost(q, gone))
    accepted = tuple(item for item in document.accepted if _full(item.subject) not in gone)
    after = _with(document, queries=queries, accepted=accepted, notes=document.notes)
    return rekeyed(after, dict.fromkeys(gone))


def is_lost(query: Query, gone: set[Key]) -> bool:
    """Return whether a query goes with resources: it is about one of them, and not required."""
    return query.details.get("required") is not True and bool(_subjects(query) & gone)


def _with(document: Document, **parts: tuple[Any, ...]) -> Document:
    changed = {
        name: value
        for name, value in parts.items()
        if len(value) != len(getattr(document, name))
        or any(a is not b for a, b in zip(value, getattr(document, name), strict=True))
    }
    return document.replace(**changed) if changed else document


def _full(text: str) -> Key:
    return key_of(*split_key(text))


def _like(old: str, new: Key) -> str:
    """Return a key in the spelling of the old text: bare subnets stay bare."""
    return new if ":" in old else split_key(new)[1]


def _subjects(query: Query) -> set[Key]:
    """Return the keys that a query is about."""
    found: set[Key] = set()
    for name, value in query.details.items():
        if name not in _SUBJECTS or not isinstance(value, str):
            continue
        if name in _NAMED:
            found.add(_named_key(name, value))
        else:
            found.update(key for key in (_token_key(value), _pool_key(value)) if key is not None)
    return found


def _named_key(field: str, text: str) -> Key:
    return _full(text) if ":" in text else key_of(_NAMED[field], text)


def _token_key(text: str) -> Key | None:
    """Return the key that a token of a path means: ``pod:aks1`` -> ``aks:aks1``."""
    kind, colon, rest = text.partition(":")
    if not colon:
        return key_of("subnet", text) if "/" in text and not text[0].isdigit() else None
    name = rest.partition("@")[0]
    token = _TOKENS.get(kind, kind)
    if token in ("aks", "fw"):  # a pool, or a DNAT rule, stands behind the name
        name = name.partition("/")[0]
    return key_of(token, name)


def _pool_key(text: str) -> Key | None:
    """Return the pool that ``pod:cluster/pool/...`` names, or None."""
    kind, _, rest = text.partition(":")
    cluster, _, inner = rest.partition("/")
    pool = inner.partition("/")[0]
    return key_of("pool", f"{cluster}/{pool}") if kind == "pod" and pool else None


def _renamed_query(query: Query, change: Change) -> Query:
    plain = plain_of(query)
    renamed = {name: _renamed_value(name, value, change) for name, value in plain.items()}
    return query if renamed == plain else Query.model_validate(renamed)


def _renamed_value(field: str, value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return _renamed_text(field, value, change)
    if isinstance(value, (list, tuple)):
        return [_renamed_value(field, item, change) for item in value]
    if isinstance(value, dict):
        return {name: _renamed_value(name, item, change) for name, item in value.items()}
    return value


_FREE_TEXT = ("kind", "why", "name", "verdict", "reason", "leg", "title", "description")


def _renamed_text(field: str, text: str, change: Change) -> str:
    if field in _FREE_TEXT:
        return text
    if field in _NAMED:
        key = _named_key(field, text)
        new = change(key)
        return text if new in (None, key) else (new if ":" in text else split_key(new)[1])
    if field == "with":
        return _renamed_side(text, change)
    return _renamed_token(text, change)


def _renamed_token(text: str, change: Change) -> str:
    pool = _renamed_pool_token(text, change)
    if pool is not None:
        return pool
    key = _token_key(text)
    new = change(key) if key is not None else None
    if key is None or new is None or new == key:
        return text
    kind, colon, rest = text.partition(":")
    if not colon:
        return split_key(new)[1]
    return f"{kind}:{split_key(new)[1]}{rest[len(split_key(key)[1]) :]}"


def _renamed_pool_token(text: str, change: Change) -> str | None:
    """Rewrite ``pod:cluster/pool/...``, or return None where no pool of it changed."""
    old = _pool_key(text)
    new = change(old) if old is not None else None
    if old is None or new is None or new == old:
        return None
    rest = text.partition(":")[2]
    return f"pod:{split_key(new)[1]}{rest[len(split_key(old)[1]) :]}"


def _renamed_side(text: str, change: Change) -> str:
    """Rewrite one side of an overlap: ``vnet hub 10.0.0.0/16``, ``aks1 podCidr 10.244.0.0/16``."""
    head, _, prefix = text.rpartition(" ")
    word, _, name = head.partition(" ")
    if word in _SIDE_WORDS and name:
        key = key_of(_SIDE_WORDS[word], name)
        new = change(key)
        return text if new is None else f"{word} {split_key(new)[1]} {prefix}"
    cluster, _, suffix = head.rpartition(" ")
    if suffix in _SIDE_SUFFIXES and cluster:
        new = change(key_of("aks", cluster))
        return text if new is None else f"{split_key(new)[1]} {suffix} {prefix}"
    return text


_OF_A_NOTE = ("name", "kind", "text", "by", "ask", "until", "answer", "points")


def _renamed_note(note: Note, change: Change) -> Note:
    """Rewrite the keys in a note; what somebody wrote stays as written."""
    plain = plain_of(note)
    renamed = {
        name: value if name in _OF_A_NOTE else _renamed_keys(value, change)
        for name, value in plain.items()
    }
    return note if renamed == plain else Note.model_validate(renamed)


def _renamed_keys(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        new = change(_full(value)) if value else None
        return value if new in (None, _full(value)) else _like(value, str(new))
    if isinstance(value, (list, tuple)):
        return [_renamed_keys(item, change) for item in value]
    if isinstance(value, dict):
        return {name: _renamed_keys(item, change) for name, item in value.items()}
    return value
