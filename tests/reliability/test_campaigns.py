"""The first trials of every campaign, with a fresh seed that a failure names."""

from __future__ import annotations

import os
import secrets
import sys

import pytest

from tests.campaigns.campaign import one_trial, run_campaign
from tests.campaigns.catalogue import CAMPAIGNS

SEED = int(os.environ.get("CAMPAIGN_SEED") or secrets.randbelow(1_000_000))
# trials that need no kernel's help are one batch each; the others are cheap
FIRST = {"kill-during-save": 6, "kill-while-editing": 6, "disk-full": 3, "mutants": 2}
# designs of a trial where one costs seconds: the gate runs whole trials beside the tests
FEW = {"exports": 3, "verify": 4}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a system with fork")
@pytest.mark.parametrize("name", sorted(CAMPAIGNS))
def test_the_first_trials_keep_the_promise(name, monkeypatch):
    if name in FEW:
        monkeypatch.setattr(sys.modules[CAMPAIGNS[name].trial.__module__], "BATCH", FEW[name])
    why = CAMPAIGNS[name].missing()
    if why:
        pytest.skip(why)
    for number in range(FIRST.get(name, 1)):
        outcome = one_trial(CAMPAIGNS[name], SEED, number)
        assert not isinstance(outcome, str), outcome


def test_a_campaign_continues_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.campaigns.campaign.STATE", tmp_path)
    campaign = CAMPAIGNS["mutants"]
    assert run_campaign(campaign, 7, 60, 1).done == 1
    again = run_campaign(campaign, 7, 60, 2)
    assert (again.done, again.failures) == (2, [])
