"""Rules of a network security group, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic.alias_generators import to_snake

from aksdesigner.edit.changes import checked, found_as, full_key, made, with_replaced, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.network_security_group import NetworkSecurityGroup, SecurityRule

# azure-rules D-01
LOWEST, HIGHEST = 100, 4096


@dataclass(frozen=True)
class AddSecurityRule:
    """Add a rule to a security group so that it comes before the rule called `before`.

    Without `before` it comes first of its direction, with `is_last` after all others. `fields` are
    those of the rule, without priority; a priority between its neighbours is found, and neighbours
    move down where there is none. A name that is taken gets a number.
    """

    group: Key
    name: str
    direction: str
    access: str
    before: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    is_last: bool = False

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Add rule {self.name} to {label_of(self.group)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the rule. Raises Refused when no priority is left."""
        group = found_as(document.topology.index, NetworkSecurityGroup, full_key(self.group))
        order = sorted(
            (rule for rule in group.rules if rule.direction == self.direction),
            key=lambda rule: rule.priority,
        )
        first = len(order) if self.is_last else 0
        place = next((i for i, rule in enumerate(order) if rule.name == self.before), first)
        priority, moved = _gap(order, place)
        new = made(
            SecurityRule,
            {
                **{to_snake(name): value for name, value in self.fields.items()},
                "name": self._name(group),
                "direction": self.direction,
                "access": self.access,
                "priority": priority,
            },
        )
        kept = tuple(
            checked(rule, {"priority": moved[rule.name]})
            if rule.direction == self.direction and rule.name in moved
            else rule
            for rule in group.rules
        )
        changed = checked(group, {"rules": (*kept, new)})
        return with_topology(document, with_replaced(document.topology, group, changed))

    def _name(self, group: NetworkSecurityGroup) -> str:
        taken = {rule.name.casefold() for rule in group.rules}
        name, number = self.name, 2
        while name.casefold() in taken:
            name, number = f"{self.name}-{number}", number + 1
        return name


def _gap(order: list[SecurityRule], place: int) -> tuple[int, dict[str, int]]:
    """Return a priority before the rule at `place`, and the new priorities of rules that must move."""
    low = order[place - 1].priority if place else LOWEST - 1
    if place == len(order):  # the next hundred, so that there is room between
        wanted = (low // 100 + 1) * 100
        if min(wanted, HIGHEST) > low:
            return min(wanted, HIGHEST), {}
        raise Refused("The security group has no priority left.")
    high = order[place].priority
    if high - low > 1:
        return low + (high - low + 1) // 2, {}
    moved: dict[str, int] = {}
    taken = high
    for rule in order[place:]:
        if rule.priority > taken:
            break
        taken = rule.priority + 1
        if taken > HIGHEST:
            raise Refused("The security group has no priority left.")
        moved[rule.name] = taken
    return high, moved


@dataclass(frozen=True)
class RemoveSecurityRule:
    """Take a rule out of a security group, by name."""

    group: Key
    name: str

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Remove rule {self.name} of {label_of(self.group)}"

    def apply(self, document: Document) -> Document:
        """Return the document without the rule. Raises Refused when there is none."""
        group = found_as(document.topology.index, NetworkSecurityGroup, full_key(self.group))
        kept = tuple(rule for rule in group.rules if rule.name != self.name)
        if len(kept) == len(group.rules):
            raise Refused(f"{label_of(self.group)} has no rule {self.name}.")
        changed = checked(group, {"rules": kept})
        return with_topology(document, with_replaced(document.topology, group, changed))
