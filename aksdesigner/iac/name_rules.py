"""NameRule: which names Azure takes, type by type, and the abbreviations that begin derived ones.

Both are in resources/azure/names.json with their sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aksdesigner import resources


@dataclass(frozen=True)
class NameRule:
    """What a name of one type consists of: classes of characters, and its length."""

    shortest: int
    longest: int
    first: str
    inside: str
    last: str
    says: str

    def takes(self, name: str) -> bool:
        """Return whether Azure takes a name."""
        if not self.shortest <= len(name) <= self.longest:
            return False
        return re.fullmatch(f"[{self.first}]([{self.inside}]*[{self.last}])?", name) is not None

    def fitted(self, name: str, room: int = 0) -> str:
        """Return a name made to fit, `room` characters shorter than it may be."""
        text = re.sub(f"[^{self.inside}]+", "-", name)[: self.longest - room]
        return re.sub(f"[^{self.last}]+$", "", text)


@cache
def _table() -> dict[str, NameRule]:
    data = resources.data("azure", "names.json")
    out = {}
    for arm_type, row in data["types"].items():
        form = data["forms"][row["form"]]
        out[arm_type] = NameRule(row["shortest"], row["longest"], **form)
    return out


def name_rule(arm_type: str) -> NameRule:
    """Return what Azure takes as a name of a type. Raises KeyError for one that has no rule."""
    return _table()[arm_type]


@cache
def abbreviations() -> dict[str, str]:
    """Return ARM types by the abbreviation that the Cloud Adoption Framework gives them."""
    types = resources.data("azure", "names.json")["types"]
    return {row["abbreviation"]: name for name, row in types.items() if "abbreviation" in row}
