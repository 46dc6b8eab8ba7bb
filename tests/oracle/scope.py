"""What the second implementation does not model; it says so instead of guessing."""

from __future__ import annotations


class OutOfScope(Exception):
    """A question that the second implementation does not answer; the text says why."""
