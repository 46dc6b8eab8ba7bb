"""Names of the resources that a drawing implies: the one place, so that dialects agree.

The prefixes are the abbreviations of the Cloud Adoption Framework. What the design names keeps
its name; names that would meet within one type get a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aksdesigner.iac.name_rules import abbreviations, name_rule
from aksdesigner.model.ids import Key

NUMBER_ROOM = 4  # characters kept free for the number of alike names
# kind token -> prefix: kinds that can be drawn and implied, so that both share one set of names
DRAWN_PREFIXES = {"pip": "pip", "fwpol": "afwp", "fw": "afw"}


@dataclass
class Names:
    """Hands out names of derived resources; the same (key, role) always gets the same one."""

    taken: set[tuple[str, str]] = field(default_factory=set)
    known: dict[tuple[Key, str], str] = field(default_factory=dict)

    def reserve(self, prefix: str, name: str) -> None:
        """Keep a drawn name from being given to what the drawing implies."""
        self.taken.add((prefix, name.casefold()))

    def derived(self, prefix: str, base: str, key: Key, role: str, within: str = "") -> str:
        """Return ``prefix-base`` as Azure takes it, numbered where its type has that name already.

        `within` is the parent inside which the name has to be unique.
        """
        if (key, role) not in self.known:
            wanted, number = f"{prefix}-{base}", 1
            if prefix in abbreviations():
                wanted = name_rule(abbreviations()[prefix]).fitted(wanted, NUMBER_ROOM)
            name = wanted
            while (prefix + within, name.casefold()) in self.taken:
                number += 1
                name = f"{wanted}-{number}"
            self.taken.add((prefix + within, name.casefold()))
            self.known[key, role] = name
        return self.known[key, role]


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
