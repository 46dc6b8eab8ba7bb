"""What one canvas keeps from picture to picture, so that an edit costs what it touches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aksdesigner.model.ids import Key
from aksdesigner.present.router import Router


@dataclass
class Memory:
    """The ways of lines, and the inside of each network with what it was laid out from.

    A picture made with a memory is the same as one made without.
    """

    router: Router = field(default_factory=Router)
    units: dict[Key, tuple[Any, Any]] = field(default_factory=dict)
