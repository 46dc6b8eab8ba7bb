"""The question sheet: what an architect knows before there is an address plan.

A sheet is plain data (YAML or JSON) with camelCase keys. `read_sheet` reports every problem at
once, each with its place, what was found and what was expected.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ConfigDict, Field, StrictBool, StrictInt, ValidationError
from pydantic.alias_generators import to_camel

from aksdesigner.model.address import RFC1918, RFC6598, Cidr
from aksdesigner.model.kinds.aks_cluster import CniMode
from aksdesigner.model.kinds.node_pool import Surge
from aksdesigner.model.kinds.platform_service import ServiceType
from aksdesigner.model.part import Part
from aksdesigner.model.reading import DocumentError, Problem, problems_of

Count = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
Length = Annotated[StrictInt, Field(ge=1, le=29)]
Factor = Annotated[float, Field(ge=1, le=100)]
NameText = Annotated[
    str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
]
Named = TypeVar("Named", bound="Question")


class Question(Part):
    """A part of the sheet; a key that it does not know is a problem, since it would be no demand."""

    model_config = ConfigDict(extra="forbid")


class Spaces(Question):
    """Where ranges may be taken from, in order of preference."""

    networks: tuple[Cidr, ...] = RFC1918
    pods: tuple[Cidr, ...] = (RFC6598,)
    services: tuple[Cidr, ...] = (Cidr.parse("172.16.0.0/12"), Cidr.parse("192.168.0.0/16"))


class Site(Question):
    """An on-premises site: its ranges are taken."""

    name: NameText = "onprem"
    prefixes: tuple[Cidr, ...] = ()


class Reserved(Question):
    """A range of the company's registry that is somebody else's."""

    prefix: Cidr
    owner: str | None = None
    purpose: str | None = None


class Pool(Question):
    """A node pool at its largest; `max_nodes` counts nodes, `max_pods` pods a node."""

    name: NameText
    mode: Literal["System", "User"] = "User"
    nodes: Count | None = None
    max_nodes: Count
    max_pods: Annotated[StrictInt, Field(ge=10, le=250)] | None = None
    max_surge: Surge = "33%"


class Cluster(Question):
    """A cluster and what it must bear: surge, a migration, an emergency, growth."""

    name: NameText
    cni_mode: CniMode = "overlay"
    dataplane: Literal["azure", "cilium"] = "cilium"
    private: StrictBool = True
    pools: Annotated[tuple[Pool, ...], Field(min_length=1)]
    services: Count | None = None
    internal_load_balancers: Count = 0
    node_prefix: Cidr | None = None
    pod_prefix: Cidr | None = None
    service_prefix: Cidr | None = None


class Endpoint(Question):
    """A private endpoint with a name, to a service that is drawn."""

    name: NameText
    service: ServiceType
    group: str | None = None
    fqdn: str | None = None


class SubnetDemand(Question):
    """A subnet for anything else: by addresses that it must give out, or by length."""

    name: NameText
    addresses: Count | None = None
    length: Length | None = None
    prefix: Cidr | None = None
    grows: StrictBool = True


class Network(Question):
    """A virtual network: kept where `prefix` says so, else at least as large as `length` says."""

    name: NameText
    prefix: Cidr | None = None
    length: Length | None = None
    subnets: tuple[SubnetDemand, ...] = ()


class Hub(Network):
    """What stands in the hub of a region."""

    firewall: StrictBool = True
    firewall_management: StrictBool = False
    firewall_public_ips: Annotated[StrictInt, Field(ge=1, le=250)] = 20
    gateway: StrictBool = False
    bastion: StrictBool = False
    resolver: StrictBool = False
    route_server: StrictBool = False


class Spoke(Network):
    """A network of clusters with their ingress and their private endpoints."""

    environment: str | None = None
    clusters: tuple[Cluster, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    private_endpoints: Count = 0
    gateway_instances: Annotated[StrictInt, Field(ge=0, le=125)] = 0
    ingress_addresses: Count = 0


class Region(Question):
    """A region: one hub, or none, and its spokes."""

    name: NameText
    hub: Hub | None = None
    spokes: tuple[Spoke, ...] = ()

    @property
    def networks(self) -> tuple[Network, ...]:
        """The hub first, then the spokes."""
        return (*((self.hub,) if self.hub else ()), *self.spokes)


class Sheet(Question):
    """Every question answered."""

    plan: Literal[1]
    name: str = "Planned network"
    spaces: Spaces = Spaces()
    on_premises: tuple[Site, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    growth_factor: Factor = 1.0
    headroom_percent: Annotated[StrictInt, Field(ge=0, le=1_000)] = 0
    migration_overlap: Literal["none", "largestPool", "all"] = "none"
    reserve_growth: StrictBool = True
    share_services: StrictBool = False
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]

    @property
    def networks(self) -> Iterator[Network]:
        """Every network, in the order of the sheet."""
        return (network for region in self.regions for network in region.networks)


def read_sheet(data: Any, source: str = "") -> Sheet:
    """Read a sheet from plain data. Raises DocumentError with every problem found."""
    if not isinstance(data, dict):
        raise DocumentError([Problem("", "found no object, expected a question sheet")], source)
    try:
        sheet = Sheet.model_validate(data)
    except ValidationError as error:
        raise DocumentError(_problems(error), source) from None
    problems = [*_twice(sheet), *_unusable(sheet)]
    if problems:
        raise DocumentError(problems, source)
    return sheet


def _problems(error: ValidationError) -> list[Problem]:
    """Return the problems, an unknown key with the keys that are nearest to it."""
    unknown: dict[str, Problem] = {}
    for item in error.errors(include_url=False):
        if item["type"] != "extra_forbidden":
            continue
        place = ""
        for step in item["loc"]:
            place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
        key = str(item["loc"][-1])
        near = difflib.get_close_matches(key, _KEYS, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        unknown[place] = Problem(place, f"found the key {key!r}, expected a key of the sheet{hint}")
    return [unknown.get(problem.place, problem) for problem in problems_of(error)]


def _keys(*models: type[Part]) -> list[str]:
    return sorted({to_camel(name) for model in models for name in model.model_fields})


_KEYS = _keys(
    Sheet, Spaces, Site, Reserved, Region, Hub, Spoke, Cluster, Pool, Endpoint, SubnetDemand
)


def _twice(sheet: Sheet) -> Iterator[Problem]:
    """Names that must differ: networks, clusters and endpoints everywhere, others inside theirs."""
    networks = list(sheet.networks)
    spokes = [network for network in networks if isinstance(network, Spoke)]
    clusters = [cluster for spoke in spokes for cluster in spoke.clusters]
    yield from _doubles("regions", (r.name for r in sheet.regions), "region")
    yield from _doubles("regions", (n.name for n in networks), "network")
    yield from _doubles("regions", (c.name for c in clusters), "cluster")
    yield from _doubles("regions", (e.name for s in spokes for e in s.endpoints), "endpoint")
    yield from _doubles("onPremises", (site.name for site in sheet.on_premises), "site")
    for network in networks:
        yield from _doubles(network.name, (s.name for s in network.subnets), "subnet")
    for cluster in clusters:
        yield from _doubles(cluster.name, (pool.name for pool in cluster.pools), "pool")


def _doubles(place: str, names: Iterable[str], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            yield Problem(place, f"found two of {what} {name!r}, expected unique names")
        seen.add(name.casefold())


def _unusable(sheet: Sheet) -> Iterator[Problem]:
    """Prefixes with host bits or of version 6, and subnets of no size."""
    for place, prefix in _prefixes(sheet):
        if prefix.version != 4:
            yield Problem(place, f"found {str(prefix)!r}, expected an IPv4 prefix")
        elif not prefix.is_canonical:
            yield Problem(place, f"found {str(prefix)!r}, expected {str(prefix.network)!r}")
    for network in sheet.networks:
        for subnet in network.subnets:
            if subnet.addresses is None and subnet.length is None and subnet.prefix is None:
                place = f"{network.name}/{subnet.name}"
                yield Problem(place, "found no size, expected addresses, length or prefix")


def _prefixes(sheet: Sheet) -> Iterator[tuple[str, Cidr]]:
    for key in ("networks", "pods", "services"):
        yield from ((f"spaces.{key}", prefix) for prefix in getattr(sheet.spaces, key))
    for site in sheet.on_premises:
        yield from ((f"onPremises {site.name}", prefix) for prefix in site.prefixes)
    yield from ((f"reserved[{i}].prefix", row.prefix) for i, row in enumerate(sheet.reserved))
    for network in sheet.networks:
        if network.prefix is not None:
            yield f"{network.name}.prefix", network.prefix
        for subnet in network.subnets:
            if subnet.prefix is not None:
                yield f"{network.name}/{subnet.name}.prefix", subnet.prefix
        for cluster in network.clusters if isinstance(network, Spoke) else ():
            for key in ("node_prefix", "pod_prefix", "service_prefix"):
                if (prefix := getattr(cluster, key)) is not None:
                    yield f"{cluster.name}.{to_camel(key)}", prefix
