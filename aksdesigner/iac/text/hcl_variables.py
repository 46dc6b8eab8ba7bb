"""Parameters -> the variable blocks of Terraform and their values."""

from __future__ import annotations

from aksdesigner.iac.expression import Blocks, Expression, Fields, Flag, Text
from aksdesigner.iac.program import ParameterDeclaration, Program
from aksdesigner.iac.text.hcl import Code, comments, print_assignment, print_block
from aksdesigner.iac.text.hcl_validation import is_nullable, validations
from aksdesigner.iac.text.lines import described

_IMAGE = "object({ publisher = string, offer = string, sku = string, version = string })"
_TYPES = {"string": "string", "int": "number", "strings": "list(string)", "image": _IMAGE}


def print_variables(program: Program, header: tuple[str, ...]) -> str:
    """Return variables.tf, or "" when the program has no parameter."""
    if not program.parameters:
        return ""
    chunks = [comments(header), *(_variable(p) for p in program.parameters)]
    return "\n\n".join(chunks) + "\n"


def print_values(program: Program, header: tuple[str, ...]) -> str:
    """Return terraform.tfvars with the examples, or "" when nothing is asked."""
    asked = [p for p in program.parameters if p.example is not None]
    if not asked:
        return ""
    chunks = [comments(header)]
    for parameter in asked:
        assert parameter.example is not None
        about = comments((described(parameter.description, drawn=parameter.drawn),))
        chunks.append(f"{about}\n{print_assignment(parameter.name, parameter.example)}")
    return "\n\n".join(chunks) + "\n"


def _variable(parameter: ParameterDeclaration) -> str:
    pairs: list[tuple[str, Expression]] = [
        ("type", Code(_TYPES[parameter.type])),
        ("description", Text(parameter.description)),
    ]
    if parameter.default is not None:
        pairs.append(("default", parameter.default))
    elif is_nullable(parameter):
        pairs.append(("default", Code("null")))
    if parameter.secure:
        pairs.append(("sensitive", Flag(value=True)))
    rules = validations(parameter)
    if rules:
        pairs.append(("validation", Blocks(rules)))
    return print_block(("variable", parameter.name), Fields(tuple(pairs)))
