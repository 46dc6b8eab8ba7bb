"""A row of the matrix speaks for every pair of its members, and together rows speak for all."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.reach.matrix import MatrixRow, Port, members_of
from aksdesigner.analysis.reach.verdicts import summary
from aksdesigner.model.document import Document
from tests.property.test_reach import ends_of
from tests.support.random_designs.generator import designs
from tests.support.routed_designs import routed_design

SAMPLE = 12


def check_routing(document: Document) -> None:
    analysis = analyze(document)
    rows = list(analysis.matrix(mode="routing"))
    for row in rows:
        for one, other in members_of(row.source, row.target, within=row.within):
            assert analysis.reach.pair(one, other) == row.routing, (one.token, other.token)
    ends = ends_of(analysis.reach)
    inside = sum(end.token.startswith("subnet") for end in ends)
    outside = len(ends) - inside
    expected = inside * (inside - 1) + 2 * inside * outside + inside
    assert sum(row.pairs for row in rows) == expected


def check_filtered(document: Document, rng: random.Random) -> None:
    """Trace some members of some rows that stand for many pairs."""
    analysis, ports = analyze(document), (Port(443, "tcp"), Port(22, "tcp"))
    rows = [row for row in analysis.matrix(ports) if row.ports and row.pairs > 1]
    facts = Facts(document)
    for row in rng.sample(rows, min(len(rows), SAMPLE)):
        _check_members(row, facts, rng)


def _check_members(row: MatrixRow, facts: Facts, rng: random.Random) -> None:
    pairs = list(members_of(row.source, row.target, within=row.within))
    for one, other in rng.sample(pairs, min(len(pairs), 3)):
        for port, found in row.ports:
            trace = facts.trace(one.token, other.token, port.number, port.protocol, "filtered")
            assert summary(trace, facts.index) == found, (one.token, other.token, str(port))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_rows_speak_for_their_members(seed: int) -> None:
    check_routing(routed_design(seed))


@given(designs(most=20), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_rows_of_any_design_speak_for_their_members(document: Document, rng: random.Random) -> None:
    check_routing(document)
    check_filtered(document, rng)
