"""The one error of questions: a text that names no source, destination or address."""

from __future__ import annotations


class QueryError(ValueError):
    """A question that cannot be read; the message names what was found and what was expected."""
