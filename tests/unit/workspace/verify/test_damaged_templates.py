"""An ARM template that a person damaged is told: one member dropped or changed at a time."""

from __future__ import annotations

import copy
import json
import os
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from aksdesigner.iac.arm.lift import lift_template
from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.verify.handed import Handed, handed_over
from aksdesigner.workspace.verify.verify import design_differences
from tests.support.template_faults import Path as Place
from tests.support.template_faults import faults_of_template, with_fault

ALL_KINDS = Path(__file__).resolve().parents[3] / "support" / "all_kinds.yaml"
FAULTS = 100_000 if os.environ.get("AKSDESIGNER_CAMPAIGN") else 40
# names that the export makes up, and no drawing says
MADE_UP = frozenset(
    {
        *("Microsoft.Network/connections", "Microsoft.Authorization/roleAssignments"),
        *("Microsoft.Network/dnsResolvers/inboundEndpoints",),
        *("Microsoft.Network/dnsResolvers/outboundEndpoints",),
        *("Microsoft.Network/virtualHubs/ipConfigurations",),
        *("Microsoft.Network/virtualHubs/routingIntent",),
        *("Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",),
        *("Microsoft.Resources/deployments",),
    }
)


@cache
def design() -> Document:
    return read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document


@cache
def exported() -> Exported:
    return export(design(), "arm")


@cache
def handed() -> Handed:
    """Return what the files for other teams say, which are not damaged here."""
    return handed_over(design(), exported())


@cache
def template() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(exported().files["azuredeploy.json"])
    return whole


def is_caught(data: dict[str, Any]) -> bool:
    files = {**exported().files, "azuredeploy.json": json.dumps(data, indent=2)}
    try:
        lifted = lift_template(design(), files, exported().to_fill, exported().program)
    except ReadError as problem:
        return problem.place.startswith("azuredeploy")
    whole = handed().beside(lifted)
    return bool(design_differences(design(), whole, exported().omissions))


def says_something(place: Place) -> bool:
    """Return whether a member says what the network is: not what it is called only here.

    Names in ``dependsOn`` are judged by the order that they make (test_order.py).
    """
    if "dependsOn" in place:
        return False
    owner: Any = template()
    for key in place:
        parent, owner = owner, owner[key]
    if isinstance(owner, dict) and owner.get("existing"):
        return False  # ids need no reference
    if owner == {} and place[-1] == "parameters":
        return False
    return not (place[-1] == "name" and isinstance(parent, dict) and parent.get("type") in MADE_UP)


def test_a_module_sent_to_another_group_is_told_even_if_nothing_of_it_is_drawn() -> None:
    """Peerings and role assignments have no group of their own in a drawing."""
    hub = {"name": "hub", "prefixes": ["10.0.0.0/16"], "resourceGroup": "rg-hub"}
    nodes = {"name": "nodes", "prefix": "10.1.0.0/24"}
    spoke = {"name": "spoke", "prefixes": ["10.1.0.0/16"], "subnets": [nodes]}
    pool = {"name": "sys", "mode": "System", "subnet": "nodes"}
    topology = {
        "vnets": [hub, spoke],
        "peerings": [{"from": "spoke", "to": "hub"}, {"from": "hub", "to": "spoke"}],
        "aksClusters": [{"name": "aks", "vnet": "spoke", "pools": [pool]}],
    }
    data = {"aksdesigner": 1, "name": "t", "settings": {"resourceGroup": "rg"}}
    document = read_document({**data, "topology": topology}).document
    found = export(document, "arm")
    whole = json.loads(found.files["azuredeploy.json"])
    sent = {s: r for s, r in whole["resources"].items() if "resourceGroup" in r}
    assert len(sent) > 4
    for symbol in sent:
        changed = with_fault(whole, ("resources", symbol, "resourceGroup"), "changed")
        files = {**found.files, "azuredeploy.json": json.dumps(changed)}
        said = lift_template(document, files, found.to_fill, found.program).strange
        assert any("where nothing drawn is" in strange.message for strange in said), symbol


def test_without_damage_nothing_is_told() -> None:
    assert not is_caught(template())


OTHERS: tuple[Any, ...] = (None, 7, True, "x", [], {}, ["x"], {"id": "x"}, [{"name": "x"}], [[]])


def test_values_of_another_kind_are_told_and_never_break_a_reader() -> None:
    chance = random.Random(9)
    places = [p for p, fault in faults_of_template(template()) if fault == "dropped"]
    for place in chance.sample(places, min(len(places), FAULTS)):
        changed = copy.deepcopy(template())
        owner: Any = changed
        for key in place[:-1]:
            owner = owner[key]
        before, owner[place[-1]] = owner[place[-1]], chance.choice(OTHERS)
        told = is_caught(changed)
        assert told or before == owner[place[-1]] or not says_something(place), place


@pytest.mark.parametrize(
    ("symbol", "path", "value", "words"),
    [
        ("rtSpoke", ("properties", "routes"), True, "properties.routes is True, expected a list"),
        ("vnetSpoke", ("tags",), "x", "tags is 'x', expected an object"),
        (
            "rtSpoke",
            ("properties", "routes"),
            [{"name": []}],
            "properties.routes[].name is [], expected one value",
        ),
    ],
)
def test_a_value_of_another_shape_is_told_with_place_and_what_was_expected(
    symbol: str, path: tuple[str, ...], value: Any, words: str
) -> None:
    changed = copy.deepcopy(template())
    inner = changed["resources"]["networkSpoke"]["properties"]["template"]["resources"][symbol]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    text = json.dumps(changed, indent=2)
    files = {**exported().files, "azuredeploy.json": text}
    with pytest.raises(ReadError) as told:
        lift_template(design(), files, exported().to_fill, exported().program)
    assert words in told.value.message
    line = int(told.value.place.split()[0].partition(":")[2])
    assert f'"{symbol}"' in text.splitlines()[line - 1]


def test_damage_is_told() -> None:
    """A few of all faults in each run, chosen by a fixed seed; all when asked."""
    faults = [fault for fault in faults_of_template(template()) if says_something(fault[0])]
    assert len(faults) > 5000
    missed = [
        f"{'.'.join(map(str, place))}: {fault}"
        for place, fault in random.Random(4).sample(faults, min(len(faults), FAULTS))
        if not is_caught(with_fault(template(), place, fault))
    ]
    assert not missed


@pytest.mark.parametrize(
    "place",
    [
        ("networkHub", "rsHub", "location"),
        ("services", "paasImages", "properties", "adminUserEnabled"),
        ("networkHub", "fwAzfw", "properties", "sku", "tier"),
    ],
)
def test_null_is_no_value(place: Place) -> None:
    changed = copy.deepcopy(template())
    inner: Any = changed["resources"][place[0]]["properties"]["template"]["resources"]
    for key in place[1:-1]:
        inner = inner[key]
    assert inner[place[-1]] is not None
    inner[place[-1]] = None
    assert is_caught(changed)
