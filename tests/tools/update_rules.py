"""Write every rule's expected.txt anew from its bad.yaml. Review the diff before committing it.

Run from the checkout: ``python -m tests.tools.update_rules``.
"""

from __future__ import annotations

import yaml

from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.analysis.rules.runner import findings_of
from aksdesigner.model.reading import read_document
from tests.support.findings import fixture_folder, lines_of


def main() -> None:
    """Rewrite the expectations."""
    for module in RULES:
        folder = fixture_folder(module.RULE)
        data = yaml.safe_load((folder / "bad.yaml").read_text(encoding="utf-8"))
        found = findings_of(Facts(read_document(data).document))
        own = (finding for finding in found if finding.code == module.RULE.code)
        (folder / "expected.txt").write_text(lines_of(own), encoding="utf-8")


if __name__ == "__main__":
    main()
