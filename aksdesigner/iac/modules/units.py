"""Which module each declaration goes to.

Mostly that of its concern. What joins two parts (peerings, links, connections, roles, private
endpoints) has a module of its own, so that parts do not wait for each other in a circle; should
they still do, what has to come later goes to a later stage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from graphlib import TopologicalSorter

from aksdesigner.iac.concerns import Concern, Concerns
from aksdesigner.iac.distinct import DIGITS, mark_of
from aksdesigner.iac.expression import Property, parts_of
from aksdesigner.iac.modules.tree import Unit
from aksdesigner.iac.program import Declaration, Program
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.iac.symbols import words_of

NETWORK = "Microsoft.Network/"
PEERINGS = Concern("peerings", "Peerings between the networks")
LINKS = Concern("dns-links", "Links and records of the private DNS zones")
FORWARDING = Concern("dns-forwarding", "DNS forwarding rulesets")
CONNECTIONS = Concern("connections", "Connections of the network gateways")
ENDPOINTS = Concern("private-endpoints", "Private endpoints and their zone groups")

# the start of an ARM type -> what it joins; the first that fits counts
JOINTS = (
    (NETWORK + "virtualNetworks/virtualNetworkPeerings", PEERINGS),
    (NETWORK + "privateDnsZones/", LINKS),
    (NETWORK + "dnsForwardingRulesets", FORWARDING),
    (NETWORK + "connections", CONNECTIONS),
    (NETWORK + "privateEndpoints", ENDPOINTS),
)
ACCESS = (
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
)


def units_of(scopes: Scopes, program: Program) -> dict[str, Unit]:
    """Return the unit of each declaration that is created, by its symbol.

    The units depend on each other in no circle.
    """
    made = {d.symbol: d for d in program.declarations if not d.existing}
    concerns = Concerns(scopes.design)
    by_symbol = {d.symbol: d for d in program.declarations}
    placed = {
        symbol: (_concern(concerns, d), _scope(scopes, by_symbol, d)) for symbol, d in made.items()
    }
    several: dict[Concern, set[Scope]] = {}
    for concern, scope in placed.values():
        several.setdefault(concern, set()).add(scope)
    slugs = _slugs(several)
    units = {
        symbol: Unit(slugs[concern, scope], concern.title, scope)
        for symbol, (concern, scope) in placed.items()
    }
    return staged(units, needs_of(program))


def needs_of(program: Program) -> dict[str, tuple[str, ...]]:
    """Return what each created declaration needs first, by symbol; references are looked through."""
    by_symbol = {d.symbol: d for d in program.declarations}
    return {
        d.symbol: tuple(
            dict.fromkeys(s for s in _needed(d, by_symbol, frozenset()) if s != d.symbol)
        )
        for d in program.declarations
        if not d.existing
    }


def _needed(
    item: Declaration, by_symbol: Mapping[str, Declaration], asking: frozenset[str]
) -> list[str]:
    named = [part.symbol for part in parts_of(item.body) if isinstance(part, Property)]
    found: list[str] = []
    for symbol in (*item.depends_on, *named):
        other = by_symbol[symbol]
        if not other.existing:
            found.append(symbol)
        elif symbol not in asking:
            found += _needed(other, by_symbol, asking | {symbol})
    return found


def _concern(concerns: Concerns, item: Declaration) -> Concern:
    own = concerns.of(item.resource)
    kind = item.type.partition("@")[0]
    if kind in ACCESS:
        slug = own.slug.removeprefix("cluster-")
        return Concern(f"access-{slug}", f"Identity and roles: {own.title}")
    return next((joint for start, joint in JOINTS if kind.startswith(start)), own)


def _scope(scopes: Scopes, by_symbol: Mapping[str, Declaration], item: Declaration) -> Scope:
    """Return the scope of a declaration; a role goes to the scope of what it is given on."""
    if not scopes.are_several:
        return scopes.default
    on = dict(item.body.pairs).get("scope")
    if isinstance(on, Property) and not item.existing:
        return scopes.of(by_symbol[on.symbol].resource)
    return scopes.of(item.resource)


def _slugs(several: Mapping[Concern, set[Scope]]) -> dict[tuple[Concern, Scope], str]:
    """Return the name of each unit; scopes whose names read alike get a mark of their own."""
    found = {
        (concern, scope): _slug(concern, scope, alone=len(scopes) == 1)
        for concern, scopes in several.items()
        for scope in scopes
    }
    times = Counter(found.values())
    for (concern, scope), slug in found.items():
        if times[slug] > 1:
            owner = (concern.slug, f"{scope.subscription}/{scope.group}")
            found[concern, scope] = f"{slug}-{mark_of(owner, DIGITS[1])}"
    return found


def _slug(concern: Concern, scope: Scope, *, alone: bool) -> str:
    if alone:
        return concern.slug
    words = (*words_of(scope.subscription), *words_of(scope.group))
    return "-".join((concern.slug, *words))


def staged(units: Mapping[str, Unit], needs: Mapping[str, tuple[str, ...]]) -> dict[str, Unit]:
    """Return units that do not need each other in a circle."""
    knotted = _knotted({(units[a], units[b]) for a, first in needs.items() for b in first})
    if not knotted:
        return dict(units)
    stages: dict[str, int] = {}
    for symbol in TopologicalSorter(needs).static_order():
        mine = units[symbol]
        stages[symbol] = max(
            (
                stages[first] + (units[first] != mine)
                for first in needs[symbol]
                if mine in knotted and units[first] in knotted
            ),
            default=0,
        )
    order: dict[Unit, set[int]] = {}
    for symbol, unit in units.items():
        order.setdefault(unit, set()).add(stages[symbol])
    return {
        symbol: _later(unit, sorted(order[unit]).index(stages[symbol]))
        for symbol, unit in units.items()
    }


def _knotted(edges: set[tuple[Unit, Unit]]) -> set[Unit]:
    """Return the units that stand in a circle, or between two circles."""
    left = {edge for edge in edges if edge[0] != edge[1]}
    while True:
        both = {a for a, _ in left} & {b for _, b in left}
        kept = {edge for edge in left if both.issuperset(edge)}
        if kept == left:
            return both
        left = kept


def _later(unit: Unit, stage: int) -> Unit:
    slug = f"{unit.slug}-{stage + 1}" if stage else unit.slug
    return Unit(slug, unit.title, unit.scope, stage)
