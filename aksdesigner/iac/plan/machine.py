"""Machines and their interfaces from one drawn box, the same for every dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aksdesigner.iac.design import real_name
from aksdesigner.iac.draft import Draft
from aksdesigner.iac.expression import Parameter
from aksdesigner.iac.naming import numbered, with_suffix
from aksdesigner.iac.placeholders import VM_SIZE
from aksdesigner.iac.value_rules import value_rule
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.network_virtual_appliance import NetworkVirtualAppliance
from aksdesigner.model.kinds.virtual_machine import VirtualMachine

Box = VirtualMachine | NetworkVirtualAppliance


@dataclass(frozen=True)
class Machine:
    """One machine of a drawn box: its names, its address when chosen, its zone."""

    suffix: str
    name: str
    interface: str
    public_ip: str | None
    address: Address | None
    zone: str | None

    @property
    def role(self) -> str:
        """The role of the machine itself among what its box declares."""
        return self.suffix

    def computer_name(self, *, windows: bool) -> str:
        """Return the name inside the machine: letters, digits, hyphens, 15 or 63 at most."""
        plain = re.sub(r"[^A-Za-z0-9-]+", "-", self.name).strip("-")
        longest = 15 if windows else 63
        if len(plain) <= longest:
            return plain or "machine"
        return plain[: longest - len(self.suffix)].strip("-") + self.suffix


def is_windows(box: Box) -> bool:
    """Return whether a box runs Windows."""
    return isinstance(box, VirtualMachine) and box.os == "Windows"


def asgs_of(box: Box) -> tuple[str, ...]:
    """Return the application security groups of a box; appliances have none."""
    return tuple(dict.fromkeys(box.asgs)) if isinstance(box, VirtualMachine) else ()


def tags_of(box: Box) -> dict[str, str]:
    """Return a box's tags, with those that its fields stand for."""
    own = dict(box.tags)
    if isinstance(box, VirtualMachine) and box.purpose != "workload":
        own.setdefault("purpose", box.purpose)
    if isinstance(box, NetworkVirtualAppliance) and box.disable_snat_on_pl:
        own["disableSnatOnPL"] = "true"
    return own


def machines_of(draft: Draft, key: Key, box: Box) -> list[Machine]:
    """Return the machines of a box; a chosen address goes to the first of several alike ones."""
    count = box.count if isinstance(box, VirtualMachine) else 1
    if count > 1 and box.ip:
        draft.omit(key, "ip", "only the first of several machines gets it; Azure chooses the rest")
    chosen = box.ip if box.ip and box.ip.version == 4 else None
    if box.ip != chosen:
        draft.omit(key, "ip", "the first address of a network interface is IPv4: Azure chooses it")
    out = []
    for index, suffix in enumerate(numbered(count)):
        name = with_suffix(real_name(box), suffix)
        nic = draft.names.derived("nic", name, key, f"nic {suffix}")
        pip = draft.names.derived("pip", name, key, f"pip {suffix}") if box.public_ip else None
        address = chosen if index == 0 else None
        zone = box.zones[index % len(box.zones)] if box.zones else None
        out.append(Machine(suffix, name, nic, pip, address, zone))
    return out


def size_of(draft: Draft, key: Key, box: Box) -> Parameter:
    """Return a machine's size: a parameter whose value is the drawn one, or has to be given."""
    kind = "appliance" if isinstance(box, NetworkVirtualAppliance) else "machine"
    return draft.ask(
        f"{box.name} vm size",
        f"VM size of {kind} {box.name}, for example {VM_SIZE}.",
        example=box.size or VM_SIZE,
        drawn=box.size is not None,
        rule=value_rule("vmSize"),
        resource=key,
    )


@dataclass(frozen=True)
class Access:
    """What a machine asks of whoever deploys. `secret` decides whether machines are created."""

    user: Parameter
    secret: Parameter
    image: Parameter


def access_of(draft: Draft, key: Key, box: Box) -> Access:
    """Ask for the administrator, the key or password, and the image of a machine."""
    user = draft.ask(
        "admin username",
        "Name of the administrator of every machine.",
        example="azureadmin",
        rule=value_rule(_administrator(draft)),
    )
    windows = is_windows(box)
    if windows:
        secret = draft.ask(
            "admin password",
            "Password of the administrator of Windows machines. Without it they are left out.",
            secure=True,
            optional=True,
            rule=value_rule("windowsPassword"),
        )
    else:
        secret = draft.ask(
            "ssh public key",
            "SSH public key of the administrator of Linux machines and appliances. "
            "Without it they are left out; their network interfaces are always made.",
            optional=True,
            rule=value_rule("sshPublicKey"),
        )
    return Access(user, secret, _image(draft, key, box, windows=windows))


def _administrator(draft: Draft) -> str:
    """Return the rule of the administrator's name: one name is for all machines of the design."""
    machines = (box for _, box in draft.design.index.of_kind(VirtualMachine))
    return "administrator" if any(map(is_windows, machines)) else "linuxAdministrator"


def _image(draft: Draft, key: Key, box: Box, *, windows: bool) -> Parameter:
    if isinstance(box, NetworkVirtualAppliance):
        label, what, offer = f"{box.name} image", f"appliance {box.name}", "replace-me"
        draft.omit(key, "image", "the plan and terms of a marketplace image are accepted by hand")
    elif windows:
        label, what, offer = "windows image", "Windows machines", "WindowsServer"
    else:
        label, what, offer = "linux image", "Linux machines", "ubuntu-24_04-lts"
    return draft.ask(
        label,
        f"Image of {what}: publisher, offer, sku and version.",
        kind="image",
        example={"publisher": "replace-me", "offer": offer, "sku": "server", "version": "latest"},
        resource=key,
    )


def balancers_of(draft: Draft, key: Key) -> list[tuple[Key, LoadBalancer]]:
    """Return the load balancers of this program that have a machine behind them."""
    return [
        (lb_key, balancer)
        for lb_key, balancer in draft.design.index.of_kind(LoadBalancer)
        if key in balancer.backends and not draft.design.is_existing(lb_key)
    ]
