"""Rules that let a flow through the policies of firewalls."""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.edit.firewall_rule import AllowInFirewall
from aksdesigner.model.address import Address
from aksdesigner.model.ids import Key, key_of
from aksdesigner.model.kinds.firewall import Firewall


def policy_of(analysis: Analysis, firewall: Key) -> Key | None:
    """Return the policy of a firewall, or None where it keeps its rules itself."""
    found = analysis.document.topology.index.at(firewall)
    has_policy = isinstance(found, Firewall) and found.policy is not None
    return key_of("fwpol", str(getattr(found, "policy", ""))) if has_policy else None


def allow_network(
    policy: Key,
    name: str,
    sources: Iterable[str],
    destinations: Iterable[str],
    protocols: Iterable[str],
    port: int,
) -> AllowInFirewall:
    """Return the command that adds a network rule for one port."""
    fields = {
        "sources": list(sources),
        "destinations": list(destinations),
        "protocols": [protocol.capitalize() for protocol in protocols],
        "ports": [str(port)],
    }
    return AllowInFirewall(policy, name, "network", fields)


def host(address: Address) -> str:
    """Return an address as the prefix that holds it alone."""
    return str(address.cidr())
