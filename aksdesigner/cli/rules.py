"""aksdesigner rules: the catalogue of findings."""

from __future__ import annotations

import difflib

import click

from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.cli.options import SETTINGS, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.report.rule_reference import page_of
from aksdesigner.report.text import table


@click.command("rules", context_settings=SETTINGS, short_help="The rules, or the page of one.")
@click.argument("code", required=False)
@output_format("json")
@speaking
def rules(screen: Screen, code: str | None, format_: str) -> int:
    """List every rule, or print what one does, why, and how to fix it."""
    chosen = [m for m in RULES if code is None or m.RULE.code.casefold() == code.casefold()]
    if not chosen:
        near = difflib.get_close_matches(str(code).upper(), [m.RULE.code for m in RULES], n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"found {code!r}, expected the code of a rule{hint}")
    if format_ == "json":
        rows = [
            {
                "code": m.RULE.code,
                "name": m.RULE.name,
                "title": m.RULE.title,
                "severity": m.RULE.severity,
                "topic": m.RULE.topic,
                "source": m.RULE.source,
                "remedy": m.RULE.remedy,
                "since": m.RULE.since,
            }
            for m in chosen
        ]
        screen.data({"rules": rows})
    elif code is not None:
        screen.raw(page_of(chosen[0]))
    else:
        listed = [(m.RULE.code, m.RULE.severity, m.RULE.title) for m in chosen]
        screen.show(table(("Code", "Severity", "Finding"), listed))
        screen.line(f"{len(listed)} rules")
    return 0
