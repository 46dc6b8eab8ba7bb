"""Options that several commands share, and how a command is told about them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from aksdesigner.cli.screen import Screen

Command = Callable[..., int]

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
DESIGN = click.Path(path_type=Path, allow_dash=True)


def speaking(function: Command) -> Command:
    """Give a command --quiet, --verbose and --color; it gets a Screen as first argument."""

    @click.option("--quiet", "-q", is_flag=True, help="Say nothing but results and problems.")
    @click.option("--verbose", "-v", is_flag=True, help="Say more about what is done.")
    @click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colours; NO_COLOR is honoured.",
    )
    @functools.wraps(function)
    def inner(*, quiet: bool, verbose: bool, color: str, **rest: Any) -> int:
        return function(Screen(quiet, verbose, color), **rest)

    return inner


def one_design(function: Command) -> Command:
    """Give a command its FILE argument."""
    return click.argument("file", type=DESIGN)(function)


def many_designs(function: Command) -> Command:
    """Give a command one or more FILE arguments."""
    return click.argument("files", metavar="FILE...", type=DESIGN, nargs=-1, required=True)(
        function
    )


def written_elsewhere(function: Command) -> Command:
    """Give a command that changes its FILE the option --output."""
    return click.option(
        "-o",
        "--output",
        type=DESIGN,
        metavar="FILE",
        help="Write there instead; - is standard output.",
    )(function)


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Read a date option (a click callback). Raises click.BadParameter with an example."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"found {value!r}, expected a date such as 2026-03-31") from None


def output_format(*choices: str) -> Callable[[Command], Command]:
    """Give a command --format; ``text`` is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["text", *choices]),
        default="text",
        show_default=True,
        help="How the answer is written.",
    )


def new_file(
    help_: str | None = None, *, is_required: bool = False
) -> Callable[[Command], Command]:
    """Give a command -o, where it writes something new, and --force."""

    def give(function: Command) -> Command:
        force = click.option("--force", is_flag=True, help="Write over a file that exists.")
        output = click.option(
            *("-o", "--output"), required=is_required, type=DESIGN, metavar="FILE", help=help_
        )
        return force(output(function))

    return give
