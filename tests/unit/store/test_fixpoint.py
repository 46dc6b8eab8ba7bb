"""Load, save, load changes nothing: on every sample, every kind and random designs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from aksdesigner import resources
from aksdesigner.model.document import Document
from aksdesigner.model.part import plain_of
from aksdesigner.model.reading import read_document
from aksdesigner.store.design_file import parse_design, read_design, write_design
from aksdesigner.store.plain_json import document_text
from tests.support.edit_designs import HUB_SPOKE
from tests.support.random_designs.generator import design_data
from tests.support.shared import CHECKOUT

ALL_KINDS = CHECKOUT / "tests" / "support" / "all_kinds.yaml"
FILES = [ALL_KINDS, *sorted(resources.path("samples").glob("*.aksd"))]

WRITE = """
import sys
from pathlib import Path
from aksdesigner.store.design_file import read_design
from aksdesigner.store.plain_json import document_text
for name in sys.argv[1:]:
    sys.stdout.write(document_text(read_design(Path(name)).document))
"""


def again(document: Document) -> Document:
    return parse_design(document_text(document).encode(), "again.aksd").document


@given(design_data())
def test_a_random_design_reads_back_equal_and_saves_the_same_bytes(data: dict[str, object]) -> None:
    first = read_document(data).document
    second = again(first)
    assert second == first
    assert plain_of(second) == plain_of(first)
    assert document_text(second) == document_text(first)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_second_save_writes_the_same_bytes(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.aksd"
    first = write_design(target, read_design(path).document)
    assert target.read_bytes() == first
    assert write_design(target, read_design(target).document) == first


def test_every_hash_seed_gives_the_same_text() -> None:
    texts = {
        subprocess.run(
            [sys.executable, "-c", WRITE, *map(str, FILES)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "31337")
    }
    assert len(texts) == 1


def test_the_order_of_keys_in_a_file_does_not_matter() -> None:
    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    plain = {key: HUB_SPOKE[key] for key in ("aksdesigner", "name", "topology")}
    straight, backwards = read_document(plain).document, read_document(turned(plain)).document
    assert document_text(backwards) == document_text(straight)


def test_defaults_are_not_written() -> None:
    data = {
        "aksdesigner": 1,
        "name": "Untitled",
        "settings": {"production": False, "growthFactor": 1.0},
        "topology": {
            "vnets": [{"name": "a", "prefixes": ["10.0.0.0/16"], "dnsServers": [], "subnets": []}],
            "vms": [],
        },
        "queries": [],
        "views": [],
    }
    assert json.loads(document_text(read_document(data).document)) == {
        "aksdesigner": 1,
        "topology": {"vnets": [{"name": "a", "prefixes": ["10.0.0.0/16"]}]},
    }


def test_a_field_of_a_later_version_survives_wherever_it_stands() -> None:
    odd = {"new": [1, {"deep": None}], "x": 1.5}
    data = {
        "aksdesigner": 1,
        "laterSection": odd,
        "settings": {"laterSetting": odd},
        "topology": {
            "laterKind": [odd],
            "vnets": [
                {"name": "a", "later": odd, "subnets": [{"name": "s", "later": odd}]},
            ],
        },
        "views": [{"name": "main", "later": odd}],
    }
    reading = parse_design(json.dumps(data).encode(), "x.aksd")
    assert json.loads(document_text(reading.document)) == data
    assert sorted(note.place for note in reading.notes) == [
        "laterSection",
        "settings.laterSetting",
        "topology.laterKind",
        "topology.vnets[0].later",
        "topology.vnets[0].subnets[0].later",
        "views[0].later",
    ]


GOLDEN = """{
  "aksdesigner": 1,
  "name": "Zürich ↔ 東京",
  "settings": {"region": "westeurope", "growthFactor": 1.5},
  "topology": {
    "vnets": [
      {
        "name": "hub",
        "prefixes": ["10.0.0.0/16", "fd00:1::/56"],
        "subnets": [
          {"name": "AzureFirewallSubnet", "prefix": "10.0.1.0/26"}
        ]
      },
      {"name": "empty", "prefixes": ["10.1.0.0/16"]}
    ],
    "peerings": [
      {"from": "hub", "to": "empty", "allowGatewayTransit": true}
    ]
  },
  "views": [
    {
      "name": "main",
      "positions": {
        "vnet:hub": [40, 60.5, 520, 300],
        "hub/AzureFirewallSubnet": [16, 48]
      }
    }
  ]
}
"""


def test_the_text_that_people_see_in_a_diff() -> None:
    data = {
        "views": [
            {
                "positions": {
                    "vnet:hub": [40.0, 60.5, 520, 300],
                    "hub/AzureFirewallSubnet": [16, 48],
                },
                "name": "main",
            }
        ],
        "topology": {
            "peerings": [{"allowGatewayTransit": True, "to": "empty", "from": "hub"}],
            "vnets": [
                {
                    "subnets": [{"prefix": "10.0.1.0/26", "name": "AzureFirewallSubnet"}],
                    "prefixes": ["10.0.0.0/16", "fd00:1::/56"],
                    "name": "hub",
                },
                {"name": "empty", "prefixes": ["10.1.0.0/16"]},
            ],
        },
        "settings": {"growthFactor": 1.5, "region": "westeurope"},
        "name": "Zürich ↔ 東京",
        "aksdesigner": 1,
    }
    assert document_text(read_document(data).document) == GOLDEN
