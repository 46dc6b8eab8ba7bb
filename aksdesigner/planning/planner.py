"""From a question sheet to an address plan, or to the reasons why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aksdesigner.analysis.facts.words import count_of, listed
from aksdesigner.azure import reserved
from aksdesigner.model.address import Address, Cidr
from aksdesigner.planning.allocate import Clash, Demand, Grant, Shortage, allocate
from aksdesigner.planning.nodes import beyond_limits, nodes_of
from aksdesigner.planning.sheet import Network, Sheet
from aksdesigner.planning.sizing import DNS_OFFSET, Need, clusters_of, needs_of

RangeKind = Literal["network", "subnet", "pods", "services"]


@dataclass(frozen=True)
class Range:
    """One allocated range: `held` is the block around it that stays free for its growth.

    `need` is what it must give out, `lines` the arithmetic, `dns_ip` the DNS service's address of
    a service range.
    """

    key: str
    kind: RangeKind
    prefix: Cidr
    held: Cidr
    network: str = ""
    cluster: str = ""
    need: int = 0
    lines: tuple[str, ...] = ()
    dns_ip: Address | None = None
    source: Need | None = None

    @property
    def name(self) -> str:
        """The name without that of the network around it."""
        return self.key.partition("/")[2] or self.key

    @property
    def can_grow(self) -> bool:
        """Whether it doubles in place."""
        return self.held.length < self.prefix.length


@dataclass(frozen=True)
class AddressPlan:
    """Every range of a sheet, networks before what is in them."""

    sheet: Sheet
    ranges: tuple[Range, ...]

    def of(self, kind: RangeKind) -> tuple[Range, ...]:
        """Return the ranges of a kind."""
        return tuple(item for item in self.ranges if item.kind == kind)

    def at(self, key: str) -> Range | None:
        """Return the range of a key, or None."""
        return next((item for item in self.ranges if item.key == key), None)

    @property
    def arithmetic(self) -> tuple[str, ...]:
        """Every sum, in order."""
        return tuple(line for item in self.ranges for line in item.lines)


@dataclass(frozen=True)
class Infeasible:
    """Why a sheet has no plan; `relax` is the smallest set of demands that must give way.

    `reasons` are sentences with numbers, `advice` says what to do about them.
    """

    reasons: tuple[str, ...]
    relax: tuple[str, ...] = ()
    advice: str = ""
    shortage: Shortage | None = None


def plan_addresses(sheet: Sheet) -> AddressPlan | Infeasible:
    """Allocate every range of a sheet: networks, subnets, pod and service ranges.

    Nothing overlaps anything, what the sheet keeps stays where it is, and every range starts at
    the lower half of a block whose upper half stays free (`allocate`), where the sheet wants that.
    """
    beyond = [line for c in clusters_of(sheet) for line in beyond_limits(nodes_of(sheet, c))]
    needs = needs_of(sheet)
    beyond += [_too_large(need) for need in needs if need.length is None]
    if beyond:
        return Infeasible(tuple(beyond))
    small = [reason for need in needs if (reason := _kept_too_small(need))]
    if small:
        return Infeasible(tuple(small))
    networks = _networks(sheet, needs)
    if isinstance(networks, Infeasible):
        return _without_any_growth(sheet, networks)
    found: list[Range] = []
    for network in networks:
        subnets = _subnets(network, [need for need in needs if need.network == network.key])
        if isinstance(subnets, Infeasible):
            return subnets
        found.extend((network, *subnets))
    clusters = _cluster_ranges(sheet, needs, networks)
    return clusters if isinstance(clusters, Infeasible) else AddressPlan(sheet, (*found, *clusters))


def _without_any_growth(sheet: Sheet, problem: Infeasible) -> Infeasible:
    """Say so where subnets that keep no room to grow would make the networks fit."""
    shortage = problem.shortage
    if shortage is None or not shortage.drops or not sheet.reserve_growth:
        return problem
    without = plan_addresses(sheet.model_copy(update={"reserve_growth": False}))
    if not isinstance(without, AddressPlan):
        return problem
    names = listed(problem.relax)
    advice = f"It fits without room to grow (reserveGrowth: false), or when {names} shrinks."
    return replace(problem, advice=advice)


def _too_large(need: Need) -> str:
    return f"{need.key}: {need.lines[-1] if need.lines else 'no range is large enough'}"


def _kept_too_small(need: Need) -> str | None:
    if need.kept is None or need.length is None or need.kept.length <= need.length:
        return None
    return f"{need.key} is kept at {need.kept}, and needs /{need.length}: {need.lines[-1]}"


def azure_ranges() -> list[Cidr]:
    """Return what no range of a cluster or network should touch (azure-rules A-04, A-20, A-30)."""
    texts = (
        *reserved.aks_prefixes(),
        *reserved.forbidden_prefixes(),
        *reserved.docker_prefixes(),
    )
    return [Cidr.parse(text) for text in texts]


def others_of(sheet: Sheet) -> list[Cidr]:
    """Return the ranges of the sheet that are somebody else's: sites and the registry."""
    sites = [prefix for site in sheet.on_premises for prefix in site.prefixes]
    return [p for p in (*sites, *(row.prefix for row in sheet.reserved)) if not p.is_default]


def _networks(sheet: Sheet, needs: Sequence[Need]) -> list[Range] | Infeasible:
    """Size and place the networks: the smallest that hold their subnets, growth included."""
    demands: list[Demand] = []
    lines: dict[str, tuple[str, ...]] = {}
    kept_elsewhere = _kept_cluster_ranges(needs)
    for network in sheet.networks:
        inside = [need for need in needs if need.network == network.name]
        if network.prefix is not None:
            demands.append(
                Demand(network.name, network.prefix.length, grows=False, kept=network.prefix)
            )
            lines[network.name] = (f"{network.name}: kept at {network.prefix}",)
            continue
        pinned = next((need for need in inside if need.kept is not None), None)
        if pinned is not None:
            reason = f"{pinned.key} is kept at {pinned.kept}, and {network.name} has no prefix"
            return Infeasible((reason,), advice=f"Give {network.name} the prefix around it.")
        length, line = _network_length(network, inside)
        demands.append(Demand(network.name, length, grows=sheet.reserve_growth))
        lines[network.name] = (line,)
    others = [*others_of(sheet), *azure_ranges(), *kept_elsewhere]
    # a kept network may lie in what a site announces as a summary, and in a range that the registry
    # gives to it: the engine judges that, the planner keeps it
    kept = [d.kept for d in demands if d.kept is not None]
    taken = [other for other in others if not any(other.contains(prefix) for prefix in kept)]
    outer = [other for other in others if other not in taken]
    grants = allocate(sheet.spaces.networks, taken, demands)
    if not isinstance(grants, (Shortage, Clash)) and outer:
        grants = _apart_from(sheet, demands, taken, outer)
    if isinstance(grants, (Shortage, Clash)):
        return _infeasible(grants, "networks", sheet.spaces.networks)
    return [
        Range(g.key, "network", g.prefix, g.held, network=g.key, lines=lines[g.key]) for g in grants
    ]


def _apart_from(
    sheet: Sheet, demands: Sequence[Demand], taken: Sequence[Cidr], outer: Sequence[Cidr]
) -> tuple[Grant, ...] | Shortage | Clash:
    """Place the new networks clear of the summaries around kept ones, too."""
    kept = [demand for demand in demands if demand.kept is not None]
    places = [d.kept for d in kept if d.kept is not None]
    moving = [demand for demand in demands if demand.kept is None]
    placed = allocate(sheet.spaces.networks, [*taken, *outer, *places], moving)
    if isinstance(placed, (Shortage, Clash)):
        return placed
    granted = {g.key: g for g in placed}
    for demand in kept:
        assert demand.kept is not None
        granted[demand.key] = Grant(demand.key, demand.kept, demand.kept)
    return tuple(granted[demand.key] for demand in demands)


def _kept_cluster_ranges(needs: Iterable[Need]) -> list[Cidr]:
    return [n.kept for n in needs if n.kept is not None and n.kind in ("pods", "services")]


def _network_length(network: Network, inside: Sequence[Need]) -> tuple[int, str]:
    """Return the length of the smallest network that holds its subnets with their growth."""
    held = [_demand(need).held for need in inside]
    total = sum(1 << (32 - length) for length in held)
    length = min(29, 32 - max(0, total - 1).bit_length()) if total else 29
    text = (
        f"{network.name}: {count_of(len(inside), 'subnet')} hold {count_of(total, 'address')} "
        f"with their growth -> /{length}"
    )
    if network.length is not None and network.length < length:
        return network.length, f"{text}; /{network.length} is wanted"
    return length, text


def _demand(need: Need) -> Demand:
    assert need.length is not None
    return Demand(need.key, need.length, need.grows, need.kept)


def _subnets(network: Range, needs: Sequence[Need]) -> list[Range] | Infeasible:
    outside = next((n for n in needs if n.kept and not network.prefix.contains(n.kept)), None)
    if outside is not None:
        return Infeasible((f"{outside.key} is kept at {outside.kept}, outside {network.prefix}",))
    grants = allocate([network.prefix], (), [_demand(need) for need in needs])
    if isinstance(grants, (Shortage, Clash)):
        return _infeasible(grants, f"subnets of {network.key}", [network.prefix])
    return [_range(need, grant) for need, grant in zip(needs, grants, strict=True)]


def _range(need: Need, grant: Grant) -> Range:
    is_service = need.kind == "services"
    return Range(
        key=need.key,
        kind=need.kind,
        prefix=grant.prefix,
        held=grant.held,
        network=need.network,
        cluster=need.cluster,
        need=need.need,
        lines=need.lines,
        dns_ip=grant.prefix.first + DNS_OFFSET if is_service else None,
        source=need,
    )


def _cluster_ranges(
    sheet: Sheet, needs: Sequence[Need], networks: Sequence[Range]
) -> list[Range] | Infeasible:
    """Place pod ranges, then service ranges: clear of networks, their growth, and one another."""
    found: list[Range] = []
    taken = [*others_of(sheet), *azure_ranges(), *(network.held for network in networks)]
    kinds: tuple[tuple[Literal["pods", "services"], Sequence[Cidr]], ...] = (
        ("pods", sheet.spaces.pods),
        ("services", sheet.spaces.services),
    )
    later = [n.kept for n in needs if n.kind == "services" and n.kept is not None]
    for kind, spaces in kinds:
        wanted = [need for need in needs if need.kind == kind]
        blocked = [*taken, *(later if kind == "pods" else ()), *(item.held for item in found)]
        grants = allocate(spaces, blocked, [_demand(need) for need in wanted])
        if isinstance(grants, (Shortage, Clash)):
            return _infeasible(grants, f"{kind} ranges", spaces)
        found.extend(_range(need, grant) for need, grant in zip(wanted, grants, strict=True))
    return found


def _infeasible(problem: Shortage | Clash, what: str, spaces: Sequence[Cidr]) -> Infeasible:
    where = f"{what} in {listed(spaces)}"
    if isinstance(problem, Clash):
        return Infeasible((problem.text(what),), (problem.key,), "Move or free one of the two.")
    names = listed(problem.relax)
    if problem.drops:
        advice = f"Even without any room for growth it is too much: shrink or move {names}."
    else:
        advice = f"It fits when {names} {'keeps' if len(problem.relax) == 1 else 'keep'} no room to grow."
    return Infeasible((problem.text(where),), problem.relax, advice, problem)
