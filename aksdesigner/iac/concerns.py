"""What belongs together in an exported folder: a network, a cluster, names, the edge, the rest.

Whoever reads the folder looks for "the hub" or "the production cluster": each becomes a file or a
module. A slug never depends on the order of the file; only of two names that read alike does each
get a few digits of its key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.distinct import DIGITS, Distinct, mark_of
from aksdesigner.iac.symbols import words_of
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

LONGEST = 60  # characters of a slug: paths stay short on every system


@dataclass(frozen=True, order=True)
class Concern:
    """One part of an exported folder: its file name without ending, and a title for people."""

    slug: str
    title: str


DNS = Concern("dns", "Private DNS zones, their links and forwarding rulesets")
EDGE = Concern("edge", "Front Door and its policies")
SERVICES = Concern("services", "Platform services")
WAN = Concern("wan", "Virtual WAN and its hubs")
ON_PREMISES = Concern("on-premises", "Sites and circuits")
SHARED = Concern("shared", "What several parts use")

FIXED = {
    "zone": DNS,
    "ruleset": DNS,
    "fd": EDGE,
    "paas": SERVICES,
    "vwan": WAN,
    "vhub": WAN,
    "site": ON_PREMISES,
    "er": ON_PREMISES,
    "internet": SHARED,
}
# words that a name starts with to say its kind, which the slug says already
KIND_WORDS = {"vnet": "network", "aks": "cluster"}


class Concerns:
    """The concerns of a design; ask `of`."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._known: dict[Key, Concern] = {}

    def of(self, key: Key) -> Concern:
        """Return the concern of a drawn resource; SHARED for a key that is not drawn."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._of(key, frozenset())
        return found

    @cached_property
    def _named(self) -> dict[Key, Concern]:
        """The concern of each network and each cluster."""
        index = self._design.index
        holders: list[tuple[Key, str, str]] = [
            (key, "vnet", f"Network {network.name} and what stands in it")
            for key, network in index.of_kind(VirtualNetwork)
        ]
        holders += [
            (key, "aks", f"Cluster {cluster.name}") for key, cluster in index.of_kind(AksCluster)
        ]
        names = Distinct()

        def slug(key: Key, kind: str) -> str:
            return names.text((key, ""), "slug", partial(_slug, key, kind))

        for key, kind, _ in holders:
            slug(key, kind)
        names.settle()
        return {key: Concern(slug(key, kind), title) for key, kind, title in holders}

    def _of(self, key: Key, asking: frozenset[Key]) -> Concern:
        kind, name = split_key(key)
        if kind in FIXED:
            return FIXED[kind]
        resource: Any = self._design.index.at(key)
        if key in self._named:
            return self._named[key]
        if kind in ("subnet", "pool"):
            parent = key_of("vnet" if kind == "subnet" else "aks", name.partition("/")[0])
            return self._named.get(parent, SHARED)
        home = getattr(resource, "from_", None) or getattr(resource, "vnet", None)
        if isinstance(home, str) and key_of("vnet", home) in self._named:
            return self._named[key_of("vnet", home)]
        return self._of_users(key, asking | {key})

    def _of_users(self, key: Key, asking: frozenset[Key]) -> Concern:
        """Return the one concern of all that use a resource, or SHARED."""
        index = self._design.index
        resource = index.at(key)
        users = self._design.users_of(key) if resource is not None else []
        keys = (index.key(user) for user in users)
        return _only(self._of(user, asking) for user in keys if user not in asking)


def _only(found: Iterable[Concern]) -> Concern:
    different = set(found)
    return different.pop() if len(different) == 1 else SHARED


def _slug(key: Key, kind: str, mark: str) -> str:
    words = words_of(split_key(key)[1])
    rest = words[1:] if words[:1] == (kind,) and len(words) > 1 else words
    slug = "-".join((KIND_WORDS[kind], *rest))
    if not mark and len(slug) > LONGEST:
        mark = mark_of((key, ""), DIGITS[1])
    return f"{slug[: LONGEST - len(mark) - 1].rstrip('-')}-{mark}" if mark else slug
