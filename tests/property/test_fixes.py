"""Fixes of random designs: none fails, and what is offered ends its finding and brings no error."""

from __future__ import annotations

from collections import Counter
from zlib import crc32

from hypothesis import HealthCheck, assume, given, settings

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.edit.command import Refused
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from aksdesigner.repair.catalogue import FIXES
from aksdesigner.repair.offers import first_offer
from aksdesigner.store.plain_json import document_text
from tests.support.random_designs.generator import designs

# findings looked at in one design: the offers of a faulty one would take minutes
MOST = 6


def picked(findings: tuple[Finding, ...], document: Document) -> list[Finding]:
    """Return some findings that have a fix, of different codes, other ones for other designs."""
    first = {f.code: f for f in findings if f.code in FIXES}
    salt = str(len(document_text(document)))
    chosen = sorted(first.values(), key=lambda f: crc32(f"{f.code}{salt}".encode()))
    return chosen[:MOST]


@given(designs())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_offered_fix_brings_no_error(document: Document) -> None:
    analysis = analyze(document)
    found = picked(analysis.findings, document)
    assume(found)
    before = Counter(f.code for f in analysis.findings if f.severity == "error")
    for finding in found:
        offer = first_offer(analysis, finding)
        if offer is None:
            continue
        after = analyze(read_document(plain_of(offer.document)).document)
        errors = Counter(f.code for f in after.findings if f.severity == "error")
        assert errors <= before, (finding.code, offer.title, errors - before)
        assert offer.document is not document
        assert offer.command.apply(document) == offer.document


@given(designs())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_fix_never_fails(document: Document) -> None:
    analysis = analyze(document)
    for finding in analysis.findings:
        fix = FIXES.get(finding.code)
        for candidate in fix.candidates(analysis, finding) if fix else ():
            try:
                candidate.command.apply(document)
            except Refused as reason:
                assert str(reason)
