"""What a shell sees: statuses, streams, colours, and no byte that steers a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aksdesigner.__main__ import main
from aksdesigner.cli import check as checking
from tests.support.program import Program, sample
from tests.support.shared import CHECKOUT

HUB_SPOKE = sample("hub-spoke")
SEED = sample("seed-production-example")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVIL = "a\x1b[2J\x07\u202eb\x9b"


def in_shell(
    *words: str | Path, cwd: Path = CHECKOUT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, without any display."""
    clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    clean.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "aksdesigner", *map(str, words)],
        cwd=cwd,
        env={**clean, "PYTHONPATH": str(CHECKOUT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["check", HUB_SPOKE], 0),
        (["check", SEED], 1),
        (["check", "no-such-file.aksd"], 2),
        (["check"], 2),
        (["check", HUB_SPOKE, "--format", "tarot"], 2),
        (["chekc", HUB_SPOKE], 2),
        (["--help"], 0),
        (["--version"], 0),
    ],
)
def test_statuses(words: list[str | Path], status: int) -> None:
    done = in_shell(*words)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) == (status == 2)


def test_a_fault_of_ours_is_called_that(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_document: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(checking, "analyze", broken)
    answer = program("check", HUB_SPOKE)
    assert answer.status == 3
    assert answer.out == ""
    assert "ZeroDivisionError: a bug" in answer.err
    assert "Please report it" in answer.err


def test_a_reader_that_goes_away_is_no_fault() -> None:
    done = subprocess.run(
        f"{sys.executable} -m aksdesigner schema | head -1; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == ["{", "0"]
    assert done.stderr == ""


def evil_design() -> dict[str, object]:
    """A design with steering characters wherever the format lets free text in."""
    return {
        "aksdesigner": 1,
        "name": "x",
        "topology": {
            "vnets": [{"name": "hub", "prefixes": ["10.0.0.0/16"], EVIL: 1}],
        },
        "queries": [{"kind": EVIL, "expect": {EVIL: EVIL}}],
    }


@pytest.mark.parametrize("command", ["check", "test", "overlaps", "capacity"])
def test_no_text_of_a_design_steers_the_terminal(program: Program, command: str) -> None:
    answer = program(command, "-", stdin=json.dumps(evil_design()).encode())
    assert answer.status in (0, 1)
    assert not STEERING.search(answer.out + answer.err)
    if command == "check":
        assert "\\x1b" in answer.err  # shown, not swallowed


@pytest.mark.parametrize("place", ["name", "prefix", "key"])
def test_no_message_about_a_broken_design_steers_the_terminal(program: Program, place: str) -> None:
    vnet: dict[str, object] = {"name": "hub"}
    if place == "name":
        vnet["name"] = EVIL
    elif place == "prefix":
        vnet["prefixes"] = [EVIL]
    else:
        vnet["subnets"] = {EVIL: EVIL}
    plain = {"aksdesigner": 1, "topology": {"vnets": [vnet]}}
    answer = program("check", "-", stdin=json.dumps(plain).encode())
    assert answer.status == 2
    assert answer.err.strip()
    assert not STEERING.search(answer.out + answer.err)


def test_markup_in_names_is_text(program: Program) -> None:
    """Names may look like the markup of the library that prints them."""
    for name in ("[red]x[/red]", ":smile:", "[/nonsense]"):
        plain = {
            "aksdesigner": 1,
            "name": name,
            "topology": {"vnets": [{"name": name, "prefixes": ["10.0.0.0/33"]}]},
        }
        answer = program("check", "-", stdin=json.dumps(plain).encode())
        assert answer.status == 2
        plain["topology"] = {}
        shown = program("check", "-", stdin=json.dumps(plain).encode())
        assert shown.status == 0
        assert (
            program("check", "-", "--format", "json", stdin=json.dumps(plain).encode()).data[
                "design"
            ]
            == name
        )


def on_terminal(*words: str | Path, **environment: str) -> str:
    """Return what the program shows on a terminal of 100 columns."""
    leader, follower = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment = {**clean, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    child = subprocess.Popen(
        [sys.executable, "-m", "aksdesigner", *map(str, words)],
        cwd=CHECKOUT,
        env=environment,
        stdin=follower,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65_536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    child.wait()
    os.close(leader)
    return shown.decode("utf-8")


def test_colours_on_a_terminal_unless_somebody_minds() -> None:
    colour = re.compile("\x1b\\[[0-9;]*3[1-7]")
    assert colour.search(on_terminal("check", SEED))
    assert not colour.search(on_terminal("check", SEED, NO_COLOR="1"))
    assert not colour.search(on_terminal("check", SEED, "--color", "never"))


def test_no_colour_and_one_width_in_a_pipe() -> None:
    piped = in_shell("check", SEED, COLUMNS="40")
    assert "\x1b" not in piped.stdout + piped.stderr
    assert piped.stdout == in_shell("check", SEED, COLUMNS="200").stdout
    assert "\x1b[" in in_shell("check", SEED, "--color", "always").stdout


def test_a_small_alphabet_gets_escapes_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.aksd"
    path.write_text('{"aksdesigner": 1, "name": "Zürich 中"}', encoding="utf-8")
    done = in_shell("check", path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    done = in_shell("fmt", path, "-o", "-", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr


def test_the_job_without_a_window(tmp_path: Path) -> None:
    """Check, trace, both exports and the picture: what the README's first command promises."""
    done = in_shell(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "There is no display: doing the job without a window" in done.stdout
    assert "pod:aks-prod to " in done.stdout
    assert "Delivered both ways through azfw" in done.stdout
    written = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    wanted = {"build/bicep/main.bicep", "build/terraform/main.tf", "build/hub-spoke.png"}
    assert wanted <= written
    assert all(name.startswith("build/") for name in written)
    assert (tmp_path / "build/hub-spoke.png").read_bytes().startswith(b"\x89PNG")
    again = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert in_shell(cwd=tmp_path).stdout == done.stdout
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == again


def test_a_design_named_alone_is_opened_or_worked_on(tmp_path: Path) -> None:
    done = in_shell(SEED, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "ADR-10" in done.stdout
    assert (tmp_path / "build" / "seed-production-example.png").exists()
    missing = in_shell("missing.aksd", cwd=tmp_path)
    assert missing.returncode == 2
    assert missing.stderr == "missing.aksd: can't read it: no such file or folder\n"


def test_an_option_alone_is_for_the_command_line() -> None:
    assert main(["--version"]) == 0
