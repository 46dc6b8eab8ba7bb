"""CAMPAIGNS, in full."""

from __future__ import annotations

from tests.campaigns import (
    coverage,
    differential,
    disk_full,
    exports,
    fuzz,
    hostile_text,
    incremental,
    kill_during_save,
    kill_while_editing,
    metamorphic,
    monkey,
    mutants,
    plan,
    seeded_faults,
    verify,
)
from tests.campaigns.campaign import Campaign

CAMPAIGNS: dict[str, Campaign] = {
    module.CAMPAIGN.name: module.CAMPAIGN
    for module in (
        exports,  # the longest first, so that none is left over at the end
        verify,
        hostile_text,
        kill_during_save,
        kill_while_editing,
        disk_full,
        mutants,
        plan,
        coverage,
        differential,
        fuzz,
        incremental,
        metamorphic,
        monkey,
        seeded_faults,
    )
}
