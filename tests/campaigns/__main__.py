"""`python -m tests.campaigns NAME --seed N --budget MINUTES`: run or resume a campaign."""

from __future__ import annotations

import argparse
import secrets
import sys

from tests.campaigns.campaign import record, run_campaign, say
from tests.campaigns.catalogue import CAMPAIGNS


def main() -> int:
    """Run what is asked; exit 1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns")
    parser.add_argument("name", nargs="?", choices=sorted(CAMPAIGNS))
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--budget", type=float, default=0.5, metavar="MINUTES")
    parser.add_argument("--count", type=int, help="trials; absent: the full figure")
    parser.add_argument("--record", action="store_true", help="append to docs/campaigns.md")
    asked = parser.parse_args()
    if asked.list or asked.name is None:
        say("\n".join(CAMPAIGNS))
        return 0
    campaign = CAMPAIGNS[asked.name]
    why = campaign.missing()
    if why:
        say(f"{campaign.name}: not run, {why}")
        return 0
    limit = campaign.full if asked.count is None else asked.count
    say(f"{campaign.name}: {campaign.promise}; seed {asked.seed}")
    tally = run_campaign(campaign, asked.seed, asked.budget * 60, limit)
    say(
        f"{campaign.name}: {tally.done} of {campaign.full} trials "
        f"({campaign.tries(tally):,} {campaign.unit}), {len(tally.failures)} failures, "
        f"{tally.seconds / 60:.1f} minutes"
    )
    if campaign.judge is not None and tally.done:
        for complaint in campaign.judge(tally):
            tally.failures.append(complaint)
            say(complaint)
    if asked.record:
        record(campaign, asked.seed, tally)
    return 1 if tally.failures or tally.done == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
