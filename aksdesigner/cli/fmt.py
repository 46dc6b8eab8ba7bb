"""aksdesigner fmt: designs in their canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner.cli.designs import data_of, source_of
from aksdesigner.cli.options import SETTINGS, many_designs, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.model.reading import DocumentError
from aksdesigner.store.design_file import is_yaml, parse_design, write_design
from aksdesigner.store.plain_json import document_text
from aksdesigner.store.problems import StoreError


@click.command("fmt", context_settings=SETTINGS, short_help="Write designs in canonical form.")
@many_designs
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a file would change.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write there instead (one FILE; how a YAML design becomes .aksd).",
)
@speaking
def fmt(screen: Screen, files: tuple[Path, ...], check: bool, output: Path | None) -> int:
    """Rewrite designs in the one form in which differences are easy to read.

    `-` reads standard input and writes standard output.
    """
    if output is not None and len(files) > 1:
        raise click.UsageError("--output takes one FILE")
    changed = broken = False
    for file in files:
        try:
            changed |= _format(screen, file, output, is_dry=check)
        except (DocumentError, StoreError) as problem:
            screen.error(str(problem))
            broken = True
    return 2 if broken else int(check and changed)


def _format(screen: Screen, file: Path, output: Path | None, *, is_dry: bool) -> bool:
    """Bring one file into form; returns whether its bytes were others."""
    before = data_of(file)
    document = parse_design(before, source_of(file)).document
    text = document_text(document)
    differs = text.encode() != before
    target = output or file
    if is_dry:
        if differs:
            screen.line(f"{source_of(file)}: would change")
    elif str(target) == "-":
        screen.raw(text)
    elif output is not None or differs:
        if output is None and is_yaml(file):
            raise StoreError(file, "it is YAML, and fmt writes JSON; name a file with -o FILE.aksd")
        write_design(target, document)
        screen.say(f"{target}: written")
    return differs
