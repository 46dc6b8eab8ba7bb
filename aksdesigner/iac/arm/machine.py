"""Machines and interfaces, which virtual machines and appliances share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from aksdesigner.iac.arm.body import NETWORK, head, public_ip, reference
from aksdesigner.iac.arm.reading import Head, Lift, ids_of, lone_id, plain
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
from aksdesigner.iac.read.resources import ReadResource
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked, Identity, Mixed
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


MACHINES = "Microsoft.Compute/virtualMachines"
KINDS = ("vm", "nva")
BALANCERS = NETWORK + "loadBalancers"


def from_arm(lift: Lift, kind: str) -> Iterator[tuple[Head, dict[str, Any]]]:
    """Yield (head, fields) of each box of a kind: alike machines are drawn as one."""
    boxes: dict[str, list[ReadResource]] = {}
    for item in lift.of_type(MACHINES):
        box = box_of(lift, kind, item.identity)
        if box is not None:
            boxes.setdefault(box.name, []).append(item)
    for name, items in boxes.items():
        found = [_read_machine(lift, kind, item, name) for item in items]
        head, fields = found[0]
        zones = [fields.pop("zone")]
        for other, more in found[1:]:
            zones.append(more.pop("zone"))
            if more != {**fields, "ip": None}:
                other.said.report(f"it differs from {items[0].name}, and both are drawn as one")
        chosen = tuple(dict.fromkeys(zone for zone in zones if zone))
        if chosen and zones != [chosen[i % len(chosen)] for i in range(len(zones))]:
            head.said.report(
                f"its machines stand in the zones {zones!r}, expected one after another"
            )
        for pool in fields.pop("pools", ()):
            lift.behind.setdefault(lift.place(pool), []).append(key_of(kind, str(fields["name"])))
        fields["zones"] = chosen
        fields["count"] = len(found)
        yield head, fields


def box_of(lift: Lift, kind: str, machine: Identity) -> Any:
    """Return the drawn box that a machine is of: its name, with a number where there are several.

    Appliances are machines too: where both have the name, the one drawn in this place is meant.
    """
    found = _named(lift, kind, machine)
    if found is None:
        return None
    scope = lift.scope(machine)
    others = (_named(lift, other, machine) for other in KINDS if other != kind)
    taken = any(other is not None and lift.drawn.scope_of(other) == scope for other in others)
    return None if taken and lift.drawn.scope_of(found) != scope else found


def _named(lift: Lift, kind: str, machine: Identity) -> Any:
    written, scope = str(machine.names[-1]), lift.scope(machine)
    own = lift.drawn.one(kind, written, scope, existing=False)
    if own is not None and _count(own) == 1:
        return own
    stem = re.fullmatch(r"(.+)-\d+", written)
    several = lift.drawn.one(kind, stem[1], scope, existing=False) if stem else None
    return several if several is not None and _count(several) > 1 else own


def _count(box: Any) -> int:
    return int(getattr(box, "count", 1))


def _read_machine(
    lift: Lift, kind: str, item: ReadResource, box: str
) -> tuple[Head, dict[str, Any]]:
    said = lift.read(item, condition=True)
    fields = lift.names(item, kind)
    drawn = lift.design.index.at(key_of(kind, box))
    several = _count(drawn) > 1
    stem = re.fullmatch(r"(.+)-\d+", str(item.name)) if several else None
    own = stem[1] if stem else str(item.name)
    fields.update(name=box, azure_name=own if own != box else None)
    location, tags = said.take("location"), said.get("tags")
    fields.update(region=lift.region(said, location), tags=dict(tags or {}))
    head = Head(said, fields, location, tags, item.identity, kind)
    properties = said.inner("properties")
    hardware = properties.inner("hardwareProfile")
    network = properties.inner("networkProfile")
    interfaces = ids_of(network, "networkInterfaces")
    zones = tuple(said.get("zones", ()))
    fields["size"] = plain(hardware.take("vmSize"))
    fields["os"] = _read_os(properties, str(item.name), condition=item.condition)
    _read_storage(properties)
    fields["zone"] = zones[0] if zones else None
    if len(interfaces) == 1:
        fields.update(_read_interface(lift, head, interfaces[0], zones))
    else:
        network.report(f"it has {len(interfaces)} interfaces, expected one")
    for own in (hardware, network, properties, said):
        own.done()
    return head, fields


def _read_storage(properties: Said) -> None:
    storage = properties.inner("storageProfile")
    storage.asked("imageReference")
    storage.must("osDisk", {"createOption": "FromImage", "caching": "ReadWrite"})
    storage.done()


def _read_os(properties: Said, machine: str, *, condition: Any) -> str:
    said = properties.inner("osProfile")
    plain_name = re.sub(r"[^A-Za-z0-9-]+", "-", machine).strip("-")
    inside = str(said.take("computerName"))
    user = said.take("adminUsername")
    if not isinstance(user, Asked):
        said.report(f"adminUsername is {user!r}, expected a parameter")
    windows = said.has("windowsConfiguration")
    number = re.search(r"\d*$", machine)
    if not plain_name.startswith(inside.removesuffix(number[0] if number else "")):
        said.report(f"computerName is {inside!r}, which is not made of {machine!r}")
    if windows:
        said.must("windowsConfiguration", {})
        secret = said.take("adminPassword")
    else:
        linux = said.inner("linuxConfiguration")
        linux.must("disablePasswordAuthentication", True)  # noqa: FBT003
        ssh = linux.inner("ssh")
        keys = ssh.lone("publicKeys")
        secret = keys.take("keyData") if keys else None
        path = Mixed(("/home/", user, "/.ssh/authorized_keys"))
        for own in (keys, ssh, linux):
            if own is keys and keys is not None:
                keys.must("path", path)
            if own is not None:
                own.done()
    if not isinstance(secret, Asked) or secret.name not in str(condition):
        said.report(f"its secret {secret!r} does not decide whether it is created")
    said.done()
    return "Windows" if windows else "Linux"


def _read_interface(
    lift: Lift, machine: Head, identity: Any, zones: tuple[str, ...]
) -> dict[str, Any]:
    resource = lift.at(identity)
    if resource is None:
        machine.said.report(f"its interface {identity!r} is declared nowhere")
        return {}
    said = lift.read(resource)
    for name, wanted in (("location", machine.location), ("tags", machine.tags)):
        if said.get(name) != wanted:
            said.report(f"{name} differs from that of {machine.name}")
    properties = said.inner("properties")
    fields: dict[str, Any] = {
        "ip_forwarding": properties.take("enableIPForwarding"),
        "nsg": lift.named(properties, "networkSecurityGroup", "nsg"),
    }
    configuration = properties.lone("ipConfigurations")
    if configuration is not None:
        configuration.must("name", "ipconfig1")
        inner = configuration.inner("properties")
        fields.update(_read_configuration(lift, machine, inner, zones))
        inner.done()
        configuration.done()
    properties.done()
    said.done()
    return fields


def _read_configuration(
    lift: Lift, machine: Head, said: Said, zones: tuple[str, ...]
) -> dict[str, Any]:
    vnet, subnet = lift.placed(said)
    address = said.get("privateIPAddress")
    said.must("privateIPAllocationMethod", "Static" if address else "Dynamic")
    public = lone_id(said, "publicIPAddress")
    if public is not None:
        # the tags that fields of the machine stand for are not those of its address
        box = lift.drawn_as(machine)
        own = {k: v for k, v in (machine.tags or {}).items() if box and k in box.tags} or None
        lift.address(said, public, replace(machine, tags=own), zones)
    groups = (lift.name_of(said, v, "asg") for v in ids_of(said, "applicationSecurityGroups"))
    pools = (_balancer(said, v) for v in ids_of(said, "loadBalancerBackendAddressPools"))
    return {
        "pools": tuple(pool for pool in pools if pool),
        "vnet": vnet,
        "subnet": subnet,
        "ip": address,
        "public_ip": public is not None,
        "asgs": tuple(name for name in groups if name),
    }


def _balancer(said: Said, pool: Any) -> Identity | None:
    """Return the id of the load balancer whose pool a machine is in."""
    kind = f"{BALANCERS}/backendAddressPools"
    if not isinstance(pool, Identity) or pool.type != kind or pool.names[-1] != BACKEND:
        said.report(f"{pool!r} is no backend pool")
        return None
    return replace(pool, type=BALANCERS, names=pool.names[:-1])
