"""Lifted: what the code of an export says, in the words of the model."""

from __future__ import annotations

from dataclasses import dataclass

from aksdesigner.model.ids import Key
from aksdesigner.model.part import Resource


@dataclass(frozen=True)
class Strange:
    """Something in the code that no drawn resource says: where, and what."""

    place: str
    message: str


@dataclass(frozen=True)
class Lifted:
    """The resources that code creates, by the key of the drawing; a network holds its subnets.

    A field that whoever deploys fills in stands at its default. What others deploy is not in it.
    `strange` is everything that could not be folded into a drawn resource.
    """

    resources: dict[Key, Resource]
    strange: tuple[Strange, ...] = ()
