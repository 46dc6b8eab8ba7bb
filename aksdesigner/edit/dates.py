"""Dates that people type into an edit."""

from __future__ import annotations

from datetime import date


def is_date(text: str) -> bool:
    """Return whether a text is a date such as 2027-03-31."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
