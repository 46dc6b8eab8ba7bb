"""The recent files as lines: when they were changed, and which are gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from aksdesigner.gui.panels.start import Recent
from aksdesigner.gui.settings import Settings


def recent_files(settings: Settings) -> tuple[Recent, ...]:
    """Return the recent files, newest first, the missing ones marked."""
    now = datetime.now().astimezone()
    return tuple(_recent(path, now) for path in settings.recent)


def _recent(path: Path, now: datetime) -> Recent:
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        return Recent(path, f"{path.parent.name} · file not found", is_there=False)
    return Recent(path, f"{path.parent.name} · {when(changed, now)}", is_there=True)


def when(moment: datetime, now: datetime) -> str:
    """Return a time as people say it: relative under a week, then the day and month."""
    days = (now.date() - moment.date()).days
    if days <= 0:
        return f"Today, {moment:%H:%M}"
    if days == 1:
        return "Yesterday"
    if now - moment < timedelta(days=7):
        return f"{days} days ago"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {moment:%b}{year}"
