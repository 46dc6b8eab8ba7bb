"""Omission: what a dialect cannot say, or what a person must fill in. Never silence."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.ids import Key


@dataclass(frozen=True)
class Omission:
    """A field of a resource that was left out of the export, and why.

    `item` is the one item of a list that was left out, "" where nothing of the field is said. One
    inside items has their names before its own, made by `inside`.
    """

    resource: Key
    field: str
    reason: str
    item: str = ""


def inside(*names: str) -> str:
    """Return the item of an omission that stands inside other items, the outermost first."""
    return " > ".join(names)


PLANNING = "used for planning only; Azure has no such property"
TRACE = "used for the analysis only; Azure has no such property"
DRAWING = "part of the drawing only; there is nothing to deploy"
NO_ZONES = "this kind of resource has no zones"
KUBERNETES = "made by a Kubernetes Service, not by the cluster's deployment"
ASSIGNED = "Azure gives it; it can't be chosen"
THEIRS = "deployed by others: only referred to where something here needs it"
RUNTIME = "a state that Azure reports, not a setting"
IN_CLUSTER = "an object inside the cluster; deploy it with the tools of Kubernetes"
GLOBAL = "this kind of resource is global"

# kind token -> field -> why no dialect says it; "*" holds for every kind
NEVER: dict[str, dict[str, str]] = {
    "*": {
        "owner": PLANNING,
        "unknown": PLANNING,
    },
    "vnet": {"hub": DRAWING, "zones": NO_ZONES},
    "subnet": {"purpose": PLANNING, "reserve_for": PLANNING},
    "rt": {"zones": NO_ZONES},
    "nsg": {"zones": NO_ZONES},
    "fw": {
        "ip": "Azure gives the first free address of the subnet; it can't be chosen",
        "instances": "Azure scales the firewall itself; the number is for port arithmetic",
    },
    "nva": {
        "snat": "set inside the appliance",
        "stateful": "set inside the appliance",
    },
    "vm": {"dns_forwarders": "set inside the machine"},
    "site": {
        "zones": NO_ZONES,
        "dns_servers": "servers of the site itself; forwarding to them needs a DNS resolver",
    },
    "pe": {
        "zones": NO_ZONES,
        "state": RUNTIME,
        "fqdn": "the name of the target, which the target gives",
        "consumers": PLANNING,
        "public_network_access": "a setting of the target, which says it itself",
    },
    "paas": {"fqdn": "Azure derives it from the name of the service"},
    "zone": {"zones": NO_ZONES, "region": "a private DNS zone is global"},
    "aks": {
        "internal_lb_ips": KUBERNETES,
        "internal_lbs": KUBERNETES,
        "service_ports": KUBERNETES,
        "ingress": IN_CLUSTER,
        "workloads": IN_CLUSTER,
        "network_policies": IN_CLUSTER,
        "policy_required": PLANNING,
        "planned_endpoint_subnet": PLANNING,
        "hosted_agents": PLANNING,
        "zone_linked_afterwards": "done by hand after the deployment; draw a zone to have it linked",
        "migration": PLANNING,
        "node_ip": TRACE,
    },
    "asg": {"zones": NO_ZONES},
    "fwpol": {"zones": NO_ZONES},
    "ipgroup": {"zones": NO_ZONES},
    "er": {"zones": NO_ZONES, "site": "the provider connects the site to the circuit"},
    "rs": {"zones": NO_ZONES},
    "vwan": {"zones": NO_ZONES},
    "vhub": {"zones": NO_ZONES},
    "pip": {"ip": ASSIGNED},
    "ddos": {"zones": NO_ZONES},
    "agw": {
        "network_isolation": "a feature that is registered for the subscription, not a property "
        "(Microsoft.Network/EnableApplicationGatewayNetworkIsolation)",
    },
    "agc": {
        "zones": NO_ZONES,
        "port": IN_CLUSTER,
        "backends": IN_CLUSTER,
        "backend_port": IN_CLUSTER,
    },
    "waf": {"zones": NO_ZONES},
    "fd": {"zones": NO_ZONES, "region": GLOBAL},
    "pls": {"zones": NO_ZONES},
    "resolver": {"zones": NO_ZONES},
    "ruleset": {"zones": NO_ZONES},
    "pool": {"purpose": PLANNING, "connections_per_node": PLANNING},
    "internet": {"name": DRAWING, "destinations": DRAWING},
}


def why_never(kind: str, field: str) -> str | None:
    """Return why no dialect exports a field, or None for an exported one."""
    return NEVER.get(kind, {}).get(field) or NEVER["*"].get(field)
