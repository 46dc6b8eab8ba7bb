"""NetworkPolicy baselines, read back from their YAML and judged by the design's own engine."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aksdesigner import resources
from aksdesigner.analysis.analyzer import analyze
from aksdesigner.model.document import Document, Query
from aksdesigner.model.kubernetes import NetworkPolicy
from aksdesigner.report.kubernetes.manifests import network_policy_files
from aksdesigner.report.kubernetes.names import bad_label, object_name
from aksdesigner.store.design_file import read_design
from tests.support.kubernetes_yaml import objects_of, policy_of
from tests.unit.analysis.asking import fate, trace
from tests.unit.analysis.test_network_policies import API, CACHE, DB, DELIVERED, DENIED, cluster

SAMPLES = sorted(resources.path("samples").glob("*.aksd"))
NAME = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")


def path(source: str, target: str, **details: Any) -> Query:
    wanted = {"kind": "path", "from": source, "to": target, "expect": {"verdict": "delivered"}}
    return Query.model_validate({**wanted, **details})


def wanting(*queries: Query, policies: tuple[Any, ...] = (), **fields: Any) -> Document:
    return cluster(*policies, **fields).replace(queries=queries)


def exported(document: Document) -> tuple[list[dict[str, Any]], tuple[str, ...], dict[str, str]]:
    files, left_out = network_policy_files(analyze(document))
    texts = (text for name, text in files.items() if name.endswith(".yaml"))
    return objects_of(texts), left_out, files


def under_export(document: Document) -> Document:
    """Return the design with the policies of its export, read back, in place of the drawn ones."""
    things, _, _ = exported(document)
    policies = tuple(policy_of(t) for t in things if t["kind"] == "NetworkPolicy")
    clusters = tuple(
        c.model_copy(update={"network_policies": policies}) for c in document.topology.aks_clusters
    )
    topology = document.topology.model_copy(update={"aks_clusters": clusters})
    return document.replace(topology=topology)


def test_what_is_wanted_passes_and_everything_else_is_denied() -> None:
    design = wanting(path(API, DB, port=5432), path(API, "vm:vm"), path(API, "pay.example"))
    assert fate(trace(design, CACHE, DB, port=5432)) == DELIVERED
    under = under_export(design)
    assert fate(trace(under, API, DB, port=5432)) == DELIVERED
    assert fate(trace(under, API, "vm:vm")) == DELIVERED
    assert fate(trace(under, API, "pay.example")) == DELIVERED
    assert fate(trace(under, API, "172.29.0.10", port=53, protocol="udp")) == DELIVERED
    for source, target, port in (
        (API, DB, 5433),
        (CACHE, DB, 5432),
        (DB, API, 5432),
        (CACHE, "vm:vm", 443),
        (API, "vm:vm", 444),
        (CACHE, "pay.example", 443),
    ):
        assert fate(trace(under, source, target, port=port)) == DENIED, (source, target, port)


def test_what_is_not_wanted_or_not_about_pods_adds_nothing() -> None:
    quiet = wanting(
        path(API, DB, **{"not": True}),
        path(API, CACHE, expect={"verdict": "dropped"}),
        path(API, "vm:vm", mode="routing"),
        path("vm:vm", "203.0.113.10"),
    )
    assert exported(quiet)[0] == exported(wanting())[0]


def test_a_drawn_policy_stays_and_a_drawn_default_deny_is_not_written_twice() -> None:
    drawn = {"name": "closed", "namespace": "payments", "types": ["Ingress", "Egress"]}
    let = {
        "name": "let",
        "namespace": "payments",
        "pods": {"app": "api"},
        "types": ["Egress"],
        "egress": [
            {
                "peers": [{"ipBlock": "10.0.2.0/24", "except": ["10.0.2.128/25"]}],
                "ports": [{"port": "440", "endPort": 450}, {"protocol": "UDP"}],
            }
        ],
    }
    things, left_out, _ = exported(wanting(policies=(drawn, let)))
    found = {(t["metadata"]["namespace"], t["metadata"]["name"]): t for t in things}
    assert ("payments", "closed") in found
    assert ("payments", "default-deny") not in found
    assert ("data", "default-deny") in found
    assert policy_of(found["payments", "let"]) == NetworkPolicy.model_validate(let)
    assert left_out == ()


@pytest.mark.parametrize(
    ("fields", "word"),
    [({"networkPolicy": "none"}, "no network policy engine"), ({"cniMode": "byo"}, "plugin")],
)
def test_where_nothing_enforces_each_file_says_so(fields: dict[str, Any], word: str) -> None:
    things, left_out, files = exported(wanting(**fields))
    assert things
    assert any(word in text for text in left_out)
    assert all("NOTHING ENFORCES" in t for n, t in files.items() if n.endswith(".yaml"))
    assert "**Nothing enforces" in files["networkpolicy/README.md"]
    assert "NOTHING" not in exported(wanting())[2]["networkpolicy/aks/10-allow.yaml"]


def test_a_windows_pool_that_the_engine_does_not_cover_is_told() -> None:
    pools = [{"name": "user", "subnet": "nodes", "os": "Windows"}]
    files = exported(wanting(networkPolicy="azure", pools=pools))[2]
    assert "runs Windows" in files["networkpolicy/README.md"]


CILIUM = {"networkPolicy": "cilium", "dataplane": "cilium"}


def test_cilium_allows_hosts_by_name_and_nobody_else_does() -> None:
    asked = path(API, "pay.example", ports=[443, 8443])
    things = exported(wanting(asked, **CILIUM))[0]
    (made,) = [t for t in things if t["kind"] == "CiliumNetworkPolicy"]
    assert made["apiVersion"] == "cilium.io/v2"
    dns, hosts = made["spec"]["egress"]
    assert made["spec"]["endpointSelector"] == {"matchLabels": {"app": "api"}}
    assert dns["toPorts"][0]["rules"] == {"dns": [{"matchPattern": "*"}]}
    assert hosts["toFQDNs"] == [{"matchName": "pay.example"}]
    ports = [{"port": p, "protocol": "TCP"} for p in ("443", "8443")]
    assert hosts["toPorts"] == [{"ports": ports}]
    blocks = [t for t in exported(wanting(asked))[0] if "203.0.113.10/32" in str(t)]
    assert [t["kind"] for t in blocks] == ["NetworkPolicy"]


def test_two_flows_to_one_host_are_two_policies_of_two_names() -> None:
    flows = (path(API, "pay.example"), path(CACHE, "pay.example"))
    things = exported(wanting(*flows, **CILIUM))[0]
    made = [t for t in things if t["kind"] == "CiliumNetworkPolicy"]
    assert len({t["metadata"]["name"] for t in made}) == len(made) == 2


def test_cilium_is_not_given_a_prefix_that_holds_nodes() -> None:
    asked = path(API, "subnet:v/nodes")
    _, left_out, _ = exported(wanting(asked, **CILIUM))
    assert any("Cilium never matches" in text for text in left_out)
    assert exported(wanting(asked))[1] == ()
    assert (
        fate(trace(under_export(wanting(path(API, "vm:vm"), **CILIUM)), API, "vm:vm")) == DELIVERED
    )


@pytest.mark.parametrize(
    ("query", "word"),
    [
        (path(API, "172.29.0.77"), "behind a Service"),
        (path(API, "tag:Storage"), "no address"),
        (path(API, "vm:vm", protocol="icmp"), "no icmp"),
        (path(API, "vm:gone"), "vm"),
        (path("pod:aks/user/payments/agent", "vm:vm"), "host network"),
        (path("vm:vm", "pod:aks/user/payments/agent"), "host network"),
    ],
)
def test_what_no_policy_can_say_is_listed_and_never_widened(query: Query, word: str) -> None:
    things, left_out, _ = exported(wanting(query))
    assert any(word in text for text in left_out), left_out
    assert things == exported(wanting())[0]


def test_an_application_gateway_reaches_the_workload_behind_it() -> None:
    design = wanting(
        cniMode="nodeSubnet",
        ingress=[
            {
                "name": "web",
                "pattern": "agic",
                "gateway": "agw",
                "namespace": "payments",
                "workload": "api",
            }
        ],
    )
    data = design.topology.model_dump(by_alias=True, mode="json", exclude_unset=True)
    data["applicationGateways"] = [{"name": "agw", "vnet": "v", "subnet": "vms"}]
    topology = type(design.topology).model_validate(data)
    things = exported(design.replace(topology=topology))[0]
    (made,) = [t for t in things if t["metadata"]["name"] == "allow-ingress-web"]
    assert policy_of(made).ingress[0].ports[0].port == "8080"
    assert str(policy_of(made).ingress[0].peers[0].ip_block) == "10.0.2.0/24"


HOSTILE = [
    "a: {b}",
    "yes",
    "1e3",
    "0x1F",
    "UPPER case",
    "a" * 250,
    "\u00fc",
    "..",
    "#!$(x)`y`",
    "{}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_nothing(text: str) -> None:
    policy = {"name": text, "namespace": "payments", "types": ["Egress"], "pods": {"app": "1e3"}}
    design = wanting(path(API, DB), policies=(policy, {**policy, "name": text + "2"}), name="aks")
    design = design.replace(name=text)
    things, _, files = exported(design)
    names = [(t["metadata"]["namespace"], t["metadata"]["name"]) for t in things]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for _, name in names)
    assert '"1e3"' in files["networkpolicy/aks/10-allow.yaml"]
    labels = [t["spec"]["podSelector"].get("matchLabels", {}) for t in things]
    assert labels.count({"app": "1e3"}) == 2


def test_labels_and_namespaces_that_kubernetes_refuses_leave_their_policy_out() -> None:
    base = {"name": "p", "namespace": "payments", "types": ["Egress"], "egress": [{}]}
    for wrong in ({"pods": {"a b": "c"}}, {"namespace": "Not_One"}, {"pods": {"a": "-"}}):
        things, left_out, _ = exported(wanting(policies=({**base, **wrong},)))
        assert all(t["metadata"]["name"] != "p" for t in things)
        assert left_out
    peer = {**base, "egress": [{"peers": [{"pods": {"a b": "c"}}]}]}
    things, left_out, _ = exported(wanting(policies=(peer,)))
    (kept,) = [t for t in things if t["metadata"]["name"] == "p"]
    assert "egress" not in kept["spec"]
    assert left_out


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_every_sample_gives_readable_objects(sample: Any) -> None:
    document = read_design(sample).document
    things, _, files = exported(document)
    assert len(document.topology.aks_clusters) * 2 <= len(files) - 1
    for thing in things:
        assert NAME.fullmatch(thing["metadata"]["name"])
        assert bad_label(thing["spec"].get("podSelector", {}).get("matchLabels", {})) is None
    assert exported(document)[2] == files


def test_object_names_differ_where_texts_differ() -> None:
    assert object_name("Web") != object_name("web") == "web"
    assert len(object_name("a" * 300)) <= 63
    assert object_name("a" * 300) != object_name("a" * 301)
