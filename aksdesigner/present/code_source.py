"""CodeSource: what the export says of a selection, and what it changes; exports are kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.options import ExportOptions
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key
from aksdesigner.present.code_changes import lines_of_changes, summary_of
from aksdesigner.present.code_lines import CodeLine
from aksdesigner.present.code_listing import Block, CodeListing, blocks_of, listing_of
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.changes import changes_since


@dataclass(frozen=True)
class CodeQuestion:
    """What is asked: the code of `keys`, or with `folder` what an export to it would change."""

    document: Document
    dialect: str
    options: ExportOptions
    keys: Collection[Key] = ()
    folder: Path | None = None


@dataclass(frozen=True)
class CodeAnswer:
    """The lines to show and to copy, and a sentence about them."""

    question: CodeQuestion
    lines: tuple[CodeLine, ...] = ()
    text: str = ""
    summary: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Kept:
    document: Document
    options: ExportOptions
    exported: Exported
    blocks: Mapping[str, list[Block]]

    def serves(self, question: CodeQuestion) -> bool:
        """Whether it is the export of the same network: what only moved boxes changes no code."""
        mine, asked = self.document, question.document
        return (
            mine.topology is asked.topology
            and mine.settings is asked.settings
            and mine.name == asked.name
            and self.options == question.options
        )


class CodeSource:
    """Answers questions about code. Keeps the last export of each dialect."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def answer(self, question: CodeQuestion) -> CodeAnswer:
        """Return the answer; a folder that can't be read is told in its summary."""
        kept = self._kept.get(question.dialect)
        if kept is None or not kept.serves(question):
            exported = export(question.document, question.dialect, question.options)
            blocks = blocks_of(exported.files, question.dialect)
            kept = _Kept(question.document, question.options, exported, blocks)
            self._kept[question.dialect] = kept
        if question.folder is not None:
            return _changes(question, question.folder, kept.exported)
        return _code(question, listing_of(kept.exported, kept.blocks, question.keys))


def _code(question: CodeQuestion, listing: CodeListing) -> CodeAnswer:
    count = sum(len(block.lines) for block in listing.blocks)
    files = ", ".join(dict.fromkeys(block.file for block in listing.blocks))
    lines = "1 line" if count == 1 else f"{count:,} lines"
    summary = f"{lines} of {files}" if count else ""
    return CodeAnswer(question, listing.lines, listing.text, summary, listing.notes)


def _changes(question: CodeQuestion, folder: Path, exported: Exported) -> CodeAnswer:
    try:
        changes = changes_since(folder, exported.dialect, exported.files)
    except StoreError as error:
        return CodeAnswer(question, summary=str(error))
    if changes is None:
        return CodeAnswer(question, summary=f"Not exported to {folder} yet.")
    lines = lines_of_changes(changes, exported.dialect)
    signs = {"added": "+", "removed": "-", "": " "}
    text = "\n".join(signs[line.tint] + line.text for line in lines)
    return CodeAnswer(question, lines, text, summary_of(changes))
