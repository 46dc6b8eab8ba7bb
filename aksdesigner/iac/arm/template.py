"""Design -> ARM template files, from the same program as Bicep; modules are nested deployments."""

from __future__ import annotations

from aksdesigner.iac.design import Design
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.text.arm_json import print_template, print_template_values

MAIN = "azuredeploy.json"
VALUES = "azuredeploy.parameters.json"


def template_files(design: Design, tree: ProgramTree, about: str = "") -> dict[str, str]:
    """Return the files: the template, and values to fill in where it asks for some."""
    about = about or f"Network of the design {design.document.name}, written by aksdesigner."
    files = {MAIN: print_template(tree, about), VALUES: print_template_values(tree.main)}
    return {name: text for name, text in files.items() if text}
