"""Write docs/rules anew from the rules. Run from the checkout: ``python -m tests.tools.update_docs``."""

from __future__ import annotations

from aksdesigner.report.rule_reference import rule_pages
from tests.support.shared import CHECKOUT

FOLDER = CHECKOUT / "docs" / "rules"


def main() -> None:
    """Write every page, and remove pages of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = rule_pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
