"""Saved intents and accepted findings."""

from __future__ import annotations

import pytest

from aksdesigner.edit.command import Refused
from aksdesigner.edit.queries import AcceptFinding, AddQuery, RemoveQuery, ReopenFinding
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from tests.support.edit_designs import hub_spoke

PATH = {
    "kind": "path",
    "from": "vm:app1",
    "to": "10.0.0.4",
    "expect": {"verdict": "delivered", "forward": ("vm:app1", "vm:app2")},
}


def test_an_intent_is_saved_and_forgotten() -> None:
    before = hub_spoke()
    after = AddQuery(PATH).apply(before)
    assert after.queries[-1].details["to"] == "10.0.0.4"
    assert read_document(plain_of(after)).document == after
    assert RemoveQuery(4).apply(after) == before
    with pytest.raises(Refused, match="saved already"):
        AddQuery(PATH).apply(after)
    for number in (4, -1):
        with pytest.raises(Refused, match="no such intent"):
            RemoveQuery(number).apply(before)
    with pytest.raises(Refused, match="expected a value"):
        AddQuery({"from": "vm:app1"}).apply(before)


def test_a_finding_is_accepted_and_reopened() -> None:
    before = hub_spoke()
    after = AcceptFinding("ADR-10", "spoke1/app", "legacy", "ops", "2027-01-01").apply(before)
    assert plain_of(after.accepted[-1]) == {
        "rule": "ADR-10",
        "subject": "subnet:spoke1/app",
        "reason": "legacy",
        "by": "ops",
        "until": "2027-01-01",
    }
    again = AcceptFinding("ADR-10", "subnet:spoke1/app", "other", "ops").apply(after)
    assert len(again.accepted) == len(after.accepted)
    assert ReopenFinding("ADR-10", "spoke1/app").apply(after) == before


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (AcceptFinding("ADR-10", "vm:none", "x", "y"), "none is not in this design."),
        (AcceptFinding("ADR-10", "vm:app1", " ", "y"), "That needs a reason and a name."),
        (ReopenFinding("ADR-10", "vm:app1"), "That was not accepted."),
    ],
)
def test_refusals(command: AcceptFinding | ReopenFinding, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        command.apply(hub_spoke())
    assert str(refusal.value) == reason
