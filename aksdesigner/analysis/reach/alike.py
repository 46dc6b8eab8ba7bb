"""Ends that are alike: whatever holds for one of them holds for all (what a matrix is made of).

Two subnets are alike when the same class sends for both, every class and forwarder treats their
addresses alike, and nothing else that a path may ask differs: the outbound method, the security
groups, and which prefixes of rules and routes hold their addresses.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from aksdesigner.analysis.facts.prefix_index import PrefixIndex
from aksdesigner.analysis.reach.atoms import Prefix
from aksdesigner.analysis.reach.contents import Content
from aksdesigner.analysis.reach.networks import Host
from aksdesigner.analysis.reach.own_space import own_mask
from aksdesigner.analysis.reach.pairs import Outside
from aksdesigner.analysis.reach.reach import Reach
from aksdesigner.model.address import BITS, Address, Cidr
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.part import Part, parts_in

# sections whose prefixes a filter or a translation may look at
_FILTERS = ("nsgs", "ip_groups", "firewall_policies", "firewalls", "asgs")


@dataclass(frozen=True)
class Group:
    """Ends that are alike. `name` is that of the first; `members` are keys, in file order."""

    name: str
    members: tuple[Key, ...]
    ends: tuple[Host | Outside, ...]

    @property
    def title(self) -> str:
        """How a table names it: the first member, and how many more there are."""
        more = len(self.members) - 1
        return f"{self.name} and {more} more" if more else self.name


def groups_of(reach: Reach, *, filtered: bool) -> tuple[Group, ...]:
    """Return the subnets of a design in groups, then every site; in file order of the first.

    `filtered` asks for groups that security groups and firewall rules treat alike as well.
    """
    found: dict[Hashable, list[tuple[Key, Host]]] = {}
    likeness = _Likeness(reach, filtered=filtered)
    for vnet in reach.state.document.topology.vnets:
        for subnet in vnet.subnets:
            key = key_of("subnet", f"{vnet.name}/{subnet.name}")
            host = reach.subnet(key)
            if host is not None:
                found.setdefault(likeness.of(host, subnet), []).append((key, host))
    groups = [
        Group(
            listed[0][0].partition(":")[2],
            tuple(key for key, _ in listed),
            tuple(host for _, host in listed),
        )
        for listed in found.values()
    ]
    for site in reach.state.document.topology.on_prem:
        end = reach.site(site.name)
        if end is not None:
            groups.append(Group(site.name, (key_of("site", site.name),), (end,)))
    return tuple(groups)


class _Likeness:
    """What two subnets must share to be alike, as one value."""

    def __init__(self, reach: Reach, *, filtered: bool) -> None:
        self._state = reach.state
        self._judge = reach.judge
        self._filtered = filtered
        self._rules = _mentioned(reach.state.document)
        self._routes = _routed(set(reach.state.by_table.joined().values()))
        self._signatures: dict[tuple[int, int], tuple[Hashable, ...]] = {}

    def of(self, host: Host, subnet: Subnet) -> Hashable:
        """Return what alike subnets have in common."""
        if host.odd or host.kind not in ("host", "pe") or host.network.name in self._state.clashes:
            return host.token
        return (
            self._state.context(host.network.name, host.table),
            self._treatment(host),
            self._owned(host),
            (subnet.nat_gateway, subnet.private),
            (host.kind, host.kind == "pe" and self._judge.borders.is_approved(host.key)),
            bool(subnet.unknown) and host.token,
            self._judge.is_next_hop(host),
            self._filters(host, subnet) if self._filtered else (),
        )

    def _filters(self, host: Host, subnet: Subnet) -> Hashable:
        """Return the security group, and what rules and the VirtualNetwork tag know an address by.

        User routes of a subnet belong to its VirtualNetwork tag (D-05).
        """
        alone = (host.value, BITS[host.version])
        return (
            (subnet.nsg, subnet.pe_policies),
            tuple(sorted(self._rules[host.version].around(alone))),
            frozenset(self._routes[host.version].around(alone)),
        )

    def _treatment(self, host: Host) -> tuple[Hashable, ...]:
        """Return what every class does with the address of a host."""
        plane = self._state.planes[host.version]
        atom = plane.atoms.of(host.value)
        key = (host.version, atom)
        found = self._signatures.get(key)
        if found is None:
            parents = plane.atoms.parents
            rows = (row.at(atom, parents) for row in plane.rows.values())
            found = self._signatures[key] = tuple(id(outcome) for outcome in rows)
        return found

    def _owned(self, host: Host) -> Hashable:
        """Return for which tables of its network the own space leads straight to a host."""
        network, plane = host.network, self._state.planes[host.version]
        found = []
        for table in network.tables:
            content = self._state.context(network.name, table).content
            mask = own_mask(network, content, plane.atoms, host.version)
            found.append((id(content), mask >> plane.atoms.of(host.value) & 1))
        return frozenset(found)


def _mentioned(document: Document) -> dict[int, PrefixIndex[str]]:
    """Return every prefix that a rule, a route or a list of ranges names, by IP version."""
    found: dict[int, set[Prefix]] = {4: set(), 6: set()}
    for section in _FILTERS:
        for item in getattr(document.topology, section):
            for version, prefix in _prefixes_in(item):
                found[version].add(prefix)
    return {
        version: PrefixIndex(BITS[version], ((p, f"{p[0]}/{p[1]}") for p in prefixes))
        for version, prefixes in found.items()
    }


def _routed(contents: Iterable[Content]) -> dict[int, PrefixIndex[int]]:
    """Return which contents of route tables name a prefix, the default routes left out."""
    return {
        version: PrefixIndex(
            BITS[version],
            (
                (prefix, id(content))
                for content in contents
                for prefix in content.routes[version]
                if prefix[1]
            ),
        )
        for version in (4, 6)
    }


def _prefixes_in(item: Part) -> Iterator[tuple[int, Prefix]]:
    for _, part in parts_in(item):
        for name in type(part).model_fields:
            value = getattr(part, name)
            yield from _read(value if isinstance(value, (tuple, list)) else (value,))


def _read(values: Iterable[object]) -> Iterator[tuple[int, Prefix]]:
    for value in values:
        if isinstance(value, Cidr):
            yield value.version, value.block
        elif isinstance(value, Address):
            yield value.version, (value.value, BITS[value.version])
        elif isinstance(value, str):
            cidr = _as_cidr(value)
            if cidr is not None:
                yield cidr.version, cidr.block


def _as_cidr(text: str) -> Cidr | None:
    """Return a text that is an address or a prefix; rules write both as words."""
    try:
        return Cidr.parse(text) if "/" in text else Address.parse(text).cidr()
    except ValueError:
        return None
