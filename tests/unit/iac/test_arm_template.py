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
from tests.support.arm_template import is_expression, literal_of, parsed, strings_in
from tests.support.exports import exported
from tests.support.hostile import hostile, hostile_design, names

ALL_KINDS = Path(__file__).resolve().parents[2] / "support" / "all_kinds.yaml"
BRACKETS = ["[x]", "[[x]", "[[x]]", "[", "]", "[]", "[parameters('location')]", "x]", "['", "[''']"]


@pytest.fixture(scope="module")
def everything() -> Exported:
    document: Document = read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document
    return export(document, "arm")


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
    resources = template(everything)["resources"]
    declared = {d.symbol: d.type for d in everything.program.declarations}
    assert {s: f"{r['type']}@{r['apiVersion']}" for s, r in resources.items()} == declared
    for resource in resources.values():
        segments = resource["type"].count("/")
        if not is_expression(resource["name"]):
            assert resource["name"].count("/") + 1 == segments


def test_a_resource_waits_for_what_it_names_and_never_for_what_others_deploy(everything):
    resources = template(everything)["resources"]
    existing = {s for s, r in resources.items() if r.get("existing")}
    assert existing
    for declaration in everything.program.declarations:
        if declaration.existing:
            continue
        wanted = {p.symbol for p in parts_of(declaration.body) if isinstance(p, Property)}
        wanted |= set(declaration.depends_on)
        needed = set(resources[declaration.symbol].get("dependsOn", []))
        assert wanted - existing - {declaration.symbol} <= needed
        assert not needed & existing


def test_what_others_deploy_is_named_in_its_group():
    theirs = {"name": "v", "existing": True, "resourceGroup": "rg-o'brien"}
    subnets = [{"name": "s", "prefix": "10.0.0.0/24"}]
    found = exported(
        "arm",
        vnets=[{**theirs, "prefixes": ["10.0.0.0/16"], "subnets": subnets}],
        vms=[{"name": "m", "vnet": "v", "subnet": "s"}],
    )
    resources = template(found)["resources"]
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
