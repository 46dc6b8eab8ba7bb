"""Public addresses of a resource: those that are drawn, and those that are only implied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.public_ip import PublicIp
from aksdesigner.model.resource import AzureResource

LABEL = re.compile(r"[a-z][a-z0-9-]{1,61}[a-z0-9]")


@dataclass(frozen=True)
class Slot:
    """One public address: the key of a drawn one, or name and role of one of its own."""

    role: str
    name: str
    drawn: Key = ""


def slots_of(
    draft: Draft, key: Key, resource: AzureResource, count: int, drawn: Sequence[str]
) -> list[Slot]:
    """Return the addresses of a resource: the drawn ones first, then as many as are missing."""
    out = []
    for index, suffix in enumerate(numbered(max(count, len(drawn)))):
        role = f"pip {suffix}"
        if index < len(drawn):
            out.append(Slot(role, "", key_of("pip", drawn[index])))
        else:
            base = with_suffix(real_name(resource), suffix)
            out.append(Slot(role, draft.names.derived("pip", base, key, role)))
    return out


def lone_slot(
    draft: Draft, key: Key, resource: AzureResource, drawn: str | None, role: str = "pip"
) -> Slot:
    """Return the one address of a resource."""
    if drawn:
        return Slot(role, "", key_of("pip", drawn))
    return Slot(role, draft.names.derived("pip", real_name(resource), key, role))


def domain_label(draft: Draft, key: Key, address: PublicIp) -> str | None:
    """Return the DNS name label; one that Azure refuses is reported and left out."""
    label = address.domain_name_label
    if label and not LABEL.fullmatch(label):
        reason = (
            f"Azure takes 3 to 63 lower case letters, digits and hyphens, a letter first, not "
            f"{label!r}; it is left out"
        )
        draft.omit(key, "domain_name_label", reason)
        return None
    return label or None


def zones_of_addresses(
    draft: Draft, key: Key, resource: AzureResource, slots: Sequence[Slot]
) -> tuple[str, ...]:
    """Return the zones for the addresses that are made here; with none of these they are reported.

    For resources that have no zones but those of their public addresses.
    """
    if resource.zones and all(slot.drawn for slot in slots):
        draft.omit(key, "zones", "its zones are those of its public addresses, which are drawn")
    return resource.zones
