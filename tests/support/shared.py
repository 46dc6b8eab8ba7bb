"""Where the reference corpus is: the one place that names it.

Set AKSDESIGNER_SHARED, or put a folder ``shared`` beside the checkout. Tests that need it skip
with that reason where it is missing.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("AKSDESIGNER_SHARED") or CHECKOUT.parent / "shared")

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"the reference corpus is not at {SHARED} (AKSDESIGNER_SHARED)"
)
