"""The arithmetic of addresses, nodes and ports: exact integers, no design needed (azure-rules B).

`FORMULAS` offers them by the names and arguments of the command line (camelCase).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.alias_generators import to_camel

from aksdesigner.azure.limits import automatic_port_rows, limit
from aksdesigner.azure.reserved import reserved_per_subnet

BATCH = 16  # addresses a node of the pod subnet modes takes at a time (azure-rules B.3)
FREE_LOW = 8  # a node asks for the next batch when fewer than this many are free
NODE_BLOCK = 24  # overlay and kubenet give each node one block of this length
DEFAULT_SURGE = "10%"


class FormulaError(ValueError):
    """A formula that does not exist, or arguments it cannot use; the message says which."""


def ceil_div(number: int, by: int) -> int:
    """Return number / by, rounded up."""
    return -(-number // by)


def percent_of(percent: int, nodes: int) -> int:
    """Return a percentage of nodes, rounded up, without floating point."""
    return (percent * nodes + 99) // 100


def usable_addresses(prefix_length: int) -> int:
    """Return how many addresses of an IPv4 subnet can be given out (azure-rules A-06)."""
    _within("prefixLength", prefix_length, 0, 32)
    return int(max(0, 2 ** (32 - prefix_length) - reserved_per_subnet()))


def node_subnet_need(nodes: int, max_pods: int, surge: int = 0, extras: int = 0) -> int:
    """Return the addresses of a subnet whose nodes and pods share it (azure-rules B.3)."""
    _positive("maxPods", max_pods)
    _not_negative(nodes=nodes, surge=surge, extras=extras)
    return (nodes + surge) * (1 + max_pods) + extras


def node_subnet_max_nodes(prefix_length: int, max_pods: int, extras: int = 0) -> int:
    """Return how many nodes, surge included, fit a node subnet of that CNI mode."""
    _positive("maxPods", max_pods)
    _not_negative(extras=extras)
    return max(0, usable_addresses(prefix_length) - extras) // (1 + max_pods)


def node_blocks(prefix_length: int) -> int:
    """Return how many node blocks (/24) a pod range holds, before any limit."""
    _within("prefixLength", prefix_length, 0, 32)
    return int(2 ** (NODE_BLOCK - prefix_length)) if prefix_length <= NODE_BLOCK else 0


def overlay_max_nodes(prefix_length: int) -> int:
    """Return how many nodes an overlay pod range serves (azure-rules B.3)."""
    return min(node_blocks(prefix_length), limit("nodesPerCluster").value)


def kubenet_max_nodes(prefix_length: int) -> int:
    """Return how many nodes a kubenet pod range serves: 400 routes at most (azure-rules B.3)."""
    return min(node_blocks(prefix_length), limit("kubenetNodesPerCluster").value)


def dynamic_allocation(pods: int, maximum: int | None = None) -> int:
    """Return the addresses that a node with `pods` pods holds: batches of 16, 8 kept free."""
    _not_negative(pods=pods)
    held = BATCH * ceil_div(pods + FREE_LOW, BATCH)
    if maximum is None:
        return held
    _positive("maximum", maximum)
    return min(maximum, held)


def dynamic_planning(max_pods: int) -> int:
    """Return the addresses to plan for one node of dynamic allocation (azure-rules B.3)."""
    _positive("maxPods", max_pods)
    return dynamic_allocation(max_pods)


def static_blocks(max_pods: int) -> int:
    """Return how many blocks of 16 one node of static allocation takes (azure-rules B.3)."""
    _positive("maxPods", max_pods)
    return ceil_div(max_pods + 1, BATCH)


def static_waste(max_pods: int) -> int:
    """Return how many addresses of its blocks such a node can never use."""
    return static_blocks(max_pods) * BATCH - 1 - max_pods


def surge(
    nodes: int,
    max_surge: str | int | None = None,
    max_unavailable: str | int | None = None,
    pools: int = 1,
) -> int:
    """Return the extra nodes of an upgrade, over `pools` alike pools (azure-rules B.1).

    `max_surge` is a count or a percentage such as ``33%``; unset means the API's 10%. The
    combination of no surge and no unavailable node cannot upgrade (finding CAP-12); it is 0 here.
    """
    _not_negative(nodes=nodes)
    _positive("pools", pools)
    share("maxUnavailable", max_unavailable or 0, nodes)  # refuses what is no number
    wanted = share("maxSurge", DEFAULT_SURGE if max_surge is None else max_surge, nodes)
    return min(wanted, nodes) * pools


def share(name: str, text: str | int, nodes: int) -> int:
    """Return a count or percentage of nodes as a count. Raises FormulaError for other texts."""
    if isinstance(text, bool):
        raise FormulaError(f"{name}: found {text!r}, expected a count or a percentage")
    plain = str(text).strip()
    number = plain.removesuffix("%")
    if not (number.isascii() and number.isdecimal()):
        raise FormulaError(f"{name}: found {text!r}, expected a count or a percentage such as 33%")
    return percent_of(int(number), nodes) if plain.endswith("%") else int(number)


def lb_automatic_ports(nodes: int) -> int:
    """Return the outbound ports a node gets when none are set (azure-rules B.4).

    More nodes than the table knows get its last row; finding CAP-31 says so.
    """
    _not_negative(nodes=nodes)
    rows = automatic_port_rows()
    return next((ports for most, ports in rows if nodes <= most), rows[-1][1])


def lb_max_nodes(ports: int, ips: int) -> int:
    """Return how many nodes get `ports` outbound ports each from `ips` public addresses."""
    _within("ports", ports, 1, limit("loadBalancerPortsPerAddress").value)
    _positive("ips", ips)
    return limit("loadBalancerPortsPerAddress").value * ips // ports


def nat_gateway_ports(ips: int) -> int:
    """Return the ports that all subnets of a NAT gateway share (azure-rules B.4)."""
    _within("ips", ips, 1, limit("natGatewayAddresses").value)
    return limit("natGatewayPortsPerAddress").value * ips


def firewall_ports(ips: int, instances: int = 2) -> int:
    """Return the ports of an Azure Firewall (azure-rules B.4)."""
    _within("ips", ips, 1, limit("firewallPublicAddresses").value)
    if instances < 2:
        raise FormulaError(f"instances: found {instances}, expected at least 2")
    return limit("firewallPortsPerAddressAndInstance").value * ips * instances


def application_gateway_addresses(instances: int, *, private_frontend: bool = False) -> int:
    """Return the addresses, Azure's five included, of an application gateway's subnet."""
    _positive("instances", instances)
    return instances + int(private_frontend) + reserved_per_subnet()


def registry_endpoint_ips(replicas: int = 1, *, regional_endpoints: bool = False) -> int:
    """Return the addresses of a registry's private endpoint; `replicas` count the home region."""
    _positive("replicas", replicas)
    return 1 + replicas * (2 if regional_endpoints else 1)


def cosmos_endpoint_ips(regions: int = 1) -> int:
    """Return the addresses of a Cosmos DB account's private endpoint (azure-rules B.5)."""
    _positive("regions", regions)
    return 1 + regions


def api_server_clusters(prefix_length: int) -> int:
    """Return how many clusters' API servers fit a delegated subnet (azure-rules B.6)."""
    return usable_addresses(prefix_length) // limit("addressesPerApiServerCluster").value


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise FormulaError(f"{name}: found {value}, expected {low} to {high}")


def _positive(name: str, value: int) -> None:
    if value < 1:
        raise FormulaError(f"{name}: found {value}, expected at least 1")


def _not_negative(**values: int) -> None:
    for name, value in values.items():
        if value < 0:
            raise FormulaError(f"{to_camel(name)}: found {value}, expected at least 0")


@dataclass(frozen=True)
class Formula:
    """A function under its public name, called with camelCase arguments."""

    name: str
    function: Callable[..., int]

    @property
    def arguments(self) -> tuple[str, ...]:
        """The camelCase names of its arguments, in order."""
        return tuple(to_camel(name) for name in inspect.signature(self.function).parameters)

    def __call__(self, **arguments: Any) -> int:
        """Compute. Raises FormulaError for unknown, missing or unusable arguments."""
        parameters = inspect.signature(self.function).parameters
        by_camel = {to_camel(name): parameter for name, parameter in parameters.items()}
        known = ", ".join(by_camel)
        for name in arguments:
            if name not in by_camel:
                raise FormulaError(f"{self.name}: unknown argument {name!r}, expected {known}")
        given: dict[str, Any] = {}
        for name, parameter in by_camel.items():
            if name in arguments:
                given[parameter.name] = _checked(self.name, name, arguments[name], parameter)
            elif parameter.default is inspect.Parameter.empty:
                raise FormulaError(f"{self.name}: argument {name!r} is missing, expected {known}")
        return self.function(**given)


def _checked(formula: str, name: str, value: Any, parameter: inspect.Parameter) -> Any:
    kinds = {"int": (int,), "bool": (bool,), "int | None": (int, type(None))}
    allowed = kinds.get(str(parameter.annotation), (int, str, type(None)))
    is_wrong_bool = isinstance(value, bool) and bool not in allowed
    if is_wrong_bool or not isinstance(value, allowed):
        expected = "true or false" if allowed == (bool,) else "a whole number"
        raise FormulaError(f"{formula}: {name}: found {value!r}, expected {expected}")
    return value


def _table(*functions: Callable[..., int]) -> dict[str, Formula]:
    named = [(to_camel(function.__name__), function) for function in functions]
    return {name: Formula(name, function) for name, function in named}


FORMULAS: Mapping[str, Formula] = _table(
    usable_addresses,
    node_subnet_need,
    node_subnet_max_nodes,
    overlay_max_nodes,
    kubenet_max_nodes,
    dynamic_allocation,
    dynamic_planning,
    static_blocks,
    static_waste,
    surge,
    lb_automatic_ports,
    lb_max_nodes,
    nat_gateway_ports,
    firewall_ports,
    application_gateway_addresses,
    registry_endpoint_ips,
    cosmos_endpoint_ips,
    api_server_clusters,
)


def formula(name: str) -> Formula:
    """Return a formula by its public name. Raises FormulaError for an unknown one."""
    found = FORMULAS.get(name)
    if found is None:
        raise FormulaError(f"unknown formula {name!r}, expected one of {', '.join(FORMULAS)}")
    return found


def nodes_with_surge(places: int, max_surge: str | int | None = None) -> int:
    """Return the largest pool that fits so many places together with its surge nodes."""
    _not_negative(places=places)
    low, high = 0, places
    while low < high:
        middle = (low + high + 1) // 2
        if middle + surge(middle, max_surge) <= places:
            low = middle
        else:
            high = middle - 1
    return low


def prefix_length_for(addresses: int) -> int | None:
    """Return the length of the smallest subnet that gives out so many addresses, or None."""
    return next((n for n in range(29, 1, -1) if usable_addresses(n) >= addresses), None)


def block_prefix_length_for(nodes: int) -> int | None:
    """Return the length of the smallest pod range with a /24 for each of so many nodes."""
    return next((n for n in range(NODE_BLOCK, 7, -1) if node_blocks(n) >= nodes), None)
