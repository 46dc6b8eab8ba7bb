"""What differs between two documents, as a JSON patch (RFC 6902) of their plain forms.

Documents are immutable and share what an edit left alone, so resources that are the same object
are skipped without being looked at: an edit of a large design costs what the edit is large.
"""

from __future__ import annotations

from typing import Any

import jsonpatch

from aksdesigner.model.document import Document
from aksdesigner.model.part import Part, Plain, plain_of
from aksdesigner.model.topology import Topology
from aksdesigner.store.plain_json import plain_document

Operation = dict[str, Any]


def patch_between(old: Document, new: Document) -> list[Operation]:
    """Return the operations that turn the plain form of `old` into that of `new`."""
    operations: list[Operation] = []
    if old.topology is not new.topology:
        operations += _topology_patch(old.topology, new.topology)
    operations += jsonpatch.make_patch(_without_topology(old), _without_topology(new)).patch
    return operations


def patched(plain: Plain, operations: list[Operation]) -> Plain:
    """Return plain data with a patch applied. Raises ValueError when it does not fit."""
    try:
        result: Plain = jsonpatch.apply_patch(plain, operations)
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException, TypeError) as error:
        raise ValueError(f"the patch does not fit: {error}") from error
    return result


def _without_topology(document: Document) -> Plain:
    return plain_document(document.replace(topology=_NOTHING))


_NOTHING = Topology()


def _topology_patch(old: Topology, new: Topology) -> list[Operation]:
    if old == _NOTHING or new == _NOTHING or (old.model_extra or {}) != (new.model_extra or {}):
        whole = (_plain_topology(old), _plain_topology(new))
        return list(jsonpatch.make_patch(*whole).patch)
    operations: list[Operation] = []
    for name, info in Topology.model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before is not after:
            operations += _section_patch(f"/topology/{info.alias or name}", before, after)
    return operations


def _plain_topology(topology: Topology) -> Plain:
    plain = plain_of(topology)
    return {"topology": plain} if plain else {}


def _section_patch(path: str, before: tuple[Part, ...], after: tuple[Part, ...]) -> list[Operation]:
    """Patch one list of resources: equal ends are skipped by identity, the middle is replaced."""
    if not before or not after:
        if not before and not after:
            return []
        if not after:
            return [{"op": "remove", "path": path}]
        return [{"op": "add", "path": path, "value": [plain_of(item) for item in after]}]
    start = _equal_start(before, after)
    end = _equal_start(before[start:][::-1], after[start:][::-1])
    old_middle = before[start : len(before) - end]
    new_middle = after[start : len(after) - end]
    both = min(len(old_middle), len(new_middle))
    operations: list[Operation] = [
        {"op": "replace", "path": f"{path}/{start + i}", "value": plain_of(new_middle[i])}
        for i in range(both)
        if old_middle[i] is not new_middle[i]
    ]
    operations += [
        {"op": "remove", "path": f"{path}/{start + both}"} for _ in range(len(old_middle) - both)
    ]
    operations += [
        {"op": "add", "path": f"{path}/{start + i}", "value": plain_of(new_middle[i])}
        for i in range(both, len(new_middle))
    ]
    return operations


def _equal_start(before: tuple[Part, ...], after: tuple[Part, ...]) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if old is not new:
            break
        count += 1
    return count
