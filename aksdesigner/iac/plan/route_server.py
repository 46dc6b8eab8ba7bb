"""BGP peers of a Route Server, the same for every dialect."""

from __future__ import annotations

from aksdesigner.iac.draft import Draft
from aksdesigner.iac.plan.repeated import drawn_once
from aksdesigner.model.ids import Key
from aksdesigner.model.kinds.route_server import BgpPeer, RouteServer


def peers_of(draft: Draft, key: Key, server: RouteServer) -> tuple[BgpPeer, ...]:
    """Return the peers that Azure takes; those with an IPv6 address are reported."""
    for peer in server.peers:
        if peer.ip.version != 4:
            reason = f"peer {peer.name}: a Route Server peers over IPv4, not {peer.ip}; left out"
            draft.omit(key, "peers", reason, peer.name)
    found = [peer for peer in server.peers if peer.ip.version == 4]
    return drawn_once(draft, key, "peers", found, lambda peer: peer.name)
