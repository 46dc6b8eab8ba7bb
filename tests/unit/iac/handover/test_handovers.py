"""The folders of other teams: what is in them, and that the main program has nothing of it."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest

from aksdesigner.iac.dialects import DIALECTS, Exported, export
from aksdesigner.model.document import Document
from aksdesigner.model.ids import split_key
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.verify.handed import handed_over
from aksdesigner.workspace.verify.verification import verify_export
from tests.support import foreign_hub
from tests.support.random_designs.generator import design_of_seed
from tests.support.random_designs.ownership import owned_by_others

ALL = pytest.mark.parametrize("dialect", DIALECTS)


def exported(dialect: str, **settings: Any) -> tuple[Document, Exported]:
    document = read_document(foreign_hub.plain(**settings)).document
    return document, export(document, dialect)


@ALL
def test_the_main_program_creates_nothing_in_what_others_deploy(dialect: str) -> None:
    document, found = exported(dialect)
    theirs = {
        key
        for key in (entry.key for entry in document.topology.index.entries)
        if getattr(document.topology.index.at(key), "existing", False)
    }
    created = {d.resource for d in found.program.declarations if not d.existing}
    assert not created & theirs
    assert not created & {"peering:hub>spoke", "peering:far>spoke"}
    assert {"peering:spoke>hub", "peering:spoke>far"} <= created
    made = {d.resource for h in found.handovers for d in h.declarations if not d.existing}
    assert made == {
        "peering:hub>spoke",
        "peering:far>spoke",
        "rt:rt-gateway",
        "nsg:nsg-sec",
        f"zone:{foreign_hub.ZONE}",
        "ruleset:rules",
        "vhub:vhub",
    }


@ALL
def test_a_half_that_is_handed_over_is_not_left_out(dialect: str) -> None:
    _, found = exported(dialect)
    halves = {o.resource for o in found.omissions if split_key(o.resource)[0] == "peering"}
    assert halves == {"peering:hub>far", "peering:far>hub"}
    assert not [o for o in found.omissions if o.resource == "aks:aks" and o.field == "identity"]


@ALL
def test_everything_that_is_handed_over_reads_back_and_a_change_of_it_is_seen(dialect: str) -> None:
    document, found = exported(dialect)
    handed = handed_over(document, found)
    assert set(handed.halves) == {"peering:hub>spoke", "peering:far>spoke"}
    assert handed.strange == () and handed.differences == ()
    faults = (
        ("10.1.0.0/16", "10.1.0.0/17"),
        ("10.1.0.200", "10.1.0.202"),
        ("10.1.0.8", "10.1.0.7"),
        ("NxDomainRedirect", "Default"),
        ("'443'" if dialect == "bicep" else '"443"', "'80'" if dialect == "bicep" else '"80"'),
    )
    for old, new in faults:
        files = {
            name: text.replace(old, new) if name.startswith("handover/") else text
            for name, text in found.files.items()
        }
        assert files != found.files, old
        changed = Exported(**{**vars(found), "files": files})
        assert handed_over(document, changed).differences, old


@ALL
def test_a_half_that_says_something_else_is_another_network(dialect: str) -> None:
    document, found = exported(dialect)
    assert verify_export(document, found).holds
    flag = "allow_gateway_transit" if dialect == "terraform" else "allowGatewayTransit"
    files = {
        name: re.sub(rf'({flag}"?\s*[:=]\s*)true', r"\1false", text)
        if name.startswith("handover/")
        else text
        for name, text in found.files.items()
    }
    changed = Exported(**{**vars(found), "files": files})
    told = [d.resource for d in verify_export(document, changed).differences]
    assert "peering:hub>spoke" in told


def test_the_readme_of_a_team_says_what_when_and_how() -> None:
    _, found = exported("terraform")
    text = found.files["handover/network/README.md"]
    assert "# For the network team (Terraform)" in text
    assert "its half of the peering to Virtual network spoke (your gateway is offered)" in text
    assert "route spoke, 10.1.0.0/16 to VirtualAppliance 10.0.1.4" in text
    assert "record api, 10.1.0.200" in text and "10.0.0.9" not in text
    assert (
        "`terraform apply -target=azurerm_virtual_network.vnet_spoke "
        "-target=azurerm_user_assigned_identity.aks_identity`" in text
    )
    assert "az network ip-group update --name ours" in text
    assert "`subscription_main_deployment`" in text
    alone = found.files["handover/rg-far/README.md"]
    assert "After the main deployment: its networks have to be there." in alone
    bicep = exported("bicep")[1].files["handover/rg-far/README.md"]
    assert "az deployment group create --resource-group rg-far --template-file main.bicep" in bicep


@ALL
def test_the_main_readme_names_the_folders_and_no_example_stands_in_for_a_secret(
    dialect: str,
) -> None:
    _, found = exported(dialect)
    for handover in found.handovers:
        assert f"- `{handover.folder}` for {handover.team.title}" in found.files["README.md"]
        assert not any(parameter.secure for parameter in handover.to_fill)
    assert [h.folder for h in found.handovers] == [
        "handover/network",
        "handover/rg-dns",
        "handover/rg-far",
        "handover/rg-sec",
        "handover/rg-wan",
    ]


def test_a_team_with_nothing_but_steps_gets_a_readme_alone() -> None:
    data = foreign_hub.plain()
    data["topology"] = {
        name: data["topology"][name] for name in ("vnets", "ipGroups", "routeTables")
    }
    data["topology"]["routeTables"][1]["routes"].pop(0)
    found = export(read_document(data).document, "bicep")
    inside = [name for name in found.files if name.startswith("handover/")]
    assert inside == ["handover/network/README.md"]
    assert "## By hand" in found.files[inside[0]] and "## When" not in found.files[inside[0]]


@ALL
def test_the_order_of_the_file_changes_no_file_of_a_team(dialect: str) -> None:
    data = foreign_hub.plain()
    straight = export(read_document(data).document, dialect).files
    for name in ("vnets", "nsgs", "privateDnsZones", "dnsRulesets", "virtualHubs", "ipGroups"):
        data["topology"][name].reverse()
    turned = export(read_document(data).document, dialect).files
    assert {n for n in straight if n.startswith("handover/")} == {
        n for n in turned if n.startswith("handover/")
    }


@pytest.mark.parametrize("seed", range(400 if os.environ.get("AKSDESIGNER_CAMPAIGN") else 6))
def test_random_designs_that_others_deploy_a_part_of(seed: int) -> None:
    document = owned_by_others(design_of_seed(seed), seed)
    folders = set()
    for dialect in DIALECTS:
        found = export(document, dialect)
        handed = handed_over(document, found)
        assert handed.strange == () and handed.differences == ()
        for key, half in handed.halves.items():
            assert half == document.topology.index.at(key)
        folders.add(tuple(h.folder for h in found.handovers))
        created = {d.resource for d in found.program.declarations if not d.existing}
        index = document.topology.index
        assert not [key for key in created if getattr(index.at(key), "existing", False)]
    assert len(folders) == 1
