"""Cut the bundled faces out of Inter's release, and write their table of advances.

Run by hand, with fontTools and brotli installed, on the folder with Inter's woff2 files:

    python tests/tools/make_fonts.py package/web

Of the feature tnum only the figures are kept: tabular hyphens and points tear names apart.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools import subset  # type: ignore[import-not-found,unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-not-found,unused-ignore]

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FACES = {"400": "Inter-Regular", "500": "Inter-Medium", "600": "Inter-SemiBold"}
FEATURES = ("tnum", "cv05")
KEPT = ["kern", "mark", "mkmk", "ccmp", "locl", *FEATURES]
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2BC, 0x2BC), (0x2C6, 0x2C6), (0x2DA, 0x2DC),
    (0x300, 0x30C), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x2030, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2122),
    (0x2190, 0x2199), (0x21C4, 0x21C4), (0x2212, 0x221E), (0x2248, 0x2248), (0x2260, 0x2265),
    (0x2713, 0x2715), (0xFFFD, 0xFFFD),
)  # fmt: skip


def lookups(font: Any, feature: str) -> list[Any]:
    """Return the substitution tables of a feature."""
    table = font["GSUB"].table
    wanted = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    return [
        getattr(subtable, "ExtSubTable", subtable)
        for index in sorted(wanted)
        for subtable in table.LookupList.Lookup[index].SubTable
    ]


def cut(source: Path, target: Path) -> None:
    """Write the subset of one face."""
    options = subset.Options(layout_features=KEPT, hinting=False, name_IDs=["*"])
    font = subset.load_font(str(source), options)
    figures = {font.getBestCmap()[ord(char)] for char in "0123456789"}
    for table in lookups(font, "tnum"):
        table.mapping = {old: new for old, new in table.mapping.items() if old in figures}
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    cutter.subset(font)
    font.flavor = None
    font.save(target)


def advances(path: Path) -> dict[str, int]:
    """Return the advance of each character, by its code point in hexadecimal."""
    font = TTFont(path)
    replaced = {
        old: new
        for feature in FEATURES
        for table in lookups(font, feature)
        for old, new in table.mapping.items()
    }
    metrics = font["hmtx"]
    return {
        f"{code:x}": metrics[replaced.get(glyph, glyph)][0]
        for code, glyph in sorted(font.getBestCmap().items())
    }


def main(folder: Path) -> None:
    """Write the faces and the table."""
    for name in FACES.values():
        cut(folder / f"{name}.woff2", FONTS / f"{name}.ttf")
    font = TTFont(FONTS / "Inter-Regular.ttf")
    table = {
        "unitsPerEm": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": -font["hhea"].descent,
        "weights": {weight: advances(FONTS / f"{name}.ttf") for weight, name in FACES.items()},
    }
    text = json.dumps(table, separators=(",", ":"))
    (FONTS / "inter-advances.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
