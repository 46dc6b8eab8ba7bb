"""What a private endpoint leads to, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Text
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.iac.plan.service import facts_of, service_id
from aksdesigner.iac.value_rules import id_rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_dns_zone import PrivateDnsZone
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint

ZONES = "Microsoft.Network/privateDnsZones"

# group id -> member name, where a group has one member and so one address
MEMBERS = {
    "vault": "default",
    "blob": "blob",
    "file": "file",
    "queue": "queue",
    "table": "table",
    "dfs": "dfs",
    "web": "web",
    "sqlserver": "sqlServer",
}


@dataclass(frozen=True)
class Link:
    """Where an endpoint leads: target, groups, chosen address and the zones with its record."""

    target: Expression
    groups: tuple[Expression, ...]
    address: Address | None
    member: str
    zones: tuple[Expression, ...]


def link_of(draft: Draft, key: Key, endpoint: PrivateEndpoint) -> Link:
    """Return what an endpoint connects, asking for what the drawing lacks."""
    service = draft.design.index.get(PlatformService, endpoint.target)
    groups: tuple[Expression, ...]
    if endpoint.link_service:
        for name in ("target", "group_ids"):
            if getattr(endpoint, name):
                reason = f"it leads to link service {endpoint.link_service}"
                draft.omit(key, name, reason)
        target: Expression = draft.id_of(key_of("pls", endpoint.link_service))
        groups = ()
    else:
        target = _target(draft, key, endpoint, service)
        groups = _groups(draft, key, endpoint, service)
    first = groups[0] if groups else None
    member = MEMBERS.get(first.value.lower(), "") if isinstance(first, Text) else ""
    address = endpoint.ips[0] if len(endpoint.ips) == 1 and len(groups) == 1 and member else None
    if endpoint.ips and address is None:
        reason = "the member names that chosen addresses belong to are not known; Azure chooses"
        draft.omit(key, "ips", reason)
    zones = tuple(_zone(draft, key, name) for name in endpoint.zone_group)
    return Link(target, groups, address, member, zones)


def _target(
    draft: Draft, key: Key, endpoint: PrivateEndpoint, service: PlatformService | None
) -> Expression:
    if service is not None:
        return service_id(draft, key_of("paas", service.name), service)
    return draft.ask(
        f"{endpoint.name} target id",
        f"Resource id of the service that private endpoint {endpoint.name} leads to.",
        example=resource_id("Microsoft.KeyVault/vaults"),
        rule=id_rule(),
        resource=key,
    )


def _groups(
    draft: Draft, key: Key, endpoint: PrivateEndpoint, service: PlatformService | None
) -> tuple[Expression, ...]:
    if endpoint.group_ids:
        return tuple(Text(group) for group in endpoint.group_ids)
    usual = facts_of(service).group if service else None
    if usual:
        return (Text(usual),)
    asked = draft.ask(
        f"{endpoint.name} group id",
        f"Group id (sub-resource) of the target of private endpoint {endpoint.name}, "
        "for example vault or blob.",
        example="vault",
        resource=key,
    )
    return (asked,)


def _zone(draft: Draft, key: Key, name: str) -> Expression:
    if draft.design.index.get(PrivateDnsZone, name):
        return draft.id_of(key_of("zone", name))
    return draft.ask(
        f"{name} zone id",
        f"Resource id of the private DNS zone {name}.",
        example=resource_id(ZONES),
        rule=id_rule(ZONES),
        resource=key,
        stands_for=key_of("zone", name),
    )
