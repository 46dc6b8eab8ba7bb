"""Lists of a security rule: Azure has one property for a lone value and one for several."""

from __future__ import annotations

from aksdesigner.iac.expression import Raw

ANY = "*"


def one_or_many(values: tuple[str, ...], single: str, plural: str) -> dict[str, Raw]:
    """Return the values under the right property; ``*`` swallows everything beside it."""
    kept = tuple(dict.fromkeys(values)) or (ANY,)
    if ANY in kept:
        kept = (ANY,)
    return {single: kept[0]} if len(kept) == 1 else {plural: list(kept)}
