"""Traces between endpoints: one speaker for each subnet, a bounded number, and who stopped them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.facts.scan import (
    MOST_PAIRS,
    orbits_of,
    scan_of,
    sources_of,
    targets_of,
)
from aksdesigner.analysis.results import Trace
from aksdesigner.analysis.rules.peering import blocked_forwarded_traffic
from aksdesigner.model.reading import read_document
from tests.bench.hub_estate import hub_estate
from tests.support.alike_spokes import alike_spokes
from tests.support.random_designs.generator import design_of_seed


def hub(spokes: int, machines: int = 1, *, different: bool = False, **refusing: bool) -> Facts:
    names = [f"s{number}" for number in range(1, spokes + 1)]
    vnets: list[dict[str, Any]] = [
        {
            "name": "hub",
            "prefixes": ["10.0.0.0/16"],
            "subnets": [{"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"}],
        }
    ]
    peerings, vms = [], []
    for number, name in enumerate(names, start=1):
        subnet: dict[str, Any] = {
            "name": "app",
            "prefix": f"10.{number}.1.0/24",
            "routeTable": "rt",
        }
        vnets.append({"name": name, "prefixes": [f"10.{number}.0.0/16"], "subnets": [subnet]})
        peerings.append({"from": "hub", "to": name})
        allows = not refusing.get(name, False)
        peerings.append({"from": name, "to": "hub", "allowForwardedTraffic": allows})
        vms += [{"name": f"{name}-{i}", "vnet": name, "subnet": "app"} for i in range(machines)]
        if different:
            subnet["serviceEndpoints"] = [f"Microsoft.S{number}"]
    default = {
        "name": "default",
        "prefix": "0.0.0.0/0",
        "nextHopType": "VirtualAppliance",
        "nextHopIp": "10.0.1.4",
    }
    topology = {
        "vnets": vnets,
        "peerings": peerings,
        "vms": vms,
        "firewalls": [{"name": "fw", "vnet": "hub", "ip": "10.0.1.4"}],
        "routeTables": [{"name": "rt", "routes": [default]}],
    }
    return Facts(read_document({"aksdesigner": 1, "topology": topology}).document)


def test_one_machine_speaks_for_its_subnet() -> None:
    facts = hub(2, machines=5)
    assert [source.text for source in sources_of(facts)] == ["vm:s1-0", "vm:s2-0"]
    assert len(scan_of(facts)) == 2  # to the other one, and to the Internet; the other is alike


def test_spokes_that_are_alike_have_one_speaker() -> None:
    few, many = scan_of(hub(3)), scan_of(hub(60))
    assert len(few) == len(many) == 2  # to the Internet, and from one spoke to another
    assert {scanned.source.text for scanned in many} == {"vm:s1-0"}


def test_a_design_in_which_nothing_is_alike_is_scanned_in_part() -> None:
    """Sources and targets take turns: each is asked."""
    facts = hub(80, machines=1, different=True)
    scanned = scan_of(facts)
    assert len(scanned) <= MOST_PAIRS < 80 * 80
    assert {s.source for s in scanned} == set(sources_of(facts))
    assert {s.target for s in scanned} == set(targets_of(facts))


def test_who_meets_a_fault_is_asked_by_name() -> None:
    refusing = {f"s{number}": True for number in range(1, 11)}
    found = list(blocked_forwarded_traffic.check(hub(20, **refusing)))
    assert {f.resources[0] for f in found} == {f"peering:{name}>hub" for name in refusing}


def outcome(trace: Trace) -> tuple[object, ...]:
    """Return what a finding asks of a trace, without names."""
    devices = [h.token.partition(":")[0] for h in (*trace.forward, *trace.back)]
    return trace.verdict, trace.reason, trace.leg, devices


def all_pairs(facts: Facts) -> Iterator[tuple[str, str]]:
    for source in sources_of(facts):
        for target in targets_of(facts):
            if target.kind == "site":
                continue  # prefixes that nobody tells apart have one speaker, whatever they are
            same_subnet = source.subnet is not None and source.subnet == target.subnet
            if (
                not same_subnet
                and not (source.subnet is None and target.subnet is None)
                or source.kind == "site"
                and target.kind == "internet"
            ):
                yield source.text, target.text


def asked(facts: Facts, source: str, target: str) -> object:
    try:
        return outcome(facts.trace(source, target))
    except QueryError:
        return "nothing"


def assert_speaks_for_all(facts: Facts) -> int:
    """Ask every pair of every orbit: each must fare as the pair that speaks for it."""
    covered = set()
    count = 0
    for orbit in orbits_of(facts):
        source, target = orbit.speaker
        covered.add((source.text, target.text))
        expected = asked(facts, source.text, target.text)
        for one, other in orbit.others:
            count += 1
            covered.add((one.text, other.text))
            found = asked(facts, one.text, other.text)
            assert found == expected, (source, target, one, other)
    assert not [
        pair for pair in all_pairs(facts) if pair not in covered and "onprem" not in pair[0]
    ]
    return count


def test_a_speaker_speaks_for_all() -> None:
    """Random hubs with spokes that are alike, nearly alike, and peered with one another."""
    spoken_for = [assert_speaks_for_all(Facts(alike_spokes(seed))) for seed in range(12)]
    assert sum(spoken_for) > 1_000


@pytest.mark.parametrize("seed", range(6))
def test_random_designs(seed: int) -> None:
    assert_speaks_for_all(Facts(design_of_seed(seed)))


def test_speakers_of_an_estate() -> None:
    facts = Facts(hub_estate(6))
    assert assert_speaks_for_all(facts) > 80
    # whoever is asked about by no pair of the scan has a counterpart in one
    pairs = {(s.source.text, s.target.text) for s in scan_of(facts)}
    assert len(pairs) < len(list(all_pairs(facts))) / 10


def test_everybody_is_delivered_in_a_sane_hub() -> None:
    assert {scanned.trace.verdict for scanned in scan_of(hub(3))} == {"delivered"}


def test_each_refusing_half_is_named_once() -> None:
    found = list(blocked_forwarded_traffic.check(hub(4, s2=True, s3=True)))
    assert sorted(f.resources[0] for f in found) == ["peering:s2>hub", "peering:s3>hub"]
    assert {f.severity for f in found} == {"warning"}
