"""Random changes to the plain data of a design: most still load, none has to make sense."""

from __future__ import annotations

import copy
import random
from typing import Any

from tests.support.random_designs.sketch import Plain

VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 7, 4097, 65_536, 10**9, 1.5, "", "x", "*", "0.0.0.0/0", "::/0",
    "10.0.0.0/8", "10.0.0.5/24", "10.0.0.0/32", "255.255.255.255/32", "fd00:1::/64", "10.0.0.4",
    "fd00:1::5", "168.63.129.16", "Internet", "VirtualNetwork", "443", "1-99999", "9-1", "33%",
    "tag:Storage", "privatelink.vaultcore.azure.net", "kv.vault.azure.net", "ß.example", [], ["x"],
    ["10.0.0.0/24", "10.0.0.0/24"], {}, {"ip": "why"}, {"prefixes": "?"},
)  # fmt: skip


def spoilt(rng: random.Random, data: Plain) -> Plain:
    """Return the data with one to eight random changes below its topology and settings."""
    out = copy.deepcopy(data)
    spots = [*_spots(out.get("topology", {})), *_spots(out.get("settings", {}))]
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 8)) if spots else 0):
        holder, key = rng.choice(spots)
        if _is_there(holder, key):  # what was left out before takes its places with it
            _change(rng, spots, holder, key)
    return out


def _is_there(holder: Any, key: Any) -> bool:
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every place of the data: (the dict or list that holds it, its key or index)."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        for key, item in value.items():
            if key != "name":
                found.append((value, key))
            found.extend(_spots(item))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found.append((value, index))
            found.extend(_spots(item))
    return found


def _change(rng: random.Random, spots: list[tuple[Any, Any]], holder: Any, key: Any) -> None:
    how = rng.random()
    if how < 0.25:
        holder[key] = copy.deepcopy(rng.choice(VALUES))
    elif how < 0.45:
        _leave_out(holder, key)
    elif how < 0.6 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif how < 0.9:
        like = [
            (h, k) for h, k in spots if type(k) is str and k == key and h is not holder and k in h
        ]
        if like:
            other, there = rng.choice(like)
            holder[key] = copy.deepcopy(other[there])
    elif isinstance(holder, list):
        rng.shuffle(holder)


def _leave_out(holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.pop(key)
    else:
        del holder[key]
