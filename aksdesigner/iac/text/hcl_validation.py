"""What a parameter has to be -> the validation blocks of its Terraform variable.

Every part of a condition holds for any text by itself (``can``, ``try``), because Terraform before
1.12 evaluates both sides of ``&&``. A message shows what was found, unless that is a secret:
Terraform refuses messages that name one.
"""

from __future__ import annotations

from aksdesigner.iac.expression import (
    Call,
    Expression,
    Fields,
    Joined,
    Parameter,
    Text,
    expr,
)
from aksdesigner.iac.program import ParameterDeclaration
from aksdesigner.iac.text.hcl import Code, code_of
from aksdesigner.iac.value_rules import ValueRule

PARTS_OF_AN_IMAGE = 4
DEPTH = 2  # of blocks: a validation stands in a variable


def is_nullable(parameter: ParameterDeclaration) -> bool:
    """Return whether a variable may be left out, so that it is null."""
    left_out = parameter.optional or parameter.example is None
    return parameter.default is None and left_out


def validations(parameter: ParameterDeclaration) -> tuple[Fields, ...]:
    """Return the validation blocks, the plainest first; none where anything will do."""
    return tuple(_block(parameter, test, says) for test, says in _tests(parameter))


def _tests(parameter: ParameterDeclaration) -> list[tuple[str, str]]:
    """Return what has to hold, and what is expected."""
    value = Parameter(parameter.name)
    if parameter.type == "image":
        given = _code(Call("length", (Call("compact", (Call("values", (value,)),)),)))
        return [(f"{given} == {PARTS_OF_AN_IMAGE}", "a publisher, an offer, a sku and a version")]
    if parameter.choices:
        listed = expr(list(parameter.choices))
        return [(_code(Call("contains", (listed, value))), _one_of(parameter.choices))]
    if parameter.rule is None:
        given = _code(Call("length", (Call("trimspace", (value,)),)))
        return [(f"{given} > 0", "a value that is not empty")] if parameter.is_needed else []
    rule = parameter.rule
    conditions = _of_text(rule, value) if parameter.type == "string" else _of_number(rule, value)
    found = [" && ".join(conditions)] if conditions else []
    return [(test, rule.says) for test in (*found, *_excluded(rule, value))]


def _of_text(rule: ValueRule, value: Parameter) -> list[str]:
    out = []
    # a pattern is enough where it bounds the length itself
    if not rule.form and not _bounds_length(rule):
        length = _code(Call("length", (value,)))
        out += [f"{length} >= {rule.shortest}"] if rule.shortest is not None else []
        out += [f"{length} <= {rule.longest}"] if rule.longest is not None else []
    if rule.pattern:
        out.append(_matches(f"^{'(?i)' if rule.any_case else ''}{rule.pattern}$", value))
    if rule.classes:
        found = " + ".join(f"({_matches(part, value)} ? 1 : 0)" for part in rule.classes)
        out.append(f"{found} >= {rule.fewest_classes}")
    if rule.form == "address":
        alone = Joined((value, Text("/32")))
        out.append(_code(Call("can", (Call("cidrnetmask", (alone,)),))))
    if rule.form == "prefix":
        out += _of_prefix(rule, value)
    return out


def _bounds_length(rule: ValueRule) -> bool:
    """Return whether a pattern alone takes no text of another length than the rule's."""
    bounded = rule.pattern and not any(sign in rule.pattern for sign in "*+")
    return bool(bounded) or (rule.shortest is None and rule.longest is None)


def _of_prefix(rule: ValueRule, value: Parameter) -> list[str]:
    parts = Call("split", (Text("/"), value))
    length = _code(Call("tonumber", (Call("element", (parts, expr(1))),)))
    first = _code(Call("cidrhost", (value, expr(0))))
    return [
        _code(Call("can", (Call("cidrnetmask", (value,)),))),
        f"try({first} == {_code(Call('element', (parts, expr(0))))}, false)",
        f"try({length} <= {rule.longest_prefix}, false)",
    ]


def _of_number(rule: ValueRule, value: Parameter) -> list[str]:
    number = _code(value)
    whole = f"floor({number}) == {number}"
    lowest = [f"{number} >= {rule.lowest}"] if rule.lowest is not None else []
    highest = [f"{number} <= {rule.highest}"] if rule.highest is not None else []
    return [whole, *lowest, *highest]


def _excluded(rule: ValueRule, value: Parameter) -> list[str]:
    out = []
    if rule.excluded:
        words = isinstance(rule.excluded[0], str)
        given: Expression = Call("lower", (value,)) if words else value
        out.append(f"!{_code(Call('contains', (expr(list(rule.excluded)), given)))}")
    number = _code(value)
    for first, last in rule.excluded_ranges:
        out.append(f"{number} < {first} || {number} > {last}")
    return out


def _matches(pattern: str, value: Parameter) -> str:
    # \\w of Python takes letters of every alphabet, that of RE2 does not
    pattern = pattern.replace("\\w", r"\p{L}\p{N}_")
    return _code(Call("can", (Call("regex", (Text(pattern), value)),)))


def _one_of(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"


def _block(parameter: ParameterDeclaration, test: str, says: str) -> Fields:
    if is_nullable(parameter):
        test = f"{_code(Parameter(parameter.name))} == null ? true : {test}"
    message: Expression = Text(f"Found a value that is not {says}; a secret is not shown.")
    if not parameter.secure:
        message = Joined((Text("Found "), _shown(parameter), Text(f", expected {says}.")))
    return Fields((("condition", Code(test)), ("error_message", message)))


def _shown(parameter: ParameterDeclaration) -> Expression:
    return Call("jsonencode", (Parameter(parameter.name),))


def _code(value: Expression) -> str:
    return code_of(value, DEPTH).value
