"""`aksdesigner`: the window, or a subcommand."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from aksdesigner.cli.demo import without_window
from aksdesigner.cli.machine import has_display, missing_libraries
from aksdesigner.cli.main import NAMES, UNUSABLE, guarded, run
from aksdesigner.cli.screen import Screen

COMPLETION = "_AKSDESIGNER_COMPLETE"


def main(arguments: list[str] | None = None) -> int:
    """Start the program; returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    # a shell that completes a command line asks through the environment and gives no words
    if COMPLETION in os.environ or (
        words and (words[0] in NAMES or words[0].startswith("-") or not _is_file_call(words))
    ):
        return run(words)
    return _designer([Path(word) for word in words])


def _is_file_call(words: list[str]) -> bool:
    """Return whether the words are designs to open rather than a mistyped command."""
    return all(Path(word).suffix or Path(word).exists() for word in words)


def _designer(files: list[Path]) -> int:
    """Open the window, or say why none can open and do the job without one."""
    if not has_display():
        file = files[0] if files else None
        return guarded(lambda: without_window(file, "There is no display"))
    missing = missing_libraries(with_window=True)
    if missing:
        Screen().error(f"The window can't open: {missing.told()}")
        return UNUSABLE
    # Qt is loaded here alone, so that no subcommand pays for it or needs it
    app = importlib.import_module("aksdesigner.gui.app")
    return int(app.run(files))


if __name__ == "__main__":
    sys.exit(main())
