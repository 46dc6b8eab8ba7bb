"""Names of the resources that a drawing implies: the one place, so that dialects agree.

The prefixes are the abbreviations of the Cloud Adoption Framework. What the design names keeps
its name; names that would meet within one type get a mark made of their keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aksdesigner.iac.distinct import DIGITS, Distinct, Owner, mark_of
from aksdesigner.iac.name_rules import abbreviations, name_rule
from aksdesigner.model.ids import Key

# kind token -> prefix: kinds that can be drawn and implied, so that both share one set of names
DRAWN_PREFIXES = {"pip": "pip", "fwpol": "afwp", "fw": "afw"}


@dataclass
class Names:
    """Hands out names of derived resources; the same (key, role) always gets the same one.

    They are final when `settle` returns False (`Distinct`).
    """

    _distinct: Distinct = field(default_factory=Distinct)

    def reserve(self, prefix: str, name: str) -> None:
        """Keep a drawn name from being given to what the drawing implies."""
        self._distinct.take(prefix, name)

    def derived(self, prefix: str, base: str, key: Key, role: str, within: str = "") -> str:
        """Return ``prefix-base`` as Azure takes it, marked where its type has that name already.

        `within` is the parent inside which the name has to be unique.
        """

        def spell(mark: str) -> str:
            return _spelt(prefix, base, f"-{mark}" if mark else "")

        return self._distinct.text(_owner(key, prefix, role), prefix + within, spell)

    def settle(self) -> bool:
        """Tell apart what shares a name, and return whether anything changed."""
        return self._distinct.settle()


def is_derived(name: str, prefix: str, base: str, key: Key, role: str) -> bool:
    """Return whether `Names` could have given this name: ``prefix-base``, marked or not."""
    ends = ("", *(f"-{mark_of(_owner(key, prefix, role), digits)}" for digits in DIGITS[1:]))
    return any(name == _spelt(prefix, base, end) for end in ends)


def _owner(key: Key, prefix: str, role: str) -> Owner:
    return key, f"{prefix} {role}"


def _spelt(prefix: str, base: str, end: str) -> str:
    wanted = f"{prefix}-{base}"
    if prefix in abbreviations():
        wanted = name_rule(abbreviations()[prefix]).fitted(wanted, len(end))
    return wanted + end


def numbered(count: int) -> list[str]:
    """Return the suffixes of `count` alike things: none for one, else 1, 2 ... of equal length."""
    if count == 1:
        return [""]
    width = len(str(count))
    return [f"{i:0{width}d}" for i in range(1, count + 1)]


def with_suffix(name: str, suffix: str) -> str:
    """Return a name with a number behind it, or the name alone."""
    return f"{name}-{suffix}" if suffix else name


def dns_prefix(cluster: str) -> str:
    """Return a cluster's name as a DNS prefix: 1 to 54 letters, digits and hyphens."""
    text = re.sub(r"[^A-Za-z0-9-]+", "-", cluster).strip("-")[:54].strip("-")
    return text or "aks"
