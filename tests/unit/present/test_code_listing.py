"""The code of a selection: what makes it, and references only where nothing here makes it."""

from __future__ import annotations

import json

import pytest

from aksdesigner import resources
from aksdesigner.iac.dialects import export
from aksdesigner.model.reading import read_document
from aksdesigner.present.code_listing import blocks_of, listing_of

HUB_SPOKE = json.loads((resources.root() / "samples" / "hub-spoke.aksd").read_text("utf-8"))
NODES = "subnet:spoke-prod/snet-aks-nodes"


@pytest.mark.parametrize("dialect", ["bicep", "terraform", "arm"])
def test_a_selection_shows_what_makes_it_and_no_reference_beside_it(dialect: str) -> None:
    exported = export(read_document(HUB_SPOKE).document, dialect)
    found = listing_of(exported, blocks_of(exported.files, dialect), (NODES,))
    assert found.blocks
    assert not any(block.is_reference for block in found.blocks)
    assert "10.80.16.0/21" in found.text


def test_what_others_deploy_shows_its_reference() -> None:
    hub = {"name": "hub", "prefix": "10.0.0.0/16", "resourceGroup": "rg-hub", "existing": True}
    spoke = {"name": "spoke", "prefix": "10.1.0.0/16"}
    peerings = [{"from": "spoke", "to": "hub"}]
    plain = {"aksdesigner": 1, "name": "d", "topology": {"vnets": [hub, spoke]}}
    plain["topology"]["peerings"] = peerings
    exported = export(read_document(plain).document, "bicep")
    found = listing_of(exported, blocks_of(exported.files, "bicep"), ("vnet:hub",))
    assert [block.is_reference for block in found.blocks] == [True]
