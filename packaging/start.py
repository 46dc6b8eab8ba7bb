"""Set the project up on a fresh machine and start it: the two commands of the README.

    python3 packaging/start.py run [FILE]      install everything, open the designer
    python3 packaging/start.py test [ARGS]     install everything, run all tests
    python3 packaging/start.py setup           install everything

It needs Python 3.11 or newer and its standard library alone. Everything goes into `.venv`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
STAMP = VENV / ".aksdesigner-set-up"
EXAMPLE = CHECKOUT / "resources" / "samples" / "hub-spoke.aksd"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def wanted() -> str:
    """Return what the environment must have been made from: dependencies and interpreter."""
    digest = hashlib.sha256((CHECKOUT / "pyproject.toml").read_bytes()).hexdigest()
    return f"{digest} {sys.version_info.major}.{sys.version_info.minor} {CHECKOUT}\n"


def is_ready() -> bool:
    """Return whether the environment is there and up to date."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted()


def ask(command: list[str], meaning: str) -> None:
    """Run a step of the installation; a failure ends everything with what to do."""
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        sys.exit(f"start: {meaning} failed (exit {done.returncode}); the lines above say why")


def set_up() -> None:
    """Make `.venv` with the project and all that its tests need."""
    if is_ready():
        return
    try:
        import ensurepip  # noqa: F401, PLC0415  (Debian takes it out of python3)
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            f"start: this Python cannot make environments: apt-get install python{version}-venv"
        )
    print("Setting up .venv (a minute, once) ...", flush=True)
    ask([sys.executable, "-m", "venv", "--clear", str(VENV)], "making .venv")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    ask([*pip, "-e", ".[test]"], "installing the project")
    STAMP.write_text(wanted())


def run(arguments: list[str]) -> int:
    """Open the designer; where there is no display, the program does the job without one."""
    files = arguments or [str(EXAMPLE)]
    return subprocess.run([str(PYTHON), "-m", "aksdesigner", *files]).returncode


def test(arguments: list[str]) -> int:
    """Run every test, one at a time a processor (two at least, eight at most), without a window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    workers = min(max(os.cpu_count() or 1, 2), 8)  # each takes half a gigabyte
    spread = ["-n", str(workers), "--dist", "worksteal", "--durations", "20"]
    spread = [] if arguments else spread
    command = [str(PYTHON), "-m", "pytest", *spread, *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=environment).returncode


def main() -> int:
    """Do what the command line asks."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"start: found Python {found}, expected 3.11 or newer")
    verb, *rest = sys.argv[1:] or ["run"]
    if verb not in ("run", "test", "setup"):
        sys.exit(__doc__)
    set_up()
    return {"run": run, "test": test, "setup": lambda _: 0}[verb](rest)


if __name__ == "__main__":
    sys.exit(main())
