"""Ends of a security rule: lone values, lists and application groups."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Property, Raw
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_security_group import SecurityRule

ANY = "*"


def one_or_many(values: tuple[str, ...], single: str, plural: str) -> dict[str, Raw]:
    """Return the values under the right property; ``*`` swallows everything beside it."""
    kept = tuple(dict.fromkeys(values)) or (ANY,)
    if ANY in kept:
        kept = (ANY,)
    return {single: kept[0]} if len(kept) == 1 else {plural: list(kept)}


def groups_of(draft: Draft, names: tuple[str, ...]) -> list[Property]:
    """Return the ids of application security groups."""
    return [draft.id_of(key_of("asg", name)) for name in dict.fromkeys(names)]


def report_ends(draft: Draft, key: Key, rule: SecurityRule) -> None:
    """Report prefixes that stand beside application groups: Azure takes one of the two."""
    for field, groups in (("sources", rule.source_asgs), ("destinations", rule.destination_asgs)):
        prefixes = getattr(rule, field)
        if groups and prefixes not in ((ANY,), ()):
            reason = (
                f"rule {rule.name} names application groups too, and Azure takes one of the two: "
                f"{', '.join(prefixes)} needs a rule of its own"
            )
            draft.omit(key, f"rules.{field}", reason, rule.name)
