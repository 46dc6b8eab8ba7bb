"""aksdesigner export: code and pictures into a folder."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from aksdesigner import resources
from aksdesigner.workspace.manifest import MANIFEST
from tests.support import foreign_hub
from tests.support.program import Program, sample
from tests.support.shared import CHECKOUT

HUB_SPOKE = sample("hub-spoke")
SEED = sample("seed-production-example")
SAMPLES = sorted(resources.path("samples").glob("*.aksd"))
FORMS = ("bicep", "terraform", "arm", "svg", "png")

Write = Callable[..., Path]

# pictures make an application of Qt's where none runs; tests of windows need a larger one
pytestmark = pytest.mark.usefixtures("qapp")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_form_at_once_into_a_folder_that_is_made(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    words = [word for form in FORMS for word in ("--to", form)]
    answer = program("export", HUB_SPOKE, *words, "-o", folder)
    assert answer.status == 0, answer.err
    written = contents(folder)
    assert {"main.bicep", "main.tf", "azuredeploy.json", "hub-spoke.svg"} <= set(written)
    assert "hub-spoke.png" in written
    told = set(answer.out.splitlines())
    assert {str(folder / name) for name in written} - {str(folder / ".aksdesigner.json")} == told
    assert written["hub-spoke.png"].startswith(b"\x89PNG\r\n")
    assert ET.fromstring(written["hub-spoke.svg"]).tag.endswith("svg")
    assert b"azfw" in written["main.bicep"]


def test_modules_are_called_where_they_are_asked_for(program: Program, tmp_path: Path) -> None:
    words = ["--to", "bicep", "--to", "terraform", "--modules", "avm", "-o", tmp_path]
    answer = program("export", HUB_SPOKE, *words)
    assert answer.status == 0, answer.err
    written = contents(tmp_path)
    bicep = b"".join(text for name, text in written.items() if name.endswith(".bicep"))
    assert b"'br/public:avm/res/network/virtual-network:" in bicep
    terraform = b"".join(text for name, text in written.items() if name.endswith(".tf"))
    assert b'"Azure/avm-res-network-virtualnetwork/azurerm"' in terraform
    assert b"## Modules" in written["README.md"]
    assert b"plain resources all the same" not in written["README.md"]
    plain = tmp_path / "plain"
    assert program("export", HUB_SPOKE, "--to", "bicep", "-o", plain).status == 0
    assert b"br/public" not in b"".join(contents(plain).values())


def test_with_a_provider_that_modules_refuse_the_resources_stay_plain_and_are_told(
    program: Program, tmp_path: Path
) -> None:
    words = ["--to", "terraform", "--modules", "avm", "--azurerm", "5", "-o", tmp_path]
    answer = program("export", HUB_SPOKE, *words)
    assert answer.status == 0, answer.err
    assert "plain resource: hub: version" in answer.err
    assert "plain resources all the same" in (tmp_path / "README.md").read_text()
    assert "needs azurerm 4.x" in (tmp_path / "README.md").read_text().replace("\\", "")


def test_other_files_of_the_folder_are_left_alone(program: Program, tmp_path: Path) -> None:
    (tmp_path / "mine.bicep").write_text("mine")
    assert program("export", HUB_SPOKE, "--to", "bicep", "-o", tmp_path).status == 0
    assert (tmp_path / "mine.bicep").read_text() == "mine"


def test_files_that_a_person_changed_stop_the_export_before_it_writes(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "main.bicep").write_text("mine")
    words = ["--to", "terraform", "--to", "bicep", "--to", "svg", "-o", tmp_path]
    answer = program("export", HUB_SPOKE, *words)
    assert (answer.status, answer.out) == (2, "")
    assert "main.bicep was changed" in answer.err
    assert "--force" in answer.err
    assert contents(tmp_path) == {"main.bicep": b"mine"}
    assert program("export", HUB_SPOKE, *words, "--force").status == 0
    assert (tmp_path / "main.bicep").read_text() != "mine"
    assert program("export", SEED, *words).status == 0


def test_the_readme_of_a_folder_is_about_everything_in_it(program: Program, tmp_path: Path) -> None:
    for form in ("terraform", "bicep", "terraform"):
        assert program("export", HUB_SPOKE, "--to", form, "-o", tmp_path / "apart").status == 0
    words = ["--to", "terraform", "--to", "bicep", "-o", tmp_path / "together"]
    assert program("export", HUB_SPOKE, *words).status == 0
    assert contents(tmp_path / "apart") == contents(tmp_path / "together")
    text = (tmp_path / "apart" / "README.md").read_text()
    assert text.count("# Hub and two spokes (") == 2
    assert text.index("az deployment group create") < text.index("terraform apply plan")


def test_files_that_are_written_no_more_are_removed_and_named(
    program: Program, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.aksd"
    empty.write_text('{"aksdesigner": 1, "name": "empty"}')
    folder = tmp_path / "out"
    assert program("export", HUB_SPOKE, "--to", "bicep", "-o", folder).status == 0
    answer = program("export", empty, "--to", "bicep", "-o", folder)
    assert answer.status == 0
    assert f"removed: {folder / 'main.bicepparam'}" in answer.err
    assert not (folder / "main.bicepparam").exists()
    assert program("export", HUB_SPOKE, "--to", "bicep", "-o", folder).status == 0
    (folder / "main.bicepparam").write_text("mine")
    answer = program("export", empty, "--to", "bicep", "-o", folder)
    assert answer.status == 0
    assert "changed by hand" in answer.err
    assert (folder / "main.bicepparam").read_text() == "mine"


def exported(folder: Path, seed: str, design: Path) -> dict[str, bytes]:
    words = [word for form in FORMS for word in ("--to", form)]
    done = subprocess.run(
        [sys.executable, "-m", "aksdesigner", "export", str(design), *words, "-o", str(folder)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return contents(folder)


@pytest.mark.parametrize("design", SAMPLES, ids=lambda path: path.stem)
def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(design: Path, tmp_path: Path) -> None:
    first = exported(tmp_path / "a", "1", design)
    assert first == exported(tmp_path / "b", "4242", design)
    assert len(first) > len(FORMS)


def test_errors_of_the_design_stop_nothing_and_are_told(program: Program, tmp_path: Path) -> None:
    answer = program("export", SEED, "--to", "bicep", "-o", tmp_path)
    assert answer.status == 0
    assert "1 error" in answer.err
    assert (tmp_path / "main.bicep").exists()


def test_a_gate_writes_nothing(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    answer = program("export", SEED, "--to", "bicep", "--fail-on", "error", "-o", folder)
    assert (answer.status, answer.out) == (1, "")
    assert "nothing written" in answer.err
    assert not folder.exists()
    repaired = sample("seed-production-repaired")
    passed = program("export", repaired, "--to", "bicep", "--fail-on", "error", "-o", folder)
    assert passed.status == 0


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_design_gives_a_valid_empty_program(
    program: Program, design: Write, form: str, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    answer = program("export", design(), "--to", form, "-o", folder)
    assert answer.status == 0, answer.err
    assert contents(folder)


def test_a_folder_that_is_a_file_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for form in ("bicep", "svg"):
        answer = program("export", HUB_SPOKE, "--to", form, "-o", tmp_path / "file" / "sub")
        assert answer.status == 2
        assert "a part of the path is no folder" in answer.err
        assert answer.err.startswith(str(tmp_path / "file"))


def test_a_design_from_standard_input_takes_its_own_name(program: Program, tmp_path: Path) -> None:
    plain = b'{"aksdesigner": 1, "name": "../../Ev\\u00efl: na/me"}'
    answer = program("export", "-", "--to", "svg", "-o", tmp_path / "out", stdin=plain)
    assert answer.status == 0, answer.err
    (only,) = (tmp_path / "out").iterdir()
    assert only.suffix == ".svg"
    assert set(only.stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_themes_and_scales(program: Program, tmp_path: Path) -> None:
    sizes = {}
    for theme, scale in (("light", "1"), ("dark", "1"), ("light", "2")):
        folder = tmp_path / f"{theme}{scale}"
        words = ("--theme", theme, "--scale", scale, "-o", folder)
        assert program("export", HUB_SPOKE, "--to", "png", *words).status == 0
        data = (folder / "hub-spoke.png").read_bytes()
        sizes[theme, scale] = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]), data)
    light, dark, large = sizes.values()
    assert light[:2] == dark[:2]
    assert light[2] != dark[2]
    assert abs(large[0] - 2 * light[0]) <= 2


def test_what_is_no_form_is_refused(program: Program, tmp_path: Path) -> None:
    answer = program("export", HUB_SPOKE, "--to", "cobol", "-o", tmp_path)
    assert answer.status == 2
    assert "'cobol'" in answer.err
    assert program("export", HUB_SPOKE, "-o", tmp_path).status == 2


def test_a_pdf_is_one_page_with_text_and_the_same_each_time(
    program: Program, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        assert program("export", HUB_SPOKE, "--to", "pdf", "-o", tmp_path / name).status == 0
    first, second = (next((tmp_path / name).iterdir()).read_bytes() for name in ("a", "b"))
    assert first == second
    assert first.startswith(b"%PDF-")
    assert first.count(b"/Type /Page\n") == 1
    page = PdfReader(io.BytesIO(first)).pages[0].extract_text().split()
    for words in ("10.80.16.0/21", "203.0.113.10", "privatelink.vaultcore.azure.net", "hub"):
        assert words in page, page  # what is read can be searched for and copied


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.mark.usefixtures("no_programs")
def test_code_is_read_back_where_it_is_asked_for(program: Program, tmp_path: Path) -> None:
    for form in ("bicep", "terraform", "arm"):
        answer = program("export", HUB_SPOKE, "--to", form, "-o", tmp_path / form, "--verify")
        assert answer.status == 0, answer.err
        said = f"verified: {form}: the code, read back, is the network of the design"
        assert said in answer.err.splitlines()
        assert "terraform fmt" not in answer.err


@pytest.mark.usefixtures("no_programs")
def test_code_that_says_something_else_is_told(program: Program, tmp_path: Path) -> None:
    words = ("export", HUB_SPOKE, "--to", "terraform", "-o", tmp_path)
    assert program(*words).status == 0
    more = 'resource "azurerm_ip_group" "more" {\n  name = "more"\n}\n'
    (tmp_path / "more.tf").write_text(more)
    answer = program(*words, "--verify", "--quiet")
    assert answer.status == 1
    assert "verify: terraform:" in answer.err
    assert "more.tf:1" in answer.err
    assert program(*words, "--quiet").status == 0


@pytest.mark.usefixtures("no_programs")
def test_what_cannot_be_read_back_never_counts_as_verified(
    program: Program, tmp_path: Path
) -> None:
    words = ("--to", "terraform", "-o", tmp_path)
    assert program("export", HUB_SPOKE, *words).status == 0
    more = 'module "more" {\n  source  = "Others/module/azurerm"\n  version = "1.0.0"\n}\n'
    (tmp_path / "more.tf").write_text(more)
    answer = program("export", HUB_SPOKE, *words, "--verify")
    assert answer.status == 1
    assert "not verified: terraform: more.tf:1" in answer.err
    assert "Others/module/azurerm:1.0.0 is no module that an export calls" in answer.err


@pytest.mark.usefixtures("no_programs")
def test_calls_of_modules_are_read_back(program: Program, tmp_path: Path) -> None:
    words = ("--to", "bicep", "--to", "terraform", "--modules", "avm", "-o", tmp_path, "--verify")
    answer = program("export", HUB_SPOKE, *words)
    assert answer.status == 0, answer.err
    for form in ("bicep", "terraform"):
        assert f"verified: {form}: the code, read back, is the network of the design" in answer.err


def test_policies_runbook_and_graph_are_written_beside_each_other(
    program: Program, tmp_path: Path
) -> None:
    words = [w for form in ("networkpolicy", "runbook", "graphml") for w in ("--to", form)]
    answer = program("export", HUB_SPOKE, *words, "-o", tmp_path / "new")
    assert answer.status == 0, answer.err
    written = contents(tmp_path / "new")
    assert {
        "networkpolicy/README.md",
        "networkpolicy/aks-prod/10-allow.yaml",
        "networkpolicy/aks-prod/15-cilium.yaml",
        "networkpolicy/aks-prod/20-default-deny.yaml",
        "runbook.md",
        "hub-spoke.graphml",
        MANIFEST,
    } == set(written)
    told = {str(tmp_path / "new" / name) for name in written if name != MANIFEST}
    assert told == set(answer.out.splitlines())


def test_a_pdf_is_the_same_in_another_process(tmp_path: Path) -> None:
    for name in ("a", "b"):
        words = ["export", str(HUB_SPOKE), "--to", "pdf", "-o", str(tmp_path / name)]
        subprocess.run([sys.executable, "-m", "aksdesigner", *words], check=True)
    first, second = (next((tmp_path / name).iterdir()).read_bytes() for name in ("a", "b"))
    assert first == second


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("runbook", "runbook.md"),
        ("networkpolicy", "networkpolicy/aks-prod/10-allow.yaml"),
        ("drawio", "hub-spoke.drawio"),
    ],
)
def test_what_a_person_wrote_into_other_forms_stays_and_stops_the_code_too(
    program: Program, tmp_path: Path, form: str, name: str
) -> None:
    words = ("export", HUB_SPOKE, "--to", form, "-o", tmp_path)
    assert program(*words).status == 0
    assert program(*words).status == 0, "its own files stop no export"
    file = tmp_path / name
    file.write_text(file.read_text() + "mine")
    before = contents(tmp_path)
    answer = program(*words, "--to", "bicep")
    assert answer.status == 2
    assert f"{name} was changed since the last export" in answer.err
    assert contents(tmp_path) == before, "nothing was written, the code neither"
    assert program(*words, "--force").status == 0
    assert "mine" not in file.read_text()


def test_pictures_are_painted_anew_and_need_no_manifest(program: Program, tmp_path: Path) -> None:
    (tmp_path / "hub-spoke.svg").write_text("old")
    assert program("export", HUB_SPOKE, "--to", "svg", "-o", tmp_path).status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hub-spoke.svg"]


def test_folders_of_other_teams_are_listed_with_what_they_ask_for(
    program: Program, tmp_path: Path
) -> None:
    design = tmp_path / "spoke.aksd"
    design.write_text(json.dumps(foreign_hub.plain()), "utf-8")
    folder = tmp_path / "out"
    answer = program("export", design, "--to", "bicep", "-o", folder)
    assert answer.status == 0, answer.err
    assert str(folder / "handover" / "network" / "main.bicep") in answer.out.splitlines()
    assert "for the network team: handover/network" in answer.err
    assert "to fill in (handover/network): subscriptionMain" in answer.err
    assert "hub>spoke" not in answer.err and "hub>far" in answer.err
