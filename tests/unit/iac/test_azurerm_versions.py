"""The Terraform provider's major version is a choice: 5 by default, 4 on request."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.options import ExportOptions
from aksdesigner.model.reading import read_document

DESIGN: dict[str, Any] = {
    "aksdesigner": 1,
    "name": "versions",
    "topology": {
        "vnets": [
            {
                "name": "spoke",
                "prefixes": ["10.1.0.0/16"],
                "subnets": [
                    {
                        "name": "apps",
                        "prefix": "10.1.0.0/24",
                        "serviceEndpoints": ["Microsoft.Sql", "Microsoft.Storage"],
                    },
                    {"name": "plain", "prefix": "10.1.1.0/24"},
                ],
            }
        ],
        "privateDnsZones": [
            {"name": "corp.example", "links": [{"vnet": "spoke"}], "records": {"a": "10.1.0.9"}}
        ],
    },
}


def written(version: Any = None) -> Exported:
    document = read_document(DESIGN).document
    if version is None:
        return export(document, "terraform")
    return export(document, "terraform", ExportOptions(azurerm=version))


def everything(exported: Exported) -> str:
    return "\n".join(text for name, text in exported.files.items() if name.endswith(".tf"))


def test_five_is_the_default():
    assert written().files == written("5").files
    assert 'version = ">= 5.0, < 6.0"' in written().files["versions.tf"]


def test_the_constraint_keeps_to_the_version_that_was_asked_for():
    assert 'version = ">= 4.81, < 5.0"' in written("4").files["versions.tf"]


def test_service_endpoints_are_a_list_in_4_and_blocks_in_5():
    four, five = everything(written("4")), everything(written("5"))
    assert '= ["Microsoft.Sql", "Microsoft.Storage"]' in four
    assert "service_endpoint {" not in four
    assert five.count("service_endpoint {") == 2
    assert "service_endpoints" not in five


@pytest.mark.parametrize("version", ["4", "5"])
def test_a_part_of_a_zone_says_where_it_stands(version):
    text = everything(written(version))
    link = text.split('"azurerm_private_dns_zone_virtual_network_link"')[1].split("\n}")[0]
    record = text.split('"azurerm_private_dns_a_record"')[1].split("\n}")[0]
    zone = "azurerm_private_dns_zone.zone_corp_example"
    for part, name in ((link, "private_dns_zone_name"), (record, "zone_name")):
        words = [line.split() for line in part.splitlines()]
        if version == "4":
            assert [name, "=", f"{zone}.name"] in words
            assert ["resource_group_name", "=", f"{zone}.resource_group_name"] in words
        else:
            assert ["private_dns_zone_id", "=", f"{zone}.id"] in words
            assert [name, "=", f"{zone}.name"] not in words
