"""Azure Verified Modules in the place of resources: nothing is dropped, nothing invented."""

from __future__ import annotations

import json
import shutil
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import hcl2
import pytest
import yaml

from aksdesigner import resources
from aksdesigner.iac.avm.substitution import Substituted, with_modules
from aksdesigner.iac.avm.table import Module, modules
from aksdesigner.iac.design import Design
from aksdesigner.iac.dialects import DIALECTS
from aksdesigner.iac.expression import Fields, Flag, Items, Number, Property, Text, fields, parts_of
from aksdesigner.iac.options import AzurermVersion, ExportOptions
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.model.document import Document, new_document
from aksdesigner.model.reading import read_document, read_topology
from tests.support.code_tokens import bicep_tokens
from tests.support.exports import program_text
from tests.support.random_designs.generator import design_of_seed
from tests.support.shared import SHARED

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = (ROOT / "golden" / "golden-cases.yaml", SHARED / "golden" / "golden-cases.yaml")
LANGUAGES = ("bicep", "terraform")
ZONE_NAMES = ("private_dns_zone_id", "private_dns_zone_name", "zone_name")
OWNERS = ("parent", *ZONE_NAMES, "private_dns_resolver_id", "subnet_id")
RANDOM = 20  # designs of the generator


def _documents() -> dict[str, Document]:
    all_kinds = ROOT / "support" / "all_kinds.yaml"
    found = {"all kinds": read_document(yaml.safe_load(all_kinds.read_text("utf-8"))).document}
    for path in sorted((resources.root() / "samples").glob("*.aksd")):
        found[path.name] = read_document(json.loads(path.read_text("utf-8"))).document
    for file in GOLDEN:
        cases = yaml.safe_load(file.read_text("utf-8"))["cases"] if file.exists() else []
        for case in cases:
            if "topology" in case:
                topology = read_topology(case["topology"])
                found[case["id"]] = new_document(case["id"]).replace(topology=topology)
    for seed in range(RANDOM):
        found[f"random {seed}"] = design_of_seed(seed, 12)
    return found


DOCUMENTS = _documents()


def _plain(document: Document, language: str, major: AzurermVersion = "4") -> Program:
    return DIALECTS[language].lower(Design(document, ExportOptions(azurerm=major))).finished()


def _substituted(document: Document, language: str, major: AzurermVersion = "4") -> Substituted:
    return with_modules(_plain(document, language, major), language, major)


def _design(**topology: Any) -> Document:
    return new_document("t").replace(topology=read_topology(topology))


def _calls(program: Program) -> list[Declaration]:
    return [d for d in program.declarations if d.module]


def _module_of(language: str, call: Declaration) -> Module:
    return next(m for m in modules(language).values() if m.source == call.module)


EVERY = pytest.mark.parametrize("name", sorted(DOCUMENTS))
BOTH = pytest.mark.parametrize("language", LANGUAGES)
ZONE = {"name": "corp.example", "links": [{"vnet": "hub"}], "records": {"a": "10.0.0.4"}}
# where the parameters tell the kind, and what modules name themselves or always choose
IMPLIED = {
    "/subnets": {"delegation"},
    "subnet": {"delegation"},
    "publicIPAddresses": {"VirtualNetworkInherited"},
    "publicIPPrefixes": {"Standard"},
    "azureFirewalls": {"AZFW_VNet", "AZFW_Hub", "ipconfig1", "management"},
    "bastionHosts": {"ipconfig1", "Dynamic"},
    "virtualNetworkGateways": {"ipconfig", "ipconfig-1", "ipconfig-2", "Dynamic"},
    "managedClusters": {"SystemAssigned", "UserAssigned", "true"},
    "kubernetes_cluster": {
        "SystemAssigned",
        "UserAssigned",
        "System",
        "None",
    },  # small letters there
    "KeyVault/vaults": {"A"},
    "configurationStores": {"standard"},  # a capital letter there
    "expressRouteCircuits": {
        f"{tier}_{family}"
        for tier in ("Local", "Standard", "Premium")
        for family in ("MeteredData", "UnlimitedData")
    },
}
KINDS = {
    "string": Text,
    "int": Number,
    "number": Number,
    "bool": Flag,
    "array": Items,
    "list": Items,
    "set": Items,
    "object": Fields,
    "map": Fields,
}


@BOTH
@EVERY
def test_every_call_passes_listed_parameters_of_their_types_and_all_required_ones(name, language):
    found = _substituted(DOCUMENTS[name], language)
    for call in _calls(found.program):
        module = _module_of(language, call)
        listed = {parameter.name: parameter for parameter in module.parameters}
        passed = dict(call.body.pairs)
        assert passed.keys() <= listed.keys()
        assert {p.name for p in module.parameters if p.required} <= passed.keys()
        for key, value in passed.items():
            if isinstance(value, (Text, Number, Flag, Items, Fields)):
                assert isinstance(value, KINDS[listed[key].type]), (call.symbol, key)


@BOTH
@EVERY
def test_what_is_read_of_a_call_is_an_output_of_its_module(name, language):
    program = _substituted(DOCUMENTS[name], language).program
    calls = {call.symbol: _module_of(language, call) for call in _calls(program)}
    values = [d.body for d in program.declarations] + [o.value for o in program.outputs]
    read = [p for value in values for p in parts_of(value) if isinstance(p, Property)]
    for part in read:
        if part.symbol in calls:
            before = ("outputs",) if language == "bicep" else ()
            assert part.path[: len(before)] == before
            assert part.path[len(before)] in calls[part.symbol].outputs


@BOTH
@EVERY
def test_every_resource_is_still_made_once_and_nothing_waits_for_itself(name, language):
    plain = _plain(DOCUMENTS[name], language)
    found = with_modules(plain, language, "4")
    kept = {d.symbol: d for d in found.program.declarations}
    # what is missing is said by a call: links, records and groups of zones, associations
    gone = [d for d in plain.declarations if not d.existing and d.symbol not in kept]
    parts = (
        "/virtualNetworkLinks",
        "Zones/A",
        "Zones/AAAA",
        "/privateDnsZoneGroups",
        "/ruleCollectionGroups",
        "/agentPools",
        "/inboundEndpoints",
        "/outboundEndpoints",
        "/forwardingRules",
        "dnsForwardingRulesets/virtualNetworkLinks",
        "/scopedResources",
        "_association",
        "_private_dns_zone_virtual_network_link",
        "_private_dns_a_record",
        "_private_dns_aaaa_record",
        "_inbound_endpoint",
    )
    assert [d.type for d in gone if not d.type.partition("@")[0].endswith(parts)] == []
    for part in gone:
        owner = next(v for k, v in part.body.pairs if k in OWNERS and isinstance(v, Property))
        assert isinstance(owner, Property)
        call = kept[owner.symbol]
        assert call.module
        said = {p.value for p in parts_of(call.body) if isinstance(p, Text)}
        said |= {str(p.value) for p in parts_of(call.body) if isinstance(p, Number)}  # zones
        known = {p.value for p in parts_of(part.body) if isinstance(p, Text)}
        assert known <= said
    graph = {
        d.symbol: {p.symbol for p in parts_of(d.body) if isinstance(p, Property)}
        | set(d.depends_on)
        for d in found.program.declarations
    }
    assert set().union(*graph.values(), set()) <= kept.keys()
    TopologicalSorter(graph).prepare()


@BOTH
@EVERY
def test_every_text_and_number_of_a_resource_stands_in_its_call(name, language):
    """Names, addresses, ports and priorities survive the change of shape."""
    plain = {d.symbol: d for d in _plain(DOCUMENTS[name], language).declarations}
    for call in _calls(_substituted(DOCUMENTS[name], language).program):
        before = {p.value for p in parts_of(plain[call.symbol].body) if isinstance(p, Text)}
        after = {p.value for p in parts_of(call.body) if isinstance(p, Text)}
        zones = {str(p.value) for p in parts_of(call.body) if isinstance(p, Number)}
        implied = {w for kind, words in IMPLIED.items() if kind in call.type for w in words}
        assert before - after - zones - implied == set(), call.symbol


@BOTH
@EVERY
def test_a_kind_that_has_a_module_is_a_call_or_the_reason_is_told(name, language):
    found = _substituted(DOCUMENTS[name], language)
    told = {omission.resource for omission in found.plain}
    # a reason is about the resource, never about a parameter that a codec made up
    made_up = tuple(modules(language))
    assert [o.reason for o in found.plain if o.reason.startswith(made_up)] == []
    kinds = {call.type for call in _calls(found.program)}
    for item in found.program.declarations:
        if item.type in kinds and not item.module and not item.existing:
            assert item.resource in told, item.symbol


@EVERY
def test_the_text_is_read_by_parsers_and_left_alone_by_the_formatter(name, tmp_path):
    document = DOCUMENTS[name]
    bicep = _substituted(document, "bicep").program
    text = program_text(DIALECTS["bicep"].files(Design(document), bicep), ".bicep")
    words = [token.text for token in bicep_tokens(text)]
    assert words.count("module") >= len(_calls(bicep))
    terraform = _substituted(document, "terraform").program
    files = DIALECTS["terraform"].files(Design(document), terraform)
    blocks = [m for t in files.values() if "=" in t for m in hcl2.loads(t).get("module", [])]
    assert len(blocks) == len(_calls(terraform))
    if shutil.which("terraform"):
        for file, content in files.items():
            (tmp_path / file).write_text(content, encoding="utf-8")
        done = subprocess.run(
            ["terraform", "fmt", "-check", str(tmp_path)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_a_subnet_module_has_what_was_associated_with_the_subnet():
    subnet = {"name": "a", "prefix": "10.0.1.0/24", "routeTable": "rt", "nsg": "nsg"}
    document = _design(
        vnets=[{"name": "hub", "prefixes": ["10.0.0.0/16"], "subnets": [subnet]}],
        routeTables=[{"name": "rt"}],
        nsgs=[{"name": "nsg"}],
    )
    found = _substituted(document, "terraform")
    call = next(d for d in found.program.declarations if d.symbol == "subnet_hub_a")
    passed = dict(call.body.pairs)
    assert passed["route_table"] == Fields((("id", Property("rt", ("resource_id",))),))
    assert passed["network_security_group"] == Fields((("id", Property("nsg", ("resource_id",))),))
    assert not [d for d in found.program.declarations if d.type.endswith("_association")]


def test_the_provider_that_a_module_asks_for_decides():
    document = _design(vnets=[{"name": "hub", "prefixes": ["10.0.0.0/16"]}])
    assert _calls(_substituted(document, "terraform", "4").program)
    found = _substituted(document, "terraform", "5")
    assert _calls(found.program) == []
    assert [o.reason for o in found.plain if "azurerm 4.x" in o.reason]


def test_what_bicep_must_know_before_is_looked_up_beside_the_call_and_waits_for_it():
    links = [{"vnet": "hub"}, {"vnet": "far", "resolutionPolicy": "NxDomainRedirect"}]
    document = _design(
        vnets=[
            {"name": "hub", "prefixes": ["10.0.0.0/16"]},
            {"name": "far", "prefixes": ["10.1.0.0/16"]},
        ],
        privateDnsZones=[{"name": "corp.example", "links": links}],
    )
    program = _substituted(document, "bicep").program
    zone = next(d for d in program.declarations if d.symbol == "zoneCorpExample")
    assert zone.module
    passed = dict(zone.body.pairs)["virtualNetworkLinks"]
    assert isinstance(passed, Items)
    assert len(passed.values) == 1
    # the module has no word for the policy: that link stays a resource below the zone
    link = next(d for d in program.declarations if "virtualNetworkLinks" in d.type)
    parent = dict(link.body.pairs)["parent"]
    assert parent == Property("zoneCorpExampleMade", ())
    assert link.depends_on == ("zoneCorpExample",)
    beside = next(d for d in program.declarations if d.symbol == "zoneCorpExampleMade")
    assert beside.existing
    assert dict(beside.body.pairs)["name"] == Text("corp.example")


def test_a_call_that_would_wait_for_itself_stays_a_plain_resource():
    """A zone module holds its links, so a network that waits for the zone can't be linked there."""
    zone = Declaration("zone", "Microsoft.Network/privateDnsZones@1", _named("corp"), "zone:corp")
    network = Declaration(
        "net",
        "Microsoft.Network/virtualNetworks@1",
        fields(
            {"name": "net", "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}}
        ),
        "vnet:net",
        depends_on=("zone",),
    )
    body = {
        "parent": Property("zone", ()),
        "name": "link",
        "properties": {"virtualNetwork": {"id": Property("net", ("id",))}},
    }
    kind = "Microsoft.Network/privateDnsZones/virtualNetworkLinks@1"
    link = Declaration("link", kind, fields(body), "zone:corp")
    found = with_modules(Program((), (zone, network, link)), "bicep")
    assert [o.reason for o in found.plain if "wait for itself" in o.reason]
    assert "link" in {d.symbol for d in found.program.declarations}


def _named(name: str) -> Fields:
    return fields({"name": name})


@pytest.mark.parametrize("major", ["4", "5"])
def test_a_zone_takes_in_its_links_and_records_with_either_provider(major):
    document = _design(vnets=[{"name": "hub", "prefixes": ["10.0.0.0/16"]}], privateDnsZones=[ZONE])
    found = _substituted(document, "terraform", major)
    zone = next(d for d in found.program.declarations if "private_dns_zone" in d.type)
    assert zone.module
    assert [d for d in found.program.declarations if "private_dns" in d.type] == [zone]
    passed = dict(zone.body.pairs)
    network = Property("vnet_hub", ("resource_id",) if major == "4" else ("id",))
    assert network in parts_of(passed["virtual_network_links"])
    assert Text("10.0.0.4") in parts_of(passed["a_records"])


def test_who_names_a_part_that_others_made_in_a_network_of_a_call_waits_for_the_call():
    """The look-up of the part stands in a look-up of the network, and nothing waits for those."""
    network = Declaration(
        "net",
        "Microsoft.Network/virtualNetworks@1",
        fields(
            {"name": "net", "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}}
        ),
        "vnet:net",
    )
    part = fields({"parent": Property("net", ()), "name": "part"})
    kind = "Microsoft.Network/virtualNetworks/subnets@1"
    subnet = Declaration("part", kind, part, "subnet:net/part", existing=True)
    body = fields({"name": "user", "properties": {"subnet": Property("part", ("id",))}})
    user = Declaration("user", "Microsoft.Network/networkInterfaces@1", body, "vm:user")
    found = with_modules(Program((), (network, subnet, user)), "bicep").program
    waits = {d.symbol: d.depends_on for d in found.declarations}
    assert waits == {"net": (), "netMade": (), "part": (), "user": ("net",)}
