"""The neutral list: every resource of a program with its values folded, references as ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aksdesigner.iac.read.order import Order
from aksdesigner.iac.read.values import Identity


@dataclass(frozen=True)
class ReadResource:
    """One resource of code.

    `body` has everything but its place (name, parent, scope, order). `place` is file and line.
    `condition` is a value that decides at deployment whether it exists, None for always. `scope`
    is the resource that an extension stands on.
    """

    identity: Identity
    body: Mapping[Any, Any]
    place: str
    existing: bool = False
    condition: Any = None
    scope: Identity | None = None
    after: tuple[Identity, ...] = ()

    @property
    def type(self) -> str:
        """The Azure type."""
        return self.identity.type

    @property
    def name(self) -> Any:
        """Its own name."""
        return self.identity.names[-1]


@dataclass(frozen=True)
class Program:
    """Every resource of an export, with the outputs, and what comes before what."""

    resources: tuple[ReadResource, ...]
    outputs: Mapping[str, Any] = field(default_factory=dict)
    order: Order = field(default_factory=Order)
