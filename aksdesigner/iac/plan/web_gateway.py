"""Listeners, backends and size of an application gateway, the same for every dialect."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Expression, Parameter, Text
from aksdesigner.iac.placeholders import resource_id
from aksdesigner.iac.plan.listener import is_tls, one_port
from aksdesigner.iac.plan.machine import Machine, machines_of
from aksdesigner.iac.plan.public_address import Slot, lone_slot
from aksdesigner.iac.plan.web_policy import attached
from aksdesigner.iac.value_rules import id_rule, value_rule
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.application_gateway import ApplicationGateway
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

POOL = "backend"
SETTINGS = "backend-settings"
PROBE = "probe"
CERTIFICATE = "certificate"
WAF_POLICIES = "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies"
LEAST_AUTOSCALE = 2  # instances; Azure takes no lower maximum
NO_NAME = "127.0.0.1"  # the host that Azure's own probe asks for


@dataclass(frozen=True)
class Frontend:
    """A frontend: public with a slot, or private with an address."""

    name: str
    slot: Slot | None = None
    address: Expression | None = None


@dataclass(frozen=True)
class Target:
    """One member of the pool: a text, or the private address of an interface or a frontend.

    `of` is the key and `role` the role of the declaration whose address it is.
    """

    text: str = ""
    is_name: bool = False
    of: Key = ""
    role: str = ""


@dataclass(frozen=True)
class WebGateway:
    """What an application gateway does; `certificate` is (PFX, password) of an HTTPS listener."""

    frontends: tuple[Frontend, ...]
    port: int
    certificate: tuple[Parameter, Parameter] | None
    backend_port: int
    targets: tuple[Target, ...]
    probe_host: str
    scale: tuple[int, int] | None
    policy: Expression | None

    @property
    def protocol(self) -> str:
        """The protocol of the listeners."""
        return "Https" if self.certificate else "Http"


def gateway_of(draft: Draft, key: Key, gateway: ApplicationGateway) -> WebGateway:
    """Return what a drawn gateway means, asking for what the drawing lacks."""
    port = one_port(draft, key, "port", gateway.port, 443)
    return WebGateway(
        _frontends(draft, key, gateway),
        port,
        _certificate(draft, key, gateway) if is_tls(port) else None,
        one_port(draft, key, "backend_port", gateway.backend_port, 80),
        _over_ipv4(
            draft,
            key,
            [t for b in dict.fromkeys(gateway.backends) for t in _targets(draft, key, b)],
        ),
        gateway.hosts[0] if gateway.hosts and "*" not in gateway.hosts[0] else NO_NAME,
        _scale(draft, key, gateway),
        _policy(draft, key, gateway),
    )


def _frontends(draft: Draft, key: Key, gateway: ApplicationGateway) -> tuple[Frontend, ...]:
    out = []
    if gateway.public_frontend:
        slot = lone_slot(draft, key, gateway, gateway.public_ip)
        out.append(Frontend("public", slot=slot))
    elif gateway.public_ip:
        draft.omit(key, "public_ip", "it has no public frontend")
    if gateway.private_ip and gateway.private_ip.version != 4:
        draft.omit(key, "private_ip", "a private frontend has an IPv4 address: it is asked for")
        out.append(Frontend("private", address=_asked_address(draft, key, gateway)))
    elif gateway.private_ip:
        out.append(Frontend("private", address=Text(str(gateway.private_ip))))
    if not out:
        out.append(Frontend("private", address=_asked_address(draft, key, gateway)))
    return tuple(out)


def _asked_address(draft: Draft, key: Key, gateway: ApplicationGateway) -> Expression:
    subnet = draft.design.index.at(subnet_key(gateway.vnet, gateway.subnet))
    prefixes = subnet.prefixes if isinstance(subnet, Subnet) else ()
    free = [p.address(p.size - 2) for p in prefixes if p.version == 4 and p.size > 8]
    return draft.ask(
        f"{gateway.name} private ip",
        f"Private address of application gateway {gateway.name}.",
        example=str(free[0]) if free else "10.0.0.10",
        rule=value_rule("address"),
        resource=key,
    )


def _certificate(
    draft: Draft, key: Key, gateway: ApplicationGateway
) -> tuple[Parameter, Parameter]:
    pfx = draft.ask(
        f"{gateway.name} certificate",
        f"Certificate of the listener of application gateway {gateway.name}: a PFX file in Base64.",
        rule=value_rule("certificate"),
        secure=True,
        resource=key,
    )
    password = draft.ask(
        f"{gateway.name} certificate password",
        f"Password of the certificate of application gateway {gateway.name}.",
        secure=True,
        resource=key,
    )
    return pfx, password


def _scale(draft: Draft, key: Key, gateway: ApplicationGateway) -> tuple[int, int] | None:
    if gateway.capacity is not None:
        fields = ApplicationGateway.model_fields
        for name in ("min_capacity", "max_capacity"):
            if getattr(gateway, name) != fields[name].default:
                draft.omit(key, name, "a fixed number of instances is drawn")
        return None
    highest = max(gateway.max_capacity, gateway.min_capacity, LEAST_AUTOSCALE)
    if highest != gateway.max_capacity:
        draft.omit(key, "max_capacity", f"Azure takes no less than {highest} here")
    return gateway.min_capacity, highest


def _policy(draft: Draft, key: Key, gateway: ApplicationGateway) -> Expression | None:
    if gateway.tier != "WAF_v2":
        if gateway.waf_policy:
            draft.omit(key, "waf_policy", f"the tier {gateway.tier} has no firewall: draw WAF_v2")
        return None
    policy = attached(draft, key, gateway.waf_policy, "applicationGateway")
    if policy:
        return policy
    return draft.ask(
        f"{gateway.name} waf policy id",
        f"Resource id of the WAF policy of application gateway {gateway.name}.",
        example=resource_id(WAF_POLICIES),
        rule=id_rule(WAF_POLICIES),
        resource=key,
    )


def _targets(draft: Draft, key: Key, backend: Key) -> list[Target]:
    """Return the pool members behind one drawn backend, and report what can't be one."""
    resource = draft.design.index.at(backend)
    mine = not draft.design.is_existing(backend)
    if isinstance(resource, (VirtualMachine, NetworkVirtualAppliance)):
        if mine:
            return [_machine(backend, m) for m in machines_of(draft, backend, resource)]
        if resource.ip:
            return [Target(str(resource.ip))]
    if isinstance(resource, LoadBalancer) and resource.type == "internal":
        if resource.ip:
            return [Target(str(resource.ip))]
        if mine:
            return [Target(of=backend)]
    if isinstance(resource, PlatformService) and resource.fqdn:
        return [Target(resource.fqdn, is_name=True)]
    if isinstance(resource, PrivateEndpoint) and resource.ips:
        return [Target(str(ip)) for ip in resource.ips]
    if split_key(backend)[0] == "aks":
        draft.omit(key, "backends", f"the ingress controller of {backend} fills the pool", backend)
    else:
        reason = f"the drawing says no private address or name of {backend}"
        draft.omit(key, "backends", reason, backend)
    return []


def _over_ipv4(draft: Draft, key: Key, targets: list[Target]) -> tuple[Target, ...]:
    """Return the members of the pool that an application gateway reaches: it speaks IPv4 to them."""
    for target in targets:
        if ":" in target.text and not target.is_name:
            draft.omit(key, "backends", f"a pool takes IPv4 addresses, not {target.text}; left out")
    return tuple(t for t in targets if ":" not in t.text or t.is_name)


def _machine(backend: Key, machine: Machine) -> Target:
    if machine.address:
        return Target(str(machine.address))
    return Target(of=backend, role=f"nic {machine.suffix}")
