"""aksdesigner plan: from a question sheet to a design, and numbers without a design."""

from __future__ import annotations

import click

from aksdesigner.analysis.facts.formulas import FORMULAS, FormulaError, formula
from aksdesigner.cli.options import SETTINGS, output_format, speaking
from aksdesigner.cli.plan_next import next_
from aksdesigner.cli.plan_sheet import sheet_
from aksdesigner.cli.screen import Screen


class SheetOrCommand(click.Group):
    """A group whose first argument may be a sheet: `plan SHEET` is `plan sheet SHEET`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that arguments mean; what names none is a sheet."""
        if args and args[0] not in self.commands:
            return sheet_.name, sheet_, args
        return super().resolve_command(ctx, args)


@click.group(
    "plan",
    cls=SheetOrCommand,
    context_settings={**SETTINGS, "ignore_unknown_options": True},
    short_help="A design from a question sheet; formulas.",
)
def plan() -> None:
    """Plan before there is a design: `plan SHEET` sizes and places every range."""


plan.add_command(sheet_)
plan.add_command(next_)


@plan.command("formula", context_settings=SETTINGS, short_help="One of the engine's formulas.")
@click.argument("name", required=False)
@click.argument("arguments", metavar="[KEY=VALUE]...", nargs=-1)
@output_format("json")
@speaking
def formula_(screen: Screen, name: str | None, arguments: tuple[str, ...], format_: str) -> int:
    """Compute a formula by name and arguments; without a name, list them all.

    Example: aksdesigner plan formula nodeSubnetNeed nodes=50 maxPods=30 surge=1
    """
    if name is None:
        rows = [{"name": f.name, "arguments": list(f.arguments)} for f in FORMULAS.values()]
        if format_ == "json":
            screen.data({"formulas": rows})
        else:
            for found in FORMULAS.values():
                screen.line(f"{found.name} {' '.join(f'{a}=' for a in found.arguments)}")
        return 0
    given = dict(_argument(text) for text in arguments)
    try:
        answer = formula(name)(**given)
    except FormulaError as problem:
        raise click.UsageError(str(problem)) from None
    if format_ == "json":
        screen.data({"name": name, "args": given, "answer": answer})
    else:
        screen.line(str(answer))
    return 0


def _argument(text: str) -> tuple[str, int | bool | str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise click.UsageError(f"found {text!r}, expected KEY=VALUE")
    if value in ("true", "false"):
        return key, value == "true"
    return key, int(value) if value.isascii() and value.isdecimal() else value
