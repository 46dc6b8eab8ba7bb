"""The document under analysis, with its look-ups: what every fact is derived from."""

from __future__ import annotations

from datetime import date
from typing import Self

from aksdesigner.analysis.facts.document_store import DocumentStore
from aksdesigner.analysis.facts.views import view_of
from aksdesigner.model.document import Document, Settings
from aksdesigner.model.ids import Key, split_key
from aksdesigner.model.kinds.subnet import Subnet
from aksdesigner.model.kinds.virtual_network import VirtualNetwork
from aksdesigner.model.topology import Index, Topology


class Design:
    """One document; facts are pure functions of it, kept in a store that outlives it.

    The store stands at one document at a time and turns to that of whoever asks. Facts are
    computed on its `subject`, which always means the document that the store stands at, so that an
    answer may hold on to the design it came from.
    """

    def __init__(self, document: Document) -> None:
        self._place(document, DocumentStore(document))
        subject = object.__new__(type(self))
        subject._place(None, self._store)
        self._store.subject = subject

    def _place(self, document: Document | None, store: DocumentStore) -> None:
        self._own = document
        self._store = store
        self.document = view_of(self.store)

    def after(self, document: Document) -> Self:
        """Return the design of another document, on the same store.

        Both stay answerable; each turn from one to the other costs what differs between them.
        """
        later = object.__new__(type(self))
        later._place(document, self._store)
        return later

    def store(self) -> DocumentStore:
        """Return the store, turned to this document."""
        if self._own is not None and self._own is not self._store.document:
            self._store.turn(self._own)
        return self._store

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

    @property
    def today(self) -> date:
        """The day of the clock, looked at again with each document."""
        return self.store().today()

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
