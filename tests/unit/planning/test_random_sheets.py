"""Some random sheets on every run; campaign `plan` tries thousands."""

from __future__ import annotations

import random

from aksdesigner.planning.planner import AddressPlan, plan_addresses
from aksdesigner.planning.sheet import read_sheet
from tests.support.plan_promises import assert_design_holds, assert_plan_holds, assert_proved
from tests.support.random_sheets import random_sheet


def test_random_sheets_are_planned_or_refused_with_a_proof() -> None:
    rng = random.Random(20)
    planned = refused = 0
    for _ in range(80):
        sheet = read_sheet(random_sheet(rng))
        plan = plan_addresses(sheet)
        if isinstance(plan, AddressPlan):
            assert_plan_holds(plan)
            planned += 1
            if planned % 8 == 0:
                assert_design_holds(plan)
        else:
            assert_proved(sheet, plan)
            refused += 1
    assert planned > 20
    assert refused > 5
