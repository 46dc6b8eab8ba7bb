"""aksdesigner registry: the company's ranges of a design, as CSV in and out."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.cli.designs import data_of, design_of, source_of
from aksdesigner.cli.options import DESIGN, SETTINGS, one_design, speaking, written_elsewhere
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import write_back
from aksdesigner.model.reading import DocumentError, Problem
from aksdesigner.store.registry_csv import read_registry, registry_text


@click.command("registry", context_settings=SETTINGS, short_help="The address registry as CSV.")
@one_design
@click.option("--csv", "as_csv", is_flag=True, help="Print the registry as CSV.")
@click.option("--add", type=DESIGN, metavar="CSV", help="Add the ranges of a CSV file.")
@click.option("--replace", type=DESIGN, metavar="CSV", help="Take those of a CSV file instead.")
@written_elsewhere
@speaking
def registry(
    screen: Screen,
    file: Path,
    output: Path | None,
    *,
    as_csv: bool,
    add: Path | None,
    replace: Path | None,
) -> int:
    """Print a design's registry of ranges, or change it from CSV (columns prefix, owner, purpose).

    Findings ADR-20 and ADR-28 judge pod and service ranges by it. Cells that a spreadsheet would
    take for formulas are written with an apostrophe before them.
    """
    if sum(map(bool, (as_csv, add, replace))) > 1:
        raise click.UsageError("found several of --csv, --add and --replace, expected one")
    document = design_of(file, screen)
    source = add or replace
    if source is None:
        if as_csv:
            screen.raw(registry_text(document.registry))
            return 0
        for entry in document.registry:
            screen.line("  ".join((str(entry.prefix), entry.owner or "-", entry.purpose or "-")))
        return 0
    entries = read_registry(_text_of(source), source_of(source))
    before = document.registry if add else ()
    added = tuple(entry for entry in entries if entry not in before)
    write_back(screen, file, output, document.replace(registry=(*before, *added)))
    screen.say(f"{len(added)} ranges taken, {len(entries) - len(added)} were there already")
    return 0


def _text_of(file: Path) -> str:
    try:
        return data_of(file).decode("utf-8")
    except UnicodeDecodeError:
        problem = Problem("", "found bytes that are no text, expected CSV in UTF-8")
        raise DocumentError([problem], source_of(file)) from None
