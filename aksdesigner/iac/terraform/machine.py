"""Machines and interfaces, which virtual machines and appliances share."""

from __future__ import annotations

from typing import Any

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
from aksdesigner.iac.read.configuration import TerraformResource
from aksdesigner.iac.read.hcl_values import Given
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked
from aksdesigner.iac.terraform.body import head, public_ip
from aksdesigner.iac.terraform.lifting import Lift, Owner
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.virtual_machine import VirtualMachine


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


WORDS = ("linux", "windows")
MACHINES = tuple(f"azurerm_{word}_virtual_machine" for word in WORDS)
TIED = "azurerm_network_interface"


def from_azurerm(lift: Lift, box: Box, machines: list[TerraformResource]) -> Box | None:
    """Return the box that its machines and their interfaces say; they have to be alike."""
    found = [_read_machine(lift, machine) for machine in machines]
    zones = [values.pop("zone") for values in found]
    addresses = [values.pop("ip") for values in found]
    said = Said(machines[0].place, {}, lift.strange)
    for values in found[1:]:
        if values != found[0]:
            said.report(f"one machine is {values!r}, another {found[0]!r}")
    first = {name: value for name, value in found[0].items() if value is not None}
    if any(addresses[1:]):
        said.report(f"machines have the addresses {addresses[1:]!r}, which Azure has to choose")
    count = {"count": len(machines)} if isinstance(box, VirtualMachine) else {}
    if isinstance(box, NetworkVirtualAppliance) and (first.pop("os"), first.pop("asgs", [])) != (
        "Linux",
        [],
    ):
        said.report("an appliance runs Linux and has no application groups")
    return lift.made(
        said,
        type(box),
        **first,
        **count,
        name=box.name,
        uid=box.uid,
        azure_name=box.azure_name,
        ip=addresses[0],
        zones=_zones(box, zones),
    )


def _zones(box: Box, found: list[Any]) -> list[Any]:
    """Machines take turns in the zones of their box; those beyond their number stand nowhere."""
    count = min(len(box.zones), len(found)) or 1
    if any(zone is None for zone in found):
        return [zone for zone in found if zone is not None]
    turns = all(zone == found[index % count] for index, zone in enumerate(found))
    return found[:count] if turns else found


def _read_machine(lift: Lift, resource: TerraformResource) -> dict[str, Any]:
    said = lift.said(resource)
    windows = resource.type == MACHINES[1]
    said.take("name")
    said.take("computer_name")
    user = said.take("admin_username")
    if not isinstance(user, Asked):
        said.report("admin_username is no parameter")
    secret = _read_secret(said, user, windows=windows)
    if resource.count != Given(secret):
        said.report(f"count is {resource.count!r}, expected that {secret} was given")
    disk = said.lone("os_disk")
    if disk:
        disk.must("caching", "ReadWrite")
        disk.done()
    image = said.lone("source_image_reference")
    if image:
        for part in ("publisher", "offer", "sku", "version"):
            image.asked(part)
        image.done()
    size = said.drawn("size")
    out = {
        "size": size,
        "os": "Windows" if windows else "Linux",
        "zone": said.get("zone"),
        "resource_group": lift.resource_group(said),
        **lift.subscription(said),
        "region": lift.region(said, said.take("location")),
        "tags": said.get("tags") or {},
    }
    interfaces = said.take("network_interface_ids") or []
    address = lift.target(said, interfaces[0]) if len(interfaces) == 1 else None
    said.done()
    if address is None:
        said.report(f"it has the interfaces {interfaces!r}, expected one")
        return {**out, "ip": None}
    return {**out, **_read_interface(lift, address, resource)}


def _read_secret(said: Said, user: Any, *, windows: bool) -> str:
    if windows:
        secret = said.take("admin_password")
    else:
        key = said.lone("admin_ssh_key")
        secret = key.take("public_key") if key else None
        if key:
            key.must("username", user)
            key.done()
    if not isinstance(secret, Asked):
        said.report("its secret is no parameter")
        return ""
    return secret.name


def _read_interface(lift: Lift, address: str, machine: TerraformResource) -> dict[str, Any]:
    said = lift.said(lift.resource(address))
    said.take("name")
    for name in ("location", "resource_group_name"):
        said.must(name, machine.body.get(name))
    if (said.get("tags") or {}) != (machine.body.get("tags") or {}):
        said.report("tags are not those of its machine")
    out: dict[str, Any] = {"ip_forwarding": said.take("ip_forwarding_enabled"), "ip": None}
    inner = said.lone("ip_configuration")
    if inner:
        inner.must("name", "ipconfig1")
        out["vnet"], out["subnet"] = lift.subnet(inner, "subnet_id")
        out["ip"] = inner.get("private_ip_address")
        inner.must("private_ip_address_allocation", "Static" if out["ip"] else "Dynamic")
        public = inner.get("public_ip_address_id")
        out["public_ip"] = public is not None
        zone = machine.body.get("zone")
        owner = lift.owner_of(machine, (zone,) if zone else ())
        if public is not None:
            lift.address(
                inner, public, Owner(owner.location, owner.zones, _own_tags(lift, machine))
            )
        inner.done()
    said.done()
    out.update(_read_ties(lift, address))
    return out


def _own_tags(lift: Lift, machine: TerraformResource) -> dict[str, str]:
    """Addresses have the tags of the box without those that its fields stand for."""
    box = lift.box_of(machine)
    added = set(tags_of(box)) - set(box.tags) if box is not None else set()
    tags = machine.body.get("tags") or {}
    return {name: value for name, value in tags.items() if name not in added}


def _read_ties(lift: Lift, address: str) -> dict[str, Any]:
    own = ("network_interface_id", address)
    group = lift.lone_beside(f"{TIED}_security_group_association", *own)
    nsg = lift.take_named(group, "network_security_group_id", "nsg") if group else None
    if group:
        group.done()
    asgs = []
    for _, item in lift.beside(f"{TIED}_application_security_group_association", *own):
        asgs.append(lift.take_named(item, "application_security_group_id", "asg"))
        item.done()
    return {"nsg": nsg, "asgs": [name for name in asgs if name]}
