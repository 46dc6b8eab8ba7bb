"""Explained traces of random designs: what they add never contradicts the plain answer."""

from __future__ import annotations

import random

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.facts.query_error import QueryError
from aksdesigner.analysis.results import Trace
from aksdesigner.model.document import Document
from tests.support.random_designs.flows import Question, questions
from tests.support.random_designs.generator import design_of_seed

DESIGNS = 120
LAYERS = ["dns", "networkPolicy", "nsg", "route", "peering", "firewall", "privateEndpoint"]
DENIERS = {
    "nsg_deny": "nsg",
    "firewall_deny": "firewall",
    "policy_deny": "networkPolicy",
    "peering_access_blocked": "peering",
    "forwarded_traffic_blocked": "peering",
    "pe_not_approved": "privateEndpoint",
}


def _answers(document: Document, found: Question) -> tuple[Trace, Trace] | None:
    analysis = analyze(document)
    words = (found.source, found.destination)
    try:
        plain = analysis.facts.trace(*words, found.port, found.protocol, found.mode)
    except QueryError:
        return None
    return plain, analysis.trace(*words, port=found.port, protocol=found.protocol, mode=found.mode)


@pytest.mark.parametrize("seed", range(0, DESIGNS, 30))
def test_blockers_start_with_the_reason_and_layers_agree(seed: int) -> None:
    judged = 0
    for number in range(seed, seed + 30):
        document = design_of_seed(number, 8)
        for question in questions(random.Random(number), document, 8):
            both = _answers(document, question)
            if both is None:
                continue
            plain, told = both
            assert (plain.verdict, plain.leg, plain.reason) == (
                *(told.verdict, told.leg, told.reason),
            )
            assert plain.forward == told.forward
            assert [row.layer for row in told.layers] == LAYERS
            if told.verdict in ("delivered", "notComputed"):
                assert told.blockers == ()
                continue
            judged += 1
            first = told.blockers[0]
            assert (first.reason, first.leg) == (told.reason or told.verdict, told.leg), question
            assert len(set(told.blockers)) == len(told.blockers)
            layer = DENIERS.get(first.reason)
            if layer is not None:
                outcome = {row.layer: row.outcome for row in told.layers}
                assert outcome[layer] == "deny", (number, question)
    assert judged > 20
