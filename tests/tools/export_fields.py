"""The table of docs/export-fields.md: what becomes of every field of every kind in the exports.

Run from the checkout: ``python -m tests.tools.export_fields``. It takes a minute or two.
"""

from __future__ import annotations

from collections.abc import Iterator

from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.model.kinds.catalogue import KINDS
from tests.support.field_changes import Outcome, Place, outcomes, places
from tests.support.shared import CHECKOUT

FILE = CHECKOUT / "docs" / "export-fields.md"
HEAD = """# What becomes of every field

Made by `python -m tests.tools.export_fields` and held by a test. The design of every kind
(`tests/support/all_kinds.yaml`) is exported once for each field with its value changed. "yes" says that the
code changed. "no" says that no change of it changes the code, with the reason that the
export gave; where a "yes" has a reason too, the export left out that design's value of some resource for
it and said so. Fields inside lists and parts have the names of both, as in `connections.bgp`.
"""


def table() -> str:
    """Return the page."""
    titles = {kind.kind: kind.title for kind in KINDS}
    kinds: dict[str, list[Place]] = {}
    for place in places():
        kinds.setdefault(place.kind, []).append(place)
    return "\n".join([HEAD, *(_section(titles[kind], found) for kind, found in kinds.items())])


def _section(title: str, found: list[Place]) -> str:
    heads = " | ".join(dialect.title for dialect in DIALECTS.values())
    lines = [
        f"## {title}",
        "",
        f"| field | {heads} | why not |",
        "|---" * (len(DIALECTS) + 2) + "|",
    ]
    return "\n".join([*lines, *(row(place) for place in found)]) + "\n"


def row(place: Place) -> str:
    """Return the line of a field."""
    found = outcomes(place)
    marks = " | ".join("yes" if outcome.written else "no" for outcome in found.values())
    return f"| {place.in_file()} | {marks} | {'; '.join(_reasons(found))} |"


def _reasons(found: dict[str, Outcome]) -> Iterator[str]:
    """Yield the reasons; one that not every dialect gives names those that do."""
    told = dict.fromkeys(reason for outcome in found.values() for reason in outcome.reasons)
    for reason in told:
        giving = [name for name, outcome in found.items() if reason in outcome.reasons]
        titles = ", ".join(DIALECTS[name].title for name in giving)
        safe = reason.replace("|", "\\|").replace("*", "\\*")
        yield safe if len(giving) == len(found) else f"{titles}: {safe}"


def main() -> None:
    """Write the page anew."""
    FILE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
