"""The runbook: its order, its commands as the shell reads them, hostile names, no secrets."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document
from aksdesigner.report.markdown import inline
from aksdesigner.report.runbook import runbook_of
from aksdesigner.store.design_file import read_design
from tests.support.builders import document

SAMPLES = sorted(resources.path("samples").glob("*.aksd"))


def commands(text: str) -> list[str]:
    blocks = re.findall(r"^```bash\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if not line.startswith("# ")]


def hub() -> Document:
    return read_design(resources.path("samples") / "hub-spoke.aksd").document


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_line_is_one_command_of_a_known_program(path: Path) -> None:
    text = runbook_of(analyze(read_design(path).document))
    found = commands(text)
    assert len(found) > 10
    for command in found:
        words = shlex.split(command)
        assert words[0] in ("az", "kubectl", "bicep", "terraform", "export"), command
    assert text == runbook_of(analyze(read_design(path).document))


def test_the_steps_stand_in_their_order_with_the_names_of_the_design() -> None:
    found = commands(runbook_of(analyze(hub())))
    wanted = (
        "az group create",
        "what-if",
        "az deployment group create",
        "terraform plan",
        "az network vnet peering list",
        "az network route-table route list",
        "az network nic show-effective-route-table",
        "az network watcher show-next-hop",
        "kubectl apply --dry-run=server",
        "nslookup",
        "az aks get-upgrades",
        "az network vnet subnet show",
    )
    places = [next((i for i, c in enumerate(found) if w in c), -1) for w in wanted]
    assert -1 not in places, dict(zip(wanted, places, strict=True))
    # what-if before create, the network before the cluster, the upgrade last
    assert places == sorted(places)
    assert any("--name aks-prod" in command for command in found)


@pytest.mark.parametrize("name", ["a'b; rm -rf ~ #", "$(id)", "`id`", '"x"', "```", "<b>&"])
def test_hostile_names_are_one_word_and_no_markup(name: str) -> None:
    design = document(
        {"resourceGroup": name, "region": "westeurope"},
        vnets=[
            {
                "name": name,
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "n", "prefix": "10.0.0.0/24"}],
            },
            {"name": "w", "prefixes": ["10.1.0.0/16"], "subnets": []},
        ],
        peerings=[{"from": name, "to": "w"}],
        aksClusters=[{"name": "aks", "vnet": name, "pools": [{"name": "p", "subnet": "n"}]}],
    ).replace(name=name)
    text = runbook_of(analyze(design))
    found = [shlex.split(command) for command in commands(text)]
    peering = next(words for words in found if words[:4] == ["az", "network", "vnet", "peering"])
    assert peering[peering.index("--vnet-name") + 1] == name
    group = next(words for words in found if words[:3] == ["az", "group", "create"])
    assert group[group.index("--name") + 1] == name
    assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(
        re.findall(r"^```bash$", text, re.MULTILINE)
    )
    assert f"# Runbook of {inline(name)}\n" in text


def test_a_name_is_never_an_option() -> None:
    design = document(
        {"resourceGroup": "-o evil"}, vnets=[{"name": "v", "prefixes": ["10.0.0.0/16"]}]
    )
    assert "-o evil" not in "\n".join(commands(runbook_of(analyze(design))))


def test_what_the_design_does_not_know_is_a_variable_and_no_id_is_written() -> None:
    design = document(
        vnets=[
            {
                "name": "v",
                "prefixes": ["10.0.0.0/16"],
                "subnets": [{"name": "n", "prefix": "10.0.0.0/24"}],
            }
        ],
        aksClusters=[{"name": "aks", "vnet": "v", "pools": [{"name": "p", "subnet": "n"}]}],
    )
    text = runbook_of(analyze(design))
    assert '"${GROUP:?}"' in text
    assert '"${LOCATION:?}"' in text
    assert re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text) is None


def test_each_command_names_the_group_and_the_subscription_of_its_resource() -> None:
    design = document(
        {
            "resourceGroup": "rg-main",
            "region": "westeurope",
            "subscriptions": [{"alias": "hub team"}, {"alias": "apps"}],
        },
        vnets=[
            {
                "name": "hub",
                "prefixes": ["10.0.0.0/16"],
                "resourceGroup": "rg-hub",
                "subscription": "hub team",
                "region": "northeurope",
            },
            {
                "name": "spoke",
                "prefixes": ["10.1.0.0/16"],
                "subnets": [{"name": "n", "prefix": "10.1.0.0/24", "routeTable": "rt"}],
            },
        ],
        peerings=[{"from": "hub", "to": "spoke"}, {"from": "spoke", "to": "hub"}],
        routeTables=[{"name": "rt", "routes": []}],
    )
    text = runbook_of(analyze(design))
    found = [shlex.split(command) for command in commands(text)]
    peerings = {
        words[words.index("--vnet-name") + 1]: words
        for words in found
        if words[:4] == ["az", "network", "vnet", "peering"]
    }
    hub, spoke = peerings["hub"], peerings["spoke"]
    assert hub[hub.index("--resource-group") + 1] == "rg-hub"
    assert hub[hub.index("--subscription") + 1] == "${SUBSCRIPTION_HUB_TEAM:?}"
    assert spoke[spoke.index("--resource-group") + 1] == "rg-main"
    assert "--subscription" not in spoke
    groups = [words[4:] for words in found if words[:3] == ["az", "group", "create"]]
    assert [words[:3] for words in groups] == [
        ["rg-main", "--location", "westeurope"],
        ["rg-hub", "--location", "northeurope"],
    ]
    assert "- `SUBSCRIPTION_HUB_TEAM`: the subscription hub team" in text
