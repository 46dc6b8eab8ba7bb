"""Whether a window can open here, and what to install if not."""

from __future__ import annotations

import socket
import sys

import pytest

from aksdesigner import __main__ as program
from aksdesigner.cli import machine
from aksdesigner.cli.machine import has_display, missing_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's displays")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_no_display(monkeypatch):
    assert not has_display()
    monkeypatch.setenv("DISPLAY", "")
    assert not has_display()


@pytest.mark.parametrize("display", [":9731", ":9731.0", "unix:9731"])
def test_a_display_that_does_not_answer_is_none(monkeypatch, display):
    monkeypatch.setenv("DISPLAY", display)
    assert not has_display()


def test_a_display_of_another_machine_is_left_to_qt(monkeypatch):
    monkeypatch.setenv("DISPLAY", "far.example:10.0")
    assert has_display()


def test_a_chosen_platform_counts(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert has_display()


def test_wayland_counts_while_its_socket_answers(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert not has_display()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert has_display()


def test_missing_libraries_are_named_with_the_line_that_installs_them(monkeypatch):
    monkeypatch.setattr(machine, "WINDOW", (("libnope.so.9", "libnope9", "nope"),))
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == "apt-get" or None)
    missing = missing_libraries(with_window=True)
    assert "libnope.so.9" in missing.libraries
    assert missing.line.startswith("apt-get install") and missing.line.endswith("libnope9")
    monkeypatch.setattr(machine.shutil, "which", lambda name: name == "dnf" or None)
    assert missing_libraries(with_window=True).line.startswith("dnf install")


def test_the_window_says_what_is_missing_instead_of_aborting(monkeypatch, capsys):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(machine, "WINDOW", (("libnope.so.9", "libnope9", "nope"),))
    assert program.main([]) == 2
    assert "libnope9" in capsys.readouterr().err


def test_completion_of_a_shell_opens_no_window(monkeypatch, capsys):
    monkeypatch.setenv("_AKSDESIGNER_COMPLETE", "bash_source")
    with pytest.raises(SystemExit) as ended:
        program.main([])
    assert not ended.value.code
    assert "_aksdesigner_completion" in capsys.readouterr().out
