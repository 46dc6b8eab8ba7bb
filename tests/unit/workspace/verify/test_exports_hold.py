"""What is exported, read back, is the network of the design: samples, golden cases, all kinds."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
import yaml

from aksdesigner import resources
from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import ExportOptions
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.reading import read_document, read_topology
from aksdesigner.workspace.verify.verification import LIFTS, verify_export

TESTS = Path(__file__).resolve().parents[3]


@cache
def designs() -> dict[str, Document]:
    kinds = yaml.safe_load((TESTS / "support" / "all_kinds.yaml").read_text("utf-8"))
    found = {"all_kinds": read_document(kinds).document}
    for path in sorted((resources.root() / "samples").glob("*.aksd")):
        found[path.stem] = read_document(json.loads(path.read_text("utf-8"))).document
    cases = yaml.safe_load((TESTS / "golden" / "golden-cases.yaml").read_text("utf-8"))["cases"]
    for case in cases:
        if "topology" in case:
            topology = read_topology(case["topology"])
            found[case["id"]] = new_document(case["id"]).replace(topology=topology)
    return found


@pytest.mark.parametrize("dialect", LIFTS)
@pytest.mark.parametrize("name", designs())
def test_an_export_says_what_the_design_says(name: str, dialect: str) -> None:
    found = verify_export(designs()[name], export(designs()[name], dialect))
    assert found.unread is None
    assert [str(difference) for difference in found.differences] == []
    assert found.holds


@pytest.mark.parametrize("name", designs())
def test_terraform_for_the_older_provider_says_it_too(name: str) -> None:
    options = ExportOptions(azurerm="4")
    found = verify_export(designs()[name], export(designs()[name], "terraform", options))
    assert found.unread is None
    assert [str(difference) for difference in found.differences] == []


@pytest.mark.parametrize("dialect", LIFTS)
def test_a_design_that_was_changed_since_its_export_differs(dialect: str) -> None:
    document = designs()["hub-spoke"]
    exported = export(document, dialect)
    networks = document.topology.vnets
    renamed = document.replace(
        topology=document.topology.model_copy(update={"vnets": networks[1:]})
    )
    assert not verify_export(renamed, exported).holds


@pytest.mark.parametrize(
    ("dialect", "path", "text"),
    [
        ("arm", "azuredeploy.json", "\n{}\n"),
        ("bicep", "main.bicep", "\nassert broken = true\n"),
        ("terraform", "main.tf", '\ncheck "broken" {}\n'),
    ],
)
def test_code_that_is_not_understood_is_told_with_its_place(
    dialect: str, path: str, text: str
) -> None:
    document = designs()["hub-spoke"]
    exported = export(document, dialect)
    exported.files[path] += text
    found = verify_export(document, exported)
    assert not found.holds
    assert found.unread is not None
    assert found.unread.startswith(f"{path}:")
