"""The actions of the workshop, one row each."""

from __future__ import annotations

from collections.abc import Callable

from aksdesigner.gui.actions import Row


def workshop_rows(calls: dict[str, Callable[[], object]]) -> tuple[Row, ...]:
    """Return the rows; `calls` says what each does, by its id."""
    submenu = "Views"
    return (
        Row(
            "workshop",
            "View",
            "Workshop, full screen",
            ("F5", "F11", "Shift+F5"),
            calls["workshop"],
            has_separator=True,
        ),
        Row("pen", "View", "Pen", ("P",), calls["pen"], is_canvas=True),
        Row("clear_ink", "View", "Clear the ink", (), calls["clear_ink"]),
        Row("views", "View", "Views…", ("V",), calls["views"], submenu=submenu, is_canvas=True),
        Row("new_view", "View", "New view from now", (), calls["new_view"], submenu=submenu),
        Row(
            "next_view",
            "View",
            "Next view",
            ("Ctrl+PgDown",),
            calls["next_view"],
            submenu=submenu,
        ),
        Row(
            "previous_view",
            "View",
            "Previous view",
            ("Ctrl+PgUp",),
            calls["previous_view"],
            submenu=submenu,
        ),
    )
