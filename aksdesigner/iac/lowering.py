"""Document -> program: the walk over a design that every dialect shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.handover.additions import is_handed_over
from aksdesigner.iac.legal_names import report_names
from aksdesigner.iac.naming import DRAWN_PREFIXES
from aksdesigner.iac.omissions import THEIRS, why_never
from aksdesigner.iac.plan.connection import report_sites
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.peering import Peering
from aksdesigner.model.part import Resource

Codec = Callable[[Draft, Key, Any], None]


def lower(draft: Draft, codecs: Mapping[str, Codec], to_existing: Codec) -> None:
    """Write every resource of the design into a draft, kind by kind, in the order of the file."""
    entries = [e for e in draft.design.index.entries if draft.design.index.at(e.key) is e.resource]
    for entry in entries:
        if entry.resource.kind in DRAWN_PREFIXES and not draft.design.is_existing(entry.key):
            prefix = DRAWN_PREFIXES[entry.resource.kind]
            draft.names.reserve(prefix, real_name(entry.resource))
    for entry in entries:
        if draft.design.is_existing(entry.key):
            to_existing(draft, entry.key, entry.resource)
    for kind, codec in codecs.items():
        for entry in entries:
            if entry.resource.kind == kind and not draft.design.is_existing(entry.key):
                _write(draft, codec, entry.key, entry.resource)
    for entry in entries:
        _report(draft, entry.key, entry.resource)
    report_names(draft)
    report_sites(draft)


def _write(draft: Draft, codec: Codec, key: Key, resource: Resource) -> None:
    if isinstance(resource, Peering) and draft.design.is_existing(key_of("vnet", resource.from_)):
        if not is_handed_over(draft.design, resource):
            reason = f"both networks are deployed by others, {resource.from_} and {resource.to}"
            draft.omit(key, "from_", reason)
        return  # else it stands in the program of the network's owner
    codec(draft, key, resource)


def _report(draft: Draft, key: Key, resource: Resource) -> None:
    """Report fields that no dialect says, where the drawing fills them."""
    if getattr(resource, "existing", False) or getattr(resource, "external", False):
        draft.omit(key, "existing", THEIRS)
    kind = split_key(key)[0]
    for name, info in type(resource).model_fields.items():
        reason = why_never(kind, name)
        value = getattr(resource, name)
        if reason is None:
            continue
        if kind == "internet" or value != info.get_default(call_default_factory=True):
            draft.omit(key, name, reason)
    for name in resource.model_extra or {}:
        draft.omit(key, name, "not known to this version")
