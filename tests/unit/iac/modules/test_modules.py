"""A program in modules: by concern, in several scopes, without circles, and still the same network."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aksdesigner import resources
from aksdesigner.iac.arm.bicep import lower_arm
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import export
from aksdesigner.iac.expression import Property, Text, fields, parts_of
from aksdesigner.iac.modules.tree import ProgramTree, Unit
from aksdesigner.iac.modules.units import needs_of, staged, units_of
from aksdesigner.iac.modules.wiring import tree_of
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.verify.verification import verify_export
from tests.support.shared import SHARED, needs_shared

HUB_SPOKE = resources.root() / "samples" / "hub-spoke.aksd"


def spanning() -> Document:
    """Return hub and spokes in three resource groups of three subscriptions."""
    plain: dict[str, Any] = json.loads(HUB_SPOKE.read_text("utf-8"))
    aliases = [{"alias": "connectivity"}, {"alias": "workloads"}]
    plain["settings"] = {"resourceGroup": "rg-main", "subscriptions": aliases}
    places = {"hub": ("rg-hub", "connectivity"), "spoke-prod": ("rg-prod", "workloads")}
    for network in plain["topology"]["vnets"]:
        if network["name"] in places:
            network["resourceGroup"], network["subscription"] = places[network["name"]]
    for cluster in plain["topology"]["aksClusters"]:
        cluster["resourceGroup"], cluster["subscription"] = "rg-aks", "workloads"
    return read_document(plain).document


def tree(document: Document) -> ProgramTree:
    design = Design(document)
    program = lower_arm(design).finished()
    scopes = Scopes(design)
    return tree_of(program, units_of(scopes, program), scopes)


def sample() -> Document:
    return read_document(json.loads(HUB_SPOKE.read_text("utf-8"))).document


def test_the_folder_has_a_module_for_each_concern() -> None:
    files = export(sample(), "bicep").files
    assert {name for name in files if name.startswith("modules/")} == {
        f"modules/{slug}.bicep"
        for slug in [
            "access-prod",
            "cluster-prod",
            "dns",
            "dns-links",
            "network-hub",
            "network-spoke-prod",
            "network-spoke-shared",
            "peerings",
            "private-endpoints",
            "services",
            "shared",
        ]
    }
    assert "targetScope = 'resourceGroup'" in files["main.bicep"]
    assert "scope:" not in files["main.bicep"]


def test_a_design_of_one_concern_is_one_file() -> None:
    network = {"name": "v", "prefix": "10.0.0.0/16", "subnets": [{"name": "s"}]}
    plain = {"aksdesigner": 1, "name": "d", "topology": {"vnets": [network]}}
    files = export(read_document(plain).document, "bicep").files
    assert [name for name in files if name.endswith(".bicep")] == ["main.bicep"]


@pytest.mark.parametrize("document", [sample(), spanning()], ids=["one group", "three groups"])
def test_every_module_comes_after_what_it_needs_and_is_given_all_it_asks(document) -> None:
    found = tree(document)
    seen: dict[str, set[str]] = {}
    for module in found.modules:
        asked = {p.name for p in module.program.parameters}
        assert {name for name, _ in module.arguments} == asked
        for _, value in module.arguments:
            if isinstance(value, Property):
                assert value.path[1] in seen[value.symbol]
        assert set(module.depends_on) <= seen.keys()
        declared = {d.symbol for d in module.program.declarations}
        for item in module.program.declarations:
            named = {p.symbol for p in parts_of(item.body) if isinstance(p, Property)}
            assert named | set(item.depends_on) <= declared
        seen[module.symbol] = {o.name for o in module.program.outputs}
    assert not any(p.default or p.optional for m in found.modules for p in m.program.parameters)


def test_everything_that_is_created_stands_in_one_module() -> None:
    design = Design(spanning())
    program = lower_arm(design).finished()
    made = [d.symbol for d in program.declarations if not d.existing]
    found = tree(design.document)
    again = [d.symbol for m in found.modules for d in m.program.declarations if not d.existing]
    assert sorted(again) == sorted(made)


def test_several_groups_make_main_one_of_the_subscription() -> None:
    files = export(spanning(), "bicep").files
    main = files["main.bicep"]
    assert "targetScope = 'subscription'" in main
    assert "scope: resourceGroup(subscriptionConnectivity, 'rg-hub')" in main
    assert "scope: resourceGroup('rg-main')" in main
    assert "00000000-0000-0000-0000-000000000000" in files["main.bicepparam"]
    # a peering goes to the network that it starts from, and names the other by its id
    peering = files["modules/peerings-workloads-rg-prod.bicep"]
    assert "param vnetHubId string" in peering
    assert "resource vnetSpokeProd 'Microsoft.Network/virtualNetworks" in peering
    # a role is given where its target is, never where the cluster is
    roles = files["modules/access-prod-workloads-rg-prod.bicep"]
    assert "roleAssignments" in roles
    assert "userAssignedIdentities@" not in roles


@pytest.mark.parametrize("document", [sample(), spanning()], ids=["one group", "three groups"])
def test_what_is_read_back_is_the_same_network(document) -> None:
    found = verify_export(document, export(document, "bicep"))
    assert [str(d) for d in found.differences] == []
    assert found.holds


def test_the_order_of_the_file_changes_no_module() -> None:
    plain = json.loads(HUB_SPOKE.read_text("utf-8"))
    first = export(read_document(plain).document, "bicep").files
    plain["topology"]["vnets"].reverse()
    again = export(read_document(plain).document, "bicep").files
    assert first.keys() == again.keys()
    assert first["main.bicep"] == again["main.bicep"]


def test_modules_that_need_each_other_are_cut_into_stages() -> None:
    def made(symbol: str, *needs: str) -> Declaration:
        body = fields({"name": symbol, "of": [Property(need, ("id",)) for need in needs]})
        return Declaration(symbol, f"Some/{symbol}@1", body, "")

    parts = (made("a"), made("b", "a"), made("c", "b"), made("d", "c"))
    program = Program((), parts)
    one, other = Unit("one", "One", Scope()), Unit("other", "Other", Scope())
    units = staged({"a": one, "b": other, "c": one, "d": other}, needs_of(program))
    assert [units[s].slug for s in "abcd"] == ["one", "other", "one-2", "other-2"]
    design = Design(read_document({"aksdesigner": 1, "name": "d"}).document)
    found = tree_of(program, units, Scopes(design))
    assert [m.slug for m in found.modules] == ["one", "other", "one-2", "other-2"]
    assert dict(found.modules[1].program.declarations[0].body.pairs)["name"] == Text("b")


@needs_shared
def test_the_checker_finds_nothing_in_several_groups(tmp_path: Path) -> None:
    for name, text in export(spanning(), "bicep").files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    tool = str(SHARED / "tools" / "check_bicep")
    done = subprocess.run(
        [sys.executable, tool, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert " 0 errors, 0 warnings" in done.stdout, done.stdout


def test_groups_that_read_alike_have_modules_of_their_own() -> None:
    plain = json.loads(HUB_SPOKE.read_text("utf-8"))
    for network, group in zip(plain["topology"]["vnets"], ("rg a", "rg-a", "rg_a"), strict=True):
        network["resourceGroup"] = group
    document = read_document(plain).document
    found = tree(document)
    assert len({module.slug for module in found.modules}) == len(found.modules)
    assert verify_export(document, export(document, "bicep")).holds
