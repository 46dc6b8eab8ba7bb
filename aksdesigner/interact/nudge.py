"""Nudging: arrow keys move the selection by the grid, Shift by ten of it, Alt by one pixel."""

from __future__ import annotations

from aksdesigner.interact.gesture import GRID, Ground, Modifiers, Outcome
from aksdesigner.interact.move import movable, moved_by

FAR = 10
FINE = 1.0


def nudge_step(held: Modifiers) -> float:
    """Return how many pixels one press of an arrow key moves things."""
    if held.alt:
        return FINE
    return GRID * FAR if held.shift else GRID


def nudged(ground: Ground, dx: int, dy: int, held: Modifiers) -> Outcome:
    """Return the command that moves the selection one step; presses in a row undo as one."""
    keys = movable(ground, ground.selection)
    if not keys:
        return Outcome(status="Select something to move.")
    step = nudge_step(held)
    command = moved_by(ground, keys, dx * step, dy * step)
    return Outcome(command=command, merge="nudge " + " ".join(keys))
