"""Machines and interfaces, which virtual machines and appliances share."""

from __future__ import annotations

from aksdesigner.iac.arm.body import NETWORK, head, public_ip, reference
from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Joined, Property, Raw, Text
from aksdesigner.iac.plan.balancer import BACKEND
from aksdesigner.iac.plan.machine import (
    Access,
    Box,
    Machine,
    access_of,
    asgs_of,
    balancers_of,
    is_windows,
    machines_of,
    size_of,
    tags_of,
)
from aksdesigner.iac.plan.security_rule import groups_of
from aksdesigner.iac.resource_types import versioned
from aksdesigner.model.ids import Key, key_of


def declare_machines(draft: Draft, key: Key, box: Box) -> None:
    """Declare each machine of a box; interfaces always, machines when their key is given."""
    access = access_of(draft, key, box)
    size = size_of(draft, key, box)
    for machine in machines_of(draft, key, box):
        interface = _interface(draft, key, box, machine)
        draft.declare(
            versioned("Microsoft.Compute/virtualMachines"),
            key,
            {
                **head(draft, box, machine.name),
                "tags": tags_of(box) or None,
                "zones": [machine.zone] if machine.zone else None,
                "properties": {
                    "hardwareProfile": {"vmSize": size},
                    "storageProfile": _storage(access),
                    "osProfile": _os(box, machine, access),
                    "networkProfile": {
                        "networkInterfaces": [reference(Property(interface, ("id",)))]
                    },
                },
            },
            machine.role,
            condition=access.secret.name,
        )


def _interface(draft: Draft, key: Key, box: Box, machine: Machine) -> str:
    nsg = reference(draft.id_of(key_of("nsg", box.nsg))) if box.nsg else None
    return draft.declare(
        versioned(NETWORK + "networkInterfaces"),
        key,
        {
            **head(draft, box, machine.interface),
            "tags": tags_of(box) or None,
            "properties": {
                "enableIPForwarding": box.ip_forwarding,
                "networkSecurityGroup": nsg,
                "ipConfigurations": [
                    {
                        "name": "ipconfig1",
                        "properties": _configuration(draft, key, box, machine),
                    }
                ],
            },
        },
        f"nic {machine.suffix}",
    )


def _configuration(draft: Draft, key: Key, box: Box, machine: Machine) -> dict[str, Raw]:
    address = None
    if machine.public_ip:
        zones = (machine.zone,) if machine.zone else ()
        role = f"pip {machine.suffix}"
        address = public_ip(draft, key, box, machine.public_ip, role, zones=zones)
    pools = [
        reference(Joined((draft.id_of(lb), Text(f"/backendAddressPools/{BACKEND}"))))
        for lb, _ in balancers_of(draft, key)
    ]
    return {
        "subnet": reference(draft.id_of(subnet_key(box.vnet, box.subnet))),
        "privateIPAllocationMethod": "Static" if machine.address else "Dynamic",
        "privateIPAddress": str(machine.address) if machine.address else None,
        "publicIPAddress": reference(Property(address, ("id",))) if address else None,
        "loadBalancerBackendAddressPools": pools or None,
        "applicationSecurityGroups": [reference(g) for g in groups_of(draft, asgs_of(box))] or None,
    }


def _storage(access: Access) -> Raw:
    return {
        "imageReference": access.image,
        "osDisk": {"createOption": "FromImage", "caching": "ReadWrite"},
    }


def _os(box: Box, machine: Machine, access: Access) -> Raw:
    common: dict[str, Raw] = {
        "computerName": machine.computer_name(windows=is_windows(box)),
        "adminUsername": access.user,
    }
    if is_windows(box):
        return {**common, "adminPassword": access.secret, "windowsConfiguration": {}}
    path = Joined((Text("/home/"), access.user, Text("/.ssh/authorized_keys")))
    keys: Raw = {"publicKeys": [{"path": path, "keyData": access.secret}]}
    return {
        **common,
        "linuxConfiguration": {"disablePasswordAuthentication": True, "ssh": keys},
    }
