"""Paste: what was copied comes once more, under names, prefixes and addresses that are free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from aksdesigner.azure.special_subnets import special_subnet
from aksdesigner.edit.allowed.places import may_contain
from aksdesigner.edit.changes import (
    INNER,
    checked,
    found,
    full_key,
    require_free_name,
    with_added,
    with_replaced,
    with_topology,
)
from aksdesigner.edit.clip import Clip
from aksdesigner.edit.command import Refused
from aksdesigner.edit.notes import free_name, with_note
from aksdesigner.edit.place import Position, drawn_label, with_positions
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.rename import Rename, new_key_of
from aksdesigner.edit.renumber import RenumberNetwork, RenumberSubnet
from aksdesigner.edit.reparent import Reparent
from aksdesigner.edit.resettle_copy import apart_from_others
from aksdesigner.edit.suggest import free_prefix, next_vnet_prefix, vnet_ranges
from aksdesigner.model.address import Cidr
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.nesting import REGION, ancestors_of, container_of, position_of
from aksdesigner.model.note import notes_by_key
from aksdesigner.model.references import rewritten

# kinds that come along when something copied names one that the design does not have
CARRIED = frozenset(
    ("rt", "nsg", "asg", "ipgroup", "fwpol", "waf", "pip", "ippfx", "natgw", "ddos", "vwan")
)
# a note that is given no place stands this far beside where it was copied from
BESIDE = 32.0
NUMBERED = re.compile(r"^(.*?)(\d+)$")


@dataclass(frozen=True)
class Paste:
    """Put a clip into the design.

    `parent` is the container it is meant for; what can't stand there goes where it was copied
    from. `places` gives things that stand outside every container (by their keys in the clip)
    their corners.
    """

    clip: Clip
    parent: Key | None = None
    places: Mapping[Key, Position] = field(default_factory=dict)
    verb: str = "Paste"

    @property
    def label(self) -> str:
        """What the undo menu says."""
        tops = (*self.clip.tops, *self.clip.notes)
        return f"{self.verb} {drawn_label(tops[0]) if len(tops) == 1 else f'{len(tops)} things'}"

    def apply(self, document: Document) -> Document:
        """Return the document with the clip in it. Raises Refused with why it can't be there."""
        if not self.clip.tops and not self.clip.notes:
            raise Refused("There is nothing to paste.")
        if self.clip.tops:
            document = _Pasting(document, self.clip, self.parent).done(self.places)
        return self._noted(document)

    def _noted(self, document: Document) -> Document:
        """Return the document with the copied notes under names that are free."""
        known = notes_by_key(self.clip.document.notes)
        places = {**self.clip.document.view.positions, **self.places}
        for key in self.clip.notes:
            x, y, *size = places.get(key, (0.0, 0.0))
            if key in self.places:  # a corner: the note keeps its size
                size = list(self.clip.document.view.positions.get(key, ())[2:])
            else:
                x, y = x + BESIDE, y + BESIDE
            note = known[key].model_copy(update={"name": free_name(document)})
            document = with_note(document, note, (x, y, *size))
        return document

    def keys_in(self, document: Document) -> tuple[Key, ...]:
        """Return the keys that the pasted things will have. Raises Refused like `apply`."""
        before = self.clip.document.topology.index
        pasted = self.apply(document)
        noted = notes_by_key(pasted.notes).keys() - notes_by_key(document.notes).keys()
        after = pasted.topology.index
        uids = [before.by_key[top].resource.uid for top in self.clip.tops]
        keys = tuple(after.by_uid[uid].key for uid in uids if uid in after.by_uid)
        return (*keys, *(note.key for note in pasted.notes if note.key and note.key in noted))


def require_place(document: Document, clip: Clip, top: Key, parent: Key | None) -> Key | None:
    """Return the container that a copied thing goes to, None for free canvas.

    Raises Refused when neither `parent` nor the place that it was copied from takes it.
    """
    kind = split_key(top)[0]
    home = container_of(clip.document.topology.index, top)
    wanted = full_key(parent) if parent else None
    if wanted is not None and wanted != home and may_contain(document, kind, wanted):
        return None if split_key(wanted)[0] == REGION else wanted
    if home is not None and home not in document.topology.index.by_key:
        reason = may_contain(document, kind, wanted).reason or "select where it shall stand"
        raise Refused(f"{label_of(top)}: {reason}.")
    verdict = may_contain(document, kind, home)
    if home is None and not may_contain(new_document(), kind, None):
        return None  # it waits there for its place, as it did where it was copied from
    if not verdict:
        raise Refused(f"{label_of(top)}: {verdict.reason}.")
    return home


class _Pasting:
    """One paste under way: the clip is made to fit first, then joined, then sent to its places."""

    def __init__(self, document: Document, clip: Clip, parent: Key | None) -> None:
        self._before = document
        self._clip = clip.document
        index = self._clip.topology.index
        self._tops = {index.by_key[top].resource.uid: top for top in clip.tops}
        self._copied = {index.by_key[key].resource.uid for key in clip.copied}
        self._targets = {
            index.by_key[top].resource.uid: require_place(document, clip, top, parent)
            for top in clip.tops
        }
        self._homes = {uid: container_of(index, top) for uid, top in self._tops.items()}

    def done(self, places: Mapping[Key, Position]) -> Document:
        """Return the document with everything in its place."""
        self._rename()
        self._renumber()
        document, shells = self._joined()
        corners: dict[Key, Position] = {}
        for uid, top in self._tops.items():
            key = document.topology.index.by_uid[uid].key
            target = self._targets[uid]
            if not self._stays_home(uid):
                document = Reparent(key, target).apply(document)
                key = document.topology.index.by_uid[uid].key
            if target is None and top in places:
                corners[key] = places[top]
        if shells:
            document = DeleteResources(tuple(shells)).apply(document)
        for uid in [e.resource.uid for e in document.topology.index.entries]:
            if uid in self._copied:
                document = apart_from_others(document, uid, self._copied)
        return with_positions(document, corners) if corners else document

    def _stays_home(self, uid: str) -> bool:
        return self._targets[uid] == self._homes[uid]

    def _keys(self) -> dict[str, Key]:
        return {e.resource.uid: e.key for e in self._clip.topology.index.entries}

    def _rename(self) -> None:
        """Give what is copied names that neither the design nor the clip has."""
        for uid in [e.resource.uid for e in self._clip.topology.index.entries]:
            key = self._keys()[uid]
            kind, name = split_key(key)
            if kind == "peering" or uid not in self._copied:
                continue
            if kind in INNER:
                if uid not in self._tops:
                    continue
                owner = self._targets[uid] or ""
                plain = name.rpartition("/")[2]
                there = key_of(kind, f"{split_key(owner)[1]}/{plain}")
                if not _is_taken(self._before, there) or special_subnet(plain) is not None:
                    continue
            elif not _is_taken(self._before, key):
                continue
            self._clip = self._renamed(key)

    def _renamed(self, key: Key) -> Document:
        kind, name = split_key(key)
        for fresh in next_names(name.rpartition("/")[2]):
            rename = Rename(key, fresh)
            new = new_key_of(rename)
            owner = self._targets.get(self._uid(key)) if kind in INNER else None
            there = key_of(kind, f"{split_key(owner)[1]}/{fresh}") if owner else new
            if not _is_taken(self._before, there) and not _is_taken(self._clip, new):
                return _with_azure_name(rename.apply(self._clip), new, name)
        raise Refused(f"There is no free name for {label_of(key)}.")

    def _uid(self, key: Key) -> str:
        return self._clip.topology.index.by_key[key].resource.uid

    def _renumber(self) -> None:
        """Give copied networks, and subnets that stay in theirs, prefixes that are free."""
        for uid in self._tops:
            key = self._keys()[uid]
            resource = found(self._clip.topology.index, key)
            if isinstance(resource, VirtualNetwork):
                self._clip = self._network(key, resource)
            elif isinstance(resource, Subnet) and self._stays_home(uid):
                self._clip = self._subnet(uid, key, resource)

    def _network(self, key: Key, network: VirtualNetwork) -> Document:
        others = [
            v for v in self._clip.topology.vnets if v.uid in self._copied and v is not network
        ]
        probe = self._before
        for other in others:
            probe = with_topology(probe, with_added(probe.topology, other))
        taken = vnet_ranges(probe.topology)
        moves: dict[str, str] = {}
        for prefix in network.prefixes:
            if prefix.version != 4 or not any(prefix.overlaps(other) for other in taken):
                continue
            free = next_vnet_prefix(probe, prefix.length)
            if free is None:
                raise Refused(f"There is no free /{prefix.length} for {network.name}.")
            moves[str(prefix)] = str(free)
            room = network.model_copy(
                update={"name": f"{network.name} {free}", "prefixes": (free,), "subnets": ()}
            )
            probe = with_topology(probe, with_added(probe.topology, room))
        return RenumberNetwork(key, moves).apply(self._clip) if moves else self._clip

    def _subnet(self, uid: str, key: Key, subnet: Subnet) -> Document:
        home = found(self._before.topology.index, self._homes[uid] or "")
        assert isinstance(home, VirtualNetwork)
        own = [
            found(self._clip.topology.index, self._keys()[other])
            for other in self._tops
            if other != uid and self._homes[other] == self._homes[uid]
        ]
        so_far = [p for other in own for p in getattr(other, "prefixes", ())]
        fresh: list[Cidr] = []
        for prefix in subnet.prefixes:
            free = free_prefix(home, prefix.length, prefix.version, apart_from=[*so_far, *fresh])
            if free is None:
                raise Refused(f"{home.name} has no free /{prefix.length}.")
            fresh.append(free)
        if not fresh:
            return self._clip
        return RenumberSubnet(key, tuple(map(str, fresh))).apply(self._clip)

    def _joined(self) -> tuple[Document, list[Key]]:
        """Return the design with the clip in it, and the shells that hold what is still to move."""
        shells = self._shells()
        self._clip, shells = _with_free_names(self._clip, self._before, shells)
        index, known = self._clip.topology.index, self._before.topology.index.by_key
        coming = {e.key for e in index.entries if self._comes(e.key, e.resource.uid, shells)}
        # what named nothing where it was copied (a zone of others) goes on naming nothing
        lost = set(index.by_key) - coming - set(known)
        clip = rewritten(self._clip.topology, lambda key: None if key in lost else key)
        topology = self._before.topology
        for entry in clip.index.entries:
            if entry.key not in coming or (entry.parent in coming and entry.parent is not None):
                continue
            require_free_name(topology.index, entry.resource.kind, split_key(entry.key)[1])
            topology = with_added(topology, entry.resource, entry.parent)
        document = with_topology(self._before, topology)
        positions = self._clip.view.positions
        kept = {key: position_of(positions, key) for key in coming if key not in self._top_keys()}
        places = {key: place for key, place in kept.items() if place is not None}
        return (with_positions(document, places) if places else document), shells

    def _top_keys(self) -> set[Key]:
        return {self._keys()[uid] for uid in self._tops}

    def _shells(self) -> list[Key]:
        """Return the outermost containers that things which go elsewhere bring along."""
        index = self._clip.topology.index
        found_shells: dict[Key, None] = {}
        for uid in self._tops:
            key = self._keys()[uid]
            outer = tuple(ancestors_of(index, key))
            if outer and not self._stays_home(uid):
                found_shells[outer[-1]] = None
        return list(found_shells)

    def _comes(self, key: Key, uid: str, shells: Iterable[Key]) -> bool:
        if uid in self._copied:
            return True
        outer = (key, *ancestors_of(self._clip.topology.index, key))
        if any(shell in outer for shell in shells):
            return True
        is_new = key not in self._before.topology.index.by_key
        return is_new and split_key(key)[0] in CARRIED


def next_names(name: str) -> Iterator[str]:
    """Yield names like one that is taken: the next numbers (``vm2``; ``web-2`` for ``web``)."""
    match = NUMBERED.match(name)
    stem, number = (match[1], int(match[2])) if match else (f"{name}-", 1)
    yield from (f"{stem}{number + step}" for step in range(1, 10_000))


def _with_azure_name(clip: Document, key: Key, old: str) -> Document:
    """A zone is what it is called: its copy is called so in Azure, whatever the design says."""
    zone = clip.topology.index.at(key)
    if not isinstance(zone, PrivateDnsZone) or zone.azure_name is not None:
        return clip
    named = checked(zone, {"azure_name": old})
    return with_topology(clip, with_replaced(clip.topology, zone, named))


def _is_taken(document: Document, key: Key) -> bool:
    folded = key.casefold()
    return key in document.topology.index.by_key or any(
        entry.key.casefold() == folded for entry in document.topology.index.entries
    )


def _with_free_names(
    clip: Document, document: Document, shells: list[Key]
) -> tuple[Document, list[Key]]:
    """Rename shells that the design has too; what is in them leaves them at once."""
    out: list[Key] = []
    for shell in shells:
        key = shell
        if _is_taken(document, shell):
            names = next_names(f"{split_key(shell)[1]}-shell")
            key = next(
                k
                for k in (key_of(split_key(shell)[0], name) for name in names)
                if not _is_taken(document, k) and not _is_taken(clip, k)
            )
            clip = Rename(shell, split_key(key)[1]).apply(clip)
        out.append(key)
    return clip, out
