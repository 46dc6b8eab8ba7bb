"""Tests of the window run without a screen unless somebody names a platform."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
