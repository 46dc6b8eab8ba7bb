"""Rules that let traffic through the security groups of subnets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.edit.command import Command
from aksdesigner.edit.security_rule import AddSecurityRule
from aksdesigner.model.ids import Key, key_of, label_of
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.repair.candidate import Candidate, candidate

PROTOCOLS = {"tcp": "Tcp", "udp": "Udp", "icmp": "Icmp"}


def group_of(analysis: Analysis, subnet: Key) -> Key | None:
    """Return the security group of a subnet, or None."""
    found = analysis.document.topology.index.at(subnet)
    is_guarded = isinstance(found, Subnet) and found.nsg is not None
    return key_of("nsg", str(getattr(found, "nsg", ""))) if is_guarded else None


def allow(
    group: Key,
    name: str,
    direction: str,
    fields: Mapping[str, Any],
) -> AddSecurityRule:
    """Return the command that adds a rule before every other of its direction."""
    return AddSecurityRule(group, name, direction, "Allow", None, fields)


def allowing(
    analysis: Analysis,
    places: Iterable[tuple[str, Key]],
    sources: list[str],
    destinations: list[str],
    port: int,
    protocol: str,
) -> Iterator[Candidate]:
    """Yield rules that allow one flow: in each group alone, then in all of them together.

    `places` are (direction, subnet) pairs, the ends prefixes. Where an end is not known there is no
    candidate: nobody asked for that much.
    """
    if not sources or not destinations:
        return
    ends = f"{' and '.join(sources)} to {' and '.join(destinations)}:{port}"
    fields = {
        "protocol": PROTOCOLS.get(protocol.lower(), "*"),
        "sources": sources,
        "destinations": destinations,
        "ports": [str(port)],
    }
    every: list[Command] = []
    titles: list[str] = []
    for direction, subnet in places:
        group = group_of(analysis, subnet)
        if group is None:
            continue
        name = f"allow-{'in' if direction == 'Inbound' else 'out'}-{port}"
        command = allow(group, name, direction, fields)
        title = f"Allow {ends} in {label_of(group)}"
        yield candidate(title, command)
        every.append(command)
        titles.append(label_of(group))
    if len(every) > 1:
        names = " and ".join(dict.fromkeys(titles))
        yield candidate(f"Allow {ends} in {names}", *every)
