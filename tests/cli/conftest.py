"""`program(...)` runs a subcommand; `designs` writes small designs into a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import Program, program_of

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    return program_of(capsys, monkeypatch)


@pytest.fixture
def design(tmp_path: Path) -> Callable[..., Path]:
    """Write a design of some topology sections and return its path."""

    def write(name: str = "design.aksd", /, **sections: Any) -> Path:
        plain: dict[str, Any] = {"aksdesigner": 1, "name": "Test"}
        for key in ("queries", "accepted"):
            if key in sections:
                plain[key] = sections.pop(key)
        plain["topology"] = sections
        path = tmp_path / name
        path.write_text(json.dumps(plain), encoding="utf-8")
        return path

    return write
