"""Whatever was edited before, an analysis says what one from scratch says."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from tests.campaigns.campaign import Campaign
from tests.support.everything import everything
from tests.support.random_designs.generator import random_data
from tests.support.random_designs.histories import history

BATCH = 10


def trial(rng: random.Random, number: int, folder: Path) -> Mapping[str, int]:
    steps = 0
    for _ in range(BATCH):
        documents = history(rng, random_data(rng, rng.choice((3, 6, 10))), rng.randint(3, 8))
        analysis = analyze(documents[0])
        for step, document in enumerate(documents[1:]):
            analysis = analysis.after(document)
            steps += 1
            _equals_scratch(analysis.document, everything(analysis, random.Random(step)), step)
    return {"steps": steps}


def _equals_scratch(document: Document, kept: Mapping[str, object], step: int) -> None:
    fresh = everything(analyze(document.model_copy()), random.Random(step))
    different = [key for key in fresh if fresh[key] != kept[key]]
    assert not different, f"step {step}: {different[:5]}"


CAMPAIGN = Campaign(
    "incremental",
    "after any history of edits every answer equals that of an analysis from scratch",
    200,
    trial,
    each=BATCH,
    unit="histories",
)
