"""Omission: what a dialect cannot say, or what a person must fill in. Never silence."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.ids import Key


@dataclass(frozen=True)
class Omission:
    """A field of a resource that was left out of the export, and why."""

    resource: Key
    field: str
    reason: str
