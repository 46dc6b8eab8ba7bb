"""One answer a kind of query; what cannot be computed raises NotComputed with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.facts.design import network_of, vnet_key
from aksdesigner.analysis.facts.formulas import FormulaError, formula
from aksdesigner.analysis.facts.gateway_scope import gateway_of
from aksdesigner.analysis.facts.names import resolve
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.unmodelled import routing_strangers, strangers
from aksdesigner.analysis.queries.shapes import (
    capacity_data,
    finding_rows,
    nsg_data,
    overlap_data,
    resolution_data,
    route_row,
    trace_data,
)
from aksdesigner.analysis.results import Trace
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork

# kinds of which no finding or answer depends on what is not followed
READ_SECTIONS: tuple[str, ...] = ("bastions",)
# kinds whose addresses capacity counts, though no packet is followed through them
COUNTED_SECTIONS = (
    "bastions",
    "applicationGateways",
    "applicationGatewaysForContainers",
    "privateLinkServices",
    "routeServers",
)


class NotComputed(Exception):
    """A query that this version does not answer; the text says why."""


def answer(analysis: Analysis, query: Mapping[str, Any]) -> Any:
    """Return the answer to a query as plain data.

    Raises NotComputed for kinds and sections unknown to this version, QueryError for texts that
    name nothing.
    """
    kind = query.get("kind")
    answering = ANSWERS.get(kind) if isinstance(kind, str) else None
    if answering is None:
        raise NotComputed(f"queries of kind {kind!r} are not known")
    return answering(analysis, query)


def unknown_sections(analysis: Analysis) -> tuple[str, ...]:
    """Return the topology sections that this version reads nothing from."""
    found = dict.fromkeys(stranger.section for stranger in strangers(analysis.facts))
    return tuple(section for section in found if section not in READ_SECTIONS)


def _text(query: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = query.get(name, default)
    if not isinstance(value, str) or not value:
        raise QueryError(f"{name}: found {value!r}, expected a text")
    return value


def _port(query: Mapping[str, Any]) -> int:
    value = query.get("port", 443)
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()) or int(text) > 65535:
        raise QueryError(f"port: found {value!r}, expected a number from 0 to 65535")
    return int(text)


def _subnet(analysis: Analysis, query: Mapping[str, Any]) -> Key:
    text = _text(query, "subnet")
    key = key_of(*split_key(text))
    if not isinstance(analysis.facts.index.at(key), Subnet):
        raise QueryError(f"subnet: found {text!r}, expected VNET/SUBNET of this design")
    return key


def _routes(analysis: Analysis, query: Mapping[str, Any]) -> Any:
    subnet = _subnet(analysis, query)
    vnet = network_of(subnet)
    use = gateway_of(analysis.facts, vnet)
    for network in (vnet, *((use.host,) if use else ())):
        reason = routing_strangers(analysis.facts, network)
        if reason:
            raise NotComputed(f"{split_key(network)[1]} may learn routes ({reason})")
    return [route_row(route) for route in analysis.routes(subnet)]


def _path(analysis: Analysis, query: Mapping[str, Any]) -> Any:
    return trace_data(trace_of(analysis, query))


def trace_of(analysis: Analysis, query: Mapping[str, Any]) -> Trace:
    """Return the trace of a path query. Raises QueryError when an end can't be read."""
    return analysis.facts.trace(
        _text(query, "from"),
        _text(query, "to"),
        _port(query),
        _text(query, "protocol", "tcp"),
        _text(query, "mode", "filtered"),
    )


def _overlaps(analysis: Analysis, _query: Mapping[str, Any]) -> Any:
    hubs = [s for s in unknown_sections(analysis) if s in ("virtualHubs", "virtualWans")]
    if hubs:
        raise NotComputed(f"topology section {hubs[0]} has ranges that are not known")
    return [overlap_data(overlap) for overlap in analysis.overlaps]


def _capacity(analysis: Analysis, query: Mapping[str, Any]) -> Any:
    subnet = _subnet(analysis, query)
    vnet, _, name = split_key(subnet)[1].partition("/")
    for stranger in strangers(analysis.facts):
        here = f"{vnet}/{name}" in stranger.texts or {vnet, name} <= stranger.texts
        if here and stranger.section not in COUNTED_SECTIONS:
            raise NotComputed(f"topology section {stranger.section} takes addresses of {name}")
    return capacity_data(analysis.capacity(subnet))


def _findings(analysis: Analysis, _query: Mapping[str, Any]) -> Any:
    return finding_rows(analysis.findings)


def _formula(_analysis: Analysis, query: Mapping[str, Any]) -> Any:
    arguments = query.get("args") or {}
    if not isinstance(arguments, Mapping):
        raise QueryError(f"args: found {arguments!r}, expected names and values")
    try:
        return formula(_text(query, "name"))(**{str(k): v for k, v in arguments.items()})
    except FormulaError as error:
        raise NotComputed(str(error)) from None


def _nsg(analysis: Analysis, query: Mapping[str, Any]) -> Any:
    found = analysis.nsg(
        _subnet(analysis, query),
        _text(query, "direction"),
        _text(query, "src"),
        _text(query, "dst"),
        _text(query, "protocol", "Tcp"),
        _port(query),
    )
    if found.reason:
        raise NotComputed(f"rule {found.rule} of {found.group} ({found.reason})")
    return nsg_data(found)


def _dns(analysis: Analysis, query: Mapping[str, Any]) -> Any:
    vnet = vnet_key(_text(query, "vnet"))
    if not isinstance(analysis.facts.index.at(vnet), VirtualNetwork):
        raise QueryError(f"vnet: found {query.get('vnet')!r}, expected a network of this design")
    return resolution_data(resolve(analysis.facts, vnet, _text(query, "fqdn")))


ANSWERS: dict[str, Callable[[Analysis, Mapping[str, Any]], Any]] = {
    "effectiveRoutes": _routes,
    "path": _path,
    "overlaps": _overlaps,
    "capacity": _capacity,
    "findings": _findings,
    "formula": _formula,
    "nsg": _nsg,
    "dns": _dns,
}
