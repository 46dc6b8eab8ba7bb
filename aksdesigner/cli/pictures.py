"""The one door from the command line to pictures that need Qt's painter."""

from __future__ import annotations

import importlib
import os
from typing import cast

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.cli.machine import missing_libraries
from aksdesigner.model.document import Document
from aksdesigner.store.problems import StoreError


def png_bytes(document: Document, analysis: Analysis, theme: str, scale: float) -> bytes:
    """Return the picture of a design as PNG, painted without any display.

    Qt is loaded here and not before, so that no other command needs it. Raises StoreError, naming
    the line that installs it, where a system library is missing.
    """
    missing = missing_libraries(with_window=False)
    if missing:
        raise StoreError("PNG", missing.told())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raster = importlib.import_module("aksdesigner.report.raster")
    return cast("bytes", raster.png_of(document, analysis, theme=theme, scale=scale))
