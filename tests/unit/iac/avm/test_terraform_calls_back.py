"""The way back of each Terraform codec: from the parameters of a call to what plain code says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aksdesigner.iac.avm.languages import LANGUAGES
from aksdesigner.iac.avm.parameters import Parameters, UnreadableError
from aksdesigner.iac.avm.table import modules
from aksdesigner.iac.expression import (
    Blocks,
    Expression,
    Fields,
    Flag,
    Items,
    Number,
    Parameter,
    Property,
    Text,
)
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.registry import Made
from aksdesigner.iac.read.values import Asked
from tests.unit.iac.avm.test_substitution import DOCUMENTS, EVERY, ZONE_NAMES, _plain, _substituted

TERRAFORM = LANGUAGES["terraform"]
CODECS = {codec.type: codec for codec in TERRAFORM.codecs}
MODULES = {module.source: module for module in modules("terraform").values()}
# unsaid, it is open for azurerm and closed for the module
OPEN = ("default_outbound_access_enabled", True)
Steps = tuple[str | int, ...]
IN_ZONES = CODECS["azurerm_private_dns_zone"].owns
Back = Mapping[str, Mapping[Steps, Steps]]


def _folded(value: Expression, back: Back) -> Any:
    """Return an expression as readers of HCL fold it; outputs of calls become properties again."""
    if isinstance(value, (Text, Number, Flag)):
        return value.value
    if isinstance(value, (Items, Blocks)):
        return [_folded(item, back) for item in value.values]
    if isinstance(value, Fields):
        return {str(k): _folded(item, back) for k, item in value.pairs if item != Blocks(())}
    if isinstance(value, Parameter):
        return Asked(value.name)
    if isinstance(value, Property):
        return Reference(value.symbol, back.get(value.symbol, {}).get(value.path, value.path))
    return value


def _outputs(program: Program) -> Back:
    """Return for each call which property of its resource an output is."""
    return {
        call.symbol: {o: p for p, o in TERRAFORM.outputs_of(MODULES[call.module]).items()}
        for call in program.declarations
        if call.module
    }


def _made(call: Declaration, values: Mapping[str, Any]) -> Made:
    parameters = Parameters(values, Reference(call.symbol, ("id",)))
    from_module = CODECS[call.type].from_module
    assert from_module
    made = from_module(parameters)
    assert parameters.left() == []
    return made


class _Plain:
    """A plain program whose bodies are compared with what calls make."""

    def __init__(self, program: Program) -> None:
        self.declarations = {d.symbol: d for d in program.declarations}

    def body(self, symbol: str) -> dict[str, Any]:
        """Return the body of a resource."""
        item = self.declarations[symbol]
        return self.alike(item.type, _folded(item.body, {}))

    def alike(self, kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return a body with names and groups looked up, and parts of zones by the zone's id."""
        found = {k: self._value(v) for k, v in body.items() if (k, v) != OPEN}
        if kind in IN_ZONES:
            found.pop("resource_group_name", None)  # only azurerm 4 says it
            (key,) = set(ZONE_NAMES) & found.keys()
            found.pop(key)
            found["zone"] = body[key].address
        return found

    def _value(self, value: Any) -> Any:
        while isinstance(value, Reference) and value.path in (("name",), ("resource_group_name",)):
            said = dict(self.declarations[value.address].body.pairs)
            value = _folded(said[str(value.path[0])], {})
        return value


def _calls(name: str) -> Iterator[tuple[Declaration, dict[str, Any]]]:
    program = _substituted(DOCUMENTS[name], "terraform").program
    back = _outputs(program)
    for call in program.declarations:
        if call.module:
            yield call, _folded(call.body, back)


@EVERY
def test_a_call_says_what_the_plain_resource_and_its_parts_say(name: str) -> None:
    document = _plain(DOCUMENTS[name], "terraform")
    plain = _Plain(document)
    program = _substituted(DOCUMENTS[name], "terraform").program
    kept = {d.symbol for d in program.declarations}
    taken_in: Counter[str] = Counter()
    for symbol, item in plain.declarations.items():
        if symbol not in kept and not item.existing:
            taken_in[repr((item.type, sorted(plain.body(symbol).items())))] += 1
    for call, values in _calls(name):
        made = _made(call, values)
        assert plain.alike(call.type, made.body) == plain.body(call.symbol), call.symbol
        for part in made.parts:
            taken_in[repr((part.type, sorted(plain.alike(part.type, part.body).items())))] -= 1
    assert {key: count for key, count in taken_in.items() if count} == {}


def _of_all_kinds() -> dict[str, tuple[Declaration, dict[str, Any]]]:
    return {call.type: (call, values) for call, values in _calls("all kinds")}


ALL_KINDS = _of_all_kinds()


def test_the_design_of_all_kinds_calls_each_module() -> None:
    assert ALL_KINDS.keys() == CODECS.keys()


def _steps(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield everything inside a call with the way to it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        yield (*path, key), item
        if isinstance(item, (dict, list)):
            yield from _steps(item, (*path, key))


def _with(value: Any, path: Steps, item: Any) -> Any:
    """Return a call with something else at a place; with None it is gone."""
    changed = value.copy()
    first, *others = path
    if others:
        changed[first] = _with(changed[first], tuple(others), item)
    elif item is None:
        del changed[first]
    else:
        changed[first] = item
    return changed


def _is_noticed(call: Declaration, before: Made, values: Mapping[str, Any]) -> bool:
    from_module = CODECS[call.type].from_module
    assert from_module
    parameters = Parameters(values, Reference(call.symbol, ("id",)))
    try:
        made = from_module(parameters)
    except UnreadableError:
        return True
    return bool(parameters.left()) or made != before


@pytest.mark.parametrize("kind", sorted(CODECS))
def test_what_no_export_says_is_noticed_wherever_it_stands(kind: str) -> None:
    call, values = ALL_KINDS[kind]
    before = _made(call, values)
    objects = [path for path, item in _steps(values) if isinstance(item, dict)]
    for path in ((), *objects):
        assert _is_noticed(call, before, _with(values, (*path, "unheard_of"), "x")), path


@pytest.mark.parametrize("kind", sorted(CODECS))
def test_each_value_that_is_another_or_gone_is_noticed(kind: str) -> None:
    call, values = ALL_KINDS[kind]
    before = _made(call, values)
    for path, item in _steps(values):
        other = not item if isinstance(item, bool) else f"other {item}"
        if not isinstance(item, (dict, list)):
            assert _is_noticed(call, before, _with(values, path, other)), path
        assert _is_noticed(call, before, _with(values, path, None)) or item in ({}, []), path
