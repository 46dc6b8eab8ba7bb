"""Rules of a firewall policy, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic.alias_generators import to_snake

from aksdesigner.edit.changes import checked, found_as, full_key, made, with_replaced, with_topology
from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.firewall_policy import (
    FirewallPolicy,
    FirewallRule,
    RuleCollection,
    RuleCollectionGroup,
)

# what Azure accepts for groups and collections (azure-rules F)
LOWEST, HIGHEST = 100, 65_000
STEP = 100


@dataclass(frozen=True)
class AllowInFirewall:
    """Add a rule to a policy's first collection that allows rules of a type, or to a new one.

    `type` is network or application; `fields` are those of the rule. A new collection comes before
    the others of its group, so that no deny rule of that policy stands in its way.
    """

    policy: Key
    name: str
    type: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the undo menu says."""
        return f"Add rule {self.name} to {label_of(self.policy)}"

    def apply(self, document: Document) -> Document:
        """Return the document with the rule. Raises Refused when no priority is left."""
        policy = found_as(document.topology.index, FirewallPolicy, full_key(self.policy))
        fields = {to_snake(name): value for name, value in self.fields.items()}
        groups = policy.rule_collection_groups
        first = min(groups, key=lambda group: group.priority, default=None)
        if first is None:
            new = made(
                RuleCollectionGroup,
                {"name": "allowed", "priority": STEP, "collections": [self._new((), fields)]},
            )
            changed = checked(policy, {"rule_collection_groups": (new,)})
        else:
            grown = checked(first, {"collections": self._grown(first.collections, fields)})
            kept = tuple(grown if group is first else group for group in groups)
            changed = checked(policy, {"rule_collection_groups": kept})
        return with_topology(document, with_replaced(document.topology, policy, changed))

    def _grown(
        self, collections: tuple[RuleCollection, ...], fields: dict[str, Any]
    ) -> tuple[RuleCollection, ...]:
        ordered = sorted(collections, key=lambda one: one.priority)
        first = next((one for one in ordered if one.type == self.type), None)
        if first is None or first.action != "Allow":
            return (*collections, self._new(collections, fields))
        taken = {rule.name.casefold() for rule in first.rules}
        rule = made(FirewallRule, {**fields, "name": _free(self.name, taken)})
        grown = checked(first, {"rules": (*first.rules, rule)})
        return tuple(grown if one is first else one for one in collections)

    def _new(self, others: tuple[RuleCollection, ...], fields: dict[str, Any]) -> RuleCollection:
        same = [one.priority for one in others if one.type == self.type]
        taken = {one.priority for one in others}
        limit = min(same) if same else HIGHEST
        order = [*range(LOWEST, limit, STEP), *range(limit - 1, LOWEST - 1, -1)]
        priority = next((number for number in order if number not in taken), None)
        if priority is None:
            raise Refused(f"{label_of(self.policy)} has no priority left.")
        names = {one.name.casefold() for one in others}
        rule = made(FirewallRule, {**fields, "name": self.name})
        values = {"priority": priority, "type": self.type, "action": "Allow", "rules": (rule,)}
        return made(RuleCollection, {**values, "name": _free(f"allow-{self.type}", names)})


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name
