"""The real terraform and bicep programs, asked about a folder where they are on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

# seconds; fetching a provider of some hundred megabytes takes minutes on a slow line
PATIENCE = 300.0
# variables that would make terraform work elsewhere than in the folder it is asked about
OWN_PLACES = ("TF_DATA_DIR", "TF_WORKSPACE")
SHOWN_LINES = 12

Status = Literal["passed", "failed", "notRun", "note"]


@dataclass(frozen=True)
class ProgramCheck:
    """What one command of a real program said of an export.

    `status` is ``notRun`` where the command could not judge (a provider that can't be had), and
    ``note`` for what is a matter of style alone; neither of them speaks against the code. `said`
    tells why, "" where it passed.
    """

    command: str
    status: Status
    said: str = ""


@dataclass(frozen=True)
class _Ran:
    code: int | None  # None: it took too long or could not be started
    out: str
    said: str


def program_checks(
    dialect: str, files: Mapping[str, str], patience: float = PATIENCE
) -> tuple[ProgramCheck, ...]:
    """Ask the programs of a dialect about its files, in a copy that is thrown away.

    Nothing is run where the program is not on the PATH. `files` maps paths below the folder to
    texts, `patience` is what one command may take, in seconds. Raises OSError when the copy can't
    be made.
    """
    found = _PROGRAMS.get(dialect)
    program = shutil.which(found[0]) if found else None
    if found is None or program is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="aksdesigner-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        for name, text in files.items():
            target = folder.joinpath(*PurePosixPath(name).parts)
            if target.suffix in found[1]:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode("utf-8"))
        return tuple(found[2](_Program(program, folder, patience)))


@dataclass(frozen=True)
class _Program:
    path: str
    folder: Path
    patience: float

    def run(self, *words: str) -> _Ran:
        """Run a command in the copy; what it says has no colours."""
        environment = {k: v for k, v in os.environ.items() if k not in OWN_PLACES}
        try:
            done = subprocess.run(  # noqa: S603  # the program's own words, no shell
                [self.path, *words],
                cwd=self.folder,
                env={**environment, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=self.patience,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return _Ran(None, "", f"it took more than {self.patience:g} seconds")
        except OSError as error:
            return _Ran(None, "", f"it could not be started: {error.strerror or error}")
        out, err = (_text(done.stdout), _text(done.stderr))
        return _Ran(done.returncode, out, _shortened(err or out))


def _terraform(program: _Program) -> Iterator[ProgramCheck]:
    ran = program.run("fmt", "-check", "-list=true", "-recursive", "-no-color")
    files = ", ".join(ran.out.split())
    # 3 is "not formatted", 2 "not understood"
    said = f"not formatted: {files}" if ran.code == 3 else ran.said
    yield _judged("terraform fmt -check", ran, said)
    ran = program.run("init", "-backend=false", "-input=false", "-no-color")
    if ran.code != 0:
        why = f"terraform init could not get the providers or modules: {ran.said}"
        yield ProgramCheck("terraform validate", "notRun", why)
        return
    yield _judged("terraform validate", program.run("validate", "-no-color"))


def _bicep(program: _Program) -> Iterator[ProgramCheck]:
    for path in sorted(program.folder.rglob("*.bicep")):
        name = path.relative_to(program.folder).as_posix()
        ran = program.run("format", name, "--stdout")
        if ran.code != 0:
            yield _judged(f"bicep format {name}", ran)
        elif ran.out.splitlines() != path.read_text("utf-8").splitlines():
            said = "bicep would lay it out in another way"
            yield ProgramCheck(f"bicep format {name}", "note", said)
        else:
            yield ProgramCheck(f"bicep format {name}", "passed")
    yield from _built(program, "build", "*.bicep")
    yield from _built(program, "build-params", "*.bicepparam")


def _built(program: _Program, command: str, pattern: str) -> Iterator[ProgramCheck]:
    """Build what stands in the folder itself; modules are built with whoever calls them."""
    for path in sorted(program.folder.glob(pattern)):
        ran = program.run(command, path.name, "--stdout")
        if ran.code and "BCP190" in ran.said + ran.out or ran.code and "BCP192" in ran.said:
            said = f"the modules of the registry could not be had: {ran.said}"
            yield ProgramCheck(f"bicep {command} {path.name}", "notRun", said)
        else:
            yield _judged(f"bicep {command} {path.name}", ran)


def _judged(command: str, ran: _Ran, said: str | None = None) -> ProgramCheck:
    if ran.code is None:
        return ProgramCheck(command, "notRun", ran.said)
    if ran.code == 0:
        return ProgramCheck(command, "passed")
    return ProgramCheck(command, "failed", ran.said if said is None else said)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _shortened(text: str) -> str:
    """Return the lines from the first error on, without frames and without warnings before it."""
    lines = [line.strip("│╷╵ \t\r") for line in text.splitlines()]
    start = next((i for i, line in enumerate(lines) if line.startswith("Error")), 0)
    kept = [line for line in lines[start:] if line]
    more = " ..." if len(kept) > SHOWN_LINES else ""
    return " ".join(kept[:SHOWN_LINES]) + more


_PROGRAMS: dict[str, tuple[str, tuple[str, ...], Callable[[_Program], Iterator[ProgramCheck]]]] = {
    "terraform": ("terraform", (".tf", ".tfvars"), _terraform),
    "bicep": ("bicep", (".bicep", ".bicepparam"), _bicep),
}
