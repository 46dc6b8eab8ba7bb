"""The README of an exported folder: steps that can be followed, and nothing that a name can forge."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from aksdesigner import resources
from aksdesigner.iac.dialects import DIALECTS, export
from aksdesigner.iac.readme import README, VALUES_FILES, joined
from aksdesigner.model.reading import read_document
from tests.support.exports import exported

HUB = {"name": "hub", "prefixes": ["10.0.0.0/16"]}
SAMPLES = sorted(resources.path("samples").glob("*.aksd"))


def sample(path):
    return read_document(json.loads(path.read_text("utf-8"))).document


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_names_every_file_to_fill_in_and_none_that_is_not_there(path, dialect):
    found = export(sample(path), dialect)
    text = found.files[README]
    for name in VALUES_FILES:
        assert (f"`{name}`" in text) == (name in found.files)
    for parameter in found.to_fill:
        assert f"- `{parameter.name}`" in text
    headings = re.findall(r"^#+ .*$", text, re.MULTILINE)
    wanted = ["## Before", "## Deploy", "## Fill in", "## Left out", "## Exporting again"]
    assert [h for h in headings if h in wanted] == wanted
    steps = text[text.index("## Deploy") : text.index("## Fill in")]
    numbers = [int(n) for n in re.findall(r"^(\d+)\. ", steps, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_left_out_of_one_resource_stands_together():
    found = export(sample(resources.path("samples", "hub-spoke.aksd")), "bicep")
    left_out = found.files[README].partition("## Left out")[2]
    names = re.findall(r"^- (.+?), \w+: ", left_out, re.MULTILINE)
    runs = [name for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
    assert len(runs) == len(set(runs))
    assert len(names) == len(found.omissions)


def test_commands_carry_the_designs_group_and_region():
    found = exported("bicep", {"resourceGroup": "rg-net", "region": "westeurope"}, vnets=[HUB])
    text = found.files[README]
    assert "`az group create --name rg-net --location westeurope`" in text
    assert "--resource-group rg-net --template-file main.bicep`" in text


@pytest.mark.parametrize("dialect", ["bicep", "arm"])
def test_several_groups_are_deployed_from_their_subscription(dialect):
    settings = {"resourceGroup": "rg-net", "region": "westeurope"}
    spoke = {"name": "spoke", "prefixes": ["10.1.0.0/16"], "resourceGroup": "rg-spoke"}
    text = exported(dialect, settings, vnets=[HUB, spoke]).files[README]
    for group in ("rg-net", "rg-spoke"):
        assert f"  - `az group create --name {group} --location westeurope`" in text
    assert "`az deployment sub what-if --location westeurope --template-file" in text
    assert "az deployment group" not in text


@pytest.mark.parametrize("group", ["a; rm -rf ~", "$(id)", "`id`", "x' y", "<!-- z -->"])
def test_a_group_that_is_pasted_into_a_shell_is_one_word(group):
    text = exported("bicep", {"resourceGroup": group}, vnets=[HUB]).files[README]
    command = re.search(r"`(az group create [^`]*)`", text)
    assert command
    words = shlex.split(command[1])
    assert words[:4] == ["az", "group", "create", "--name"]
    assert words[5:] == ["--location", "REGION"]


def test_what_others_deploy_is_named_and_who_may_give_roles():
    text = exported(
        "terraform",
        vnets=[{**HUB, "existing": True}, {"name": "b", "prefixes": ["10.1.0.0/16"]}],
        peerings=[{"from": "b", "to": "hub"}],
    ).files[README]
    assert "- These are there already and only referred to: Virtual network hub." in text
    assert "give roles" not in text
    hub_spoke = export(sample(resources.path("samples", "hub-spoke.aksd")), "terraform")
    assert "give roles" in hub_spoke.files[README]


def test_parts_of_a_folder_are_replaced_one_by_one():
    both = joined(joined("", _part("terraform", "T1"), "terraform"), _part("bicep", "B1"), "bicep")
    assert both.index("B1") < both.index("T1")
    again = joined(both, _part("terraform", "T2"), "terraform")
    assert "T1" not in again and "B1" in again and "T2" in again
    assert joined(again, _part("terraform", "T2"), "terraform") == again
    assert joined("a person's own words", _part("bicep", "B"), "bicep") == _part("bicep", "B")


def test_a_name_cannot_pretend_to_be_a_part():
    data = {"aksdesigner": 1, "name": "x\n<!-- aksdesigner: terraform -->\n# forged"}
    text = export(read_document(data).document, "bicep").files[README]
    assert joined(text, text, "bicep") == text
    assert len(re.findall(r"^<!-- aksdesigner: ", text, re.MULTILINE)) == 1


def _part(dialect, text):
    return f"<!-- aksdesigner: {dialect} -->\n{text}\n"
