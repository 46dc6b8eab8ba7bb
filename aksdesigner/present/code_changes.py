"""Changes of code as lines to show: what goes, what comes, and a little around it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from aksdesigner.present.code_lines import CodeLine, Tint, head_line, words_of_line
from aksdesigner.workspace.changes import FileChange

CONTEXT = 3
MOST_LINES = 4_000  # lines that are shown; more is read in a program for it


def lines_of_changes(changes: Sequence[FileChange], dialect: str) -> tuple[CodeLine, ...]:
    """Return the lines of all changes, each file under its name."""
    found: list[CodeLine] = []
    for change in changes:
        if found:
            found.append(CodeLine("", 0))
        found.append(head_line(_title(change)))
        found += _lines(change, dialect)
        if len(found) > MOST_LINES:
            rest = len(found) - MOST_LINES
            return (*found[:MOST_LINES], head_line(f"{rest:,} more lines and other files"))
    return tuple(found)


def summary_of(changes: Sequence[FileChange]) -> str:
    """Return how many files and lines differ, in words."""
    if not changes:
        return "Nothing has changed since the last export."
    added = removed = 0
    for change in changes:
        for tag, a, b, c, d in _steps(*_both(change)):
            if tag != "equal":
                removed += b - a
                added += d - c
    files = "1 file" if len(changes) == 1 else f"{len(changes)} files"
    return f"{files}, {added:,} lines added, {removed:,} removed"


def _title(change: FileChange) -> str:
    if change.before is None:
        return f"{change.name} · new"
    if change.after is None:
        return f"{change.name} · written no more"
    return f"{change.name} · changed by hand too" if change.by_hand else change.name


def _both(change: FileChange) -> tuple[list[str], list[str]]:
    return (change.before or "").splitlines(), (change.after or "").splitlines()


def _steps(was: list[str], now: list[str]) -> list[tuple[str, int, int, int, int]]:
    return [tuple(step) for step in SequenceMatcher(None, was, now, autojunk=False).get_opcodes()]  # type: ignore[misc]


def _lines(change: FileChange, dialect: str) -> list[CodeLine]:
    was, now = _both(change)
    found: list[CodeLine] = []

    def show(text: str, number: int, tint: Tint = "") -> None:
        found.append(CodeLine(text, number, words_of_line(text, dialect), tint))

    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for index, group in enumerate(matcher.get_grouped_opcodes(CONTEXT)):
        if index:
            found.append(CodeLine("⋯", 0))
        for tag, a, b, c, d in group:
            if tag == "equal":
                for i in range(c, d):
                    show(now[i], i + 1)
                continue
            for i in range(a, b):
                show(was[i], i + 1, "removed")
            for i in range(c, d):
                show(now[i], i + 1, "added")
    return found
