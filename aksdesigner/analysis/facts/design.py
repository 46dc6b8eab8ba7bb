"""The document under analysis, with its look-ups: what every fact is derived from."""

from __future__ import annotations

from aksdesigner.model.document import Document, Settings
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Index, Topology


class Design:
    """One document; facts are pure functions of it, kept while it lives."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def topology(self) -> Topology:
        """What exists."""
        return self.document.topology

    @property
    def index(self) -> Index:
        """Look-ups by key."""
        return self.document.topology.index

    @property
    def settings(self) -> Settings:
        """What holds for the whole design."""
        return self.document.settings

    def vnet(self, key: Key) -> VirtualNetwork:
        """Return a network by key. Raises KeyError when there is none."""
        found = self.index.at(key)
        if not isinstance(found, VirtualNetwork):
            raise KeyError(key)
        return found

    def subnet(self, key: Key) -> Subnet:
        """Return a subnet by key. Raises KeyError when there is none."""
        found = self.index.at(key)
        if not isinstance(found, Subnet):
            raise KeyError(key)
        return found


def vnet_key(name: str) -> Key:
    """Return the key of a network."""
    return f"vnet:{name}"


def subnet_key(vnet: str, subnet: str) -> Key:
    """Return the key of a subnet, given the name of its network."""
    return f"subnet:{vnet}/{subnet}"


def network_of(subnet: Key) -> Key:
    """Return the key of the network that a subnet's key names."""
    return vnet_key(split_key(subnet)[1].partition("/")[0])
