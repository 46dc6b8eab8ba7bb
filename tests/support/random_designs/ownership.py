"""Random designs of which other teams deploy a part."""

from __future__ import annotations

import random
from typing import Any

from aksdesigner.model.document import Document
from aksdesigner.model.resource import AzureResource
from aksdesigner.model.topology import Topology

KINDS = ("vnet", "rt", "nsg", "zone", "ruleset", "vhub", "ipgroup", "fwpol")


def owned_by_others(document: Document, seed: int) -> Document:
    """Return a design of which other teams deploy a part, chosen by a seed."""
    rng = random.Random(seed)

    def changed(item: Any) -> Any:
        if not isinstance(item, AzureResource) or item.kind not in KINDS or rng.random() < 0.5:
            return item
        changes: dict[str, Any] = {"existing": True}
        for field, values in (
            ("owner", ("network", "security")),
            ("resource_group", ("rg-a", "rg-b", "10.rg")),
            ("subscription", ("hub", "other")),
        ):
            if rng.random() < 0.5:
                changes[field] = rng.choice(values)
        return item.model_copy(update=changes)

    sections = {
        name: tuple(changed(item) for item in getattr(document.topology, name))
        for name in Topology.model_fields
    }
    return document.replace(topology=document.topology.model_copy(update=sections))
