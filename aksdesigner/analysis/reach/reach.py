"""The engine's face: verdicts of pairs for one document, kept while it lives."""

from __future__ import annotations

from functools import cached_property

from aksdesigner.analysis.facts.path import trace_of
from aksdesigner.analysis.facts.private_ranges import is_routable
from aksdesigner.analysis.reach.changes import state_after
from aksdesigner.analysis.reach.networks import Host
from aksdesigner.analysis.reach.pairs import BeyondClassesError, End, Judge, Outside
from aksdesigner.analysis.reach.scratch import paint_from_scratch
from aksdesigner.analysis.reach.state import State, read_state
from aksdesigner.analysis.reach.verdicts import PairVerdict, summary
from aksdesigner.model.address import Address
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, split_key

CLIENT = Address.parse("198.51.100.1")


class Reach:
    """Who reaches whom by routing alone (mode "routing" of a trace), for one document.

    A reach never changes; `after` gives the one of an edited document and shares what stays.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._walked: dict[tuple[str, str], PairVerdict] = {}
        self._outside: dict[str, Outside | None] = {}

    @classmethod
    def of(cls, document: Document) -> Reach:
        """Read a document from scratch."""
        state = read_state(document)
        paint_from_scratch(state)
        return cls(state)

    def after(self, document: Document) -> Reach:
        """Return the reach of an edited document; this one stays as it is."""
        later = state_after(self.state, document)
        return Reach.of(document) if later is None else Reach(later)

    @cached_property
    def judge(self) -> Judge:
        """What answers by classes."""
        return Judge(self.state)

    def subnet(self, key: Key) -> Host | None:
        """Return the first assignable address of a subnet (``subnet:vnet/name``) as an end.

        None where the subnet has no address to give, or does not exist.
        """
        vnet, _, name = split_key(key)[1].partition("/")
        network = self.state.networks.get(vnet)
        return network.host(name) if network else None

    def site(self, name: str) -> Outside | None:
        """Return an on-premises site as an end: the first address of its first own prefix."""
        token = f"onprem:{name}"
        if token not in self._outside:
            self._outside[token] = self._site(token, name)
        return self._outside[token]

    def _site(self, token: str, name: str) -> Outside | None:
        site = self.state.gateways.sites.get(name)
        prefixes = site.prefixes if site else ()
        prefix = next((p for p in prefixes if not p.is_default), next(iter(prefixes), None))
        if prefix is None:
            return None
        address = prefix.address(0)
        odd = is_routable(address) or self.judge.borders.in_a_network(
            address.version, address.value
        )
        return Outside(token, name, address.version, address.value, odd)

    @cached_property
    def internet(self) -> Outside:
        """The Internet as a target."""
        odd = self.judge.borders.is_modelled(CLIENT)
        return Outside("internet:", None, CLIENT.version, CLIENT.value, odd)

    def pair(self, source: End, target: End) -> PairVerdict:
        """Return what becomes of a packet from one end to the other, and of its reply."""
        try:
            return self.judge.verdict(source, target)
        except BeyondClassesError:
            return self.walked(source.token, target.token)

    def walked(self, source: str, target: str) -> PairVerdict:
        """Return the same by walking, for pairs beyond the classes. Raises QueryError."""
        key = (source, target)
        found = self._walked.get(key)
        if found is None:
            design = self.state.design
            trace = trace_of(design, source, target, 443, "tcp", "routing")
            found = self._walked[key] = summary(trace, design.index)
        return found
