"""The design document as Markdown. The picture is a file beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksdesigner.report.board.blocks import (
    Bars,
    Block,
    Bullets,
    Commands,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from aksdesigner.report.markdown import inline

WIDTH = 32  # signs of a bar


def markdown_of(blocks: Iterable[Block], picture: str | None = None) -> str:
    """Return the document; `picture` is the path of the drawing, None leaves it out."""
    return "\n".join(line for block in blocks for line in (*_lines(block, picture), ""))


def _lines(block: Block, picture: str | None) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {inline(block.text)}"
    elif isinstance(block, Paragraph):
        yield inline(block.text)
    elif isinstance(block, Bullets):
        yield from (f"- {inline(item)}" for item in block.items)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Picture):
        if picture is not None:
            yield f"![{inline(block.words)}](<{picture}>)"
    elif isinstance(block, Commands):
        yield from _fenced(block.lines)
    else:
        yield from _fenced(tuple(_bars(block)), "text")


def _table(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield _row(tuple("--:" if i in table.numbers else "---" for i in range(len(table.head))), "")
    yield from map(_row, table.rows)


def _row(cells: tuple[str, ...], escape: str = "yes") -> str:
    told = (
        "<br>".join(map(inline, cell.split("\n"))) if escape else cell  # a cell is one line
        for cell in cells
    )
    return f"| {' | '.join(told)} |"


def _fenced(lines: tuple[str, ...], language: str = "bash") -> Iterator[str]:
    """Yield lines in a fence that is longer than any inside."""
    longest = max(
        (len(run) for line in lines for run in line.split() if set(run) == {"`"}), default=0
    )
    fence = "`" * max(3, longest + 1)
    yield f"{fence}{language}"
    yield from lines
    yield fence


def _bars(bars: Bars) -> Iterator[str]:
    width = max(len(bar.name) for bar in bars.bars)
    for bar in bars.bars:
        used = _part(bar.used, bar.whole)
        planned = max(used, _part(bar.planned, bar.whole))
        drawn = "#" * used + "+" * (planned - used) + "." * (WIDTH - planned)
        yield (
            f"{bar.name:<{width}} [{drawn}] {bar.used} today, {bar.planned} at upgrade, "
            f"of {bar.whole} {bars.unit}"
        )


def _part(number: int, whole: int) -> int:
    return min(WIDTH, -(-number * WIDTH // whole)) if whole > 0 else WIDTH
