"""The published JSON Schema is that of the model, and says what the reader says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksdesigner import resources
from aksdesigner.cli.main import run
from aksdesigner.model.document import FORMAT_VERSION, Document
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.store.schema import design_schema

FILE = ("schema", f"design-{FORMAT_VERSION}.json")


def published() -> Any:
    return resources.data(*FILE)


def test_the_committed_schema_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["schema"]) == 0
    printed = capsys.readouterr().out
    assert resources.text(*FILE) == printed, "run: aksdesigner schema > resources/schema/..."


def test_it_is_a_schema_of_the_latest_draft_under_a_versioned_name() -> None:
    schema = published()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"/design-{FORMAT_VERSION}.json")
    assert "aksdesigner" in schema["required"]


def test_every_name_is_one_that_files_use() -> None:
    """Fields of Python (snake_case) must not leak into what editors complete."""
    parts = [published(), *published()["$defs"].values()]
    names = {name for part in parts for name in part.get("properties", {})}
    assert {"topology", "nextHopIp", "aksClusters"} <= names
    assert not [name for name in names if "_" in name]


def test_every_section_of_the_document_and_every_kind_is_in_it() -> None:
    schema = published()
    fields = {info.alias or name for name, info in Document.model_fields.items()}
    assert fields <= set(schema["properties"])
    titles = set(schema["$defs"])
    assert {kind.__name__ for kind in KIND_BY_TOKEN.values()} <= titles


def test_every_reference_inside_resolves() -> None:
    schema = design_schema()
    found: set[str] = set()
    stack: list[Any] = [schema]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if "$ref" in value:
                found.add(value["$ref"])
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    assert found
    assert {ref.removeprefix("#/$defs/") for ref in found} <= set(schema["$defs"])
    assert json.dumps(schema) == json.dumps(design_schema())
