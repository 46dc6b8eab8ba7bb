"""aksdesigner plan: numbers without a design."""

from __future__ import annotations

import click

from aksdesigner.analysis.facts.formulas import FORMULAS, FormulaError, formula
from aksdesigner.cli.options import SETTINGS, output_format, speaking
from aksdesigner.cli.screen import Screen


@click.group("plan", context_settings=SETTINGS, short_help="Numbers without a design.")
def plan() -> None:
    """Plan sizes before there is a design."""


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
