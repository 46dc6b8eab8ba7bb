"""What machines and load balancers mean, in one form."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.plan.machine import Box, tags_of
from aksdesigner.model.ids import split_key
from aksdesigner.model.kinds.load_balancer import LoadBalancer
from aksdesigner.model.kinds.virtual_machine import VirtualMachine


def machine(_design: Design, item: Box) -> dict[str, Any]:
    """A purpose is a tag; machines stand in as many zones as there are machines."""
    count = item.count if isinstance(item, VirtualMachine) else 1
    changes: dict[str, Any] = {"tags": tags_of(item), "zones": item.zones[:count]}
    if isinstance(item, VirtualMachine):
        changes["asgs"] = tuple(dict.fromkeys(item.asgs))
        changes["purpose"] = "workload"
    else:
        changes["disable_snat_on_pl"] = False
    return changes


def one_port(text: str | None) -> str | None:
    """Return a port that is one number, else None."""
    right = text is not None and text.isascii() and text.isdecimal() and 0 < int(text) < 65_536
    return str(int(text)) if right and text is not None else None


def balancer(_design: Design, item: LoadBalancer) -> dict[str, Any]:
    """Ports count where there is a rule that has them; a probe asks the backend's port."""
    changes: dict[str, Any] = {}
    public = item.type == "public"
    names = item.public_ip_names if public else ()
    changes["public_ips"] = max(item.public_ips, len(names)) if public else 1
    port = None if item.ha_ports else one_port(item.port)
    ruled = not item.outbound_only and (item.ha_ports or port is not None)
    changes["outbound_only"] = not ruled
    if not ruled:
        changes.update(ha_ports=False, port="443", protocol="Tcp")
    elif item.ha_ports:
        changes.update(port="443", protocol="Tcp")
    back = one_port(item.backend_port)
    changes["backend_port"] = back if ruled and port and back != port else None
    if item.probe_path is not None and one_port(item.probe_port) is None:
        known = one_port(item.backend_port) or (port if ruled else None) or "80"
        changes["probe_port"] = known
    mine = (b for b in dict.fromkeys(item.backends) if split_key(b)[0] in ("vm", "nva"))
    changes["backends"] = tuple(sorted(mine))
    return changes
