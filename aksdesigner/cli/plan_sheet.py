"""aksdesigner plan SHEET: from a question sheet to an address plan and a design."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.cli.designs import plain_of_file, source_of
from aksdesigner.cli.options import DESIGN, SETTINGS, new_file, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import check_free
from aksdesigner.planning.drawing import design_of_plan
from aksdesigner.planning.planner import AddressPlan, Infeasible, plan_addresses
from aksdesigner.planning.sheet import read_sheet
from aksdesigner.report.plan import infeasible_data, plan_data, plan_text
from aksdesigner.store.design_file import write_design
from aksdesigner.store.plain_json import document_text


@click.command("sheet", context_settings=SETTINGS, short_help="Plan a question sheet.")
@click.argument("file", metavar="SHEET", type=DESIGN)
@new_file(help_="Write the planned design there.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@output_format("json")
@speaking
def sheet_(
    screen: Screen,
    file: Path,
    output: Path | None,
    format_: str,
    *,
    force: bool,
    as_json: bool,
) -> int:
    """Plan every range of a question sheet, show the arithmetic, and write the design with -o.

    `aksdesigner plan SHEET` means the same. Exit status: 0 planned, 1 there is no such plan (the
    reasons and the smallest set of demands to relax are told), 2 the sheet can't be used.
    """
    sheet = read_sheet(plain_of_file(file), source_of(file))
    if output is not None and str(output) != "-":
        check_free(output, force=force)
    is_json = as_json or format_ == "json"
    plan = plan_addresses(sheet)
    if isinstance(plan, Infeasible):
        _refuse(screen, sheet.name, plan, is_json=is_json)
        return 1
    to_stdout = output is not None and str(output) == "-"
    if is_json and not to_stdout:
        screen.data(plan_data(plan))
    elif not to_stdout:
        screen.show(plan_text(plan))
        screen.line()
        for line in plan.arithmetic:
            screen.line(line)
    if output is not None:
        _write(screen, output, plan)
    return 0


def _refuse(screen: Screen, name: str, problem: Infeasible, *, is_json: bool) -> None:
    if is_json:
        screen.data(infeasible_data(name, problem))
        return
    screen.line("There is no such plan.")
    for reason in problem.reasons:
        screen.line(reason)
    if problem.advice:
        screen.line(problem.advice)


def _write(screen: Screen, output: Path, plan: AddressPlan) -> None:
    """Write the design; what the engine says about it is told, not hidden."""
    document = design_of_plan(plan)
    counts = {"error": 0, "warning": 0, "info": 0}
    for finding in analyze(document).findings:
        counts[finding.severity] += 1
    if str(output) == "-":
        screen.raw(document_text(document))
    else:
        write_design(output, document)
        screen.say(f"{output}: written")
    told = ", ".join(f"{count} of severity {severity}" for severity, count in counts.items())
    screen.say(f"findings of the design: {told}; ask `check` for them")
