"""ARM templates say what the Bicep program says: the same strings, order and resources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.expression import Property, Text, parts_of
from aksdesigner.iac.text.arm_json import expression_text, literal
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.arm_template import (
    as_bicep,
    is_expression,
    literal_of,
    nested,
    parsed,
    resources_of,
    strings_in,
)
from tests.support.exports import exported
from tests.support.hostile import hostile, hostile_design, names

ALL_KINDS = Path(__file__).resolve().parents[2] / "support" / "all_kinds.yaml"
BRACKETS = ["[x]", "[[x]", "[[x]]", "[", "]", "[]", "[parameters('location')]", "x]", "['", "[''']"]


@pytest.fixture(scope="module")
def everything() -> Exported:
    return export(_everything(), "arm")


def _everything() -> Document:
    return read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document


def template(found: Exported) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(found.files["azuredeploy.json"])
    return data


@pytest.mark.parametrize("text", BRACKETS)
def test_brackets_of_the_design_stay_text(text):
    assert not is_expression(literal(text))
    assert literal_of(literal(text)) == text
    node = parsed(f"[concat({expression_text(text)})]").inner[0]
    assert (node.kind, node.value) == ("text", text)


@given(st.one_of(hostile, st.sampled_from(BRACKETS)))
@settings(max_examples=300, deadline=None)
def test_a_text_reads_back_equal_alone_and_inside_an_expression(text):
    assert literal_of(json.loads(json.dumps(literal(text)))) == text
    assert parsed(f"[concat({expression_text(text)})]").inner[0].value == text


@given(name=names, text=st.one_of(hostile, st.sampled_from(BRACKETS)), key=hostile)
@settings(max_examples=100, deadline=None)
def test_a_design_of_hostile_text_says_every_text_as_it_is(name, text, key):
    found = export(hostile_design(name, text, key), "arm")
    said = strings_in(template(found))
    assert said.count(text) >= (10 if text else 0)
    wanted = [
        part.value
        for declaration in found.program.declarations
        for part in parts_of(declaration.body)
        if isinstance(part, Text)
    ]
    joined = "\n".join(said)
    assert all(value in joined for value in wanted)


def test_every_declaration_is_a_resource_with_its_type_and_version(everything):
    resources = resources_of(template(everything))
    declared = {d.symbol: d.type for d in everything.program.declarations}
    assert {s: f"{r['type']}@{r['apiVersion']}" for s, r in resources.items()} == declared
    for resource in resources.values():
        segments = resource["type"].count("/")
        if not is_expression(resource["name"]):
            assert resource["name"].count("/") + 1 == segments


def test_a_resource_waits_for_what_it_names_and_never_for_what_others_deploy(everything):
    resources = resources_of(template(everything))
    existing = {s for s, r in resources.items() if r.get("existing")}
    assert existing
    deployments = nested(template(everything))
    home = {
        symbol: name
        for name, item in deployments.items()
        for symbol, resource in item["properties"]["template"]["resources"].items()
        if not resource.get("existing")
    }
    for declaration in everything.program.declarations:
        if declaration.existing:
            continue
        wanted = {p.symbol for p in parts_of(declaration.body) if isinstance(p, Property)}
        wanted |= set(declaration.depends_on)
        needed = set(resources[declaration.symbol].get("dependsOn", []))
        here = home[declaration.symbol]
        for symbol in wanted - existing - {declaration.symbol}:
            if home[symbol] == here:
                assert symbol in needed
            else:  # the whole deployment waits for the other's
                assert home[symbol] in deployments[here]["dependsOn"]
        assert not needed & existing


def test_what_others_deploy_is_named_in_its_group():
    theirs = {"name": "v", "existing": True, "resourceGroup": "rg-o'brien"}
    subnets = [{"name": "s", "prefix": "10.0.0.0/24"}]
    found = exported(
        "arm",
        vnets=[{**theirs, "prefixes": ["10.0.0.0/16"], "subnets": subnets}],
        vms=[{"name": "m", "vnet": "v", "subnet": "s"}],
    )
    resources = resources_of(template(found))
    subnet = next(r for r in resources.values() if r["type"].endswith("/subnets"))
    assert subnet["existing"] and subnet["resourceGroup"] == "rg-o'brien"
    text = found.files["azuredeploy.json"]
    wanted = "resourceId('rg-o''brien', 'Microsoft.Network/virtualNetworks/subnets', 'v', 's')"
    assert wanted in text


def test_secrets_are_secure_and_stand_in_no_file(everything):
    parameters = template(everything)["parameters"]
    values = json.loads(everything.files["azuredeploy.parameters.json"])["parameters"]
    secure = {name for name, p in parameters.items() if p["type"] == "secureString"}
    assert secure
    assert not secure & set(values)
    assert not [name for name in secure if parameters[name].get("defaultValue")]
    asked = {p.name for p in everything.to_fill if not p.secure and not p.optional}
    assert asked <= set(values)
    assert set(values) <= set(parameters)


def test_an_empty_design_is_an_empty_template():
    found = exported("arm")
    assert template(found)["resources"] == {}
    assert set(found.files) == {"azuredeploy.json", "README.md"}
    assert "azuredeploy.json" in found.files["README.md"]


def test_modules_are_nested_deployments_that_see_only_their_parameters(everything):
    whole = template(everything)
    deployments = nested(whole)
    assert len(deployments) > 5
    for symbol, item in deployments.items():
        inner = item["properties"]["template"]
        assert item["properties"]["expressionEvaluationOptions"] == {"scope": "inner"}
        assert set(item["properties"]["parameters"]) == set(inner["parameters"]), symbol
        assert len(item["name"]) <= 64
        # what a parameter reads from another deployment has to be there first
        for name, argument in item["properties"]["parameters"].items():
            value = argument["value"]
            if value.startswith("[reference("):
                source = parsed(value).inner[0].inner[0].inner[0].inner[0].value
                assert source in item["dependsOn"], name
                output = parsed(value).inner[0].value
                assert output in deployments[source]["properties"]["template"]["outputs"], name
    made = [
        symbol
        for item in deployments.values()
        for symbol, r in item["properties"]["template"]["resources"].items()
        if not r.get("existing")
    ]
    program = everything.program.declarations
    assert sorted(made) == sorted(d.symbol for d in program if not d.existing)


def test_several_groups_and_subscriptions_are_one_template_of_a_subscription():
    hub = {"resourceGroup": "rg-hub", "subscription": "connectivity"}
    found = exported(
        "arm",
        {"resourceGroup": "rg-main", "subscriptions": [{"alias": "connectivity"}]},
        vnets=[
            {"name": "hub", "prefixes": ["10.0.0.0/16"], **hub},
            {"name": "spoke", "prefixes": ["10.1.0.0/16"]},
        ],
        peerings=[{"from": "spoke", "to": "hub"}, {"from": "hub", "to": "spoke"}],
    )
    whole = template(found)
    assert "subscriptionDeploymentTemplate" in whole["$schema"]
    places = {(i.get("subscriptionId"), i["resourceGroup"]) for i in nested(whole).values()}
    assert places == {("[parameters('subscriptionConnectivity')]", "rg-hub"), (None, "rg-main")}
    assert [p.name for p in found.to_fill] == ["subscriptionConnectivity"]
    told = found.files["README.md"]
    assert "az deployment sub create --location REGION" in told
    main = as_bicep(found.files["azuredeploy.json"])["main.bicep"]
    assert "scope: resourceGroup(subscriptionConnectivity, 'rg-hub')" in main


def test_what_must_be_given_is_never_empty_and_choices_are_all_that_there_is(everything):
    whole = template(everything)
    parameters = whole["parameters"]
    replication = next(p for n, p in parameters.items() if n.endswith("Replication"))
    assert replication["allowedValues"] == ["LRS", "ZRS", "GRS", "GZRS"]
    optional = {p.name for p in everything.program.parameters if p.optional}
    assert optional
    for item in nested(whole).values():
        for name, parameter in item["properties"]["template"]["parameters"].items():
            if name in optional:  # left out means empty, all the way down
                assert "minLength" not in parameter
            elif parameter["type"] == "string" and "allowedValues" not in parameter:
                assert parameter["minLength"] >= 1
    text = "\n".join(export(_everything(), "bicep").files.values())
    assert "@allowed([\n  'LRS'" in text
    assert "@minLength(1)\nparam" in text
