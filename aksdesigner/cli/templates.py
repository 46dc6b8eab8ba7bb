"""aksdesigner templates and new: designs to start from."""

from __future__ import annotations

from pathlib import Path

import click

from aksdesigner import resources
from aksdesigner.cli.options import SETTINGS, new_file, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.cli.writing import check_free
from aksdesigner.model.document import Document
from aksdesigner.store.design_file import read_design, write_design
from aksdesigner.store.plain_json import document_text

FOLDER = "samples"


def template_files() -> dict[str, Path]:
    """Return the designs that travel with the program, by name."""
    return {path.stem: path for path in sorted(resources.path(FOLDER).glob("*.aksd"))}


def _template(name: str) -> Document:
    files = template_files()
    if name not in files:
        raise click.UsageError(f"found {name!r}, expected one of {', '.join(files)}")
    return read_design(files[name]).document


@click.command("templates", context_settings=SETTINGS, short_help="Designs to start from.")
@output_format("json")
@speaking
def templates(screen: Screen, format_: str) -> int:
    """List the designs that `aksdesigner new --template` can start from."""
    titles = {name: _template(name).name for name in template_files()}
    if format_ == "json":
        rows = [{"name": n, "title": title, "parameters": []} for n, title in titles.items()]
        screen.data({"templates": rows})
    else:
        width = max(len(name) for name in titles)
        for name, title in titles.items():
            screen.line(f"{name:<{width}}  {title}")
    return 0


@click.command("new", context_settings=SETTINGS, short_help="Start a design from a template.")
@click.option("--template", "name", required=True, metavar="NAME", help="See `templates`.")
@click.option("--name", "title", metavar="TEXT", help="What the design is called.")
@new_file(is_required=True)
@speaking
def new(screen: Screen, name: str, title: str | None, output: Path, *, force: bool) -> int:
    """Write a new design that starts as a copy of a template; `-o -` prints it."""
    document = _template(name)
    if title is not None:
        document = document.with_changes(name=title)
    if str(output) == "-":
        screen.raw(document_text(document))
        return 0
    check_free(output, force=force)
    write_design(output, document)
    screen.say(f"{output}: written")
    return 0
