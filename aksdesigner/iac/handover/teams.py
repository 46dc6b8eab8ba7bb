"""Who has to apply an addition: the owner that the design names, else a resource group, else a resource."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from aksdesigner.iac.design import real_name
from aksdesigner.iac.distinct import DIGITS, Distinct, Owner, mark_of
from aksdesigner.iac.handover.additions import Addition
from aksdesigner.iac.handover.steps import Step
from aksdesigner.iac.scopes import Scope, Scopes
from aksdesigner.iac.symbols import words_of
from aksdesigner.model.ids import Key, key_of, label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN

LONGEST = 60  # characters of a slug: paths stay short on every system


@dataclass(frozen=True)
class Team:
    """Whoever owns some resources: the name of its folder, what it is called, what it does.

    `steps` are done by hand. `scopes` are the places of what is added to, in order; none where
    everything is done by hand.
    """

    slug: str
    title: str
    additions: tuple[Addition, ...]
    steps: tuple[Step, ...]
    scopes: tuple[Scope, ...]


def teams_of(
    scopes: Scopes, additions: Iterable[Addition], steps: Iterable[Step]
) -> tuple[Team, ...]:
    """Return the teams by slug, each with what it does; a slug depends on no other team."""
    found: dict[Owner, tuple[list[Addition], list[Step]]] = {}
    titles: dict[Owner, tuple[str, tuple[str, ...]]] = {}
    work: list[Addition | Step] = [*additions, *steps]
    for item in work:
        owner, title, words = _who(scopes, item.owner)
        mine = found.setdefault(owner, ([], []))
        titles[owner] = (title, words)
        if isinstance(item, Step):
            mine[1].append(item)
        else:
            mine[0].append(item)
    names = Distinct()

    def slug(owner: Owner) -> str:
        return names.text(owner, "slug", partial(_slug, owner, titles[owner][1]))

    for owner in found:
        slug(owner)
    names.settle()
    teams = (
        Team(slug(owner), titles[owner][0], tuple(files), tuple(hand), _places(scopes, files))
        for owner, (files, hand) in found.items()
    )
    return tuple(sorted(teams, key=lambda team: team.slug))


def whole_of(key: Key) -> Key:
    """Return the resource that a part belongs to: the network of a subnet, else the key itself."""
    kind, name = split_key(key)
    return key_of("vnet", name.partition("/")[0]) if kind == "subnet" else key


def _places(scopes: Scopes, additions: Iterable[Addition]) -> tuple[Scope, ...]:
    return tuple(sorted({scopes.of(addition.owner) for addition in additions}))


def _who(scopes: Scopes, key: Key) -> tuple[Owner, str, tuple[str, ...]]:
    """Return who owns a resource: what tells owners apart, the title and the words of the slug."""
    part: Any = scopes.design.index.at(key)
    key = whole_of(key)
    resource: Any = scopes.design.index.at(key)
    team = part.owner or resource.owner
    if team:
        return ("team", team), f"the {team} team", (team,)
    scope = scopes.of(key)
    if scope != scopes.default:
        title = f"the owners of resource group {scope.group or 'of the deployment'}"
        if scope.subscription:
            title += f" in subscription {scope.subscription}"
        place = f"{scope.subscription}/{scope.group}"
        return ("scope", place), title, words_of(f"{scope.subscription} {scope.group}")
    return ("resource", key), f"the owners of {_titled(key)}", words_of(real_name(resource))


def _titled(key: Key) -> str:
    return f"{KIND_BY_TOKEN[split_key(key)[0]].title} {label_of(key)}"


def _slug(owner: Owner, words: tuple[str, ...], mark: str) -> str:
    slug = "-".join(words) or split_key(owner[1])[0] or "owner"
    if not mark and len(slug) > LONGEST:
        mark = mark_of(owner, DIGITS[1])
    return f"{slug[: LONGEST - len(mark) - 1].rstrip('-')}-{mark}" if mark else slug
