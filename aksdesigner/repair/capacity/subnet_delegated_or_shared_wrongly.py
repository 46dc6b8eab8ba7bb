"""CAP-17: the subnet is delegated to nobody who is not in it."""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.remove import DeleteResources
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.ids import label_of
from aksdesigner.repair.candidate import Candidate, candidate

CODE = "CAP-17"


def candidates(analysis: Analysis, finding: Finding) -> Iterator[Candidate]:
    """Take the delegation away; of several firewalls keep one, each in turn."""
    key = finding.resources[0]
    if finding.evidence["delegation"]:
        title = f"Delegate {label_of(key)} to nobody"
        yield candidate(title, SetField(key, "delegation", None))
    firewalls = [guest for guest in finding.resources if guest.startswith("fw:")]
    for kept in firewalls if len(firewalls) > 1 else ():
        others = tuple(guest for guest in firewalls if guest != kept)
        yield candidate(f"Keep {label_of(kept)} alone", DeleteResources(others))
