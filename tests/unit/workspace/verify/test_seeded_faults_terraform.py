"""A fault in any azurerm block is caught: an attribute dropped, changed or swapped."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import Exported, export
from aksdesigner.iac.options import ExportOptions
from aksdesigner.iac.read.configuration import (
    Configuration,
    TerraformResource,
    read_configuration,
)
from aksdesigner.iac.read.hcl_tokens import HclError
from aksdesigner.iac.terraform.lift import lifted_of
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.workspace.verify.fields import field_differences
from aksdesigner.workspace.verify.handed import handed_over
from aksdesigner.workspace.verify.meaning import same_meaning
from aksdesigner.workspace.verify.rebuilt import rebuilt_of
from aksdesigner.workspace.verify.verification import verify_export
from tests.support.terraform_faults import addresses_by_type, faults_of_body

SUPPORT = Path(__file__).resolve().parents[3] / "support"
EVERYWHERE = bool(os.environ.get("AKSDESIGNER_CAMPAIGN"))
FAULTS_OF_TYPE = 3
# what no drawing says: names of what is only implied, which the export makes up
MADE_UP = (("name",), ("computer_name",))
# (type, place, fault) of what says the same to Azure
SAME = {
    # 10.0.0.0/16 is its own choice
    ("azurerm_kubernetes_cluster", "network_profile.*.service_cidr", "dropped"),
}

# written under another name, which the export lists: one that is missing is not told from it
LISTED = {"azurerm_eventhub_namespace"}


@cache
def design() -> Document:
    text = (SUPPORT / "all_kinds.yaml").read_text("utf-8")
    return read_document(yaml.safe_load(text)).document


@cache
def exported() -> Exported:
    return export(design(), "terraform", ExportOptions(azurerm="5"))


@cache
def read() -> Configuration:
    files = {name: text for name, text in exported().files.items() if "/" not in name}
    return read_configuration(files, (parameter.name for parameter in exported().to_fill))


def created(kind: str) -> Iterator[TerraformResource]:
    return (r for r in read().resources.values() if r.type == kind and not r.existing)


KINDS = sorted({r.type for r in read().resources.values() if not r.existing})


def is_caught(resources: dict[str, TerraformResource]) -> bool:
    """Return whether reading or the comparison of fields tells; the engine is not asked."""
    lifted = lifted_of(design(), replace(read(), resources=resources))
    if lifted.strange:
        return True
    lifted = handed_over(design(), exported()).beside(lifted)
    rebuilt = rebuilt_of(design(), lifted, exported().omissions)
    written = rebuilt.document
    here, there = Design(design()), Design(written)
    return bool(rebuilt.differences) or any(
        tuple(
            field_differences(
                entry.key,
                same_meaning(here, entry.resource),
                same_meaning(there, found),
            )
        )
        for entry in design().topology.index.entries
        if (found := written.topology.index.at(entry.key)) not in (None, entry.resource)
    )


def test_without_a_fault_nothing_differs() -> None:
    assert not is_caught(dict(read().resources))
    assert verify_export(design(), exported()).holds


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_in_a_type_is_caught(kind: str) -> None:
    """A few of the faults in each run, all when asked (AKSDESIGNER_CAMPAIGN=1)."""
    others = addresses_by_type(read())
    faults = [
        (item, place, fault, body)
        for item in created(kind)
        for place, fault, body in faults_of_body(item.body, read(), others)
        if (kind, ".".join(place), fault) not in SAME
        and (place not in MADE_UP or fault == "dropped")
    ]
    assert faults
    if not EVERYWHERE:
        faults = random.Random(kind).sample(faults, min(len(faults), FAULTS_OF_TYPE))
    missed = []
    for item, place, fault, body in faults:
        if not is_caught({**read().resources, item.address: replace(item, body=body)}):
            missed.append(f"{item.address} {'.'.join(place)}: {fault}")
    assert not missed


def without(gone: TerraformResource) -> dict[str, str]:
    name = gone.place.partition(":")[0]
    text = exported().files[name]
    start = text.index(f'resource "{gone.type}" "{gone.symbol}" {{')
    end = text.index("\n}\n", start) + 3
    return {**exported().files, name: text[:start] + text[end:]}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in LISTED])
def test_a_block_that_is_missing_is_caught(kind: str) -> None:
    """What others refer to can't be left out; nothing else goes unnoticed."""
    names = [parameter.name for parameter in exported().to_fill]
    try:
        found = read_configuration(without(next(created(kind))), names)
    except HclError:
        return
    assert is_caught(found.resources)


def test_a_block_that_others_refer_to_is_missed_when_it_is_read() -> None:
    files = without(read().resources["azurerm_virtual_network.vnet_hub"])
    found = verify_export(design(), replace(exported(), files=files))
    assert "azurerm_virtual_network.vnet_hub is declared nowhere" in str(found.unread)
