"""The reader of Bicep: statements, folding, modules, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.read.bicep import read_bicep
from aksdesigner.iac.read.bicep_program import read_program, read_values
from aksdesigner.iac.read.resources import Program
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Asked, Called, Identity, Mixed, Runtime

NETWORKS = "Microsoft.Network/virtualNetworks"


def program(text: str, values: dict[str, Any] | None = None, **modules: str) -> Program:
    files = {"main.bicep": text, **{f"modules/{n}.bicep": m for n, m in modules.items()}}
    return read_program(files.__getitem__, "main.bicep", values or {})


def body(properties: str, around: str = "", values: dict[str, Any] | None = None) -> Any:
    text = f"""{around}
resource net '{NETWORKS}@2024-05-01' = {{
  name: 'net'
  properties: {{
    {properties}
  }}
}}
"""
    return program(text, values).resources[0].body["properties"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'plain'", "plain"),
        (r"'it\'s \\ \${no} \n'", "it's \\ ${no} \n"),
        (r"'\u{1F600}'", "\U0001f600"),
        ("'''raw ${no}'''", "raw ${no}"),
        ("-3", -3),
        ("[\n 1\n 2\n]", [1, 2]),
        ("{ a: true, 'b-c': null }", {"a": True, "b-c": None}),
        ("'${word}-${1 + 2 * 3}'", "hub-7"),
        ("word == 'hub' ? 1 : 2", 1),
        ("[for (n, i) in [4, 5]: n * i]", [0, 5]),
        ("union({ a: 1 }, { a: 2, b: 3 })", {"a": 2, "b": 3}),
        ("empty('') && !contains('ab', 'c')", True),
        ("resourceId('Microsoft.B/cs', 'one')", Identity("Microsoft.B/cs", ("one",))),
        (
            "resourceId('group', 'Microsoft.B/cs/ds', 'one', 'two')",
            Identity("Microsoft.B/cs/ds", ("one", "two"), "group"),
        ),
        ("resourceGroup().location", Called("resourceGroup", (), "location")),
        ("net.properties.flag", Runtime(Identity(NETWORKS, ("net",)), ("properties", "flag"))),
        ("'${net.id}/subnets/one'", Identity(f"{NETWORKS}/subnets", ("net", "one"))),
        ("asked", Asked("asked")),
        ("'a-${asked}'", Mixed(("a-", Asked("asked")))),
        ("empty(asked)", Called("empty", (Asked("asked"),))),
    ],
)
def test_expressions_fold_to_values(written, value):
    around = "param asked string\nvar word = 'hub'"
    assert body(f"x: {written}", around)["x"] == value


def test_a_parameter_has_its_given_value_before_its_default():
    around = "param size int = 3"
    assert body("x: size", around)["x"] == 3
    assert body("x: size", around, {"size": 4})["x"] == 4


def test_values_of_a_parameter_file():
    text = "using 'main.bicep'\n\nparam one = 'a'\nparam many = [\n  'b'\n]\n"
    assert read_values(lambda _: text, "main.bicepparam") == {"one": "a", "many": ["b"]}


def test_children_conditions_scopes_and_order():
    text = f"""
param key string
resource theirs '{NETWORKS}@2024-05-01' existing = {{
  name: 'theirs'
  scope: resourceGroup('other')
}}
resource sub '{NETWORKS}/subnets@2024-05-01' = if (!empty(key)) {{
  parent: theirs
  name: 'one'
  dependsOn: [theirs]
}}
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {{
  scope: sub
  name: guid(sub.id)
}}
resource never '{NETWORKS}@2024-05-01' = if (false) {{
  name: 'never'
}}
"""
    theirs, sub, grant = program(text).resources
    assert theirs.existing
    assert theirs.identity == Identity(NETWORKS, ("theirs",), "other")
    assert sub.identity == Identity(f"{NETWORKS}/subnets", ("theirs", "one"), "other")
    assert sub.condition == Called("unary !", (Called("empty", (Asked("key"),)),))
    assert sub.after == (theirs.identity,)
    assert grant.scope == sub.identity
    assert grant.name == Called("guid", (sub.identity,))


def test_modules_pass_ids_and_give_outputs():
    text = f"""
module hub 'modules/hub.bicep' = {{
  name: 'hub'
  params: {{ prefix: '10.0.0.0/16' }}
}}
resource spoke '{NETWORKS}@2024-05-01' = {{
  name: 'spoke'
  properties: {{ remote: hub.outputs.id, first: hub.outputs.prefixes[0] }}
}}
"""
    hub = f"""
param prefix string
resource net '{NETWORKS}@2024-05-01' = {{
  name: 'hub'
  properties: {{ prefixes: [prefix] }}
}}
output id string = net.id
output prefixes array = [prefix]
"""
    first, second = program(text, hub=hub).resources
    assert first.body["properties"] == {"prefixes": ["10.0.0.0/16"]}
    assert second.body["properties"] == {
        "remote": Identity(NETWORKS, ("hub",)),
        "first": "10.0.0.0/16",
    }


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("resource a 'x@1' = {\n  name: missing\n}\n", "main.bicep:1", "missing"),
        ("resource a 'x@1' = {\n  name: 'a'\n", "main.bicep:", "end"),
        ("var a = b\nvar b = a\noutput x string = a\n", "main.bicep:", "needs itself"),
        ("var a = 1\nvar a = 2\n", "main.bicep:2", "twice"),
        ("resource a 'x@1' = {\n  name: 'a', name: 'b'\n}\n", "main.bicep:", "twice"),
        ("import 'x'\n", "main.bicep:1", "import"),
        ("var a = [1, 2\n, 3]\n", "main.bicep:", "expected"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(text, place, word):
    with pytest.raises(ReadError) as told:
        program(text)
    assert told.value.place.startswith(place)
    assert word in told.value.message


def test_unknown_members_of_known_values_are_refused():
    with pytest.raises(ReadError, match="no 'b'"):
        body("x: word.b", "var word = { a: 1 }")


def test_every_statement_of_a_file_is_read():
    text = "targetScope = 'resourceGroup'\nmetadata about = 'x'\n@secure()\nparam p string\n"
    kinds = [statement.kind for statement in read_bicep(text, "f")]
    assert kinds == ["targetScope", "metadata", "param"]


def test_a_parameter_of_a_module_is_given_and_one_that_is_asked_for_has_no_default():
    called = "module hub 'modules/hub.bicep' = {\n  name: 'hub'\n  params: {}\n}\n"
    with pytest.raises(ReadError, match="hub.bicep:1: parameter prefix is not given"):
        program(called, hub="param prefix string\n")
    assert program(called, hub="param prefix string = 'a'\n").resources == ()
    assert program("param key string = ''\n", {"key": Asked("key")}).resources == ()
    with pytest.raises(ReadError, match="main.bicep:1: key has a default"):
        program("param key string = 'mine'\n", {"key": Asked("key")})


def test_the_subscription_of_the_deployment_is_nobody_elses() -> None:
    there = f"""
param main string
resource net '{NETWORKS}@2024-05-01' existing = {{
  name: 'net'
  scope: resourceGroup(main, 'group')
}}
resource own '{NETWORKS}@2024-05-01' existing = {{
  name: 'own'
  scope: resourceGroup(subscription().subscriptionId, 'group')
}}
"""
    text = """
param other string
module there 'modules/there.bicep' = {
  scope: resourceGroup(other, 'far')
  params: { main: subscription().subscriptionId }
}
"""
    net, own = (r.identity for r in program(text, {"other": Asked("other")}, there=there).resources)
    assert (net.group, net.subscription) == ("group", None)
    assert own.group == "group"
    assert own.subscription == Called("subscription", (Asked("other"),), "subscriptionId")
