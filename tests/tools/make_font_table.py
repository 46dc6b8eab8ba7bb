"""Write resources/fonts/inter-advances.json from the bundled fonts. Needs fontTools; run by hand.

    python tests/tools/make_font_table.py

The table holds, for each weight, the advance of every character in units of the em, with the
figures and the letter l that the features tnum and cv05 put in their places.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FACES = {"400": "Inter-Regular.ttf", "500": "Inter-Medium.ttf", "600": "Inter-SemiBold.ttf"}
FEATURES = ("tnum", "cv05")


def substitutions(font: Any) -> dict[str, str]:
    """Return which glyph the features put in place of which."""
    table = font["GSUB"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in FEATURES
        for index in record.Feature.LookupListIndex
    }
    out: dict[str, str] = {}
    for index in sorted(wanted):
        for subtable in table.LookupList.Lookup[index].SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            out.update(getattr(inner, "mapping", {}))
    return out


def advances(path: Path) -> dict[str, int]:
    """Return the advance of each character, by its code point in hexadecimal."""
    font = TTFont(path)
    replaced = substitutions(font)
    metrics = font["hmtx"]
    return {
        f"{code:x}": metrics[replaced.get(glyph, glyph)][0]
        for code, glyph in sorted(font.getBestCmap().items())
    }


def main() -> None:
    """Write the table."""
    font = TTFont(FONTS / FACES["400"])
    table = {
        "unitsPerEm": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "weights": {weight: advances(FONTS / name) for weight, name in FACES.items()},
    }
    text = json.dumps(table, separators=(",", ":"))
    (FONTS / "inter-advances.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
