"""The two ends of a question: ``vm:app1``, ``pod:aks1/user``, ``onprem:dc@10.9.0.4``, an address.

Texts that name nothing raise QueryError; ends whose address the design does not say are kept,
and make the answer notComputed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from aksdesigner.analysis.facts.design import Design, vnet_key
from aksdesigner.analysis.facts.door_targets import DOOR_READERS
from aksdesigner.analysis.facts.doors import DOOR_KINDS
from aksdesigner.analysis.facts.ends import (
    DEFAULT_CLIENT,
    SOURCES,
    TARGETS,
    Origin,
    Target,
    named,
)
from aksdesigner.analysis.facts.firewall_rules import dnat_rules_of
from aksdesigner.analysis.facts.names import resolve, resolve_at_site
from aksdesigner.analysis.facts.packets import failed
from aksdesigner.analysis.facts.places import Place, as_host, places_of, renamed
from aksdesigner.analysis.facts.pods import own_pod_ranges, shown_place
from aksdesigner.analysis.facts.public_owners import public_address
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.service_tags import ANYWHERE
from aksdesigner.analysis.facts.wishes import FLAT_MODES, first_assignable, traced_pool
from aksdesigner.analysis.facts.zones import api_server_name
from aksdesigner.model.address import Address, AddressError, ServiceTag
from aksdesigner.model.ids import key_of
from aksdesigner.model.kinds.aks_cluster import AksCluster
from aksdesigner.model.kinds.bastion import Bastion
from aksdesigner.model.kinds.firewall import Firewall
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.on_premises import OnPremises
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine
from aksdesigner.model.kubernetes import Workload
from aksdesigner.model.part import Resource

_FQDN = re.compile(r"^(?=.{1,253}$)([A-Za-z0-9_-]{1,63}\.)+[A-Za-z0-9-]{2,63}\.?$")


def read_source(design: Design, text: str) -> Origin:
    """Read a source. Raises QueryError."""
    kind, colon, rest = text.strip().partition(":")
    if kind == "internet":
        return Origin("internet", "internet", address=_client(rest, "from"))
    if not colon or not rest:
        raise QueryError(f"from: found {text!r}, expected {SOURCES}")
    match kind:
        case "vm" | "nva":
            found = named(
                design, VirtualMachine if kind == "vm" else NetworkVirtualAppliance, rest, "from"
            )
            key = design.index.key(found)
            return Origin(f"{kind}:{rest}", "host", places_of(design).first(key))
        case "bastion":
            named(design, Bastion, rest, "from")
            return Origin(f"bastion:{rest}", "host", places_of(design).first(f"bastion:{rest}"))
        case "pod":
            return _pod(design, rest)
        case "subnet":
            return Origin(f"subnet:{rest}", "host", _subnet_host(design, rest, "from"))
        case "onprem":
            site, address = _site(design, rest, "from")
            return Origin(f"onprem:{site}", "site", address=address, site=site)
    raise QueryError(f"from: found {text!r}, expected {SOURCES}")


def _client(rest: str, end: str) -> Address:
    if not rest:
        return DEFAULT_CLIENT
    try:
        return Address.parse(rest)
    except AddressError:
        raise QueryError(f"{end}: found {rest!r}, expected an address behind internet:") from None


def _pod(design: Design, rest: str) -> Origin:
    parts = rest.split("/")
    cluster = named(design, AksCluster, parts[0], "from")
    if len(parts) > 1:
        pool = next((pool for pool in cluster.pools if pool.name == parts[1]), None)
        if pool is None:
            names = ", ".join(pool.name for pool in cluster.pools) or "none"
            raise QueryError(
                f"from: found pool {parts[1]!r}, expected a pool of {cluster.name} (there is {names})"
            )
    else:
        pool = traced_pool(design, cluster)
    key = key_of("pool", f"{cluster.name}/{pool.name}") if pool else None
    workload = _workload(cluster, parts) if len(parts) > 2 else None
    return Origin(f"pod:{rest}", "host", cluster=cluster, pool=key, workload=workload)


def _workload(cluster: AksCluster, parts: list[str]) -> Workload:
    """Return the workload of CLUSTER/POOL/NAMESPACE/WORKLOAD."""
    named = [w for w in cluster.workloads if parts[2:] == [w.namespace, w.name]]
    fitting = [w for w in named if w.pool in (None, parts[1])]
    if fitting:
        return fitting[0]
    if named:
        raise QueryError(
            f"from: found {'/'.join(parts)!r}, and {parts[3]} runs in pool {named[0].pool}"
        )
    known = ", ".join(f"{w.namespace}/{w.name}" for w in cluster.workloads[:8]) or "none"
    raise QueryError(
        f"from: found {'/'.join(parts)!r}, expected CLUSTER/POOL/NAMESPACE/WORKLOAD with a "
        f"workload of {cluster.name} (there is {known})"
    )


def _subnet_host(design: Design, rest: str, end: str) -> Place | None:
    subnet = named(design, Subnet, rest, end)
    address = first_assignable(subnet)
    vnet = vnet_key(rest.partition("/")[0])
    key = design.index.key(subnet)
    place = as_host(design, vnet, address) if address else None
    if place is not None and place.subnet != key:  # of subnets that overlap, the one that is named
        place = replace(place, token=f"subnet:{rest}", key=key, subnet=key)
    owner = places_of(design).owner(vnet, address) if address else None
    here = owner is not None and owner.subnet == key
    machine = here and owner is not None and owner.kind not in ("lb", *DOOR_KINDS)
    return renamed(owner, f"subnet:{rest}") if owner and machine else place


def _site(design: Design, rest: str, end: str) -> tuple[str, Address | None]:
    name, at, text = rest.partition("@")
    site = named(design, OnPremises, name, end)
    if at:
        try:
            return name, Address.parse(text)
        except AddressError:
            raise QueryError(f"{end}: found {text!r}, expected an address behind @") from None
    prefix = next((p for p in site.prefixes if not p.is_default), next(iter(site.prefixes), None))
    return name, prefix.address(0) if prefix else None


def pod_place(design: Design, origin: Origin, dst: Address | None) -> Place | None:
    """Return the place a source shows towards a destination, under the question's own token."""
    if origin.cluster is None or origin.pool is None:
        return renamed(origin.place, origin.token) if origin.place else None
    on_host = origin.workload is not None and origin.workload.host_network
    place = shown_place(design, origin.cluster, origin.pool, dst, host_network=on_host)
    return renamed(place, origin.token) if place else None


def read_target(design: Design, text: str, origin: Origin) -> Target:
    """Read a destination, names resolved where the source stands. Raises QueryError."""
    plain = text.strip()
    try:
        return Target(plain, Address.parse(plain))
    except AddressError:
        pass
    kind, colon, rest = plain.partition(":")
    if kind == "internet":
        return Target("internet", _client(rest, "to"))
    if not colon:
        return _by_name(design, plain, origin)
    if not rest:
        raise QueryError(f"to: found {text!r}, expected {TARGETS}")
    if kind in ("vm", "nva", "fw", "pe"):
        return _resource(design, kind, rest, origin)
    door = DOOR_READERS.get(kind)
    if door is not None:
        return door(design, rest, origin)
    reader = _READERS.get(kind)
    if reader is None:
        raise QueryError(f"to: found {text!r}, expected {TARGETS}")
    return reader(design, rest)


def _subnet_target(design: Design, rest: str) -> Target:
    place = _subnet_host(design, rest, "to")
    return Target(f"subnet:{rest}", place.address if place else None, place)


def _site_target(design: Design, rest: str) -> Target:
    site, address = _site(design, rest, "to")
    return Target(f"onprem:{site}", address)


def _tag(_design: Design, rest: str) -> Target:
    try:
        return Target(f"service:{rest}", ServiceTag.parse(f"tag:{rest}"))
    except AddressError as error:
        raise QueryError(f"to: {error}") from None


def _resource(design: Design, kind: str, name: str, origin: Origin) -> Target:
    kinds: dict[str, type[Resource]] = {
        "vm": VirtualMachine,
        "nva": NetworkVirtualAppliance,
        "fw": Firewall,
        "pe": PrivateEndpoint,
    }
    found = named(design, kinds[kind], name, "to")
    token = f"{kind}:{name}"
    if origin.kind == "internet" and getattr(found, "public_ip", False):
        return Target(token, public_address(design, token))
    place = places_of(design).first(token)
    return Target(token, place.address if place else None, place)


def _pod_target(design: Design, rest: str) -> Target:
    pod = _pod(design, rest)
    cluster = pod.cluster
    assert cluster is not None
    on_host = pod.workload is not None and pod.workload.host_network
    if cluster.cni_mode in FLAT_MODES or on_host:
        place = places_of(design).first(pod.pool or "", "node" if on_host else "pod")
        shown = renamed(place, pod.token) if place else None
        address = place.address if place else None
        return Target(pod.token, address, shown, cluster, pod.pool, pod.workload)
    block = next(iter(own_pod_ranges(cluster)), None)
    index = min(10, block.size - 1) if block else 0
    inner = block.address(index) if block else None
    return Target(pod.token, inner, None, cluster, pod.pool, pod.workload)


def _balancer(design: Design, name: str) -> Target:
    balancer = named(design, LoadBalancer, name, "to")
    if balancer.type == "public":
        return Target(f"lb:{name}", public_address(design, f"lb:{name}"))
    place = places_of(design).first(f"lb:{name}")
    return Target(f"lb:{name}", place.address if place else None, place)


def _dnat(design: Design, rest: str) -> Target:
    name, slash, rule_name = rest.partition("/")
    firewall = named(design, Firewall, name, "to")
    rules = dnat_rules_of(design, firewall)
    rule = next((rule for rule in rules if rule.name == rule_name), None)
    if not slash or rule is None:
        names = ", ".join(rule.name for rule in rules) or "none"
        raise QueryError(
            f"to: found {rest!r}, expected FIREWALL/RULE with a DNAT rule of {name} (there is {names})"
        )
    return Target(
        f"fw:{name}", public_address(design, f"fw:{name}", rule.name), port=rule.only_port
    )


def _api(design: Design, name: str) -> Target:
    cluster = named(design, AksCluster, name, "to")
    token = f"api:{name}"
    if not cluster.private and not cluster.api_server_vnet_integration:
        return Target(token, ANYWHERE)
    place = places_of(design).first(key_of("aks", name), "api")
    return Target(token, place.address if place else None, place)


def _by_name(design: Design, text: str, origin: Origin) -> Target:
    if not _FQDN.match(text):
        raise QueryError(f"to: found {text!r}, expected {TARGETS}")
    if origin.kind == "site":
        found = resolve_at_site(design, origin.site or "", text)
    else:
        place = pod_place(design, origin, None)
        found = resolve(design, place.vnet if place else None, text, place)
    last = found.steps[-1] if found.steps else ""
    if found.answer == "notComputed":
        why = f"What {text} resolves to is not known. {last}"
        return Target(
            text, stop=failed("notComputed", found.reason or "unknown_value", why), dns=why
        )
    if found.answer == "dns_unreachable":
        why = f"None of the DNS servers asked answers, so {text} stays unknown. {last}"
        return Target(text, stop=failed("dropped", "dns_unreachable", why), dns=why)
    if found.answer == "nxdomain":
        why = f"Zone {found.zone} is linked here and has no record for {text}."
        return Target(text, stop=failed("dropped", "nxdomain", why), dns=why)
    if found.connection == "dropped":
        why = f"{text} resolves publicly here, and its public access is disabled."
        return Target(text, stop=failed("dropped", found.reason or "", why), dns=why)
    dns = f"{text} resolves to {found.ip or found.tag} ({found.answer}). {last}".strip()
    return Target(text, found.ip or found.tag, name=text, dns=dns)


def carried_name(design: Design, target: Target) -> str | None:
    """Return the host name that a packet for a target asks for, where the design knows it.

    An endpoint has its public name, an API server its own; an address stands for the one public
    name that the design declares for it.
    """
    kind, _, name = target.token.partition(":")
    if kind == "pe":
        endpoint = design.index.get(PrivateEndpoint, name)
        return endpoint.fqdn if endpoint else None
    if kind == "api":
        cluster = design.index.get(AksCluster, name)
        public = cluster is not None and isinstance(target.dst, ServiceTag)
        return api_server_name(design, cluster) if cluster and public else None
    if not isinstance(target.dst, Address):
        return None
    names = {
        host.name
        for internet in design.topology.internet
        for host in internet.destinations
        if host.ip == target.dst
    }
    return names.pop() if len(names) == 1 else None


def with_port(target: Target, port: int) -> int:
    """Return the port that a packet for a target has: that of its DNAT rule, if it has one."""
    return target.port or port


_READERS: dict[str, Callable[[Design, str], Target]] = {
    "pod": _pod_target,
    "subnet": _subnet_target,
    "onprem": _site_target,
    "lb": _balancer,
    "dnat": _dnat,
    "api": _api,
    "tag": _tag,
}
