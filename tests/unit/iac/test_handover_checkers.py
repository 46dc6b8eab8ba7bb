"""What other teams get, against the reference checkers: each folder alone, both languages equal.

A run takes one folder of each design, another each time; AKSDESIGNER_CAMPAIGN=1 takes all. The
campaign `exports` puts those of random designs through the same checkers.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from pathlib import Path
from typing import Any

import pytest

from aksdesigner.iac.dialects import export
from aksdesigner.iac.options import ExportOptions
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support import foreign_hub
from tests.support.arm_template import as_bicep
from tests.support.export_checkers import (
    NO_IDENTITY,
    compared_exports,
    run_checker,
    write_files,
)
from tests.support.shared import needs_shared

pytestmark = [
    needs_shared,
    pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on the PATH"),
]
EVERYWHERE = bool(os.environ.get("AKSDESIGNER_CAMPAIGN"))
VALUE = re.compile(r"^param (\w+) = '([^'\\]*)'$", re.M)


def in_one_group() -> Document:
    """Every team owns what it adds to, one by one, in the group of the deployment."""
    data = foreign_hub.plain(resourceGroup=None)
    for section in data["topology"].values():
        for item in section:
            for name in ("owner", "resourceGroup", "subscription"):
                item.pop(name, None)
    return read_document(data).document


def with_managed_identity() -> Document:
    """The identity that gets a role is the cluster's own."""
    data = foreign_hub.plain()
    data["topology"]["aksClusters"][0]["identity"] = "SystemAssigned"
    return read_document(data).document


DESIGNS = {
    "teams": lambda: read_document(foreign_hub.plain()).document,
    "unknown main group": lambda: read_document(foreign_hub.plain(resourceGroup=None)).document,
    "one group": in_one_group,
    "managed identity": with_managed_identity,
}


# the stand-in for azurerm 4.x can't make the id of a DNS record from the name of its zone
UNPLANNED = re.compile(r"/privatednszones/\S+/a/\S+: only in bicep$")


@pytest.mark.parametrize(("name", "azurerm"), [*((name, "5") for name in DESIGNS), ("teams", "4")])
def test_each_folder_is_sound_alone_and_both_languages_say_the_same(
    tmp_path: Path, name: str, azurerm: Any
) -> None:
    document = DESIGNS[name]()
    found = {
        dialect: export(document, dialect, ExportOptions(azurerm=azurerm))
        for dialect in ("bicep", "terraform", "arm")
    }
    folders = [h.folder for h in found["bicep"].handovers if h.tree]
    assert folders and folders == [h.folder for h in found["terraform"].handovers if h.tree]
    for index, folder in enumerate(folders if EVERYWHERE else [secrets.choice(folders)]):
        place = tmp_path / str(index)
        for dialect in ("bicep", "terraform"):
            handover = next(h for h in found[dialect].handovers if h.folder == folder)
            write_files(place / dialect, handover.own_files(found[dialect].files))
        template = found["arm"].files[f"{folder}/azuredeploy.json"]
        write_files(place / "arm", as_bicep(template))
        for dialect in ("bicep", "arm"):
            assert run_checker("check_bicep", "--strict", str(place / dialect)) == []
        plan = place / "plan.json"
        module = str(place / "terraform")
        lines = run_checker("check_terraform", "--strict", "--plan-json", str(plan), module)
        if name == "managed identity" and any(map(NO_IDENTITY.search, lines)):
            assert len(lines) == 1, folder
            continue
        assert lines == [], folder
        values = place / "bicep" / "main.bicepparam"
        given = dict(VALUE.findall(values.read_text("utf-8"))) if values.exists() else {}
        assert json.loads(plan.read_text("utf-8"))
        for dialect in ("bicep", "arm"):
            lines = compared_exports(plan, place / dialect / "main.bicep", given)
            assert [x for x in lines if azurerm == "5" or not UNPLANNED.search(x)] == []
