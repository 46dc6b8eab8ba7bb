"""Exports of small designs, and what their declarations wait for."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.expression import Property, parts_of
from aksdesigner.iac.program import Declaration
from aksdesigner.model.reading import read_document

# the languages with codecs of their own: ARM templates are printed from the program of Bicep
LANGUAGES = ("bicep", "terraform")
BOTH = pytest.mark.parametrize("dialect", LANGUAGES)


def exported(dialect: str, settings: dict[str, Any] | None = None, **topology: Any) -> Exported:
    data = {"aksdesigner": 1, "name": "t", "settings": settings or {}, "topology": topology}
    return export(read_document(data).document, dialect)


def main(found: Exported) -> str:
    """Return the text of the program, whatever files it stands in."""
    return program_text(found.files, ".bicep" if found.dialect == "bicep" else ".tf")


def program_text(files: dict[str, str], ending: str) -> str:
    return "\n".join(text for name, text in sorted(files.items()) if name.endswith(ending))


def declared(found: Exported, part: str) -> list[Declaration]:
    return [d for d in found.program.declarations if part in d.type and not d.existing]


def needs(found: Exported, declaration: Declaration) -> set[str]:
    """Return everything that a declaration waits for, directly or through others."""
    by_symbol = {d.symbol: d for d in found.program.declarations}
    seen: set[str] = set()
    todo = [declaration.symbol]
    while todo:
        item = by_symbol[todo.pop()]
        named = [p.symbol for p in parts_of(item.body) if isinstance(p, Property)]
        for symbol in (*item.depends_on, *named):
            if symbol not in seen:
                seen.add(symbol)
                todo.append(symbol)
    return seen


def only(items: list[Declaration]) -> Declaration:
    assert len(items) == 1
    return items[0]
