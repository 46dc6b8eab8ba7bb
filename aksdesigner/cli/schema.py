"""aksdesigner schema: the JSON Schema of a design, for editors that complete and check."""

from __future__ import annotations

import json

import click

from aksdesigner.cli.options import SETTINGS, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.store.schema import design_schema


@click.command("schema", context_settings=SETTINGS, short_help="The JSON Schema of a design.")
@speaking
def schema(screen: Screen) -> int:
    """Print the JSON Schema of the design file."""
    screen.raw(json.dumps(design_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0
