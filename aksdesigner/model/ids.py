"""Identity in memory: a resource keeps its `Uid` through every rename, move and edit.

Uids never reach a file; there, references are names. `Key` is the readable name of a resource
with its kind: ``vnet:hub``, ``subnet:hub/shared``, ``pool:aks/system``, ``peering:hub/spoke``.
"""

from __future__ import annotations

import itertools
import threading

Uid = str
Key = str

_counter = itertools.count(1)
_lock = threading.Lock()


def new_uid() -> Uid:
    """Return an identity that no other resource of this process has."""
    with _lock:
        return f"u{next(_counter)}"


def key_of(kind: str, name: str) -> Key:
    """Return the key of a resource from its kind's token and its (qualified) name."""
    return f"{kind}:{name}"


def split_key(key: Key) -> tuple[str, str]:
    """Return (kind token, qualified name); a bare ``vnet/subnet`` is a subnet."""
    kind, colon, name = key.partition(":")
    if colon:
        return kind, name
    return "subnet", key


def label_of(key: Key) -> str:
    """Return how findings and reports name a resource: without its kind (``hub/shared``)."""
    return split_key(key)[1]
