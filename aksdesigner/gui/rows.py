"""Every action of the window, one row each."""

from __future__ import annotations

from functools import partial

from aksdesigner.gui.actions import Row
from aksdesigner.gui.dialogs.file_desk import FileDesk
from aksdesigner.gui.handlers import Handlers
from aksdesigner.gui.panels.lens_bar import action_name
from aksdesigner.interact.align import Axis, Side
from aksdesigner.present.lenses.catalogue import LENSES


def rows_of(desk: FileDesk, window: Handlers) -> tuple[Row, ...]:
    """Return the rows, in the order of the menus."""
    return (*_file(desk, window), *_edit(window), *_arrange(window), *_view(window), *_help(window))


def _file(desk: FileDesk, window: Handlers) -> tuple[Row, ...]:
    return (
        Row("new", "File", "New", ("Ctrl+N",), desk.new),
        Row("open", "File", "Open…", ("Ctrl+O",), desk.open),
        Row("start", "File", "Start screen", (), window.show_start),
        Row("save", "File", "Save", ("Ctrl+S",), desk.save, has_separator=True),
        Row("save_as", "File", "Save as…", ("Ctrl+Shift+S",), desk.save_as),
        Row("export", "File", "Export…", ("Ctrl+E",), window.export, has_separator=True),
        Row("decisions", "File", "Export decisions…", (), window.export_decisions),
        Row("quit", "File", "Quit", ("Ctrl+Q",), window.quit, has_separator=True),
    )


def _edit(window: Handlers) -> tuple[Row, ...]:
    return (
        Row("undo", "Edit", "Undo", ("Ctrl+Z",), window.undo),
        Row("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), window.redo),
        Row(
            "palette",
            "Edit",
            "Search and do…",
            ("Ctrl+K", "F1"),
            window.show_palette,
            has_separator=True,
        ),
        Row("find", "Edit", "Find…", ("Ctrl+F",), window.find),
        Row(
            "add",
            "Edit",
            "Add a thing…",
            ("/",),
            window.add_kind,
            is_canvas=True,
            has_separator=True,
        ),
        Row("add_note", "Edit", "Add a sticky note", ("S",), window.add_note, is_canvas=True),
        Row("add_frame", "Edit", "Add a frame", ("G",), window.add_frame, is_canvas=True),
        Row("cut", "Edit", "Cut", ("Ctrl+X",), window.cut, is_canvas=True, has_separator=True),
        Row("copy", "Edit", "Copy", ("Ctrl+C",), window.copy, is_canvas=True),
        Row("paste", "Edit", "Paste", ("Ctrl+V",), window.paste, is_canvas=True),
        Row("duplicate", "Edit", "Duplicate", ("Ctrl+D",), window.duplicate, is_canvas=True),
        Row("rename", "Edit", "Rename", ("F2",), window.rename, is_canvas=True),
        Row("delete", "Edit", "Delete", ("Del",), window.delete, is_canvas=True),
        Row("select_all", "Edit", "Select all", ("Ctrl+A",), window.select_all, is_canvas=True),
    )


# (what is aligned or distributed, how the menu calls it, its key); the first of each begins a group
ALIGNED: tuple[tuple[tuple[Side, str, str], ...], ...] = (
    (
        ("left", "left sides", "L"),
        ("center", "centers", "C"),
        ("right", "right sides", "R"),
    ),
    (
        ("top", "upper sides", "T"),
        ("middle", "middles", "M"),
        ("bottom", "lower sides", "B"),
    ),
)
DISTRIBUTED: tuple[tuple[Axis, str], ...] = (("across", "H"), ("down", "V"))


def _arrange(window: Handlers) -> tuple[Row, ...]:
    menu = "Arrange"
    align, distribute = window.align, window.distribute
    return (
        Row("arrange", menu, "Arrange automatically", ("Ctrl+Shift+A",), window.arrange),
        Row("collapse", menu, "Collapse or expand", ("E",), window.toggle_collapse, is_canvas=True),
        *(
            Row(
                f"align_{side}",
                menu,
                f"Align {words}",
                (f"Ctrl+Shift+{key}",),
                partial(align, side),
                has_separator=place == 0,
            )
            for group in ALIGNED
            for place, (side, words, key) in enumerate(group)
        ),
        *(
            Row(
                f"distribute_{axis}",
                menu,
                f"Distribute {axis}",
                (f"Ctrl+Shift+{key}",),
                partial(distribute, axis),
                has_separator=place == 0,
            )
            for place, (axis, key) in enumerate(DISTRIBUTED)
        ),
    )


def _view(window: Handlers) -> tuple[Row, ...]:
    return (*_zoom(window), *_lenses(window), *_themes(window), *_panels(window))


def _zoom(window: Handlers) -> tuple[Row, ...]:
    return (
        Row("zoom_in", "View", "Zoom in", ("Ctrl++", "Ctrl+="), window.zoom_in),
        Row("zoom_out", "View", "Zoom out", ("Ctrl+-",), window.zoom_out),
        Row("zoom_reset", "View", "Zoom to 100%", ("Ctrl+0",), window.zoom_reset),
        Row(
            "zoom_fit", "View", "Zoom to fit", ("Shift+1", "Home"), window.zoom_fit, is_canvas=True
        ),
        Row(
            "zoom_selection",
            "View",
            "Zoom to selection",
            ("Shift+2",),
            window.zoom_selection,
            is_canvas=True,
        ),
        Row(
            "minimap",
            "View",
            "Minimap",
            ("M",),
            window.toggle_minimap,
            is_checkable=True,
            is_canvas=True,
        ),
        Row("wheel_zooms", "View", "Wheel zooms", (), window.toggle_wheel, is_checkable=True),
    )


def _lenses(window: Handlers) -> tuple[Row, ...]:
    lenses = ((None, "Map"), *((lens.name, lens.title) for lens in LENSES))
    return tuple(
        Row(
            action_name(name),
            "View",
            title,
            (str(place),),
            partial(window.look_through, name),
            group="lens",
            submenu="Lens",
            is_canvas=True,
            has_separator=name is None,
        )
        for place, (name, title) in enumerate(lenses, 1)
    )


def _themes(window: Handlers) -> tuple[Row, ...]:
    theme = "Theme"
    return (
        Row(
            "theme_system",
            "View",
            "Follow the system",
            (),
            window.follow_system,
            group="theme",
            submenu=theme,
            has_separator=True,
        ),
        Row("theme_light", "View", "Light", (), window.go_light, group="theme", submenu=theme),
        Row("theme_dark", "View", "Dark", (), window.go_dark, group="theme", submenu=theme),
        Row(
            "theme_highContrast",
            "View",
            "High contrast",
            (),
            window.go_high_contrast,
            group="theme",
            submenu=theme,
        ),
    )


def _panels(window: Handlers) -> tuple[Row, ...]:
    panels = "Panels"
    return (
        Row(
            "left", "View", "Add, outline, history", ("Ctrl+B",), window.toggle_left, submenu=panels
        ),
        Row("right", "View", "Inspector", ("Ctrl+I",), window.toggle_right, submenu=panels),
        Row("bottom", "View", "Bottom panel", ("Ctrl+J",), window.toggle_bottom, submenu=panels),
        Row("outline", "View", "Outline", ("Ctrl+Shift+O",), window.show_outline, submenu=panels),
        Row(
            "findings", "View", "Findings", ("Ctrl+Shift+F",), window.show_findings, submenu=panels
        ),
        Row("path", "View", "Path", ("Ctrl+Shift+P",), window.show_path, submenu=panels),
        Row("routes", "View", "Routes", ("Ctrl+Shift+J",), window.show_routes, submenu=panels),
        Row(
            "checklist",
            "View",
            "Checklist",
            ("Ctrl+Shift+K",),
            window.show_checklist,
            submenu=panels,
        ),
        Row("history", "View", "History", ("Ctrl+H",), window.show_history, submenu=panels),
        Row(
            "questions",
            "View",
            "Open questions",
            ("Ctrl+Shift+Q",),
            window.show_questions,
            submenu=panels,
        ),
        Row("reset_layout", "View", "Reset layout", (), window.reset_layout, has_separator=True),
    )


def _help(window: Handlers) -> tuple[Row, ...]:
    return (
        Row("shortcuts", "Help", "Keyboard shortcuts", ("?", "Ctrl+/"), window.show_shortcuts),
        Row("whats_this", "Help", "What's this?", ("Shift+F1",), window.show_help),
        Row("tour", "Help", "Tour in five steps", (), window.show_tour),
        Row("about", "Help", "About aksdesigner", (), window.show_about),
    )
