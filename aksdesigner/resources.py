"""The one door to the files that travel with the program (icons, fonts, samples, Azure facts)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def root() -> Path:
    """Return the folder of resources, in a checkout as well as in an installed wheel.

    Raises FileNotFoundError when neither place holds it, which means a broken installation.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "_resources", package.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"aksdesigner is installed without its resources beside {package}")


def path(*parts: str) -> Path:
    """Return the path of one resource, for example ``path("samples", "hub-spoke.aksd")``."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """Return one resource as UTF-8 text."""
    return path(*parts).read_text(encoding="utf-8")


def data(*parts: str) -> Any:
    """Return one JSON resource, parsed."""
    return json.loads(text(*parts))
