"""CAMPAIGNS, in full."""

from __future__ import annotations

from tests.campaigns import (
    coverage,
    disk_full,
    fuzz,
    kill_during_save,
    kill_while_editing,
    mutants,
)
from tests.campaigns.campaign import Campaign

CAMPAIGNS: dict[str, Campaign] = {
    module.CAMPAIGN.name: module.CAMPAIGN
    for module in (kill_during_save, kill_while_editing, disk_full, mutants, coverage, fuzz)
}
