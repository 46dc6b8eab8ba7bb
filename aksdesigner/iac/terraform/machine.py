"""Machines and interfaces, which virtual machines and appliances share."""

from __future__ import annotations

from aksdesigner.iac.design import subnet_key
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Field, Property, Raw, blocks
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
from aksdesigner.iac.terraform.body import head, public_ip
from aksdesigner.model.ids import Key, key_of


def declare_machines(draft: Draft, key: Key, box: Box) -> None:
    """Declare each machine of a box; interfaces always, machines when their key is given."""
    access = access_of(draft, key, box)
    size = size_of(draft, key, box)
    word = "windows" if is_windows(box) else "linux"
    for machine in machines_of(draft, key, box):
        interface = _interface(draft, key, box, machine)
        draft.declare(
            f"azurerm_{word}_virtual_machine",
            key,
            {
                **head(draft, box, machine.name),
                "computer_name": machine.computer_name(windows=is_windows(box)),
                "size": size,
                "zone": machine.zone,
                "admin_username": access.user,
                "admin_password": access.secret if is_windows(box) else None,
                "network_interface_ids": [Property(interface, ("id",))],
                "tags": tags_of(box) or None,
                "admin_ssh_key": None if is_windows(box) else _key(access),
                "os_disk": blocks({"caching": "ReadWrite"}),
                "source_image_reference": blocks(_image(access)),
            },
            machine.role,
            condition=access.secret.name,
        )


def _image(access: Access) -> dict[str, Raw]:
    parts = ("publisher", "offer", "sku", "version")
    return {part: Field(access.image, part) for part in parts}


def _key(access: Access) -> Raw:
    return blocks({"username": access.user, "public_key": access.secret})


def _interface(draft: Draft, key: Key, box: Box, machine: Machine) -> str:
    address = None
    if machine.public_ip:
        zones = (machine.zone,) if machine.zone else ()
        role = f"pip {machine.suffix}"
        address = public_ip(draft, key, box, machine.public_ip, role, zones=zones)
    configuration: dict[str, Raw] = {
        "name": "ipconfig1",
        "subnet_id": draft.id_of(subnet_key(box.vnet, box.subnet)),
        "private_ip_address_allocation": "Static" if machine.address else "Dynamic",
        "private_ip_address": str(machine.address) if machine.address else None,
        "public_ip_address_id": Property(address, ("id",)) if address else None,
    }
    symbol = draft.declare(
        "azurerm_network_interface",
        key,
        {
            **head(draft, box, machine.interface),
            "ip_forwarding_enabled": box.ip_forwarding,
            "tags": tags_of(box) or None,
            "ip_configuration": blocks(configuration),
        },
        f"nic {machine.suffix}",
    )
    _associations(draft, key, box, machine, symbol)
    return symbol


def _associations(draft: Draft, key: Key, box: Box, machine: Machine, interface: str) -> None:
    identity = Property(interface, ("id",))
    if box.nsg:
        draft.declare(
            "azurerm_network_interface_security_group_association",
            key,
            {
                "network_interface_id": identity,
                "network_security_group_id": draft.id_of(key_of("nsg", box.nsg)),
            },
            f"nic nsg {machine.suffix}",
        )
    for name in asgs_of(box):
        group = key_of("asg", name)
        draft.declare(
            "azurerm_network_interface_application_security_group_association",
            key,
            {
                "network_interface_id": identity,
                "application_security_group_id": draft.id_of(group),
            },
            f"nic {group} {machine.suffix}",
        )
    for balancer, _ in balancers_of(draft, key):
        draft.declare(
            "azurerm_network_interface_backend_address_pool_association",
            key,
            {
                "network_interface_id": identity,
                "ip_configuration_name": "ipconfig1",
                "backend_address_pool_id": draft.id_of(balancer, "backend"),
            },
            f"nic {balancer} {machine.suffix}",
        )
