"""aksdesigner rules: the catalogue of findings."""

from __future__ import annotations

import click

from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.cli.codes import code_of
from aksdesigner.cli.options import SETTINGS, output_format, speaking
from aksdesigner.cli.screen import Screen
from aksdesigner.repair.offers import has_fix
from aksdesigner.report.rule_reference import page_of
from aksdesigner.report.text import table


@click.command("rules", context_settings=SETTINGS, short_help="The rules, or the page of one.")
@click.argument("code", required=False)
@output_format("json")
@speaking
def rules(screen: Screen, code: str | None, format_: str) -> int:
    """List every rule, or print what one does, why, and how to fix it."""
    wanted = code_of(code, [m.RULE.code for m in RULES]) if code is not None else None
    chosen = [m for m in RULES if wanted in (None, m.RULE.code)]
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
                "fix": has_fix(m.RULE.code),
            }
            for m in chosen
        ]
        screen.data({"rules": rows})
    elif code is not None:
        screen.raw(page_of(chosen[0]))
    else:
        listed = [
            (m.RULE.code, m.RULE.severity, m.RULE.title, "yes" if has_fix(m.RULE.code) else "")
            for m in chosen
        ]
        screen.show(table(("Code", "Severity", "Finding", "Fix"), listed))
        fixes = sum(has_fix(m.RULE.code) for m in chosen)
        screen.line(f"{len(listed)} rules, {fixes} with a fix")
    return 0
