"""The planner on one sheet and its variants: kept ranges, other modes, limits of Azure's."""

from __future__ import annotations

from typing import Any

from aksdesigner.planning.planner import AddressPlan, Infeasible, plan_addresses
from aksdesigner.planning.sheet import read_sheet


def _sheet(pools: list[dict[str, Any]] | None = None, **cluster: Any) -> dict[str, Any]:
    wanted = pools or [
        {"name": "system", "mode": "System", "maxNodes": 6},
        {"name": "api", "maxNodes": 180},
        {"name": "batch", "maxNodes": 84},
        {"name": "kafka", "maxNodes": 30},
    ]
    return {
        "plan": 1,
        "regions": [
            {
                "name": "southeastasia",
                "spokes": [
                    {"name": "spoke", "clusters": [{"name": "aks", "pools": wanted, **cluster}]}
                ],
            }
        ],
    }


def _planned(data: dict[str, Any]) -> AddressPlan:
    plan = plan_addresses(read_sheet(data))
    assert isinstance(plan, AddressPlan), plan
    return plan


def test_pods_in_the_node_subnet_take_an_address_each() -> None:
    for pods, addresses, length in ((30, "12,400", 18), (110, "44,400", 16)):
        data = _sheet(cniMode="nodeSubnet")
        for pool in data["regions"][0]["spokes"][0]["clusters"][0]["pools"]:
            pool["maxPods"] = pods
        nodes = _planned(data).at("spoke/snet-aks-nodes")
        assert nodes is not None
        assert nodes.prefix.length == length
        assert f"= {addresses} + 5 reserved by Azure" in nodes.lines[0]


def test_kept_ranges_stay_where_they_are() -> None:
    data = _sheet(podPrefix="100.64.0.0/14", nodePrefix="10.8.4.0/22")
    data["regions"][0]["spokes"][0]["prefix"] = "10.8.0.0/16"
    data["regions"][0]["spokes"].append({"name": "new", "length": 16})
    plan = _planned(data)
    places = {item.key: str(item.prefix) for item in plan.ranges}
    assert places["spoke"] == "10.8.0.0/16"
    assert places["spoke/snet-aks-nodes"] == "10.8.4.0/22"
    assert places["aks pods"] == "100.64.0.0/14"
    assert places["new"] == "10.10.0.0/16"  # the smallest hole with a free buddy


def test_a_kept_range_that_is_too_small_is_told_with_its_sum() -> None:
    problem = plan_addresses(read_sheet(_sheet(podPrefix="10.244.0.0/16")))
    assert isinstance(problem, Infeasible)
    assert "aks pods is kept at 10.244.0.0/16, and needs /15" in problem.reasons[0]
    assert "/16 has 256" in problem.reasons[0]


def test_what_azure_does_not_allow_is_told_before_anything_is_placed() -> None:
    pools = [{"name": "system", "mode": "System", "maxNodes": 900}]
    problem = plan_addresses(read_sheet(_sheet(pools)))
    assert isinstance(problem, Infeasible)
    assert "900 nodes + 297 surge, Azure allows 1,000 a pool" in problem.reasons[0]
