"""Bicep or an ARM template of an export -> what it says, in the words of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from aksdesigner.iac.arm import (
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
    front_door_read,
    ip_group,
    load_balancer,
    nat_gateway,
    network_gateway,
    network_security_group,
    network_virtual_appliance,
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
    virtual_machine,
    virtual_network,
    virtual_wan,
    waf_policy,
)
from aksdesigner.iac.arm.bicep import MAIN, VALUES
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.design import Design
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.read.bicep_program import read_program, read_values
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.iac.read.resources import Program
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Asked
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.part import Resource

Reader = Callable[[Lift], Iterator[Any]]

# Hubs come before firewalls, firewalls before policies, machines before the balancers that they
# stand behind: each takes what it implies, and what is left stands for itself. Subnets are read
# with their networks, pools with their clusters, sites with the connections that lead to them.
READERS: tuple[Reader, ...] = (
    ddos_plan.from_arm,
    application_security_group.from_arm,
    public_ip_prefix.from_arm,
    route_table.from_arm,
    network_security_group.from_arm,
    nat_gateway.from_arm,
    virtual_network.from_arm,
    express_route_circuit.from_arm,
    network_gateway.from_arm,
    route_server.from_arm,
    peering.from_arm,
    ip_group.from_arm,
    virtual_wan.from_arm,
    virtual_hub.from_arm,
    firewall.from_arm,
    firewall_policy.from_arm,
    virtual_machine.from_arm,
    network_virtual_appliance.from_arm,
    load_balancer.from_arm,
    bastion.from_arm,
    waf_policy.from_arm,
    application_gateway.from_arm,
    application_gateway_for_containers.from_arm,
    platform_service.from_arm,
    private_dns_zone.from_arm,
    dns_resolver.from_arm,
    dns_ruleset.from_arm,
    private_link_service.from_arm,
    private_endpoint.from_arm,
    front_door_read.from_arm,
    aks_cluster_read.from_arm,
    # whoever uses an implied address has taken it by now
    public_ip.from_arm,
)


def lift_bicep(
    document: Document, files: Mapping[str, str], asked: Iterable[ParameterDeclaration]
) -> Lifted:
    """Return what the Bicep of an export says.

    `files` are the texts of one folder by path, `asked` the parameters that whoever deploys fills
    in. The drawing is asked which of its resources a name belongs to, never for a value that code
    can hold. Raises ReadError where a file is not understood.
    """
    return lifted_of(document, read_bicep_program(files, asked))


def read_bicep_program(files: Mapping[str, str], asked: Iterable[ParameterDeclaration]) -> Program:
    """Return every resource that the Bicep of an export declares. Raises ReadError."""

    def read(path: str) -> str:
        if path not in files:
            raise ReadError(path, "there is no such file")
        return files[path]

    values = read_values(read, VALUES) if VALUES in files else {}
    return read_program(read, MAIN, given(values, asked))


def given(values: Mapping[str, Any], asked: Iterable[ParameterDeclaration]) -> dict[str, Any]:
    """Return the values of parameters, with a mark for each that whoever deploys fills in."""
    return {**values, **{p.name: Asked(p.name, p.stands_for) for p in asked}}


def lifted_of(document: Document, program: Program) -> Lifted:
    """Return what a program that was read says."""
    lift = Lift(program, Design(document))
    found: dict[Key, Resource] = {}
    for reader in READERS:
        for resource in reader(lift):
            key = key_of(resource.kind, resource.name)
            if key in found:
                lift.report_at(key, "the code has it twice")
            found[key] = resource
    for item in program.resources:
        if not item.existing and id(item) not in lift.taken:
            lift.report(item, f"{item.name} is nothing that is drawn")
    return Lifted(found, tuple(lift.strange))
