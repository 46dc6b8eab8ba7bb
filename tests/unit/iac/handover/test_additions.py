"""What counts as an addition to a resource of others, and who has to make it."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.design import Design
from aksdesigner.iac.handover.additions import HALF, ROLE, additions_of
from aksdesigner.iac.handover.steps import steps_of
from aksdesigner.iac.handover.teams import teams_of
from aksdesigner.iac.scopes import Scopes
from aksdesigner.model.reading import read_document
from tests.support import foreign_hub


def design(**sections: Any) -> Design:
    data = foreign_hub.plain()
    data["topology"] |= sections
    return Design(read_document(data).document)


def names_by_place(found: Design) -> dict[tuple[str, str], list[str]]:
    out: dict[tuple[str, str], list[str]] = {}
    for addition in additions_of(found):
        names = out.setdefault((addition.owner, addition.field), [])
        names += [_name(item) for item in addition.items]
    return out


def _name(item: Any) -> str:
    if isinstance(item, (str, tuple)):
        return item if isinstance(item, str) else str(item[0])
    fields = ("name", "vnet", "suffix", "role")
    return str(next(getattr(item, f) for f in fields if hasattr(item, f)))


ZONE = f"zone:{foreign_hub.ZONE}"


def test_only_what_names_a_network_of_the_design_is_added() -> None:
    assert names_by_place(design()) == {
        ("vnet:hub", HALF): ["hub>spoke"],
        ("vnet:far", HALF): ["far>spoke"],
        ("rt:rt-gateway", "routes"): ["spoke"],
        ("nsg:nsg-sec", "rules"): ["from-nodes"],
        (ZONE, "links"): ["spoke"],
        (ZONE, "records"): ["api"],
        ("ruleset:rules", "links"): ["spoke"],
        ("ruleset:rules", "rules"): ["spoke.example."],
        ("vhub:vhub", "connections"): ["spoke"],
        (ZONE, ROLE): ["Private DNS Zone Contributor"],
    }


def test_a_design_that_deploys_all_of_it_adds_nothing_to_others() -> None:
    data = foreign_hub.plain()
    for section in data["topology"].values():
        for item in section:
            item.pop("existing", None)
    found = Design(read_document(data).document)
    assert additions_of(found) == () and steps_of(Scopes(found)) == ()


def test_a_route_to_an_address_of_ours_is_added_whatever_its_prefix() -> None:
    route = {"name": "out", "prefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance"}

    def added(hop: str) -> list[str]:
        tables = foreign_hub.topology()["routeTables"]
        tables[1]["routes"] = [{**route, "nextHopIp": hop}]
        return names_by_place(design(routeTables=tables)).get(("rt:rt-gateway", "routes"), [])

    assert added("10.1.0.4") == ["out"]
    assert added("10.0.0.4") == []


def test_a_rule_that_azure_takes_as_two_is_left_to_a_person() -> None:
    rule = foreign_hub.topology()["nsgs"][0]["rules"][0] | {"sourceAsgs": ["asg"]}
    found = design(
        asgs=[{"name": "asg"}], nsgs=[{"name": "nsg", "existing": True, "rules": [rule]}]
    )
    assert ("nsg:nsg", "rules") not in names_by_place(found)
    assert [s.owner for s in steps_of(Scopes(found)) if s.owner == "nsg:nsg"] == ["nsg:nsg"]


def test_fields_that_a_file_could_only_set_with_all_others_are_steps_with_commands() -> None:
    steps = {step.what: step.command for step in steps_of(Scopes(design()))}
    assert steps == {
        "network hub asks the DNS servers 10.1.0.9": "az network vnet update --name vnet-hub "
        "--resource-group rg-hub --subscription connectivity --dns-servers 10.1.0.9 10.0.1.4",
        "subnet tools of network hub gets route-table rt-tools": "az network vnet subnet update "
        "--vnet-name vnet-hub --name tools --resource-group rg-hub --subscription connectivity "
        '--route-table "$(az network route-table show --name rt-tools --resource-group rg-app '
        '--subscription connectivity --query id --output tsv)"',
        "IP group ours holds 10.1.0.0/16": "az network ip-group update --name ours "
        "--resource-group rg-hub --subscription connectivity --add ipAddresses 10.1.0.0/16",
    }


def teams(found: Design) -> dict[str, set[str]]:
    scopes = Scopes(found)
    return {
        team.slug: {item.owner for item in (*team.additions, *team.steps)}
        for team in teams_of(scopes, additions_of(found), steps_of(scopes))
    }


def test_the_named_owner_comes_first_then_the_resource_group() -> None:
    assert teams(design()) == {
        "network": {"vnet:hub", "rt:rt-gateway", ZONE, "ipgroup:ours"},
        "rg-dns": {"ruleset:rules"},
        "rg-far": {"vnet:far"},
        "rg-sec": {"nsg:nsg-sec"},
        "rg-wan": {"vhub:vhub"},
    }


def test_what_names_neither_is_a_team_of_its_own_and_names_that_read_alike_stay_apart() -> None:
    def hubs(*names: str) -> set[str]:
        theirs = {"existing": True, "connections": [{"vnet": "spoke"}]}
        found = teams(design(virtualHubs=[{"name": name, **theirs} for name in names]))
        return {slug for slug, owners in found.items() if owners & {f"vhub:{n}" for n in names}}

    assert hubs("east") == {"east"}
    both = hubs("east.1", "east-1")
    assert len(both) == 2 and all(slug.startswith("east-1-") for slug in both)
    assert hubs("東") == {"vhub"}


def test_a_slug_does_not_depend_on_other_teams() -> None:
    fewer = design(peerings=[], nsgs=[], virtualHubs=[], dnsRulesets=[])
    assert set(teams(fewer)) == {"network"} and "network" in teams(design())
