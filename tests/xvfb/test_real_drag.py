"""A real drag and drop between two widgets, through a real X server."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.shared import CHECKOUT

pytestmark = pytest.mark.xcb
LIMIT_S = 60


def test_kinds_are_dragged_from_the_palette_onto_the_canvas(display: str) -> None:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.xvfb.drag_from_palette"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    result = json.loads(done.stdout)
    assert result["platform"] == "xcb"
    assert result["vnets"] == ["hub"]
    assert result["subnets"] == ["10.0.0.0/24"]
    assert result["revision"] == 2
    assert result["machines"] == 0
    assert "needs a subnet" in result["refused"]
