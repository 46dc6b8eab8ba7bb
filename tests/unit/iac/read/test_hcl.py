"""The HCL reader: what it folds, and that anything unknown is an error with its place."""

from __future__ import annotations

import pytest

from aksdesigner.iac.read.configuration import read_configuration
from aksdesigner.iac.read.hcl_tokens import HclError
from aksdesigner.iac.read.hcl_values import Reference
from aksdesigner.iac.read.values import Asked, Mixed

NETWORK = """
resource "azurerm_virtual_network" "hub" {
  name          = "vnet-${var.stage}"
  address_space = [local.prefix, "10.1.0.0/16"]
  count         = 1

  ddos_protection_plan {
    id     = azurerm_network_ddos_protection_plan.plan.id
    enable = !false
  }
}

resource "azurerm_network_ddos_protection_plan" "plan" {
  name = coalesce(null, "plan")
}
"""
REST = """
variable "stage" {
  type = string
}

locals {
  prefix = format("10.%s.0.0/16", "0")
}
"""
ADDRESS = "azurerm_virtual_network.hub"


def test_files_of_a_folder_are_one_configuration() -> None:
    files = {"network-hub.tf": NETWORK, "variables.tf": REST, "terraform.tfvars": 'stage = "x"\n'}
    found = read_configuration(files, ())
    hub = found.resources[ADDRESS]
    assert hub.body == {
        "name": "vnet-x",
        "address_space": ["10.0.0.0/16", "10.1.0.0/16"],
        "ddos_protection_plan": [
            {"id": Reference("azurerm_network_ddos_protection_plan.plan", ("id",)), "enable": True}
        ],
    }
    assert hub.count == 1
    assert hub.place == f"network-hub.tf:2 {ADDRESS}"


def test_what_is_filled_in_later_stays_open() -> None:
    files = {"main.tf": NETWORK + REST, "terraform.tfvars": 'stage = "example"\n'}
    name = read_configuration(files, ["stage"]).resources[ADDRESS].body["name"]
    assert name == Mixed(("vnet-", Asked("stage")))


def test_hostile_text_comes_back_equal() -> None:
    text = 'locals {\n  a = "$${var.x} %%{if} \\"q\\" \\\\ \\n \\u00e9"\n}\n'
    assert read_configuration({"a.tf": text}, ()).locals["a"] == '${var.x} %{if} "q" \\ \n é'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('resource "a" {}\n', 1),
        ('resource "a" "b" {\n  x = c.d.id\n}\n', 2),
        ('resource "a" "b" {\n  x = file("y")\n}\n', 2),
        ("locals {\n  a = local.b\n  b = local.a\n}\n", 2),
        ('moved "x" {}\n', 1),
        ("locals {\n  a = 1\n  a = 2\n}\n", 3),
        ('locals {\n  a = "open\n}\n', 2),
        ('resource "a" "b" {}\nresource "a" "b" {}\n', 2),
        ("x = 1\n", 1),
    ],
)
def test_anything_else_is_an_error_with_file_and_line(text: str, line: int) -> None:
    with pytest.raises(HclError) as found:
        read_configuration({"some.tf": text}, ())
    assert (found.value.path, found.value.line) == ("some.tf", line)
