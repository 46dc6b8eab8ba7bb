"""Calls of a registry's modules in Terraform: what they make stands among the resources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from aksdesigner.iac.read.configuration import Configuration, read_configuration
from aksdesigner.iac.read.hcl_tokens import HclError
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.registry import Made, MadePart, Registry, RegistryModule, Steps
from aksdesigner.iac.read.syntax import ReadError

ZONE = """
module "zone" {
  source  = "Some/zone/azurerm"
  version = "1.2.3"
  name    = "a.example"
  records = ["www"]

  depends_on = [azurerm_thing.first]
}
"""
FIRST = 'resource "azurerm_thing" "first" {\n  name = "first"\n}\n'


@dataclass(frozen=True)
class Zones:
    """A module of the test: a zone with its records."""

    type: str = "azurerm_zone"
    names: tuple[str, ...] = ()

    @property
    def outputs(self) -> Mapping[Steps, Steps]:
        return {("resource_id",): ("id",), ("resource", "server"): ("server",), ("all",): ()}

    def made(self, parameters: Mapping[str, Any], itself: Any, place: str) -> Made:
        if "strange" in parameters:
            raise ReadError(place, "strange is not read back")
        records = parameters.get("records", ())
        parts = tuple(MadePart("azurerm_record", None, {"in": itself, "is": r}) for r in records)
        return Made({"name": parameters["name"]}, parts)


def found(source: str, place: str) -> RegistryModule:
    if source != "Some/zone/azurerm:1.2.3":
        raise ReadError(place, f"{source} is unknown")
    return Zones()


def read(text: str) -> Configuration:
    return read_configuration({"main.tf": text}, (), Registry(found))


def test_a_call_makes_a_resource_and_its_parts() -> None:
    resources = read(FIRST + ZONE).resources
    zone, record = resources["module.zone"], resources["module.zone.1"]
    assert (zone.type, zone.body) == ("azurerm_zone", {"name": "a.example"})
    assert zone.place == "main.tf:5 module.zone"
    assert zone.depends_on == ("azurerm_thing.first",)
    assert record.type == "azurerm_record"
    assert record.body == {"in": Reference("module.zone", ("id",)), "is": "www"}
    assert record.depends_on == ("module.zone",)
    assert not zone.existing


def test_outputs_of_a_call_are_properties_of_what_it_makes() -> None:
    user = """
resource "azurerm_user" "user" {
  id     = module.zone.resource_id
  server = module.zone.resource.server[0].name
  other  = module.zone.all.tags
}
"""
    body = read(user + ZONE + FIRST).resources["azurerm_user.user"].body
    assert body == {
        "id": Reference("module.zone", ("id",)),
        "server": Reference("module.zone", ("server", 0, "name")),
        "other": Reference("module.zone", ("tags",)),
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "1.2.3"', 'version = "1.2.4"', "Some/zone/azurerm:1.2.4 is unknown"),
        ('version = "1.2.3"', "", "module zone has no version"),
        ('source  = "Some/zone/azurerm"', "", "module zone has no source"),
        ('records = ["www"]', "strange = 1", "strange is not read back"),
        ('name    = "a.example"', "name = module.zone.tags", "module.zone gives no tags"),
        ('"zone" {', '"zone" "more" {', "module has 2 labels, expected 1"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(old: str, new: str, message: str) -> None:
    assert old in ZONE
    with pytest.raises(HclError, match=re.escape(message)) as raised:
        read(FIRST + ZONE.replace(old, new, 1))
    assert "main.tf:" in str(raised.value)


def test_two_calls_of_one_name_are_told() -> None:
    with pytest.raises(HclError, match=r"module\.zone is there twice"):
        read(FIRST + ZONE + ZONE)


def test_a_reader_without_a_registry_knows_no_module() -> None:
    with pytest.raises(HclError, match="is a module of a registry"):
        read_configuration({"main.tf": FIRST + ZONE}, ())
