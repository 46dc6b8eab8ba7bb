"""Every rule file is in the catalogue, has a code of its own, a full page and both fixtures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aksdesigner.analysis import rules
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.report.rule_reference import HEADINGS, sections_of
from tests.support.findings import RULE_FIXTURES, fixture_folder
from tests.support.shared import SHARED, needs_shared

FOLDER = Path(rules.__file__).parent
BY_CODE = {module.RULE.code: module for module in RULES}
OWN_FILES = {"__init__.py", "catalogue.py"}


# the catalogue of section G of azure-rules.md: how many codes a topic has, numbered from 1
CATALOGUE = {
    "ADR": 30,
    "CAP": 31,
    "PEER": 10,
    "RTE": 29,
    "EGR": 18,
    "AKS": 29,
    "DNS": 13,
    "PEP": 8,
    "NSG": 11,
    "POL": 8,
    "OPS": 4,
}
RULEBOOK = SHARED / "domain" / "azure-rules.md"


def test_every_code_of_the_catalogue_has_a_rule() -> None:
    wanted = {f"{topic}-{n:02d}" for topic, most in CATALOGUE.items() for n in range(1, most + 1)}
    assert set(BY_CODE) == wanted


@needs_shared
def test_the_catalogue_is_that_of_the_rulebook() -> None:
    text = RULEBOOK.read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ((?:" + "|".join(CATALOGUE) + r")-\d\d) \|", text, re.MULTILINE))
    assert rows == {code for code in BY_CODE if code.partition("-")[0] in CATALOGUE}


def _rule_files() -> set[str]:
    return {
        f"{path.parent.name}/{path.stem}"
        for path in FOLDER.glob("*/*.py")
        if path.name not in OWN_FILES
    }


def test_every_rule_file_is_in_the_catalogue() -> None:
    listed = {f"{m.RULE.topic}/{m.RULE.name.replace('-', '_')}" for m in RULES}
    assert listed == _rule_files()


def test_codes_and_names_are_unique() -> None:
    assert len(BY_CODE) == len(RULES)
    assert len({module.RULE.name for module in RULES}) == len(RULES)


def test_the_module_is_named_after_its_rule() -> None:
    for module in RULES:
        expected = f"aksdesigner.analysis.rules.{module.RULE.topic}"
        assert module.__name__ == f"{expected}.{module.RULE.name.replace('-', '_')}"


@pytest.mark.parametrize("code", BY_CODE)
def test_a_rule_is_complete(code: str) -> None:
    rule = BY_CODE[code].RULE
    assert re.fullmatch(r"[A-Z]{3,4}-\d\d", rule.code)
    assert rule.severity in ("error", "warning", "info")
    for text in (rule.title, rule.source, rule.remedy):
        assert text and not text.endswith(".")
    parts = sections_of(BY_CODE[code])
    assert tuple(parts) == HEADINGS
    assert all(len(body) > 5 for body in parts.values())
    for name in ("good.yaml", "bad.yaml", "expected.txt"):
        assert (fixture_folder(rule) / name).is_file(), name


def test_no_fixture_is_left_behind() -> None:
    known = {fixture_folder(module.RULE) for module in RULES}
    folders = {path for path in RULE_FIXTURES.glob("*/*") if path.is_dir()}
    assert {f for f in folders if "__pycache__" not in f.parts} == known


def test_rules_do_not_know_each_other() -> None:
    for path in FOLDER.glob("*/*.py"):
        if path.name not in OWN_FILES:
            text = path.read_text(encoding="utf-8")
            imported = re.findall(r"from aksdesigner\.analysis\.rules\.(\S+) import", text)
            assert set(imported) <= {"rule"}, path
