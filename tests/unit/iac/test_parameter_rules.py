"""What a parameter has to be: the rules in Python, in Terraform's own words and in Bicep's, alike."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from aksdesigner import resources
from aksdesigner.iac.dialects import export
from aksdesigner.iac.expression import Number, Text, expr
from aksdesigner.iac.modules.tree import ProgramTree
from aksdesigner.iac.program import ParameterDeclaration, Program
from aksdesigner.iac.read.configuration import read_configuration
from aksdesigner.iac.text.arm_json import print_template
from aksdesigner.iac.text.bicep import print_bicep
from aksdesigner.iac.text.hcl_variables import print_variables
from aksdesigner.iac.value_rules import ValueRule, id_rule, name_value_rule, value_rule
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from tests.support.exports import BOTH, exported

ALL_KINDS = Path(__file__).resolve().parents[2] / "support" / "all_kinds.yaml"
GUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
HUBS = "Microsoft.Network/virtualWans"
WAN = f"/subscriptions/{GUID}/resourceGroups/rg/providers/Microsoft.Network/virtualWans/w"

# name of the rule: (values that Azure takes, values that it refuses)
VALUES: dict[str, tuple[list[str | int], list[str | int]]] = {
    "guid": (
        [GUID, GUID.upper()],
        ["", GUID[:-1], GUID + "0", GUID.replace("-", ""), f"{{{GUID}}}"],
    ),
    "address": (
        ["192.0.2.1", "0.0.0.0"],
        ["", "192.0.2", "192.0.2.256", "192.0.2.1/32", "::1", "vpn"],
    ),
    "hubPrefix": (
        ["192.0.2.0/24", "10.0.0.0/8"],
        ["", "192.0.2.0", "192.0.2.1/24", "192.0.2.0/25", "2001:db8::/24", "10.0.0.0/33", "/24"],
    ),
    "peerAsn": (
        [1, 64495, 64512, 65001, 65516, 65552, 4294967294],
        [0, -1, 8075, 23456, 64496, 64511, 65515, 65520, 65535, 65551, 4294967295],
    ),
    "sharedKey": (
        ["a", "k" * 128, "!#$%{}[]_=+"],
        ["", "k" * 129, "a b", "a-b", "a~b", "schlüssel", "a\n"],
    ),
    "sshPublicKey": (
        ["ssh-rsa AAAAB3Nza+/C1yc2E=", "ssh-ed25519 AAAAC3 me@host\n"],
        [
            "",
            "ssh-rsa",
            "ssh-dss AAAA",
            "ecdsa-sha2-nistp256 AAAA",
            "-----BEGIN RSA PRIVATE KEY-----",
        ],
    ),
    "linuxAdministrator": (
        ["azureadmin", "u" * 64, "ops.team."],
        ["", "u" * 65, "Admin", "root", "1st", "a b", "é"],
    ),
    "administrator": (
        ["azureadmin", "u" * 20, "_ops", "z"],
        ["", "u" * 21, "ROOT", "a", "ops.", "dom\\ops", "ops@x"],
    ),
    "windowsPassword": (
        ["Abcdef12", "abcdefg1!", "A1!" * 41],
        ["", "Abcde12", "abcdefgh", "abcdefg1", "A1!" * 41 + "x"],
    ),
    "vmSize": (["Standard_D2s_v5", "Basic_A0"], ["", "D2s_v5", "Standard_", "Standard_D2s v5"]),
    "port": (
        ["1", "443", "9999", "65535"],
        ["", "0", "65536", "080", "443-444", "99999", "*", "4.4"],
    ),
    "hostName": (
        ["origin.example.com", "a.b"],
        ["", "localhost", "-a.example.com", "a..b", "a_b.c", "https://a.b"],
    ),
    "certificate": (["MIIJ", "MIIK+/8=", "QUI="], ["", "-----BEGIN", "MI IJ", "====="]),
}
OTHERS: list[tuple[ValueRule, list[str | int], list[str | int]]] = [
    (
        id_rule(HUBS),
        [WAN, WAN.lower()],
        ["", "w", WAN + "/x", WAN.replace("Wans", "Hubs"), f" {WAN}"],
    ),
    (
        id_rule(),
        [WAN, f"{WAN}/a/b"],
        ["", WAN + "/a", "/subscriptions/x/resourceGroups/rg/providers/a/b/c"],
    ),
    (
        name_value_rule("Microsoft.Resources/resourceGroups"),
        ["rg-hub", "gruppe_ü(1)", "9" * 90],
        ["", "rg.", "a b", "9" * 91, "rg/hub"],
    ),
    (
        name_value_rule("Microsoft.Network/virtualNetworks/subnets"),
        ["snet-a"],
        ["", "-a", "a-", "a b"],
    ),
]

terraform = pytest.mark.skipif(
    shutil.which("terraform") is None, reason="terraform is not on the PATH"
)


def asked(
    name: str, rule: ValueRule | None, value: str | int, **more: object
) -> ParameterDeclaration:
    kind = "int" if isinstance(value, int) else "string"
    return ParameterDeclaration(name, kind, "About it.", rule=rule, example=expr(value), **more)  # type: ignore[arg-type]


def cases() -> list[tuple[ValueRule, str | int, bool]]:
    rows = [(value_rule(name), good, bad) for name, (good, bad) in VALUES.items()]
    return [
        (rule, value, value in good)
        for rule, good, bad in (*rows, *OTHERS)
        for value in (*good, *bad)
    ]


def refused(
    tmp_path: Path, parameters: list[ParameterDeclaration], values: dict[str, object]
) -> dict[str, str]:
    """Return what the real Terraform says of each variable that it refuses."""
    tmp_path.mkdir(exist_ok=True)
    text = print_variables(Program(tuple(parameters), ()), ())
    (tmp_path / "variables.tf").write_text(text, "utf-8")
    (tmp_path / "terraform.tfvars.json").write_text(json.dumps(values), "utf-8")
    command = ["terraform", f"-chdir={tmp_path}", "plan", "-input=false", "-no-color"]
    fmt = subprocess.run(
        ["terraform", "fmt", "-check", "-diff", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fmt.returncode == 0, fmt.stdout
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = {}
    for part in done.stderr.split("Error: ")[1:]:
        assert part.startswith("Invalid value for variable"), part
        place = re.search(r"variables\.tf:(\d+),", part)
        assert place, part
        above = text.splitlines()[: int(place.group(1))]
        name = [line.split('"')[1] for line in above if line.startswith("variable")][-1]
        found[name] = " ".join(part.split("Found", 1)[1].split())
    return found


def test_every_rule_of_the_table_has_values_and_a_source():
    table = resources.data("azure", "parameters.json")
    assert set(VALUES) == set(table["rules"])
    for row in (*table["rules"].values(), *table["choices"].values()):
        assert row["source"].startswith("https://learn.microsoft.com/")
    for row in table["rules"].values():
        # an alternative at the top would leave the anchors to its first and last part
        bare = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", row.get("pattern", "")))
        assert "|" not in re.sub(r"\[[^]]*\]", "", bare)


@pytest.mark.parametrize(("rule", "value", "right"), cases())
def test_a_rule_takes_what_azure_takes(rule, value, right):
    assert rule.takes(value) is right


@terraform
def test_terraform_refuses_what_the_rules_refuse(tmp_path):
    found = cases()
    parameters = [asked(f"v{i}", rule, value) for i, (rule, value, _) in enumerate(found)]
    values = {f"v{i}": value for i, (_, value, _) in enumerate(found)}
    said = refused(tmp_path, parameters, values)
    assert set(said) == {f"v{i}" for i, (_, _, right) in enumerate(found) if not right}
    for name, text in said.items():
        rule, value, _ = found[int(name[1:])]
        assert " ".join(rule.says.split())[:40] in text
        if value and len(str(value)) < 12:
            assert text.startswith(f"{json.dumps(value, ensure_ascii=False)}, expected")


@terraform
def test_terraform_refuses_empty_values_other_choices_and_half_an_image(tmp_path):
    image = {"publisher": "p", "offer": "o", "sku": "s", "version": ""}
    parameters = [
        asked("needed", None, "x"),
        asked("also", None, "x"),
        asked("chosen", None, "Standard", choices=("Basic", "Standard")),
        asked("other", None, "Standard", choices=("Basic", "Standard")),
        ParameterDeclaration("image", "image", "An image.", example=expr(image)),
        ParameterDeclaration("whole", "image", "An image.", example=expr(image)),
        ParameterDeclaration(
            "key", "string", "A key.", optional=True, rule=value_rule("sshPublicKey")
        ),
        ParameterDeclaration(
            "wrong", "string", "A key.", optional=True, rule=value_rule("sshPublicKey")
        ),
    ]
    values = {"needed": " \t", "also": "y", "chosen": "Basic", "other": "basic", "wrong": "x"}
    whole = image | {"version": "1"}
    said = refused(tmp_path, parameters, {**values, "image": image, "whole": whole})
    assert set(said) == {"needed", "other", "image", "wrong"}
    assert '"basic", expected one of Basic, Standard.' in said["other"]


@terraform
def test_a_message_never_shows_a_secret(tmp_path):
    key = ParameterDeclaration("key", "string", "Key.", secure=True, rule=value_rule("sharedKey"))
    bare = ParameterDeclaration("bare", "string", "Key.", secure=True)
    none = ParameterDeclaration("none", "string", "Key.", secure=True, rule=value_rule("sharedKey"))
    said = refused(tmp_path, [key, bare, none], {"key": "my secret~", "bare": "  "})
    assert set(said) == {"key", "bare"}
    assert "my secret" not in said["key"]
    assert "1 to 128 printable ASCII characters" in said["key"]


def everything() -> Document:
    return read_document(yaml.safe_load(ALL_KINDS.read_text("utf-8"))).document


@pytest.mark.parametrize("dialect", ["bicep", "terraform", "arm"])
def test_examples_and_defaults_keep_the_rules(dialect):
    found = export(everything(), dialect).program.parameters
    ruled = [p for p in found if p.rule is not None]
    assert len(ruled) > 20
    for parameter in found:
        value = parameter.example or parameter.default
        if isinstance(value, Text | Number):
            assert parameter.rule is None or parameter.rule.takes(value.value), parameter.name
            assert not parameter.choices or value.value in parameter.choices, parameter.name


NETWORK = {"name": "v", "prefixes": ["10.0.0.0/16"]}
SUBNET = {"name": "s", "prefix": "10.0.0.0/24"}
VNETS = [{**NETWORK, "subnets": [SUBNET]}]


@BOTH
def test_a_drawn_value_that_breaks_a_rule_is_written_and_not_checked(dialect):
    def size(drawn: str) -> ParameterDeclaration:
        machine = {"name": "m", "vnet": "v", "subnet": "s", "size": drawn}
        found = exported(dialect, vnets=VNETS, vms=[machine]).program.parameters
        return next(p for p in found if "size" in p.name.lower())

    assert size("Standard_D4s_v5").rule == value_rule("vmSize")
    assert size("my size").rule is None
    assert size("my size").example == Text("my size")


@BOTH
def test_one_windows_machine_bounds_the_name_of_the_administrator(dialect):
    def rule(*systems: str) -> ValueRule | None:
        machines = [{"name": o, "vnet": "v", "subnet": "s", "os": o} for o in systems]
        found = exported(dialect, vnets=VNETS, vms=machines).program.parameters
        return next(p for p in found if "username" in p.name.lower()).rule

    assert rule("Linux") == value_rule("linuxAdministrator")
    assert rule("Linux", "Windows") == rule("Windows") == value_rule("administrator")


def test_bicep_and_arm_say_lengths_and_bounds():
    parameters = (
        asked("identity", value_rule("guid"), GUID),
        asked("number", value_rule("peerAsn"), 65001),
        asked("key", value_rule("sharedKey"), "k", optional=True),
    )
    text = print_bicep(Program(parameters, ()))
    assert "@minLength(36)\n@maxLength(36)\nparam identity string" in text
    assert "@minValue(1)\n@maxValue(4294967294)\nparam number int" in text
    assert "@description('About it.')\n@maxLength(128)\nparam key string = ''" in text
    found = json.loads(print_template(ProgramTree(Program(parameters, ()), (), spans=False), "t"))
    assert found["parameters"]["number"]["maxValue"] == 4294967294
    assert found["parameters"]["identity"]["minLength"] == 36


def test_the_reader_takes_every_validation():
    parameters = [asked(f"v{i}", rule, value) for i, (rule, value, _) in enumerate(cases())]
    text = print_variables(Program(tuple(parameters), ()), ())
    assert text.count("validation {") >= len(parameters)
    read = read_configuration({"variables.tf": text}, ())
    assert list(read.variables) == [p.name for p in parameters]
