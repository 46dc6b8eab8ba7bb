"""The reader of ARM templates: what it folds, and what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.iac.read.arm_program import read_template, read_template_values
from aksdesigner.iac.read.json_tree import read_json
from aksdesigner.iac.read.resources import Program
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.read.values import Asked, Called, Identity, Mixed, Runtime
from tests.support.hostile import hostile, hostile_design, names
from tests.support.same_program import differences_of_arm

NETWORKS = "Microsoft.Network/virtualNetworks"
DEPLOYMENTS = "Microsoft.Resources/deployments"
FILE = "azuredeploy.json"


def network(name: str = "net", **more: Any) -> dict[str, Any]:
    return {"type": NETWORKS, "apiVersion": "2024-05-01", "name": name, **more}


def template(resources: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"languageVersion": "2.0", "resources": resources, **more}


def nested(inner: dict[str, Any], **parameters: Any) -> dict[str, Any]:
    return {
        "type": DEPLOYMENTS,
        "apiVersion": "2025-04-01",
        "name": "inner",
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {name: {"value": value} for name, value in parameters.items()},
            "template": inner,
        },
    }


def program(data: Any, values: dict[str, Any] | None = None) -> Program:
    return read_template(json.dumps(data, indent=1), FILE, values or {})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("plain", "plain"),
        ("[[x]", "[x]"),
        ("[[[x]", "[[x]"),
        ("[x", "[x"),
        ("[concat('it''s ', '[', parameters('word'))]", "it's [hub"),
        ("[format('{0}-{1}', parameters('word'), 7)]", "hub-7"),
        ("[IF(equals(parameters('word'), 'hub'), 1, reference('nobody'))]", 1),
        ("[variables('many')[1].a]", -3),
        ("[createObject('a', true(), 'b', null())]", {"a": True, "b": None}),
        ("[resourceId('Microsoft.B/cs', 'one')]", Identity("Microsoft.B/cs", ("one",))),
        (
            "[resourceId('group', 'Microsoft.B/cs/ds', 'one', 'two')]",
            Identity("Microsoft.B/cs/ds", ("one", "two"), "group"),
        ),
        ("[resourceGroup().location]", Called("resourceGroup", (), "location")),
        ("[tenant().tenantId]", Called("tenant", (), "tenantId")),
        ("[reference('net').a[0]]", Runtime(Identity(NETWORKS, ("net",)), ("properties", "a", 0))),
        (
            "[reference('net', '2024-05-01', 'full').identity.principalId]",
            Runtime(Identity(NETWORKS, ("net",)), ("identity", "principalId")),
        ),
        ("[parameters('asked')]", Asked("asked")),
        ("[concat('a-', parameters('asked'))]", Mixed(("a-", Asked("asked")))),
        ("[empty(parameters('asked'))]", Called("empty", (Asked("asked"),))),
    ],
)
def test_expressions_fold_to_values(written, value):
    found = program(
        template(
            {"net": network(properties={"x": written})},
            parameters={
                "asked": {"type": "string"},
                "word": {"type": "string", "defaultValue": "hub"},
            },
            variables={"many": ["first", {"a": -3}]},
        )
    )
    assert found.resources[0].body["properties"] == {"x": value}


def test_a_parameter_has_its_given_value_before_its_default():
    data = template(
        {"net": network(tags={"size": "[parameters('size')]"})},
        parameters={"size": {"type": "int", "defaultValue": 3}},
    )
    assert program(data).resources[0].body["tags"] == {"size": 3}
    assert program(data, {"size": 4}).resources[0].body["tags"] == {"size": 4}


def test_values_of_a_parameter_file_are_no_expressions():
    data = {"parameters": {"one": {"value": "[a]"}, "many": {"value": ["b"]}}}
    found = read_template_values(json.dumps(data), "p.json")
    assert found == {"one": "[a]", "many": ["b"]}


def test_a_secret_of_a_key_vault_is_a_value_that_is_not_known_here():
    data = {"parameters": {"key": {"reference": {"keyVault": {"id": "x"}, "secretName": "key"}}}}
    assert read_template_values(json.dumps(data), "p.json") == {"key": Asked("key")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "p.json:1: found no parameters, expected an object of them"),
        ('{"parameters": {\n"a": {}}}', "p.json:2: found a without a value, expected one"),
        ('{"parameters": {\n"a": 1}}', "p.json:2: found a without a value, expected one"),
        ('{"parameters"', "p.json:1: found the end, expected :"),
    ],
)
def test_a_parameter_file_that_is_damaged_is_told_with_its_line(text, said):
    with pytest.raises(ReadError) as told:
        read_template_values(text, "p.json")
    assert str(told.value) == said


def test_children_conditions_scopes_and_order():
    data = template(
        {
            "theirs": network("theirs", existing=True, resourceGroup="other"),
            "sub": {
                **network("theirs/one", resourceGroup="other"),
                "type": f"{NETWORKS}/subnets",
                "condition": "[not(empty(parameters('key')))]",
                "dependsOn": ["net"],
            },
            "net": network(),
            "asked": {
                **network("[concat('theirs', '/', parameters('key'))]"),
                "type": f"{NETWORKS}/subnets",
            },
            "grant": {
                "type": "Microsoft.Authorization/roleAssignments",
                "apiVersion": "2022-04-01",
                "scope": f"[resourceId('other', '{NETWORKS}/subnets', 'theirs', 'one')]",
                "name": "[guid(parameters('key'))]",
            },
            "never": network("never", condition="[false()]"),
        },
        parameters={"key": {"type": "string"}},
    )
    theirs, sub, net, asked, grant = program(data).resources
    assert theirs.existing
    assert theirs.identity == Identity(NETWORKS, ("theirs",), "other")
    assert sub.identity == Identity(f"{NETWORKS}/subnets", ("theirs", "one"), "other")
    assert sub.condition == Called("not", (Called("empty", (Asked("key"),)),))
    assert sub.after == (net.identity,)
    assert sub.body == {}
    assert asked.identity.names == ("theirs", Asked("key"))
    assert grant.scope == sub.identity
    assert grant.name == Called("guid", (Asked("key"),))


def test_nested_deployments_get_ids_in_their_group_and_give_outputs():
    hub = template(
        {"net": network("hub", properties={"prefixes": ["[parameters('prefix')]"]})},
        parameters={"prefix": {"type": "string"}},
        outputs={"id": {"type": "string", "value": f"[resourceId('{NETWORKS}', 'hub')]"}},
    )
    spoke = template(
        {"net": network("spoke", properties={"remote": "[parameters('id')]"})},
        parameters={"id": {"type": "string"}},
    )
    called = nested(spoke, id="[reference('hub').outputs.id.value]")
    data = template(
        {
            "spoke": {**called, "dependsOn": ["hub"]},
            "hub": {**nested(hub, prefix="10.0.0.0/16"), "resourceGroup": "rg-hub"},
        }
    )
    found = program(data)
    second, first = found.resources
    assert first.identity == Identity(NETWORKS, ("hub",), "rg-hub")
    assert first.body["properties"] == {"prefixes": ["10.0.0.0/16"]}
    assert second.body["properties"] == {"remote": first.identity}
    assert found.order.is_after(second.identity, first.identity)
    assert not found.order.is_after(first.identity, second.identity)
    del data["resources"]["spoke"]["dependsOn"]
    found = program(data)
    assert not found.order.is_after(second.identity, first.identity)


def in_hub(**changes: Any) -> dict[str, Any]:
    item = nested(template({}))
    item["properties"].update(changes)
    return template({"hub": item})


LOOP = {"name": "many", "count": 2}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (template({"a": network("[parameters('missing')]")}), "nothing is declared as missing"),
        (template({"a": network("[concat('a']")}), "found the end, expected ,"),
        (template({"a": network("[a-b]")}), "which begins nothing"),
        (template({"a": network("['a' 'b']")}), "found 'b', expected the end of the expression"),
        (template({"a": network("[]")}), "expected a function"),
        (template({"a": network("[nobody('a')]")}), "found nobody, which is no function"),
        (template({"a": network("[reference('b').c]")}), "reference leads to 'b'"),
        (template({"a": network("[split('a')]")}), "split does not take"),
        (template({"a": network(dependsOn=["b"])}), "a waits for 'b', which is declared nowhere"),
        (template({"a": network(dependsOn="b")}), "dependsOn is 'b', expected a list"),
        (template({"a": network(scope="b")}), "scope is 'b', expected a resource id"),
        (template({"a": network(properties={"copy": [LOOP]})}), "a loop (copy) is not read"),
        (template({"a": {"type": NETWORKS}}), "name of a is None, expected a text"),
        (template({"a": {**network("x"), "type": f"{NETWORKS}/subnets"}}), "expected 2 names"),
        (template({"a": 3}), "a is 3, expected an object"),
        ({"resources": {}}, "languageVersion is None, expected '2.0'"),
        (template([]), "resources is [], expected an object"),  # type: ignore[arg-type]
        (template({}, functions=[]), "functions of a template is not read"),
        (
            template(
                {"a": network(dependsOn=["b"]), "b": network("other", dependsOn=["a"])},
            ),
            "wait for each other",
        ),
        (in_hub(mode="Complete"), "mode of hub is 'Complete', expected 'Incremental'"),
        (in_hub(expressionEvaluationOptions={"scope": "outer"}), "expected {'scope': 'inner'}"),
        (in_hub(parameters={"x": {"value": 1}}), "it has no parameter x"),
        (in_hub(parameters={"x": {"reference": 1}}), "expected its value"),
        (
            in_hub(template=template({}, parameters={"x": {"type": "string"}})),
            "parameter x is not given",
        ),
        (in_hub(templateLink={}, template=None), "hub has no template"),
        (
            template({}, outputs={"x": {"value": "[variables('y')]"}}, variables={"y": "[z]"}),
            "found the end, expected (",
        ),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(data, words):
    with pytest.raises(ReadError) as told:
        program(data)
    assert words in told.value.message
    assert told.value.place.startswith(FILE)


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [
        ({"type": "text"}, "a", "type of parameter key is 'text', expected one of string"),
        ({}, "a", "type of parameter key is None"),
        ({"type": "string"}, 3, "parameter key is 3, expected a value of type string"),
        ({"type": "int"}, True, "parameter key is True, expected a value of type int"),
        (
            {"type": "secureString", "defaultValue": "mine"},
            Asked("key"),
            "defaultValue of key is 'mine', expected none",
        ),
    ],
)
def test_a_parameter_that_does_not_fit_is_told(parameter, value, words):
    data = template({}, parameters={"key": parameter})
    with pytest.raises(ReadError, match=words):
        program(data, {"key": value})


def test_what_is_asked_for_may_have_an_empty_default():
    data = template({}, parameters={"key": {"type": "secureString", "defaultValue": ""}})
    assert program(data, {"key": Asked("key")}).resources == ()


def test_a_variable_that_needs_itself_is_told_with_its_line():
    data = template(
        {"a": network("[variables('x')]")},
        variables={"x": "[variables('y')]", "y": "[variables('x')]"},
    )
    with pytest.raises(ReadError, match="needs itself") as told:
        program(data)
    line = int(told.value.place.partition(":")[2])
    assert '"y"' in json.dumps(data, indent=1).splitlines()[line - 1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n"a": 1\n"b": 2}', 'f:3: found "b": 2}, expected ,'),
        ('{"a": 1,\n "a": 2}', "f:2: 'a' stands twice in one object"),
        ('{"a": }', "f:1: found }, expected a value"),
        ("[1, 2", "f:1: found the end, expected ,"),
        ("[1.5]", "f:1: found 1.5], expected a whole number"),
        ("{} x", "f:1: found x, expected the end of the file"),
        ('["\\x"]', 'f:1: found "\\x"], expected a string'),
        ("[01]", "f:1: found 1], expected ,"),
        ("[NaN]", "f:1: found NaN], expected a value"),
        ("", "f:1: found the end, expected a value"),
        ("[" * 300, "f:1: 200 objects stand inside each other"),
    ],
)
def test_text_that_is_no_json_is_told_with_its_line(text, said):
    with pytest.raises(ReadError) as told:
        read_json(text, "f")
    assert str(told.value) == said


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | hostile | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(value=VALUES, indent=st.sampled_from([None, 2]), ascii_only=st.booleans())
@settings(max_examples=200, deadline=None)
def test_json_is_read_as_python_reads_it(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert read_json(text, "f") == json.loads(text)


@given(name=names, text=hostile, key=hostile)
@settings(max_examples=40, deadline=None)
def test_a_hostile_design_is_the_same_program_in_bicep_and_arm(name, text, key):
    assert list(differences_of_arm(hostile_design(name, text, key))) == []
