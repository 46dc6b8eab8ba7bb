"""A thousand random edits: whatever is done, the document stays whole, and everything comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import hypothesis.strategies as st
import yaml
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from aksdesigner.edit.add import AddRegion, AddResource
from aksdesigner.edit.command import Command, Refused
from aksdesigner.edit.connect import Connect, Disconnect
from aksdesigner.edit.place import Place, Resize
from aksdesigner.edit.queries import AcceptFinding, AddQuery, RemoveQuery
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.reparent import Reparent
from aksdesigner.edit.set_field import SetField, SetSettings
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.ids import split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.nesting import container_of, position_key
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document, topology_problems
from aksdesigner.workspace.session import Session
from tests.support.edit_designs import hub_spoke

# what hangs on others as a chip, and on what
HOLDERS = {
    "rt": ("subnet",),
    "nsg": ("subnet",),
    "natgw": ("subnet",),
    "ddos": ("vnet",),
    "fwpol": ("fw", "fwpol"),
    "waf": ("agw", "agc", "fd"),
    "asg": ("vm",),
    "pip": ("fw", "natgw", "gw", "lb", "agw", "bastion", "rs"),
    "ippfx": ("natgw", "pip"),
    "er": ("gw",),
    "vwan": ("vhub",),
    "ruleset": ("vnet", "resolver"),
    "resolver": ("vnet",),
    "pls": ("lb", "pe"),
    "fd": ("pls", "agw", "lb", "paas"),
    "vhub": ("vnet", "site"),
}
CHIPS = sorted(HOLDERS)
KINDS = sorted(set(KIND_BY_TOKEN) - {"peering"})
NAMES = st.sampled_from(
    ["hub", "spoke1", "app", "App", "nodes", "x", "a b", "GatewaySubnet", "AzureFirewallSubnet"]
)
NUMBER = st.integers(-500, 2_000)
WILD = st.sampled_from([0.5, -1.0, float("nan"), 2e6])
PICK = st.integers(0, 10_000)

# (kind, field, values): right ones, foolish ones and wrong ones
FIELDS: list[tuple[str, str, list[Any]]] = [
    ("vnet", "prefixes", [["10.9.0.0/16"], "10.9.0.0/16", ["10.0.0.5/24"], [], ["10.0.0.0"]]),
    ("vnet", "dnsServers", [["10.0.1.4"], ["x"], None]),
    ("vnet", "hub", [True, False, "yes"]),
    ("vnet", "tags.env", ["prod", None]),
    ("vnet", "region", ["westeurope", None, 4]),
    ("subnet", "prefix", ["10.9.1.0/24", None, "300.0.0.0/8"]),
    ("subnet", "routeTable", ["rt-1", "rt-spoke", "nowhere", None]),
    ("subnet", "natGateway", ["natgw-1", None]),
    ("subnet", "delegation", ["Microsoft.Network/dnsResolvers", None]),
    ("subnet", "name", ["app", "other", "", "a/b"]),
    ("rt", "routes", [[], [{"name": "d", "prefix": "0.0.0.0/0", "nextHopType": "Internet"}]]),
    ("rt", "routes[0].nextHopIp", ["10.0.1.4", "bad"]),
    ("aks", "vnet", ["hub", "spoke1", "spoke2", None, "nowhere"]),
    ("aks", "cniMode", ["overlay", "nodeSubnet", "kubenet", "podSubnetDynamic", "none"]),
    ("aks", "outbound.managedIps", [2, "two", None]),
    ("aks", "pools", [[]]),
    ("pool", "subnet", ["nodes", "app", "GatewaySubnet", None]),
    ("pool", "maxSurge", ["33%", 5, "x"]),
    ("vm", "vnet", ["hub", "spoke1", "spoke2", "nowhere", None]),
    ("vm", "subnet", ["app", "shared", "snet-1", "GatewaySubnet"]),
    ("nva", "vnet", ["hub", "spoke1", "spoke2"]),
    ("fw", "vnet", ["hub", "spoke1", "spoke2"]),
    ("fw", "subnet", ["AzureFirewallSubnet", "shared", None]),
    ("gw", "vnet", ["hub", "spoke1"]),
    ("gw", "connections", [[], [{"site": "dc"}], [{"peerGateway": "nowhere"}]]),
    ("pe", "target", ["kv", "kv-1", "nowhere", None]),
    ("pe", "vnet", ["spoke1", "spoke2"]),
    ("lb", "type", ["public", "internal", "other"]),
    ("lb", "vnet", ["spoke1", "spoke2", None]),
    ("lb", "backends", [["vm:app1"], ["vm:nowhere"], []]),
    ("zone", "links", [[{"vnet": "hub"}], [{"vnet": "nowhere"}], []]),
    ("peering", "allowForwardedTraffic", [True, False]),
    ("peering", "to", ["spoke1", "spoke2", "hub", "nowhere"]),
    ("peering", "name", ["to-hub", None]),
    ("site", "prefixes", [["192.168.0.0/16"], ["10.0.0.0/8"]]),
    ("pool", "vnet", ["hub", "spoke1", "nowhere", None]),
    ("aks", "plannedEndpointSubnet", ["nodes", "nowhere", None]),
    ("aks", "ingress", [[], [{"name": "web", "subnet": "nodes", "ip": "10.1.0.9"}]]),
    ("agw", "vnet", ["hub", "spoke1", "far", "nowhere"]),
    ("agw", "privateIp", ["10.1.40.9", None, "x"]),
    ("agw", "backends", [["aks:aks1"], ["vm:nowhere"], []]),
    ("agw", "publicIp", ["pip-1", "pip-web", None]),
    ("agc", "subnet", ["snet-agc", "app", "nowhere"]),
    ("bastion", "sku", ["Developer", "Standard", "Premium"]),
    ("bastion", "vnet", ["hub", "spoke1", "far"]),
    ("resolver", "vnet", ["hub", "spoke1", "far", "nowhere"]),
    ("resolver", "inbound", [[], [{"subnet": "dns"}], [{"subnet": "nowhere"}]]),
    ("rs", "vnet", ["hub", "far"]),
    ("pls", "vnet", ["hub", "far", "spoke1"]),
    ("pls", "loadBalancer", ["lbi", "inner", "nowhere", None]),
    ("er", "site", ["dc", "paris", "nowhere", None]),
    ("fwpol", "parent", ["fwpol-base", "afwp-1", "nowhere", None]),
    ("fw", "policy", ["afwp-1", "fwpol-base", None]),
    ("fw", "publicIps", [3, ["pip-1"], ["nowhere"]]),
    ("vhub", "connections", [[], [{"vnet": "hub"}], [{"vnet": "nowhere"}]]),
    ("fd", "origins", [[], [{"name": "o", "target": "lb:lbi"}], [{"name": "o"}]]),
    ("ruleset", "links", [["hub"], ["nowhere"], []]),
    ("vm", "asgs", [["asg-1"], ["asg-web"], []]),
    ("pip", "prefix", ["ippre-1", "ippfx-out", None]),
]
# the design of every kind is a start too
ALL_KINDS = Path(__file__).resolve().parents[1] / "support" / "all_kinds.yaml"


class EditMachine(RuleBasedStateMachine):
    """Random edits of one session, with a record of what it went through."""

    @initialize(number=st.integers(0, 7))
    def start(self, number: int) -> None:
        self.first = hub_spoke() if number else new_document()
        if number % 4 == 1:
            plain = yaml.safe_load(ALL_KINDS.read_text(encoding="utf-8"))
            self.first = read_document(plain).document
        self.session = Session(self.first)
        self.seen: Document | None = None
        self.seen_plain: dict[str, Any] = {}
        self.done = 0

    @property
    def document(self) -> Document:
        return self.session.document

    def key(self, number: int, *kinds: str) -> str:
        keys = [k for k in self.document.topology.index.by_key if split_key(k)[0] in kinds]
        if not kinds:
            keys = list(self.document.topology.index.by_key)
        return keys[number % len(keys)] if keys else "vnet:none"

    def do(self, command: Command, merge: str | None = None) -> None:
        before = self.seen_plain if self.document is self.seen else plain_of(self.document)
        start = self.document
        try:
            once, twice = command.apply(start), command.apply(start)
        except Refused as refusal:
            assert str(refusal).strip()
            assert len(str(refusal)) < 200
            return
        assert once == twice
        assert plain_of(start) == before  # a command changes nothing but what it returns
        assert command.label
        self.session.do(command, merge)
        assert self.document == once
        self.done += self.document is not start

    @rule(kind=st.sampled_from(KINDS), where=PICK, at=st.tuples(NUMBER, NUMBER))
    def add(self, kind: str, where: int, at: tuple[float, float]) -> None:
        places = {"subnet": ("vnet",), "pool": ("aks",), "fw": ("vnet", "subnet"), **HOLDERS}
        homes = places.get(kind, ("subnet", "vnet"))
        parent = None if where % 4 == 0 else self.key(where, *homes)
        self.do(AddResource(kind, parent, at if where % 3 else None))

    @rule(kind=st.sampled_from(["vnet", "site", "paas", "internet", "zone", "lb"]), name=NAMES)
    def add_at_root(self, kind: str, name: str) -> None:
        self.do(AddResource(kind, None, None, name))

    @rule(where=PICK, name=NAMES)
    def add_subnet(self, where: int, name: str) -> None:
        self.do(AddResource("subnet", self.key(where, "vnet"), None, name))

    @rule(name=st.sampled_from(["westeurope", "eastus", "", "a/b"]))
    def add_region(self, name: str) -> None:
        self.do(AddRegion(name, (0.0, 0.0, 800.0, 600.0)))

    @rule(numbers=st.lists(PICK, min_size=1, max_size=3))
    def delete(self, numbers: list[int]) -> None:
        self.do(DeleteResources(tuple(self.key(n) for n in numbers)))

    @rule(name=st.sampled_from(["westeurope", "eastus"]), new=st.sampled_from(["eastus", "uk"]))
    def rename_region(self, name: str, new: str) -> None:
        self.do(Rename(f"region:{name}", new))

    @rule(name=st.sampled_from(["westeurope", "eastus"]))
    def delete_region(self, name: str) -> None:
        self.do(DeleteResources((f"region:{name}",)))

    @rule(number=PICK, name=NAMES)
    def rename(self, number: int, name: str) -> None:
        self.do(Rename(self.key(number), name))

    @rule(field=st.sampled_from(FIELDS), number=PICK)
    def set_field(self, field: tuple[str, str, list[Any]], number: int) -> None:
        kind, path, values = field
        self.do(SetField(self.key(number, kind), path, values[number % len(values)]))

    @rule(region=st.sampled_from(["westeurope", None, 5]))
    def set_settings(self, region: Any) -> None:
        self.do(SetSettings({"region": region, "name": "Another"}))

    @rule(one=PICK, other=PICK)
    def connect(self, one: int, other: int) -> None:
        self.do(Connect(self.key(one), self.key(other)))

    @rule(one=PICK, other=PICK)
    def peer(self, one: int, other: int) -> None:
        self.do(Connect(self.key(one, "vnet"), self.key(other, "vnet")))

    @rule(one=PICK, other=PICK, kind=st.sampled_from(CHIPS))
    def associate(self, one: int, other: int, kind: str) -> None:
        self.do(Connect(self.key(one, kind), self.key(other, *HOLDERS[kind])))

    @rule(one=PICK, other=PICK)
    def disconnect(self, one: int, other: int) -> None:
        key = self.key(one)
        self.do(Disconnect(key, None if key.startswith("peering:") else self.key(other)))

    @rule(number=PICK, x=NUMBER, y=NUMBER)
    def place(self, number: int, x: float, y: float) -> None:
        self.do(Place({self.key(number): (x, y)}), merge="nudge" if number % 2 else None)

    @rule(number=PICK, x=WILD, y=NUMBER)
    def place_wildly(self, number: int, x: float, y: float) -> None:
        self.do(Place({self.key(number): (x, y)}))

    @rule(number=PICK, w=NUMBER, h=NUMBER)
    def resize(self, number: int, w: float, h: float) -> None:
        self.do(Resize(self.key(number), (0.0, 0.0, w, h)))

    @rule(number=PICK, where=PICK)
    def reparent(self, number: int, where: int) -> None:
        parents = [None, "region:westeurope", self.key(where, "vnet"), self.key(where, "subnet")]
        parents.append(self.key(where, "aks"))
        self.do(Reparent(self.key(number), parents[where % 5], (3.0, 4.0)))

    @rule(number=PICK, where=PICK)
    def reparent_subnet(self, number: int, where: int) -> None:
        self.do(Reparent(self.key(number, "subnet"), self.key(where, "vnet")))

    @rule(number=PICK)
    def add_query(self, number: int) -> None:
        key = self.key(number, "vm", "subnet")
        self.do(AddQuery({"kind": "path", "from": key, "to": "10.0.0.4", "expect": {"n": [1]}}))

    @rule(number=st.integers(0, 3))
    def remove_query(self, number: int) -> None:
        self.do(RemoveQuery(number))

    @rule(number=PICK)
    def accept(self, number: int) -> None:
        self.do(AcceptFinding("ADR-10", self.key(number), "known", "ops"))

    @rule()
    def undo(self) -> None:
        before = self.document
        label = self.session.update.undo_label
        self.session.undo()
        if label is not None:
            self.session.redo()
            assert self.document is before
            self.session.undo()

    @rule()
    def redo(self) -> None:
        self.session.redo()

    @rule()
    def undo_all_and_redo_all(self) -> None:
        last, end = self.document, self.document
        redone = 0
        while self.session.update.redo_label is not None:
            self.session.redo()
            redone += 1
        end = self.document
        while self.session.update.undo_label is not None:
            self.session.undo()
        assert self.document is self.first
        while self.session.update.redo_label is not None:
            self.session.redo()
        assert self.document is end
        for _ in range(redone):
            self.session.undo()
        assert self.document is last

    @invariant()
    def is_whole(self) -> None:
        """No dangling reference, no name twice; saving and loading changes nothing."""
        document = self.document
        if document is self.seen:
            return
        self.seen = document
        assert topology_problems(document.topology, "") == []
        self.seen_plain = plain_of(document)
        again = read_document(self.seen_plain).document
        assert again == document
        assert plain_of(again) == self.seen_plain

    @invariant()
    def views_know_what_they_place(self) -> None:
        index = self.document.topology.index
        for view in self.document.views:
            for name in view.positions:
                kind, label = split_key(position_key(name))
                if kind in ("pods", "services"):
                    assert f"aks:{label}" in index.by_key
                elif kind != "region":
                    assert position_key(name) in index.by_key, name

    @invariant()
    def containers_exist(self) -> None:
        index = self.document.topology.index
        for key in index.by_key:
            container = container_of(index, key)
            assert container is None or container in index.by_key

    @invariant()
    def subjects_exist(self) -> None:
        index = self.document.topology.index
        for item in self.document.accepted:
            assert item.subject in index.by_key

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.undo_all_and_redo_all()


TestEdits = EditMachine.TestCase
# the same edits on every run of the gate; failures shrink
TestEdits.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def edits_of(machine: EditMachine, random: Random) -> list[Callable[[], None]]:
    """Every edit of the machine with arguments drawn at random, in the machine's own words."""

    def pick() -> int:
        return random.randrange(10_000)

    def at() -> tuple[float, float]:
        return float(random.randrange(-500, 2_000)), float(random.randrange(2_000))

    names = ["hub", "spoke1", "app", "App", "nodes", "x", "a b", "GatewaySubnet"]
    roots = ["vnet", "vnet", "vnet", "site", "paas", "zone", "lb"]
    return [
        lambda: machine.add(kind=random.choice(KINDS), where=pick(), at=at()),
        lambda: machine.add(kind=random.choice(KINDS), where=pick(), at=at()),
        lambda: machine.add_at_root(kind=random.choice(roots), name=random.choice(names)),
        lambda: machine.add_subnet(where=pick(), name=random.choice(names)),
        lambda: machine.delete(numbers=[pick()]),
        lambda: machine.rename(number=pick(), name=f"{random.choice(names)}{random.randrange(9)}"),
        lambda: machine.set_field(field=random.choice(FIELDS), number=pick()),
        lambda: machine.set_field(field=random.choice(FIELDS), number=pick()),
        lambda: machine.connect(one=pick(), other=pick()),
        lambda: machine.peer(one=pick(), other=pick()),
        lambda: machine.associate(one=pick(), other=pick(), kind=random.choice(CHIPS)),
        lambda: machine.disconnect(one=pick(), other=pick()),
        lambda: machine.place(number=pick(), x=at()[0], y=at()[1]),
        lambda: machine.resize(number=pick(), w=at()[1] + 1, h=at()[1] + 1),
        lambda: machine.reparent(number=pick(), where=pick()),
        lambda: machine.reparent_subnet(number=pick(), where=pick()),
        lambda: machine.add_query(number=pick()),
        lambda: machine.accept(number=pick()),
        machine.undo,
        machine.redo,
    ]


def test_a_thousand_edits_in_one_session() -> None:
    """One long sitting: a thousand edits that changed something, undone to the first document."""
    random = Random(1)
    machine = EditMachine()
    machine.start(number=1)
    edits = edits_of(machine, random)
    tries = 0
    while machine.done < 1_000:
        tries += 1
        assert tries < 20_000, f"only {machine.done} of {tries} edits did something"
        random.choice(edits)()
        if tries % 10 == 0:
            machine.is_whole()
            machine.views_know_what_they_place()
            machine.containers_exist()
            machine.subjects_exist()
    machine.is_whole()
    machine.undo_all_and_redo_all()
