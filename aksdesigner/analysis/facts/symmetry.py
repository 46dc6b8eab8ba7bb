"""Networks that behave alike, so that one of them speaks for all (azure-rules G, "any trace").

Two networks are alike when exchanging them, with everything in them, leaves the design as it is: the
same subnets, tables, filters and resources at the same relative addresses, the same peerings with the
same neighbours, the same mentions by everybody else, and the same wider prefixes around them. Nothing
in the analysis depends on names, nor on addresses beyond what contains what, so after the
exchange every packet fares as before; hence what is true between an endpoint of one network and
some other endpoint is true for the corresponding endpoint of every network of its class.

When in doubt two networks are not alike; that costs time and hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.facts.network_contents import (
    inner_parts,
    ranges_within,
    shape_of,
    sight_of,
)
from aksdesigner.analysis.facts.network_mentions import (
    mentions_of,
    networks_of,
    wide_ranges,
    wide_tokens,
)
from aksdesigner.analysis.facts.peering_scope import (
    network_names,
    network_spaces,
    overlapping_networks,
    peering_scope,
    prefixes_of,
)
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, split_key

FEW = 8  # a network with more peerings is a hub, and alone in its class


@kept
def network_classes(design: Design) -> tuple[tuple[Key, ...], ...]:
    """Return the networks grouped by likeness, in file order of the first of each class."""
    found: dict[str, list[Key]] = {}
    for name in network_names(design):
        found.setdefault(_print_of(design, vnet_key(name)), []).append(vnet_key(name))
    return tuple(tuple(alike) for alike in found.values())


@kept
def class_of(design: Design, vnet: Key) -> tuple[Key, ...]:
    """Return the networks that are like this one, itself included."""
    return next((alike for alike in network_classes(design) if vnet in alike), (vnet,))


@kept
def _print_of(design: Design, vnet: Key) -> str:
    """Return a fingerprint that equals that of every network alike."""
    name = split_key(vnet)[1]
    links = peering_scope(design).of(vnet)
    if name in overlapping_networks(design) or len(links) > FEW or name in _named(design):
        return vnet
    see = sight_of(design, vnet)
    shape = [
        [shape_of(part, see, name) for part in inner_parts(design, vnet)],
        sorted(
            (link.other(vnet), link.state, repr(link.rule), repr(link.rival))
            + tuple(repr(shape_of(half, see, name)) for half in (link.half(vnet), link.half(other)))
            for link in links
            for other in (link.other(vnet),)
        ),
        sorted(repr(token) for token in mentions_of(design).get(vnet, ())),
        [str(block) for block in _around(design, vnet)],
    ]
    return blake2b(repr(shape).encode(), digest_size=16).hexdigest()


@kept
def _around(design: Design, vnet: Key) -> tuple[Cidr, ...]:
    """Return the wider ranges around a network's prefixes."""
    own = prefixes_of(design, vnet)
    found = {block for block in wide_ranges(design) if any(block.contains(space) for space in own)}
    return tuple(sorted(found, key=lambda block: (block.version, block.length, block.value)))


@kept
def prefix_print(design: Design, prefix: Cidr) -> tuple[str, ...]:
    """Return what is around a prefix outside of all networks, and who names it and how.

    Two prefixes of one site with an equal answer are alike: whatever names one names the other.
    """
    own = prefix.network
    tokens = wide_tokens(design)
    around = [str(block) for block in tokens if block.strictly_contains(own)]
    is_cut = any(own.strictly_contains(block) for block in tokens) or networks_of(design, own)
    return (*sorted(around), *tokens.get(own, ()), *([str(own)] if is_cut else []))


@kept
def _named(design: Design) -> frozenset[str]:
    """Return the networks named in sections that this version has no kind for."""
    texts = set(_texts(design.topology.model_extra or {}))
    if not texts:
        return frozenset()
    addresses = [block for text in texts for block in ranges_within(text)]
    return frozenset(
        name
        for name, spaces in network_spaces(design)
        if any(text == name or text.startswith(f"{name}/") for text in texts)
        or any(space.contains(address) for space in spaces for address in addresses)
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.partition(":")[2] or value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
