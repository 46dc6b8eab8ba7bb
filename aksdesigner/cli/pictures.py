"""The one door from the command line to pictures that need Qt's painter."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from types import ModuleType
from typing import cast

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.cli.machine import missing_libraries
from aksdesigner.model.document import Document
from aksdesigner.report.board.blocks import Block
from aksdesigner.store.problems import StoreError


def png_bytes(document: Document, analysis: Analysis, theme: str, scale: float) -> bytes:
    """Return the picture of a design as PNG, painted without any display.

    Qt is loaded here and not before, so that no other command needs it. Raises StoreError, naming
    the line that installs it, where a system library is missing.
    """
    raster = _raster("PNG")
    return cast("bytes", raster.png_of(document, analysis, theme=theme, scale=scale))


def pdf_bytes(document: Document, analysis: Analysis, theme: str) -> bytes:
    """Return the picture of a design as a PDF of one page. Raises StoreError as png_bytes."""
    return cast("bytes", _raster("PDF").pdf_of(document, analysis, theme=theme))


def document_pdf(blocks: Iterable[Block]) -> bytes:
    """Return a design document as a PDF of A4 pages. Raises StoreError as png_bytes."""
    return cast("bytes", _painting("PDF", "aksdesigner.report.board.paper").pdf_of(blocks))


def _raster(form: str) -> ModuleType:
    return _painting(form, "aksdesigner.report.raster")


def _painting(form: str, module: str) -> ModuleType:
    missing = missing_libraries(with_window=False)
    if missing:
        raise StoreError(form, missing.told())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt writes the fonts of a PDF in the order of its hashes: the same in every run
    os.environ.setdefault("QT_HASH_SEED", "0")
    return importlib.import_module(module)
