"""Which drawn resources the addresses of a backend pool belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aksdesigner.iac.arm import machine
from aksdesigner.iac.arm.body import NETWORK
from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Runtime
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.platform_service import PlatformService
from aksdesigner.model.kinds.private_endpoint import PrivateEndpoint
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

ADDRESS = ("properties", "privateIPAddress")
# type of what has an address -> where its configurations are
CONFIGURATIONS = {
    NETWORK + "networkInterfaces": "ipConfigurations",
    NETWORK + "loadBalancers": "frontendIPConfigurations",
}


def keys_behind(
    lift: Lift, said: Said, values: Sequence[tuple[Any, bool]], drawn: Sequence[Key]
) -> tuple[Key, ...]:
    """Return the keys behind the members of a pool, each (address or name, whether it is a name).

    A text belongs to the drawn backend that has it; an address known only at deployment to the
    machine or the balancer that it is of. Each backend has all of its addresses in the pool.
    """
    found: list[Key] = []
    for value, is_name in values:
        if isinstance(value, Runtime):
            key = _at_runtime(lift, value)
        else:
            key = next((k for k in drawn if (value, is_name) in _told(lift, k)), None)
        if key is None:
            said.report(f"{value!r} belongs to nothing that the drawing has behind it")
        else:
            found.append(key)
    for key in dict.fromkeys(found):
        if found.count(key) != _count(lift, key):
            said.report(f"{found.count(key)} addresses of {key}, expected {_count(lift, key)}")
    return tuple(dict.fromkeys(found))


def _told(lift: Lift, key: Key) -> list[tuple[str, bool]]:
    """Return what the drawing says of the addresses or the name of a backend."""
    resource: Any = lift.design.index.at(key)
    if isinstance(resource, PlatformService):
        return [(resource.fqdn, True)] if resource.fqdn else []
    if isinstance(resource, PrivateEndpoint):
        return [(str(ip), False) for ip in resource.ips]
    address = getattr(resource, "ip", None)
    return [(str(address), False)] if address is not None else []


def _count(lift: Lift, key: Key) -> int:
    resource = lift.design.index.at(key)
    if isinstance(resource, PrivateEndpoint):
        return len(resource.ips)
    if isinstance(resource, VirtualMachine) and not lift.design.is_existing(key):
        return resource.count
    return 1


def _at_runtime(lift: Lift, value: Runtime) -> Key | None:
    path = ("properties", CONFIGURATIONS.get(value.of.type), 0, *ADDRESS)
    if value.path != path:
        return None
    if value.of.type != NETWORK + "networkInterfaces":
        name = lift.drawn_name("lb", value.of)
        return key_of("lb", name) if name else None
    for item in lift.program.resources:
        if item.type != machine.MACHINES:
            continue
        network = item.body.get("properties", {}).get("networkProfile", {})
        if any(end.get("id") == value.of for end in network.get("networkInterfaces", ())):
            for kind in machine.KINDS:
                box = machine.box_of(lift, kind, item.identity)
                if box is not None:
                    return key_of(kind, box.name)
    return None
