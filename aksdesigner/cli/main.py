"""The command line: every subcommand, and what their outcomes mean to a shell."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

import click

from aksdesigner.cli.accept import accept
from aksdesigner.cli.capacity import capacity
from aksdesigner.cli.check import check
from aksdesigner.cli.checklist import answer, checklist
from aksdesigner.cli.decisions import decisions
from aksdesigner.cli.dns import dns
from aksdesigner.cli.doctor import doctor
from aksdesigner.cli.export import export
from aksdesigner.cli.fix import fix
from aksdesigner.cli.fmt import fmt
from aksdesigner.cli.matrix import matrix
from aksdesigner.cli.nsg import nsg
from aksdesigner.cli.options import SETTINGS
from aksdesigner.cli.overlaps import overlaps
from aksdesigner.cli.plan import plan
from aksdesigner.cli.registry import registry
from aksdesigner.cli.report import report
from aksdesigner.cli.routes import routes
from aksdesigner.cli.rules import rules
from aksdesigner.cli.schema import schema
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.templates import new, templates
from aksdesigner.cli.test import test
from aksdesigner.cli.trace import trace
from aksdesigner.model.reading import DocumentError
from aksdesigner.store.problems import StoreError

COMMANDS: tuple[click.Command, ...] = (
    check,
    fix,
    accept,
    checklist,
    answer,
    decisions,
    routes,
    trace,
    matrix,
    overlaps,
    capacity,
    dns,
    nsg,
    plan,
    registry,
    test,
    export,
    report,
    fmt,
    new,
    templates,
    schema,
    rules,
    doctor,
)
NAMES = frozenset(command.name for command in COMMANDS)

UNUSABLE = 2
OUR_FAULT = 3


@click.group("aksdesigner", context_settings=SETTINGS)
@click.version_option(package_name="aksdesigner")
def program() -> None:
    """Design Azure Kubernetes networks; know what Azure would do.

    `aksdesigner [FILE]` opens the designer. Every command works without a window or a network.
    """


for _command in COMMANDS:
    program.add_command(_command)


def run(arguments: list[str]) -> int:
    """Run a subcommand and return its exit status: 0, 1 findings, 2 unusable, 3 our fault."""
    return guarded(lambda: program.main(arguments, prog_name="aksdesigner", standalone_mode=False))


def guarded(work: Callable[[], object]) -> int:
    """Do a piece of work, turn what goes wrong into words, and return the exit status."""
    screen = Screen()
    try:
        status = work()
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return UNUSABLE
    except click.Abort:
        return UNUSABLE
    except (DocumentError, StoreError) as problem:
        screen.error(str(problem))
        return UNUSABLE
    except BrokenPipeError:
        # the reader went away (head, less): no message, and no second one at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        screen.error(traceback.format_exc())
        screen.error("This is a fault of aksdesigner, not of your design. Nothing was written.")
        screen.error("Please report it with the lines above.")
        return OUR_FAULT
    return status if isinstance(status, int) else 0
