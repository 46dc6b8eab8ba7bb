"""What every plan must hold, checked with plain arithmetic and by the engine."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.address import Cidr
from aksdesigner.planning.drawing import design_of_plan
from aksdesigner.planning.planner import AddressPlan, Infeasible, azure_ranges, others_of
from aksdesigner.planning.sheet import Sheet


def assert_plan_holds(plan: AddressPlan) -> None:
    """No overlap, growth in place, every need met (by our own count of addresses)."""
    networks = plan.of("network")
    others = [*others_of(plan.sheet), *azure_ranges()]
    _assert_apart(item.held for item in networks)
    for network in networks:
        inside = [item for item in plan.of("subnet") if item.network == network.key]
        assert all(network.prefix.contains(item.held) for item in inside), network.key
        _assert_apart(item.held for item in inside)
    wide = (*networks, *plan.of("pods"), *plan.of("services"))
    _assert_apart(item.held for item in wide)
    for item in wide:
        assert not any(item.held.overlaps(other) for other in others), item.key
    for item in plan.ranges:
        assert item.held.first_value == item.prefix.first_value, item.key
        assert item.prefix.is_canonical and item.held.is_canonical, item.key
        if plan.sheet.reserve_growth and (item.source is None or item.source.grows):
            assert item.held.size == 2 * item.prefix.size, item.key
        size = item.prefix.size
        room = {"subnet": size - 5, "pods": size // 256, "services": size, "network": size}
        assert item.need <= room[item.kind], item.key
        if item.dns_ip is not None:
            assert item.prefix.first.value + 1 < item.dns_ip.value < item.prefix.last_value


def _assert_apart(blocks: Iterable[Cidr]) -> None:
    for first, second in itertools.combinations(sorted(blocks), 2):
        assert first.last_value < second.first_value or not first.overlaps(second), (first, second)


def assert_design_holds(plan: AddressPlan) -> None:
    """The engine, which counts by itself, finds no error in the design of a plan."""
    analysis = analyze(design_of_plan(plan))
    errors = [f"{f.code} {f.message}" for f in analysis.findings if f.severity == "error"]
    assert not errors, errors[:3]


def assert_proved(sheet: Sheet, problem: Infeasible) -> None:
    """What is told as infeasible is: the free blocks of the proof, counted one by one.

    Subnets always fit networks that were sized for them, so it is networks, pods or services.
    """
    assert problem.reasons and all(any(c.isdigit() for c in text) for text in problem.reasons)
    shortage = problem.shortage
    if shortage is None:
        return  # beyond a limit of Azure's: its sentence has the numbers
    assert shortage.asked > shortage.free
    assert shortage.relax and set(shortage.relax) <= {*shortage.demands, *problem.relax}
    names = {network.name for network in sheet.networks}
    if set(shortage.demands) <= names:
        taken = [*others_of(sheet), *azure_ranges()]
        assert shortage.free == _free_blocks(sheet.spaces.networks, taken, shortage.length)


def _free_blocks(spaces: Sequence[Cidr], taken: Sequence[Cidr], length: int) -> int:
    return sum(
        not any(block.overlaps(other) for other in taken)
        for space in spaces
        if space.length <= length
        for block in space.subnets(length)
    )
