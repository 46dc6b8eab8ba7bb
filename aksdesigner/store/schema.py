"""The JSON Schema of the design file, generated from the model."""

from __future__ import annotations

from typing import Any

from aksdesigner.model.document import FORMAT_VERSION, Document

ID = f"https://aksdesigner.dev/schema/design-{FORMAT_VERSION}.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def design_schema() -> dict[str, Any]:
    """Return the schema under the names that files use; the same on every run."""
    body = Document.model_json_schema(by_alias=True, mode="validation")
    body.pop("title", None)
    properties = {
        "$schema": {"type": "string", "description": "For editors; has no meaning here."},
        **body.pop("properties"),
    }
    return {
        "$schema": DRAFT,
        "$id": ID,
        "title": "aksdesigner design",
        **body,
        "properties": properties,
    }
