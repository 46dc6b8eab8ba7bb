"""CodeListing: the lines of an export that say what is selected, with their words told apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from aksdesigner.iac.dialects import Exported
from aksdesigner.model.ids import Key
from aksdesigner.present.code_lines import CodeLine, head_line, words_of_line


@dataclass(frozen=True)
class Block:
    """Lines of one file that belong together: what one declaration says."""

    file: str
    symbol: str
    first: int
    lines: tuple[str, ...]

    @property
    def is_reference(self) -> bool:
        """Whether it only refers to what another file, or another deployment, makes."""
        marks = ("' existing = {", '"existing": true')
        if self.lines[0].startswith('data "'):
            return True
        return any(mark in line for line in self.lines[:4] for mark in marks)


@dataclass(frozen=True)
class CodeListing:
    """What the code says of a selection: blocks in the order of the files, and why the rest is not."""

    dialect: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The code alone, as it would be pasted."""
        return "\n\n".join("\n".join(block.lines) for block in self.blocks)

    @property
    def lines(self) -> tuple[CodeLine, ...]:
        """The lines to show: each block under the name of its file, where there are several files."""
        found: list[CodeLine] = []
        file = ""
        for block in self.blocks:
            if found:
                found.append(CodeLine("", 0))
            if block.file != file:
                found.append(head_line(block.file))
                file = block.file
            found += [
                CodeLine(text, block.first + i, words_of_line(text, self.dialect))
                for i, text in enumerate(block.lines)
            ]
        return tuple(found)


_OPENINGS: Mapping[str, re.Pattern[str]] = {
    "bicep": re.compile(r"^(?:resource|module) (?P<symbol>\w+) '"),
    "terraform": re.compile(
        r'^(?:resource "\w+"|data "\w+"|module|moved|import) "(?P<symbol>[\w-]+)" \{'
    ),
    "arm": re.compile(r'^(?P<indent> {4,})"(?P<symbol>\w+)": \{$'),
}


def blocks_of(files: Mapping[str, str], dialect: str) -> dict[str, list[Block]]:
    """Return the blocks of every declaration by its symbol; what printed them ends each at its indent."""
    opening = _OPENINGS.get(dialect)
    found: dict[str, list[Block]] = {}
    for name in sorted(files) if opening else ():
        if name.endswith((".bicep", ".tf", ".json")):
            for block in _blocks(name, files[name].split("\n"), opening):  # type: ignore[arg-type]
                found.setdefault(block.symbol, []).append(block)
    return found


def _blocks(name: str, lines: list[str], opening: re.Pattern[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        match = opening.match(lines[at])
        if match is None:
            at += 1
            continue
        indent = match.groupdict().get("indent", "")
        end = at + 1
        ends = (indent + "}", indent + "},")
        while end < len(lines) and lines[end] not in ends:
            end += 1
        if lines[at].rstrip().endswith("}"):  # a block on one line
            end = at
        yield Block(name, match["symbol"], at + 1, tuple(lines[at : end + 1]))
        at = end + 1 if not indent else at + 1


def _makers(blocks: Collection[Block]) -> Collection[Block]:
    """Return the blocks that make a thing, or where none does those that refer to it."""
    return [block for block in blocks if not block.is_reference] or blocks


def listing_of(
    exported: Exported, blocks: Mapping[str, list[Block]], keys: Collection[Key]
) -> CodeListing:
    """Return the code of a selection, given the blocks of the same export."""
    symbols = [symbol for symbol, key in exported.resources.items() if key in keys]
    chosen = [block for symbol in symbols for block in _makers(blocks.get(symbol, ()))]
    chosen.sort(key=lambda block: (block.file, block.first))
    notes = [f"{o.field}: {o.reason}" for o in exported.omissions if o.resource in keys]
    return CodeListing(exported.dialect, tuple(chosen), tuple(dict.fromkeys(notes)))
