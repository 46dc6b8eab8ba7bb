"""Design -> ARM template files of one resource group, from the same program as Bicep."""

from __future__ import annotations

from aksdesigner.iac.design import Design
from aksdesigner.iac.program import Program
from aksdesigner.iac.text.arm_json import print_template, print_template_values

MAIN = "azuredeploy.json"
VALUES = "azuredeploy.parameters.json"


def template_files(design: Design, program: Program) -> dict[str, str]:
    """Return the files: the template, and values to fill in where it asks for some."""
    about = f"Network of the design {design.document.name}, written by aksdesigner."
    files = {MAIN: print_template(program, about), VALUES: print_template_values(program)}
    return {name: text for name, text in files.items() if text}
