"""What both languages leave to the drawing when a cluster is read back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aksdesigner.iac.plan.addons import NAMES
from aksdesigner.iac.read.said import Said


def network_of(drawn: Any, api: str | None, pools: Iterable[str | None]) -> str | None:
    """Return the network of a cluster, which has none of its own in code.

    `api` and `pools` are the networks of its subnets; the drawing's counts where one is it.
    """
    places = [place for place in (api, *pools) if place]
    if drawn is None:
        return places[0] if places else None
    # of a cluster without any subnet, and of one whose pools all name theirs, no code says it
    elsewhere = all(pool.vnet for pool in drawn.pools if pool.subnet or pool.pod_subnet)
    if not places or drawn.vnet in places or (elsewhere and not api):
        return str(drawn.vnet) if drawn.vnet else None
    return places[0]


def read_gateway(said: Said, name: str | None, drawn: Any) -> None:
    """Report an application gateway that a cluster drives and that is not the drawn one."""
    driven = [i.gateway for i in drawn.ingress if i.pattern == "agic"] if drawn else []
    if name not in driven:
        said.report(f"it drives gateway {name}, expected one of {driven!r}")


def virtual_nodes(outer: Said, addon: Said | None, words: tuple[str, str], drawn: Any) -> list[str]:
    """Return the add-on of virtual nodes; drawn ones of pools are that add-on too.

    `words` are what the language calls the add-on and its subnet.
    """
    pools = [pool for pool in drawn.pools if pool.virtual_nodes] if drawn else []
    if addon is None:
        if pools:
            outer.report(f"{words[0]} is missing")
        return []
    named = [pool.subnet for pool in pools if pool.subnet]
    if named:
        addon.must(words[1], named[0])
    else:
        addon.asked(words[1])
    addon.done()
    addons = drawn.addons if drawn else ()
    told = {NAMES.get(a.replace("-", "").replace("_", "").casefold()) for a in addons}
    return ["virtualNode"] if not pools or "virtualNode" in told else []
