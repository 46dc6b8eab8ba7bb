"""What the programs of a team share, whatever the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.handover.additions import HALF, ROLE, Addition
from aksdesigner.iac.plan.resolver import rules_of
from aksdesigner.iac.program import Declaration
from aksdesigner.model.ids import Key, split_key


def refer_to_all(draft: Draft, refer: Callable[[Draft, Key, Any], None]) -> None:
    """Declare references to everything that is drawn; those that nothing uses are dropped later."""
    index = draft.design.index
    for entry in index.entries:
        if index.at(entry.key) is entry.resource:
            refer(draft, entry.key, entry.resource)


def kind_of(addition: Addition) -> str:
    """Return the kind token of an addition's owner, "" where the field alone says what is added."""
    return "" if addition.field in (HALF, ROLE) else split_key(addition.owner)[0]


def of_owner(item: Declaration, addition: Addition) -> Declaration:
    """Return a declaration as part of the owner: a role changes what it is given on."""
    return replace(item, resource=addition.owner) if addition.field == ROLE else item


def forwarding_of(draft: Draft, addition: Addition) -> Iterable[tuple[str, str, Any]]:
    """Return (role, name, rule) of the rules that are added, named as if all were written."""
    ruleset: Any = draft.design.index.at(addition.owner)
    mine = {id(rule) for rule in addition.items}
    return [item for item in rules_of(draft, addition.owner, ruleset) if id(item[2]) in mine]
