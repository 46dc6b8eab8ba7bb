"""The reference of rules: one page a rule and an index, made from the rules themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable

from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.rule import Rule, RuleModule
from aksdesigner.repair.catalogue import FIXES

INDEX = "README.md"
HEADINGS = ("What it does", "Why it matters", "Example", "How to fix", "References")
_TOPICS = {
    "address": "Addresses",
    "capacity": "Capacity",
    "peering": "Peerings",
    "routing": "Routes",
    "egress": "Egress",
    "aks": "AKS clusters",
    "dns": "Names",
    "endpoint": "Private endpoints",
    "security": "Security groups",
    "policy": "Network policies",
    "operations": "Operations",
}


def rule_pages() -> dict[str, str]:
    """Return the whole reference: file name -> Markdown text."""
    pages = {f"{module.RULE.code}.md": page_of(module) for module in RULES}
    return {INDEX: index_of(RULES), **pages}


def page_of(module: RuleModule) -> str:
    """Return the page of one rule, in Markdown."""
    rule = module.RULE
    head = [
        f"# {rule.code} {rule.title}",
        "",
        f"`{rule.name}` · {rule.severity} · {topic_of(rule)} · since {rule.since}",
        "",
    ]
    parts = sections_of(module)
    parts["Fix"] = _fix_of(rule.code)
    headings = (*HEADINGS[:-1], "Fix", HEADINGS[-1])
    body = [line for name in headings for line in (f"## {name}", "", parts[name], "")]
    return "\n".join([*head, *body]).rstrip() + "\n"


def _fix_of(code: str) -> str:
    """Return what can be done about a finding of a code without a person's hand, or that nothing can."""
    fix = FIXES.get(code)
    if fix is None:
        return "None: what is to be done here, a person decides."
    said = inspect.cleandoc(fix.candidates.__doc__ or "")
    return f"`aksdesigner fix FILE {code}`: {' '.join(said.split())}"


def sections_of(module: RuleModule) -> dict[str, str]:
    """Return the headings of a rule's page with their text, read from the check's docstring.

    Raises KeyError (through its readers) for a rule that leaves a heading out.
    """
    text = inspect.cleandoc(module.check.__doc__ or "")
    found = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    bodies = (" ".join(body.split()) for body in found[2::2])
    return dict(zip(found[1::2], bodies, strict=True))


def index_of(modules: Iterable[RuleModule]) -> str:
    """Return the index: a table for each topic, in the order of the catalogue."""
    by_topic: dict[str, list[Rule]] = {}
    for module in modules:
        by_topic.setdefault(topic_of(module.RULE), []).append(module.RULE)
    total = sum(len(rules) for rules in by_topic.values())
    lines = [
        "# Rules",
        "",
        f"{total} rules. The severity is the worst a rule raises; some findings are milder.",
        "",
        "This folder is generated: `python -m tests.tools.update_docs` writes it from the rules.",
    ]
    for topic, rules in by_topic.items():
        lines += ["", f"## {topic}", "", "| Code | Finding | Severity | Fix |", "|---|---|---|---|"]
        lines += [
            f"| [{r.code}]({r.code}.md) | {r.title} | {r.severity} | "
            f"{'yes' if r.code in FIXES else ''} |"
            for r in rules
        ]
    return "\n".join(lines) + "\n"


def topic_of(rule: Rule) -> str:
    """Return how a topic is called."""
    return _TOPICS[rule.topic]
