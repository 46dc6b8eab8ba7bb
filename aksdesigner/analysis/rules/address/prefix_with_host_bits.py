"""ADR-01: Prefix not canonical."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.memo import kept
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.rule import Rule
from aksdesigner.model.address import Cidr
from aksdesigner.model.ids import Key, label_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.part import Part

RULE = Rule(
    code="ADR-01",
    name="prefix-with-host-bits",
    topic="address",
    severity="error",
    since="0.1",
    title="Prefix not canonical",
    source="azure-rules A-01",
    remedy="Use the network address",
)


def check(facts: Facts) -> Iterator[Finding]:
    """Reports prefixes of networks, subnets, routes, sites and clusters whose host bits are not zero.

    ## What it does
    Reports prefixes of networks, subnets, routes, sites and clusters whose host bits are not
    zero.

    ## Why it matters
    Azure refuses such a prefix. Masking it silently would hide which of two blocks was meant.

    ## Example
    A subnet 10.80.17.0/20: its block starts at 10.80.16.0.

    ## How to fix
    Write the first address of the block, or the length that fits the address.

    ## References
    azure-rules A-01
    """
    for entry in facts.index.entries:
        for prefix in _with_host_bits(facts, entry.key):
            yield RULE.found(
                entry.key,
                message=f"{label_of(entry.key)} uses {prefix}, which does not start on a "
                f"/{prefix.length} boundary; its block is {prefix.network}",
                remedy=f"Use {prefix.network}",
                found=str(prefix),
                block=str(prefix.network),
            )


@kept
def _with_host_bits(facts: Facts, key: Key) -> tuple[Cidr, ...]:
    found = facts.index.at(key)
    prefixes = dict.fromkeys(_prefixes(found)) if found is not None else ()
    return tuple(prefix for prefix in prefixes if not prefix.is_canonical)


def _prefixes(part: Part) -> Iterator[Cidr]:
    """Yield the prefixes of a resource, but not those of the subnets and pools inside it."""
    inner = {VirtualNetwork: "subnets", AksCluster: "pools"}.get(type(part))
    for name in type(part).model_fields:
        if name != inner:
            yield from _in_value(getattr(part, name))


def _in_value(value: object) -> Iterator[Cidr]:
    if isinstance(value, Cidr):
        yield value
    elif isinstance(value, Part):
        yield from _prefixes(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _in_value(item)
