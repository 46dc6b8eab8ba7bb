"""Flows that a design asks for, and questions that a campaign asks about it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from aksdesigner.model.document import Document
from aksdesigner.model.topology import Topology
from tests.support.random_designs.sketch import Plain, Sketch

DOORS = ("lb:", "dnat:", "vm:", "agw:", "agc:", "fd:", "ingress:", "pip:")
PUBLIC = ("203.0.113.10", "8.8.8.8", "20.60.1.1")


def draw_flows(s: Sketch) -> None:
    """Let a design ask for some flows, and declare ranges that are taken elsewhere."""
    ends = [f"vm:{vm['name']}" for vm in s.all("vms")]
    ends += [f"pod:{aks['name']}" for aks in s.all("aksClusters")]
    if ends and s.chance(0.3):
        for _ in range(s.rng.randint(1, 3)):
            s.queries.append(_flow(s, ends))
    if s.chance(0.12):
        s.registry.append({"prefix": s.one(("10.200.0.0/16", "100.112.0.0/12")), "owner": "lab"})


def _flow(s: Sketch, ends: list[str]) -> Plain:
    sites = [f"onprem:{site['name']}" for site in s.all("onPrem") if site.get("prefixes")]
    flow: Plain = {
        "kind": "path",
        "from": s.one([*ends, *sites]),
        "to": s.one([*ends, *PUBLIC]),
        "required": s.chance(0.8),
    }
    if s.chance(0.3):
        flow["operator"] = True
    if s.all("firewalls") and s.chance(0.3):
        flow["inspectedBy"] = f"fw:{s.one(s.all('firewalls'))['name']}"
    return flow


@dataclass(frozen=True)
class Question:
    """A packet to ask about."""

    source: str
    destination: str
    port: int = 443
    protocol: str = "tcp"
    mode: str = "filtered"


def questions(
    rng: random.Random, document: Document, count: int, *, names: bool = True
) -> list[Question]:
    """Return packets to ask about: ends that exist, and addresses where something may go wrong.

    Without `names` nothing has to be resolved first.
    """
    sources, targets = sources_of(document), targets_of(document)
    if not names:
        known = set(_names(document.topology))
        targets = [target for target in targets if target not in known]
    if not sources or not targets:
        return []
    doors = [target for target in targets if target.startswith(DOORS)]
    found = []
    for _ in range(count):
        source = rng.choice(sources)
        found.append(
            Question(
                source,
                rng.choice(doors if source == "internet:" and doors else targets),
                rng.choice((443, 443, 443, 80, 53, 8443)),
                rng.choice(("tcp", "tcp", "tcp", "udp")),
                rng.choice(("filtered", "filtered", "filtered", "routing")),
            )
        )
    return found


def sources_of(document: Document) -> list[str]:
    """Return what may send in a design."""
    t = document.topology
    found = [f"vm:{vm.name}" for vm in t.vms] * 3
    found += [f"pod:{aks.name}" for aks in t.aks_clusters if aks.pools] * 3
    found += _workloads(t) * 2
    found += [f"nva:{nva.name}" for nva in t.nvas]
    found += [f"bastion:{bastion.name}" for bastion in t.bastions]
    found += [f"onprem:{site.name}" for site in t.on_prem if site.prefixes] * 2
    found += [f"subnet:{v.name}/{s.name}" for v in t.vnets for s in v.subnets if s.prefixes][:8]
    if found:
        found.append("internet:")
    return found


def targets_of(document: Document) -> list[str]:
    """Return what may be asked for in a design."""
    t = document.topology
    found = [str(vm.ip) for vm in t.vms if vm.ip] + [f"vm:{vm.name}" for vm in t.vms]
    found += [*PUBLIC, PUBLIC[0]]
    found += [f"pod:{aks.name}" for aks in t.aks_clusters if aks.pools]
    found += _workloads(t)
    found += [f"api:{aks.name}" for aks in t.aks_clusters]
    found += [f"pe:{pe.name}" for pe in t.private_endpoints]
    found += [str(site.prefixes[0].first + 9) for site in t.on_prem if _roomy(site.prefixes)]
    found += [f"lb:{lb.name}" for lb in t.load_balancers]
    found += _doors(t)
    found += [f"dnat:{fw.name}/{rule.name}" for fw in t.firewalls for rule in fw.dnat]
    found += _names(t)
    found += _odd_addresses(t)
    return found


def _doors(t: Topology) -> list[str]:
    """Return what ends flows and starts others, and drawn public addresses."""
    sections = (t.application_gateways, t.application_gateways_for_containers, t.front_doors)
    found = [f"{item.kind}:{item.name}" for section in sections for item in section]
    found += [f"ingress:{aks.name}/{way.name}" for aks in t.aks_clusters for way in aks.ingress]
    found += [f"pip:{pip.name}" for pip in t.public_ips]
    return found + [str(pip.ip) for pip in t.public_ips if pip.ip]


def _workloads(t: Topology) -> list[str]:
    """Return the pods of workloads as a question names them."""
    return [
        f"pod:{aks.name}/{work.pool or aks.pools[0].name}/{work.namespace}/{work.name}"
        for aks in t.aks_clusters
        for work in aks.workloads
        if aks.pools
    ]


def _roomy(prefixes: tuple[object, ...]) -> bool:
    return bool(prefixes) and getattr(prefixes[0], "size", 0) > 16


def _names(t: Topology) -> list[str]:
    return [pe.fqdn for pe in t.private_endpoints if pe.fqdn] + [
        service.fqdn for service in t.paas_services if service.fqdn
    ]


def _odd_addresses(t: Topology) -> list[str]:
    """Return addresses that nobody has, in ranges that somebody has."""
    found = ["tag:Storage", "168.63.129.16"]
    for vnet in t.vnets[:6]:
        found += [str(p.last + -9) for p in vnet.prefixes[:1] if p.size > 64]
        found += [str(s.prefixes[0].last + -3) for s in vnet.subnets[:1] if _roomy(s.prefixes)]
    for aks in t.aks_clusters:
        found += [str(p.first + 11) for p in (*aks.pod_cidrs, *aks.service_cidrs) if p.size > 16]
    return found
