"""aksdesigner doctor: whether this machine has what the program needs."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import click

from aksdesigner import resources
from aksdesigner.cli.machine import has_display, missing_libraries
from aksdesigner.cli.options import SETTINGS, output_format, speaking
from aksdesigner.cli.screen import Screen

OLDEST = (3, 11)
IMMORTAL_NONE = (3, 12)  # from here on a lost reference to None does no harm
BROKEN_QT = (6, 12)  # drops a reference to None at every void call


@dataclass(frozen=True)
class Check:
    """One line of the examination; `needed` ones make the exit status 1."""

    name: str
    ok: bool
    said: str
    needed: bool = True


@click.command("doctor", context_settings=SETTINGS, short_help="Look at this machine.")
@output_format("json")
@speaking
def doctor(screen: Screen, format_: str) -> int:
    """Look whether this machine has what the program needs, and say what would help."""
    checks = list(examined())
    if format_ == "json":
        screen.data({"checks": [vars(check) for check in checks]})
    else:
        for check in checks:
            mark = "ok     " if check.ok else "MISSING" if check.needed else "note   "
            screen.line(f"{mark} {check.name}: {check.said}")
    return int(any(check.needed and not check.ok for check in checks))


def examined() -> Iterator[Check]:
    """Yield every check of this machine."""
    version = platform.python_version()
    yield Check("Python", sys.version_info >= OLDEST, f"{version} (3.11 or newer)")
    yield _qt()
    for name in ("networkx", "netaddr", "pydantic", "click", "rich"):
        yield _package(name)
    yield _resources()
    for title, with_window in (("libraries for pictures", False), ("libraries for windows", True)):
        missing = missing_libraries(with_window=with_window)
        yield Check(title, not missing, missing.told() if missing else "all there")
    shown = has_display()
    said = "there" if shown else "none: the command line works, a window can't open"
    yield Check("display", shown, said, needed=False)


def _package(name: str) -> Check:
    try:
        return Check(name, ok=True, said=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, ok=False, said="not installed: pip install aksdesigner")


def _qt() -> Check:
    check = _package("PySide6-Essentials")
    numbers = tuple(int(part) for part in check.said.split(".")[:2] if part.isdigit())
    if check.ok and numbers >= BROKEN_QT and sys.version_info < IMMORTAL_NONE:
        said = f"{check.said} ends Python below 3.12: pip install 'PySide6-Essentials<6.12'"
        return Check(check.name, ok=False, said=said)
    return check


def _resources() -> Check:
    try:
        return Check("resources", ok=True, said=str(len(list(resources.path("icons").glob("*")))))
    except FileNotFoundError as error:
        return Check("resources", ok=False, said=str(error))
