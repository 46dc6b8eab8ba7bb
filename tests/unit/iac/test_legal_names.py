"""Names that Azure refuses are written as drawn and listed, each with what Azure takes."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.legal_names import PARTS, SETTINGS, TYPES, WAF_TYPE
from aksdesigner.iac.name_rules import name_rule
from tests.support.exports import BOTH, exported, main
from tests.support.field_changes import DESIGN


def listed(found: Exported) -> set[tuple[str, str]]:
    return {(o.resource, o.field) for o in found.omissions if "Azure" in o.reason}


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("vnets", {"name": "-hub"}, "vnet:-hub", "name"),
    ("vnets", {"name": "hub", "azureName": "hub!"}, "vnet:hub", "azure_name"),
    ("vnets", {"name": "hub", "resourceGroup": "rg."}, "vnet:hub", "resource_group"),
    ("vnets", {"name": "x" * 65}, "vnet:" + "x" * 65, "name"),
    ("routeTables", {"name": "rt ü"}, "rt:rt ü", "name"),
    ("nsgs", {"name": "n."}, "nsg:n.", "name"),
    ("wafPolicies", {"name": "w", "azureName": "10.0.0.0/24"}, "waf:w", "azure_name"),
    (
        "routeTables",
        {
            "name": "rt",
            "routes": [{"name": "a b", "prefix": "0.0.0.0/0", "nextHopType": "Internet"}],
        },
        "rt:rt",
        "routes",
    ),
]


@BOTH
@pytest.mark.parametrize(("section", "item", "key", "field"), REFUSED)
def test_a_refused_name_is_listed_and_written_as_drawn(dialect, section, item, key, field):
    found = exported(dialect, **{section: [item]})
    reasons = [o.reason for o in found.omissions if (o.resource, o.field) == (key, field)]
    assert any("Azure takes" in reason and "characters" in reason for reason in reasons)
    if field in ("name", "azure_name"):
        assert item.get("azureName", item["name"]) in main(found)


@BOTH
@pytest.mark.parametrize(("group", "told"), [("10.0.0.0/24", True), ("rg.", True), ("rg", False)])
def test_the_group_of_the_settings_is_judged_too(dialect, group, told):
    settings = DESIGN.settings.model_copy(update={"resource_group": group})
    found = export(DESIGN.replace(settings=settings), dialect)
    assert ((SETTINGS, "resource_group") in listed(found)) is told


@BOTH
@pytest.mark.parametrize(("existing", "told"), [(True, True), (False, False)])
def test_a_policy_of_front_door_is_told_only_where_its_name_is_not_made(dialect, existing, told):
    policy = {"name": "waf", "azureName": "33%", "scope": "frontDoor", "existing": existing}
    found = exported(dialect, wafPolicies=[policy])
    assert (("waf:waf", "azure_name") in listed(found)) is told


@BOTH
@pytest.mark.parametrize("name", ["hub", "h_", "1-2.3", "x" * 64])
def test_a_name_that_azure_takes_is_not_listed(dialect, name):
    assert not listed(exported(dialect, vnets=[{"name": name, "prefixes": ["10.0.0.0/16"]}]))


@BOTH
def test_two_resources_of_one_name_in_one_group_are_listed(dialect):
    twins = [{"name": "a", "azureName": "net"}, {"name": "b", "azureName": "NET"}]
    assert ("vnet:b", "azure_name") in listed(exported(dialect, vnets=twins))
    apart = [{**net, "resourceGroup": f"rg-{net['name']}"} for net in twins]
    assert ("vnet:b", "azure_name") not in listed(exported(dialect, vnets=apart))


@BOTH
def test_the_readme_tells_what_was_refused(dialect):
    readme = exported(dialect, vnets=[{"name": "-hub"}]).files["README.md"]
    assert "Azure takes 2 to 64 characters" in readme


def test_every_type_that_is_named_has_a_rule():
    for arm_type in (*TYPES.values(), WAF_TYPE, *(arm_type for _, arm_type in PARTS.values())):
        assert name_rule(arm_type).shortest >= 1


def test_the_design_of_every_kind_has_names_that_azure_takes():
    found = export(DESIGN, "bicep").omissions
    assert [o for o in found if "is written as drawn" in o.reason] == []
