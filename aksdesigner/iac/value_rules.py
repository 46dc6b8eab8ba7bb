"""ValueRule: what Azure takes for a value that is asked for, in one place for every language.

The rules and choices are in resources/azure/parameters.json with their sources; those of names come
from names.json, and those of resource ids follow from the type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from aksdesigner import resources
from aksdesigner.iac.name_rules import name_rule
from aksdesigner.model.address import Address, AddressError, Cidr

_GUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"


@dataclass(frozen=True)
class ValueRule:
    """What a value consists of; `says` ends the sentence "expected ...".

    `pattern` is for the whole value and has no anchors; `any_case` means that upper and lower case are the same.
    `shortest` and `longest` count characters, `lowest` and `highest` bound numbers (both
    included), `longest_prefix` is a number of bits. `excluded` are values that are refused (of text, in lower case),
    `excluded_ranges` numbers from and to, both included. At least `fewest_classes` of the patterns `classes` occur.
    """

    says: str
    pattern: str = ""
    any_case: bool = False
    form: Literal["", "address", "prefix"] = ""
    longest_prefix: int = 32
    shortest: int | None = None
    longest: int | None = None
    lowest: int | None = None
    highest: int | None = None
    excluded: tuple[str | int, ...] = ()
    excluded_ranges: tuple[tuple[int, int], ...] = ()
    classes: tuple[str, ...] = ()
    fewest_classes: int = 0

    def takes(self, value: str | int) -> bool:
        """Return whether a value keeps the rule."""
        return self._takes_number(value) if isinstance(value, int) else self._takes_text(value)

    def _takes_number(self, value: int) -> bool:
        lowest = value if self.lowest is None else self.lowest
        highest = value if self.highest is None else self.highest
        reserved = any(first <= value <= last for first, last in self.excluded_ranges)
        return lowest <= value <= highest and value not in self.excluded and not reserved

    def _takes_text(self, value: str) -> bool:
        if len(value) < (self.shortest or 0) or len(value) > (self.longest or len(value)):
            return False
        flags = re.IGNORECASE if self.any_case else 0
        if self.pattern and re.fullmatch(self.pattern, value, flags) is None:
            return False
        found = sum(1 for pattern in self.classes if re.search(pattern, value))
        if found < self.fewest_classes or value.lower() in self.excluded:
            return False
        return not self.form or _has_form(value, self.form, self.longest_prefix)


def _has_form(value: str, form: str, longest_prefix: int) -> bool:
    """Return whether a value is an IPv4 address or prefix in its one usual spelling."""
    try:
        if form == "address":
            address = Address.parse(value)
            return address.version == 4 and str(address) == value
        block = Cidr.parse(value)
    except AddressError:
        return False
    is_spelled = block.version == 4 and str(block.network) == value
    return is_spelled and block.length <= longest_prefix


@cache
def value_rule(name: str) -> ValueRule:
    """Return a rule of the table. Raises KeyError for a name that it does not have."""
    row = resources.data("azure", "parameters.json")["rules"][name]
    return ValueRule(
        row["says"],
        row.get("pattern", ""),
        form=row.get("form", ""),
        longest_prefix=row.get("longestPrefix", 32),
        shortest=row.get("shortest"),
        longest=row.get("longest"),
        lowest=row.get("lowest"),
        highest=row.get("highest"),
        excluded=tuple(row.get("not", ())),
        excluded_ranges=tuple((first, last) for first, last in row.get("notBetween", ())),
        classes=tuple(row.get("classes", ())),
        fewest_classes=row.get("fewestClasses", 0),
    )


def choices_of(name: str) -> tuple[str, ...]:
    """Return all values that Azure has for something. Raises KeyError."""
    return tuple(resources.data("azure", "parameters.json")["choices"][name]["values"])


@cache
def name_value_rule(arm_type: str) -> ValueRule:
    """Return what a name of a type consists of. Raises KeyError for a type that has no rule."""
    rule = name_rule(arm_type)
    return ValueRule(
        f"{rule.shortest} to {rule.longest} characters: {rule.says}",
        f"[{rule.first}]([{rule.inside}]*[{rule.last}])?",
        shortest=rule.shortest,
        longest=rule.longest,
    )


@cache
def id_rule(arm_type: str = "") -> ValueRule:
    """Return what an id of a resource of a type consists of; without a type, of any resource.

    Its form is that of https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#resourceid
    whose words and names Azure compares without regard to case.
    """
    head = f"/subscriptions/{_GUID}/resourceGroups/[^/]+/providers/"
    if not arm_type:
        return ValueRule(
            "a resource id of the form /subscriptions/.../resourceGroups/.../providers/...",
            head + "[^/]+(/[^/]+/[^/]+)+",
            any_case=True,
        )
    provider, *kinds = arm_type.split("/")
    tail = "".join(f"/{kind}/[^/]+" for kind in kinds)
    return ValueRule(
        f"a resource id of the type {arm_type}",
        head + re.escape(provider) + tail,
        any_case=True,
    )
