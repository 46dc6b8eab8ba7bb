"""What code says where the value is known only at deployment; everything else is plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A value that whoever deploys gives, by the name of its parameter.

    `stands_for` is the key of what it is the id of, "" where it is no id of something drawn.
    """

    name: str
    stands_for: str = ""


@dataclass(frozen=True)
class Identity:
    """The id of a resource: its Azure type, and its names from the outermost in.

    `group` and `subscription` are those of what another deployment made, None for the one of the
    deployment.
    """

    type: str
    names: tuple[str, ...]
    group: str | None = None
    subscription: str | None = None


@dataclass(frozen=True)
class Runtime:
    """What a resource has once it exists: the steps to it below the resource."""

    of: Identity
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Mixed:
    """A text of pieces, some of which are known only at deployment."""

    pieces: tuple[Any, ...]


@dataclass(frozen=True)
class Called:
    """What a function of the language returns at deployment, and a property of it."""

    function: str
    arguments: tuple[Any, ...]
    member: str = ""


# the subscription of the deployment, where something names it
OWN_SUBSCRIPTION = Called("subscription", (), "subscriptionId")
