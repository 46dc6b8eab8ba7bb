"""Fixes and the rules' bad designs."""

from __future__ import annotations

import yaml

from aksdesigner.analysis.analyzer import Analysis, analyze
from aksdesigner.analysis.results import Finding
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.findings import fixture_folder

BY_CODE = {module.RULE.code: module.RULE for module in RULES}


def bad_design(code: str) -> Document:
    """Return the bad design of a rule's fixtures."""
    text = (fixture_folder(BY_CODE[code]) / "bad.yaml").read_text(encoding="utf-8")
    return read_document(yaml.safe_load(text)).document


def finding_of(code: str) -> tuple[Analysis, Finding]:
    """Return the analysis of a rule's bad design, and its first finding of that rule."""
    analysis = analyze(bad_design(code))
    return analysis, next(f for f in analysis.findings if f.code == code)
