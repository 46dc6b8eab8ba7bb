"""Terraform of an export -> what it says, in the words of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.read.configuration import Configuration, TerraformResource, read_configuration
from aksdesigner.iac.read.drawn import Drawn
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.iac.terraform import (
    aks_cluster_read,
    application_gateway,
    application_gateway_for_containers,
    application_security_group,
    bastion,
    ddos_plan,
    dns_resolver,
    dns_ruleset,
    express_route_circuit,
    firewall,
    firewall_policy,
    front_door,
    ip_group,
    load_balancer,
    machine,
    nat_gateway,
    network_gateway,
    network_security_group,
    on_premises,
    peering,
    platform_service,
    private_dns_zone,
    private_endpoint,
    private_link_service,
    public_ip,
    public_ip_prefix,
    route_server,
    route_table,
    virtual_hub,
    virtual_network,
    virtual_wan,
    waf_policy,
)
from aksdesigner.iac.terraform.lifting import Lift
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.part import Resource

Reader = Callable[[Lift, TerraformResource], Any]

# azurerm type -> its reader. Hubs come before firewalls, firewalls before policies: each takes
# what it implies, and what is left stands for itself. Subnets are read with their networks, pools
# with their clusters, sites with the connections that lead to them.
READERS: dict[str, Reader] = {
    "azurerm_network_ddos_protection_plan": ddos_plan.from_azurerm,
    "azurerm_application_security_group": application_security_group.from_azurerm,
    "azurerm_public_ip_prefix": public_ip_prefix.from_azurerm,
    "azurerm_route_table": route_table.from_azurerm,
    "azurerm_network_security_group": network_security_group.from_azurerm,
    "azurerm_nat_gateway": nat_gateway.from_azurerm,
    "azurerm_virtual_network": virtual_network.from_azurerm,
    "azurerm_express_route_circuit": express_route_circuit.from_azurerm,
    "azurerm_virtual_network_gateway": network_gateway.from_azurerm,
    "azurerm_route_server": route_server.from_azurerm,
    "azurerm_virtual_network_peering": peering.from_azurerm,
    "azurerm_ip_group": ip_group.from_azurerm,
    "azurerm_virtual_wan": virtual_wan.from_azurerm,
    "azurerm_virtual_hub": virtual_hub.from_azurerm,
    "azurerm_firewall": firewall.from_azurerm,
    "azurerm_firewall_policy": firewall_policy.from_azurerm,
    "azurerm_lb": load_balancer.from_azurerm,
    "azurerm_bastion_host": bastion.from_azurerm,
    "azurerm_web_application_firewall_policy": waf_policy.from_azurerm,
    "azurerm_cdn_frontdoor_firewall_policy": waf_policy.from_azurerm,
    "azurerm_application_gateway": application_gateway.from_azurerm,
    "azurerm_application_load_balancer": application_gateway_for_containers.from_azurerm,
    **dict.fromkeys(platform_service.SERVICE_OF, platform_service.from_azurerm),
    "azurerm_private_dns_zone": private_dns_zone.from_azurerm,
    "azurerm_private_dns_resolver": dns_resolver.from_azurerm,
    "azurerm_private_dns_resolver_dns_forwarding_ruleset": dns_ruleset.from_azurerm,
    "azurerm_private_link_service": private_link_service.from_azurerm,
    "azurerm_private_endpoint": private_endpoint.from_azurerm,
    "azurerm_cdn_frontdoor_profile": front_door.from_azurerm,
    "azurerm_kubernetes_cluster": aks_cluster_read.from_azurerm,
}
# read last: whoever uses an implied address has taken it by then
ADDRESSES: dict[str, Reader] = {"azurerm_public_ip": public_ip.from_azurerm}


def lift_azurerm(
    document: Document, files: Mapping[str, str], asked: Iterable[ParameterDeclaration]
) -> Lifted:
    """Return what the Terraform of an export says.

    `files` are the texts of one folder by name, `asked` the parameters that whoever deploys fills
    in. The drawing is asked which of its resources a name belongs to, never for a value that code
    can hold. Raises HclError where a file is not understood.
    """
    # folders below are programs of their own, for other teams
    files = {name: text for name, text in files.items() if "/" not in name}
    names = (parameter.name for parameter in asked)
    return lifted_of(document, read_configuration(files, names))


def lifted_of(document: Document, configuration: Configuration) -> Lifted:
    """Return what the blocks of a folder say."""
    lift = Lift(configuration, Drawn(Design(document)))
    found: dict[Key, Resource] = {}
    for resource in _read(lift):
        key = key_of(resource.kind, resource.name)
        if key in found:
            lift.report(key, "the code has it twice")
        found[key] = resource
    for address, item in configuration.resources.items():
        if address not in lift.used and not item.existing:
            lift.report(item.place, "no drawn resource says it")
    return Lifted(found, tuple(lift.strange))


def _read(lift: Lift) -> Iterator[Any]:
    yield from _read_types(lift, READERS)
    for key, machines in lift.machines.items():
        box: Any = lift.drawn.design.index.at(key) if key else None
        if box is not None:
            yield from _some(machine.from_azurerm(lift, box, machines))
    yield from on_premises.sites_from_azurerm(lift)
    yield from _read_types(lift, ADDRESSES)


def _read_types(lift: Lift, readers: Mapping[str, Reader]) -> Iterator[Any]:
    for kind, reader in readers.items():
        for resource in list(lift.of_type(kind)):
            if resource.address not in lift.used:
                yield from _some(reader(lift, resource))


def _some(resource: Any) -> list[Any]:
    return [] if resource is None else [resource]
