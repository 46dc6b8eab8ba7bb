"""Every fix against the bad design of its rule: it is offered, it works, and it is one step."""

from __future__ import annotations

from collections import Counter

import pytest

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from aksdesigner.repair.catalogue import FIXES
from aksdesigner.repair.offers import offers
from aksdesigner.workspace.session import Session
from tests.support.fixes import BY_CODE, finding_of

# codes whose bad design can't be repaired without a person, though others of the code can
BEYOND = {
    "AKS-01": "no operator is declared there, and a fix declares none",
    "AKS-04": "the design names no region, and the zone is called after it",
}

LEAST = 60

# every error that a golden case, a brief or a case of the corpus raises
DEMANDED = [
    "ADR-08",
    "ADR-10",
    "ADR-11",
    "ADR-13",
    "ADR-16",
    "ADR-19",
    "AKS-13",
    "CAP-01",
    "CAP-03",
    "CAP-04",
    "DNS-03",
    "DNS-04",
    "EGR-01",
    "EGR-02",
    "EGR-03",
    "EGR-12",
    "EGR-18",
    "PEER-01",
    "PEER-02",
    "PEER-03",
    "PEER-04",
    "PEER-06",
    "PEER-09",
    "PEP-06",
    "RTE-01",
    "RTE-09",
    "RTE-10",
    "RTE-13",
]


def test_there_are_enough_fixes_and_none_for_a_rule_that_does_not_exist() -> None:
    assert len(FIXES) >= LEAST
    assert set(FIXES) <= set(BY_CODE)


def test_what_the_reference_designs_raise_has_a_fix() -> None:
    assert [code for code in DEMANDED if code not in FIXES] == []


def errors_of(analysis: Analysis) -> Counter[str]:
    return Counter(f.code for f in analysis.findings if f.severity == "error")


@pytest.mark.parametrize("code", sorted(set(FIXES) - set(BEYOND)))
def test_a_bad_design_gets_a_fix_that_works(code: str) -> None:
    analysis, finding = finding_of(code)
    found = offers(analysis, finding)
    assert found, finding.message
    for offer in found:
        after = analyze(offer.document)
        before_count = sum(f.code == code for f in analysis.findings)
        assert sum(f.code == code for f in after.findings) < before_count, offer.title
        assert errors_of(after) <= errors_of(analysis), offer.title
        assert {f.severity for f in offer.appears} <= {"warning", "info"}
        assert offer.changes and all(offer.changes), offer.title
        assert finding in offer.ends


@pytest.mark.parametrize("code", sorted(set(FIXES) - set(BEYOND)))
def test_a_fix_is_one_step_that_undoes_and_a_design_that_loads(code: str) -> None:
    analysis, finding = finding_of(code)
    for offer in offers(analysis, finding):
        session = Session(analysis.document)
        update = session.do(offer.command)
        assert update.document == offer.document
        assert update.undo_label == offer.title
        assert read_document(plain_of(update.document)).document == offer.document
        assert session.undo().document is analysis.document


@pytest.mark.parametrize("code", sorted(BEYOND))
def test_what_is_beyond_a_fix_is_really_beyond_it(code: str) -> None:
    analysis, finding = finding_of(code)
    assert offers(analysis, finding) == (), BEYOND[code]
