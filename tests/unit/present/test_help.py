"""Every field of every kind has a sentence of help, and no text is left over."""

from __future__ import annotations

from aksdesigner import resources
from aksdesigner.model.document import Settings
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.model.part import Part
from aksdesigner.present.help import help_of, source_of
from aksdesigner.present.inspector import HIDDEN, row_type_of

TEXTS = resources.data("help", "help.json")


def kinds() -> dict[str, type[Part]]:
    found: dict[str, type[Part]] = {}
    waiting: list[type[Part]] = [*KIND_BY_TOKEN.values(), Settings]
    while waiting:
        kind = waiting.pop()
        if kind.__name__ in found:
            continue
        found[kind.__name__] = kind
        inner = (row_type_of(i.annotation) for n, i in kind.model_fields.items() if n not in HIDDEN)
        waiting += [row for row in inner if row is not None]
    return found


def test_every_field_has_a_sentence() -> None:
    missing = []
    for kind in kinds().values():
        for name in kind.model_fields:
            if name in HIDDEN:
                continue
            try:
                text = help_of(kind, name).text
            except KeyError:
                missing.append(f"{kind.__name__}.{name}")
                continue
            assert len(text) > 8 and text.endswith((".", "*")), f"{kind.__name__}.{name}: {text}"
    assert not missing


def test_no_text_is_for_a_field_that_is_not_there() -> None:
    known = kinds()
    for kind, fields in TEXTS["fields"].items():
        for name in fields:
            info = known[kind].model_fields[name]
            assert not info.description, f"{kind}.{name} has a sentence in the model"
    names = {name for kind in known.values() for name in kind.model_fields}
    assert set(TEXTS["any"]) <= names
    assert set(TEXTS["sources"]) <= set(known)


def test_kinds_of_azure_name_the_page_that_describes_them() -> None:
    drawn_only = {"Internet", "PlatformService", "WafPolicy"}
    for kind in KIND_BY_TOKEN.values():
        if kind.__name__ not in drawn_only:
            assert source_of(kind).startswith("https://learn.microsoft.com/azure/templates/")
