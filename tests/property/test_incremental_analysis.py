"""Whatever happened before, an analysis says what one from scratch says."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.facts import document_store
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.model.topology import Topology
from tests.property.test_edit_machine import EditMachine, edits_of
from tests.support.everything import everything
from tests.support.random_designs.generator import designs

SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def assert_equals_scratch(analysis: Analysis, seed: int) -> None:
    """Compare all answers with those of a new analysis, which shares nothing with it."""
    fresh = everything(analyze(analysis.document.model_copy()), Random(seed))
    kept = everything(analysis, Random(seed))
    different = {key: (fresh[key], kept[key]) for key in fresh if fresh[key] != kept[key]}
    assert not different, f"from scratch, kept: {different}"


@pytest.mark.parametrize(("seed", "start"), [(1, 1), (2, 0), (3, 1), (4, 1)])
def test_any_history_of_edits_undo_and_redo(seed: int, start: int) -> None:
    random, machine = Random(seed), EditMachine()
    machine.start(number=start)
    edits = edits_of(machine, random)
    changed = 0
    while changed < 60:
        before = machine.document
        random.choice(edits)()
        if machine.document is before:
            continue
        changed += 1
        analysis = machine.session.update.analysis
        if random.random() < 0.5:
            assert_equals_scratch(analysis, changed)
        else:  # several edits between two questions, and only one part asked
            assert analysis.findings == analyze(machine.document.model_copy()).findings


@given(st.lists(designs(), min_size=2, max_size=4), st.integers(0, 1_000))
@SOME
def test_from_any_design_to_any_other(documents: list[Document], seed: int) -> None:
    """Not only edits: the next document may differ in everything, and the way back is a step too."""
    analysis = analyze(documents[0])
    for step, document in enumerate([*documents, *reversed(documents)]):
        analysis = analysis.after(document)
        assert_equals_scratch(analysis, seed + step)


@given(designs(), designs(), st.lists(st.sets(st.integers(0, 99)), min_size=1, max_size=5))
@SOME
def test_sections_of_two_designs_mixed(one: Document, other: Document, picks: Any) -> None:
    """Whole sections change at a time; what the others refer to may be gone or be something else."""
    analysis = analyze(one)
    sections = list(Topology.model_fields)
    for step, pick in enumerate(picks):
        chosen = {sections[number % len(sections)] for number in pick}
        update = {name: getattr(other.topology, name) for name in chosen}
        source = one if step % 2 else other
        topology = one.topology.model_copy(update=update)
        analysis = analysis.after(source.replace(topology=topology))
        assert_equals_scratch(analysis, step)


@given(designs(), st.randoms(use_true_random=False))
@SOME
def test_single_objects_taken_out_and_put_back(document: Document, random: Any) -> None:
    analysis = analyze(document)
    known = [document]
    for step in range(6):
        topology = random.choice(known).topology
        filled = [name for name in Topology.model_fields if getattr(topology, name)]
        section = random.choice(filled)
        items = list(getattr(topology, section))
        items.pop(random.randrange(len(items)))
        random.shuffle(items)
        changed = document.replace(topology=topology.model_copy(update={section: tuple(items)}))
        known.append(changed)
        analysis = analysis.after(changed)
        assert_equals_scratch(analysis, step)
    assert_equals_scratch(analysis.after(document), 99)


@given(designs(), designs())
@SOME
def test_an_earlier_analysis_stays_answerable(one: Document, other: Document) -> None:
    """The two share a store; it turns to whoever asks."""
    first = analyze(one)
    assert_equals_scratch(first, 1)
    second = first.after(other)
    for seed in range(2):
        assert_equals_scratch(second, seed)
        assert_equals_scratch(first, seed)


def test_a_day_goes_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is judged by the clock is judged anew with the next document."""

    class Clock(date):
        day = date(2026, 1, 1)

        @classmethod
        def today(cls) -> date:
            return cls.day

    monkeypatch.setattr(document_store, "date", Clock)
    cluster = {"name": "aks", "cniMode": "kubenet", "pools": [{"name": "system"}]}
    data = {"aksdesigner": 1, "topology": {"aksClusters": [cluster]}}
    analysis = analyze(read_document(data).document)
    before = [f.message for f in analysis.findings if f.code == "AKS-09"]
    monkeypatch.setattr(Clock, "day", date(2030, 1, 1))
    later = analysis.after(analysis.document.model_copy())
    assert later.findings == analyze(later.document.model_copy()).findings
    after = [f.message for f in later.findings if f.code == "AKS-09"]
    assert len(before) == len(after) == 1
    assert before != after
