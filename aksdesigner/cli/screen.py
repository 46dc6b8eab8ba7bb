"""The one place that prints. What comes out of a design can't steer a terminal."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from aksdesigner.report.text import clean

# In a pipe the width is fixed, so that the same design gives the same bytes everywhere.
PIPE_COLUMNS = 160
WIDEST = 120


@dataclass(frozen=True)
class Screen:
    """Where and how a command speaks. Results go to standard output, everything else to error."""

    quiet: bool = False
    verbose: bool = False
    color: str = "auto"

    def show(self, *parts: RenderableType) -> None:
        """Print tables and styled texts to standard output."""
        console = self._console(sys.stdout)
        with console.capture() as captured:
            for part in parts:
                console.print(part, soft_wrap=isinstance(part, str), markup=False, highlight=False)
        # tables pad their last column with spaces, which no reader wants
        lines = (line.rstrip(" ") for line in captured.get().splitlines(keepends=False))
        _write(sys.stdout, "".join(f"{line}\n" for line in lines))

    def line(self, text: str = "") -> None:
        """Print one plain text to standard output, control characters made visible."""
        _write(sys.stdout, clean(text) + "\n")

    def raw(self, text: str) -> None:
        """Print a generated document (a design, a schema, a program) exactly."""
        _write(sys.stdout, text)

    def data(self, data: Any) -> None:
        """Print JSON; everything beyond ASCII is escaped, so any terminal and any pipe bears it."""
        _write(sys.stdout, json.dumps(data, indent=2, ensure_ascii=True) + "\n")

    def say(self, text: str) -> None:
        """Tell a person something on standard error, unless --quiet."""
        if not self.quiet:
            _write(sys.stderr, clean(text) + "\n")

    def detail(self, text: str) -> None:
        """Tell something on standard error with --verbose alone."""
        if self.verbose:
            self.say(text)

    def error(self, text: str) -> None:
        """Report a problem on standard error, also with --quiet."""
        _write(sys.stderr, clean(text) + "\n")

    def progress(self) -> Progress:
        """Return a progress display: on a terminal alone, never in a pipe."""
        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=self._console(sys.stderr),
            transient=True,
            disable=self.quiet or not sys.stderr.isatty(),
        )

    def _console(self, stream: TextIO) -> Console:
        is_terminal = stream.isatty()
        plain = self.color == "never" or (self.color == "auto" and bool(os.environ.get("NO_COLOR")))
        return Console(
            file=stream,
            width=None if is_terminal else PIPE_COLUMNS,
            force_terminal=True if self.color == "always" else is_terminal,
            no_color=plain,
            color_system=None if plain or not (is_terminal or self.color == "always") else "auto",
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )


def _write(stream: TextIO, text: str) -> None:
    """Write text; a stream of a smaller alphabet gets escapes instead of a traceback."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def rendered(part: RenderableType, width: int = 80) -> str:
    """Return a table or text as plain characters (for tests and files)."""
    buffer = io.StringIO()
    Console(file=buffer, width=width, color_system=None, legacy_windows=False).print(part)
    return buffer.getvalue()
