"""Capacity of every CNI mode, with surge, headroom, extras and their words."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic.alias_generators import to_camel

from aksdesigner.analysis.facts.capacity import capacity_of, pod_blocks_of
from aksdesigner.analysis.facts.facts import Facts
from aksdesigner.analysis.results import Capacity
from aksdesigner.model.document import new_document
from aksdesigner.model.reading import read_document, read_topology
from tests.support.shared import SHARED, needs_shared

NODES = "subnet:v/nodes"


def facts_of(
    pools: list[dict[str, Any]], *, prefix: str = "10.0.0.0/22", extra: Any = None, **fields: Any
) -> Facts:
    subnets = [{"name": "nodes", "prefix": prefix}, {"name": "pods", "prefix": "10.0.8.0/22"}]
    settings = fields.pop("settings", {})
    data = {
        "aksdesigner": 1,
        "settings": settings,
        "topology": {
            "vnets": [{"name": "v", "prefixes": ["10.0.0.0/16"], "subnets": subnets}],
            "aksClusters": [
                {"name": "aks1", "vnet": "v", "podCidr": "100.64.0.0/16", **fields, "pools": pools}
            ],
            **(extra or {}),
        },
    }
    return Facts(read_document(data).document)


def pool(count: int = 3, **fields: Any) -> dict[str, Any]:
    return {"name": "system", "subnet": "nodes", "count": count, **fields}


def capacity(pools: list[dict[str, Any]], key: str = NODES, **fields: Any) -> Capacity:
    return capacity_of(facts_of(pools, **fields), key)


@needs_shared
def test_golden_cases() -> None:
    cases = yaml.safe_load((SHARED / "golden" / "golden-cases.yaml").read_text())["cases"]
    asked = [(c, q) for c in cases for q in c["queries"] if q["kind"] == "capacity"]
    assert len(asked) >= 6
    for case, query in asked:
        facts = Facts(new_document().replace(topology=read_topology(case["topology"])))
        found = capacity_of(facts, f"subnet:{query['subnet']}")
        plain = {to_camel(name): getattr(found, name) for name in found.__dataclass_fields__}
        assert {key: plain[key] for key in query["expect"]} == query["expect"], case["id"]


def test_overlay_counts_nodes_surge_and_says_so() -> None:
    found = capacity([pool(20, maxCount=200, maxSurge="33%")])
    assert (found.nodes, found.surge, found.need, found.today) == (200, 66, 266, 20)
    assert (found.pod_blocks, found.pod_blocks_need, found.pod_fits) == (256, 266, False)
    assert found.arithmetic == (
        "system: 200 nodes + 66 surge = 266 addresses",
        "total: 266 of 1,019 usable",
    )
    assert found.max_nodes == 256


def test_node_subnet_counts_the_pods_too() -> None:
    found = capacity([pool(25, maxPods=30, maxSurge="9")], cniMode="nodeSubnet")
    assert (found.need, found.steady, found.usable) == (34 * 31, 25 * 31, 1019)
    assert not found.fits and found.steady_fits
    assert found.arithmetic[0] == "system: (25 nodes + 9 surge) × 31 = 1,054 addresses"
    assert found.max_nodes == 1019 // 31
    assert found.pod_blocks is None


def test_the_documented_example_of_azure() -> None:
    found = capacity([pool(50, maxPods=30, maxSurge="1")], cniMode="nodeSubnet")
    assert found.need == 1581


@pytest.mark.parametrize(
    ("mode", "pods", "floor", "need"),
    [
        ("podSubnetDynamic", 110, 16 * 4, 128 * 4),
        ("podSubnetDynamic", 30, 16 * 4, 48 * 4),
        ("podSubnetStatic", 31, 32 * 4, 32 * 4),
        ("podSubnetStatic", 32, 48 * 4, 48 * 4),
    ],
)
def test_pod_subnets(mode: str, pods: int, floor: int, need: int) -> None:
    pools = [pool(3, podSubnet="pods", maxPods=pods, maxSurge="1")]
    found = capacity(pools, cniMode=mode)
    assert found.need == 4
    assert found.pod_subnet is not None
    assert (found.pod_subnet.floor, found.pod_subnet.need) == (floor, need)
    assert found.pod_subnet.usable == 1019 and found.pod_subnet.fits
    of_pods = capacity(pools, "subnet:v/pods", cniMode=mode)
    assert (of_pods.nodes, of_pods.need, of_pods.fits) == (0, need, True)


def test_kubenet_is_bounded_by_its_routes() -> None:
    facts = facts_of([pool(3)], cniMode="kubenet", podCidr="100.64.0.0/12")
    assert capacity_of(facts, NODES).max_nodes == 400


def test_own_plugin_has_no_blocks() -> None:
    found = capacity([pool(3)], cniMode="byo")
    assert (found.need, found.pod_blocks, found.pod_fits) == (4, None, None)


def test_headroom_and_migration() -> None:
    pools = [pool(10, maxSurge="1"), {**pool(4, maxSurge="1"), "name": "user"}]
    settings = {"headroomNodes": 2, "migrationOverlap": "largestPool"}
    found = capacity(pools, settings=settings)
    assert (found.headroom, found.need, found.steady) == (12, 28, 14)
    assert "headroom of 12 nodes: 12 addresses" in found.arithmetic
    settings = {"headroomNodes": 2, "migrationOverlap": "all"}
    assert capacity(pools, settings=settings).headroom == 16
    mode = {"cniMode": "nodeSubnet", "settings": settings}
    pools = [pool(10, maxSurge="1", maxPods=10), {**pool(4, maxSurge="1", maxPods=30), "name": "u"}]
    expected = 11 * 11 + 5 * 31 + 10 * 11 + 4 * 31 + 2 * 31
    assert capacity(pools, **mode).need == expected


def test_blocks_of_a_cluster_over_two_subnets_count_headroom_once() -> None:
    pools = [pool(3, maxSurge="1"), {**pool(4, maxSurge="1"), "name": "user", "subnet": "pods"}]
    facts = facts_of(pools, settings={"headroomNodes": 5})
    blocks = pod_blocks_of(facts, "aks1")
    assert blocks is not None and blocks.need == 4 + 5 + 5


def test_extras_by_kind() -> None:
    extra = {
        "vms": [{"name": "vm1", "vnet": "v", "subnet": "nodes", "count": 2}],
        "nvas": [{"name": "nva1", "vnet": "v", "subnet": "nodes"}],
        "paasServices": [
            {"name": "acr", "service": "containerRegistry", "replicas": 3},
            {"name": "db", "service": "cosmosDb", "regions": 3},
            {"name": "kv", "service": "keyVault"},
        ],
        "privateEndpoints": [
            {"name": f"pe-{t}", "vnet": "v", "subnet": "nodes", "target": t}
            for t in ("acr", "db", "kv")
        ],
        "privateEndpointIps": [{"subnet": "v/nodes", "ips": 5}],
    }
    found = capacity([pool(3)], extra=extra, private=True, internalLbIps=2)
    assert found.extras == 2 + 1 + (4 + 4 + 1) + 5 + 2 + 1
    assert "private endpoint pe-acr: 4 addresses" in found.arithmetic
    elsewhere = capacity([pool(3)], internalLbs=[{"subnet": "pods"}, {}])
    assert elsewhere.extras == 1


def test_a_subnet_without_clusters() -> None:
    extra = {"vms": [{"name": "vm1", "vnet": "v", "subnet": "pods"}]}
    found = capacity([pool(3)], "subnet:v/pods", extra=extra)
    assert (found.usable, found.nodes, found.need, found.today) == (1019, 0, 1, 1)
    assert found.max_nodes is None and found.fits


def test_several_clusters_share_a_subnet_and_the_tightest_speaks() -> None:
    facts = facts_of(
        [pool(3)],
        extra={
            "aksClusters": [
                {"name": "a", "vnet": "v", "podCidr": "100.64.0.0/16", "pools": [pool(3)]},
                {"name": "b", "vnet": "v", "podCidr": "100.64.0.0/23", "pools": [pool(5)]},
            ]
        },
    )
    found = capacity_of(facts, NODES)
    assert (found.nodes, found.surge, found.pod_blocks, found.pod_fits) == (8, 2, 2, False)
    assert found.arithmetic[0] == "a/system: 3 nodes + 1 surge = 4 addresses"


def test_a_subnet_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        capacity([pool(3)], "subnet:v/nothing")
