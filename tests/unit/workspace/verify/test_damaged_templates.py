"""An ARM template that a person damaged is told: one member dropped or changed at a time."""

from __future__ import annotations

import json
import os
import random
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from aksdesigner.iac.arm.lift import lift_template
from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
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
def template() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(exported().files["azuredeploy.json"])
    return whole


def is_caught(data: dict[str, Any]) -> bool:
    files = {**exported().files, "azuredeploy.json": json.dumps(data, indent=2)}
    try:
        lifted = lift_template(design(), files, exported().to_fill)
    except ReadError as problem:
        return problem.place.startswith("azuredeploy")
    return bool(design_differences(design(), lifted, exported().omissions))


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
    for symbol in ("accessShop", "connections", "peerings"):
        place: Place = ("resources", symbol, "resourceGroup")
        assert is_caught(with_fault(template(), place, "changed"))


def test_without_damage_nothing_is_told() -> None:
    assert not is_caught(template())


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
