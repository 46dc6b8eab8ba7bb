"""The design document as one HTML file: no script, nothing from a network, made to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from aksdesigner.report.board.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Commands,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from aksdesigner.report.svg import svg_of_scene

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 Inter, "Segoe UI", system-ui, sans-serif; color: #1d1b16; background: #fff;
  max-width: 1080px; margin: 40px auto; padding: 0 24px; }
h1 { font-size: 30px; margin: 0 0 4px; } h2 { font-size: 21px; margin: 40px 0 10px; }
h3 { font-size: 16px; margin: 24px 0 8px; } h4 { font-size: 14px; margin: 16px 0 6px; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 16px; font-size: 13px; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0;
  border-bottom: 1px solid #dcd9d0; overflow-wrap: anywhere; }
td:nth-last-child(n+2) { overflow-wrap: normal; }
th { font-weight: 600; border-bottom-color: #8a867b; } tr { break-inside: avoid; }
thead { display: table-header-group; } .n { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 12px 0; break-inside: avoid; } figure svg { max-width: 100%; height: auto; }
pre { font: 12px/1.5 "JetBrains Mono", Consolas, monospace; background: #f4f2ec; padding: 10px 12px;
  border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
nav ol { columns: 2; padding-left: 20px; } a { color: #3f3ac0; }
@page { size: A4; margin: 18mm 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 11pt; }
  table { font-size: 9pt; } pre { font-size: 8pt; } }
"""
# of the drawing of bars, in pixels
NAME, BAR, SAID, LINE, THICK = 250, 420, 330, 26, 14
# returns the element that shows a drawing
Show = Callable[[Picture | Bars], str]


def _inside(drawing: Picture | Bars) -> str:
    """Return a drawing as SVG inside the page."""
    if isinstance(drawing, Picture):
        svg, words = svg_of_scene(drawing.scene), drawing.words
    else:
        svg, words = bars_svg(drawing), _told(drawing)
    bare = svg.partition("?>")[2] if svg.startswith("<?xml") else svg
    return f'<figure role="img" aria-label="{escape(words)}">{bare.strip()}</figure>'


def html_of(blocks: Iterable[Block], show: Show = _inside, style: str = STYLE) -> str:
    """Return the document as HTML; every text is escaped, drawings are inside unless `show` says else."""
    known = tuple(blocks)
    title = next((b.text for b in known if isinstance(b, Heading) and b.level == 1), "")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title><style>{style}</style></head><body>",
    ]
    contents = [b.text for b in known if isinstance(b, Heading) and b.level == 2]
    chapter = 0
    for block in known:
        if isinstance(block, Heading) and block.level == 2:
            if chapter == 0:
                lines += _contents(contents)
            chapter += 1
            lines.append(f'<h2 id="c{chapter}">{escape(block.text)}</h2>')
        else:
            lines += _lines(block, show)
    return "\n".join((*lines, "</body></html>", ""))


def _contents(titles: list[str]) -> Iterator[str]:
    yield '<nav aria-label="Contents"><ol>'
    for number, title in enumerate(titles, 1):
        yield f'<li><a href="#c{number}">{escape(title)}</a></li>'
    yield "</ol></nav>"


def _lines(block: Block, show: Show) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    elif isinstance(block, Paragraph):
        yield f"<p>{escape(block.text)}</p>"
    elif isinstance(block, Bullets):
        yield "<ul>"
        yield from (f"<li>{escape(item)}</li>" for item in block.items)
        yield "</ul>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Commands):
        yield f"<pre>{escape(chr(10).join(block.lines))}</pre>"
    else:
        yield show(block)


def _table(table: Table) -> Iterator[str]:
    def cells(tag: str, row: tuple[str, ...]) -> str:
        return "".join(
            f"<{tag}{' class=n' if i in table.numbers else ''}>"
            f"{escape(cell).replace(chr(10), '<br>')}</{tag}>"
            for i, cell in enumerate(row)
        )

    yield f"<table><thead><tr>{cells('th', table.head)}</tr></thead><tbody>"
    yield from (f"<tr>{cells('td', row)}</tr>" for row in table.rows)
    yield "</tbody></table>"


def _told(bars: Bars) -> str:
    return "; ".join(
        f"{bar.name}: {bar.used} today, {bar.planned} at upgrade, of {bar.whole}"
        for bar in bars.bars
    )


def bars_svg(bars: Bars) -> str:
    """Return bars that are told apart in grey: full for today, hatched for what is planned."""
    return "\n".join(_bars(bars))


def _bars(bars: Bars) -> Iterator[str]:
    height, width = len(bars.bars) * LINE, NAME + BAR + SAID
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="Inter, sans-serif" font-size="12">'
    )
    yield (
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#e3e0d7"/><rect width="2" height="6" fill="#6d6a61"/>'
        "</pattern></defs>"
    )
    for row, bar in enumerate(bars.bars):
        yield from _bar(bar, row * LINE, bars.unit, "hatch")
    yield "</svg>"


def _bar(bar: Bar, top: int, unit: str, hatch: str) -> Iterator[str]:
    middle = top + LINE / 2
    whole = max(1, bar.whole)
    used = min(1.0, bar.used / whole) * BAR
    planned = min(1.0, bar.planned / whole) * BAR
    y = middle - THICK / 2
    yield f'<text x="0" y="{middle + 4}">{escape(bar.name)}</text>'
    yield (
        f'<rect x="{NAME}" y="{y}" width="{BAR}" height="{THICK}" fill="#fff" stroke="#8a867b"/>'
        f'<rect x="{NAME}" y="{y}" width="{planned:.1f}" height="{THICK}" fill="url(#{hatch})"/>'
        f'<rect x="{NAME}" y="{y}" width="{used:.1f}" height="{THICK}" fill="#3a382f"/>'
    )
    said = f"{bar.used} today, {bar.planned} at upgrade, of {bar.whole} {unit}"
    yield f'<text x="{NAME + BAR + 12}" y="{middle + 4}">{escape(said)}</text>'
