"""The day on which a design is judged: Azure's rules change on dates."""

from __future__ import annotations

from datetime import date

from aksdesigner.analysis.facts.design import Design


def today_of(design: Design) -> date:
    """Return the design's ``settings.asOf``; where it is absent or no date, the clock's day."""
    text = design.settings.as_of
    try:
        return date.fromisoformat(text) if text else design.today
    except ValueError:
        return design.today


def ended(day: str, today: date) -> bool:
    """Return whether something that ends on an ISO date is over, the date itself included."""
    return today >= date.fromisoformat(day)
