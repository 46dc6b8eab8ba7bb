"""The same network told otherwise: other names, another order, other addresses."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from typing import Any

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.model.ids import split_key
from tests.support.random_designs.fixtures import names_in, with_prefix
from tests.support.random_designs.flows import Question
from tests.support.random_designs.sketch import Plain

Retell = Callable[[Any], Any]
NEW = "x-"
# Of two peerings that cannot both be, the earlier one is (azure-rules O3); of two gateways that know
# one prefix, either may be taken (C.1 step 7). What has no address, or one that is taken, is
# given one in the order of the file: see `facts.places`.
ADDRESSED = (
    "firewalls", "nvas", "loadBalancers", "vms", "privateEndpoints", "dnsResolvers", "aksClusters",
    "applicationGateways", "applicationGatewaysForContainers", "bastions", "privateLinkServices",
)  # fmt: skip
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_TEN = re.compile(r"\b10\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(/\d{1,2})?")


def renaming(data: Plain) -> Retell:
    """Return what gives every resource of a design another name, also inside references.

    A service's name is also the first label of its public name and of its record: so are they.
    """
    names = names_in(data)
    services = {item["name"] for item in data["topology"].get("paasServices", [])}
    return lambda value: _with_label(with_prefix(value, names, NEW), services)


def renamed_records(data: Plain, records: Plain) -> Plain:
    """Return the records of a zone under the new names of the services that they are for."""
    services = {item["name"] for item in data["topology"].get("paasServices", [])}
    return {NEW + label if label in services else label: to for label, to in records.items()}


def _with_label(value: Any, services: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_label(item, services) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_label(item, services) for item in value]
    if isinstance(value, str) and _HOST.fullmatch(value) and value.split(".")[0] in services:
        return NEW + value
    return value


def readdressing(mask: int) -> Retell:
    """Return what moves 10.0.0.0/8 onto itself: the second octet gets some bits turned.

    That keeps which prefix holds, meets or equals which, at every length.
    """

    def moved(match: re.Match[str]) -> str:
        second, third, fourth = (int(match[group]) for group in (1, 2, 3))
        if max(second, third, fourth) > 255:
            return match[0]
        value = (10 << 24) | ((second ^ mask) << 16) | (third << 8) | fourth
        length = int(match[4][1:]) if match[4] else 32
        if length <= 32 and match[4]:
            host = ((second << 16) | (third << 8) | fourth) & ((1 << (32 - length)) - 1)
            value = (value >> (32 - length) << (32 - length)) | host
        octets = ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))
        return octets + (match[4] or "")

    def retell(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: retell(item) for key, item in value.items()}
        if isinstance(value, list):
            return [retell(item) for item in value]
        return _TEN.sub(moved, value) if isinstance(value, str) else value

    return retell


def can_be_readdressed(data: Plain) -> bool:
    """Return whether nothing in a design has an address that Azure gives by default."""
    clusters = data["topology"].get("aksClusters", [])
    flat = ("nodeSubnet", "podSubnetDynamic", "podSubnetStatic", "byo")
    return all(
        aks.get("serviceCidrs") and (aks.get("podCidrs") or aks.get("cniMode") in flat)
        for aks in clusters
    )


def reordered(rng: random.Random, data: Plain, document: Document) -> Plain:
    """Return the design with its lists in another order, where order means nothing.

    Resources go by their names, rules by priority and routes by prefix. See `ADDRESSED` for
    why some keep their places.
    """
    out = copy.deepcopy(data)
    topology = out["topology"]
    kept = {"peerings", "gateways", *(() if _addresses_are_settled(document) else ADDRESSED)}
    for section, items in topology.items():
        if isinstance(items, list) and section not in kept:
            rng.shuffle(items)
    for vnet in topology.get("vnets", []):
        rng.shuffle(vnet.get("subnets", []))
    for group in topology.get("nsgs", []):
        _shuffle_if_distinct(rng, group.get("rules", []), ("direction", "priority"))
    for table in topology.get("routeTables", []):
        _shuffle_if_distinct(rng, table.get("routes", []), ("prefix",))
    return out


def _addresses_are_settled(document: Document) -> bool:
    """Return whether nothing shares an address, and in no subnet two things wait for one."""
    places = analyze(document).facts.places.all
    waiting: dict[str, set[str]] = {}
    for place in places:
        if not place.declared:
            waiting.setdefault(place.subnet, set()).add(_root(place.key or place.subnet))
    owners: dict[object, set[str]] = {}
    for place in places:
        owners.setdefault((place.vnet, place.address), set()).add(_root(place.key or place.subnet))
    return all(len(found) == 1 for found in (*waiting.values(), *owners.values()))


def _root(key: str) -> str:
    kind, name = split_key(key)
    return f"aks:{name.partition('/')[0]}" if kind in ("aks", "pool") else key


def _shuffle_if_distinct(rng: random.Random, items: list[Plain], keys: tuple[str, ...]) -> None:
    marks = [tuple(str(item.get(key)) for key in keys) for item in items]
    if len(set(marks)) == len(marks):
        rng.shuffle(items)


def retold(question: Question, retell: Retell) -> Question:
    """Return the same question about the design told otherwise."""
    return Question(
        retell(question.source),
        retell(question.destination),
        question.port,
        question.protocol,
        question.mode,
    )
