"""Origins, domains and routes of a Front Door, the same for every dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.plan.listener import is_tls, one_port
from aksdesigner.iac.plan.public_address import lone_slot, slots_of
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.iac.plan.service import facts_of, service_id
from aksdesigner.iac.value_rules import value_rule
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.front_door import FrontDoor, Origin
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_link_service import PrivateLinkService

GROUP = "origins"
ROUTE = "route"
WAF = "waf"
REQUEST = "Front Door asks for this connection."


@dataclass(frozen=True)
class PrivateWay:
    """A Private Link connection of an origin; the target is in the region of `place`."""

    target: Expression
    group: str | None
    place: Key


@dataclass(frozen=True)
class EdgeOrigin:
    """One origin. Its host is an expression, or a property of a declaration.

    `public` is the symbol of a public address, `alias_of` the key of a link service whose name
    the origin has.
    """

    role: str
    name: str
    port: int
    host: Expression | None = None
    public: str = ""
    alias_of: Key = ""
    private: PrivateWay | None = None

    @property
    def tls(self) -> bool:
        """Whether Front Door fetches by HTTPS."""
        return is_tls(self.port)


@dataclass(frozen=True)
class Domain:
    """A custom domain with the certificate that Azure manages."""

    role: str
    name: str
    host: str


def profile_sku(door: FrontDoor) -> str:
    """Return the SKU of the profile."""
    return f"{door.sku}_AzureFrontDoor"


def endpoint_name(draft: Draft, key: Key, door: FrontDoor) -> str:
    """Return the name of the endpoint: letters, digits and hyphens."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", real_name(door)).strip("-")[:40].strip("-")
    return draft.names.derived("fde", plain or "door", key, "endpoint")


def domains_of(draft: Draft, key: Key, door: FrontDoor) -> list[Domain]:
    """Return the custom domains; their names are the hosts with hyphens for dots."""
    out = []
    for host in dict.fromkeys(door.hosts):
        plain = re.sub(r"[^A-Za-z0-9]+", "-", host).strip("-")[:200].strip("-")
        role = f"domain {host}"
        name = draft.names.derived("domain", plain or "host", key, role, key)
        out.append(Domain(role, name, host))
    return out


def origins_of(draft: Draft, key: Key, door: FrontDoor) -> list[EdgeOrigin]:
    """Return the origins, asking for the hosts that the drawing does not say."""
    origins = drawn_once(draft, key, "origins", door.origins, lambda origin: origin.name)
    return [_origin(draft, key, door, origin) for origin in origins]


def forwarding(origins: list[EdgeOrigin]) -> str:
    """Return how a route forwards: as its origins speak."""
    if all(origin.tls for origin in origins):
        return "HttpsOnly"
    return "HttpOnly" if not any(origin.tls for origin in origins) else "MatchRequest"


def _origin(draft: Draft, key: Key, door: FrontDoor, origin: Origin) -> EdgeOrigin:
    """Return an origin. By HTTPS it needs a name, which Front Door looks for in the certificate."""
    port = one_port(draft, key, "origins.port", origin.port, 443)
    role = f"origin {origin.name}"
    private = _private_way(draft, key, door, origin)
    if origin.group_id and private is None:
        draft.omit(
            key,
            "origins.group_id",
            f"origin {origin.name} is not fetched by Private Link",
            origin.name,
        )
    if origin.host:
        return EdgeOrigin(role, origin.name, port, Text(origin.host), private=private)
    target = draft.design.index.at(origin.target) if origin.target else None
    mine = origin.target is not None and not draft.design.is_existing(origin.target)
    if isinstance(target, PlatformService) and target.fqdn:
        return EdgeOrigin(role, origin.name, port, Text(target.fqdn), private=private)
    if isinstance(target, ApplicationGateway) and target.hosts and "*" not in target.hosts[0]:
        return EdgeOrigin(role, origin.name, port, Text(target.hosts[0]), private=private)
    plain = not is_tls(port)
    if isinstance(target, PrivateLinkService) and origin.target and plain:
        return EdgeOrigin(role, origin.name, port, alias_of=origin.target, private=private)
    public = _public_symbol(draft, origin.target or "") if mine and plain else None
    if public:
        return EdgeOrigin(role, origin.name, port, public=public, private=private)
    asked = draft.ask(
        f"{door.name} {origin.name} host",
        f"Host name of origin {origin.name} of Front Door {door.name}, as in its certificate.",
        example="origin.example.com",
        rule=value_rule("hostName"),
        resource=key,
        stands_for=origin.target or "",
    )
    return EdgeOrigin(role, origin.name, port, asked, private=private)


def _public_symbol(draft: Draft, target: Key) -> str | None:
    """Return the symbol of the first public address of a balancer or gateway of the design."""
    resource = draft.design.index.at(target)
    slots = []
    if isinstance(resource, LoadBalancer) and resource.type == "public":
        count, names = resource.public_ips, resource.public_ip_names
        slots = slots_of(draft, target, resource, count, names)
    elif isinstance(resource, ApplicationGateway) and resource.public_frontend:
        slots = [lone_slot(draft, target, resource, resource.public_ip)]
    elif split_key(target)[0] == "pip" and resource is not None:
        return draft.symbols.symbol(target)
    if not slots:
        return None
    first = slots[0]
    own = draft.symbols.symbol(target, first.role)
    return draft.symbols.symbol(first.drawn) if first.drawn else own


def _private_way(draft: Draft, key: Key, door: FrontDoor, origin: Origin) -> PrivateWay | None:
    if not origin.private_link:
        return None
    field = "origins.private_link"
    if door.sku != "Premium":
        draft.omit(key, field, "only the Premium SKU fetches by Private Link", origin.name)
        return None
    target = draft.design.index.at(origin.target) if origin.target else None
    if isinstance(target, PrivateLinkService) and origin.target:
        if origin.group_id:
            draft.omit(key, "origins.group_id", "a link service has no sub-resources", origin.name)
        return PrivateWay(draft.id_of(origin.target), None, origin.target)
    if isinstance(target, PlatformService):
        service = key_of("paas", target.name)
        group = origin.group_id or facts_of(target).group
        return PrivateWay(service_id(draft, service, target), group, service)
    reason = f"origin {origin.name} leads to nothing that Private Link reaches: a link service or "
    draft.omit(key, field, f"{reason}a platform service", origin.name)
    return None
