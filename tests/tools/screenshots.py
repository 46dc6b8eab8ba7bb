"""Screenshots of the real window, to look at and for the README.

    python -m tests.tools.screenshots [FOLDER]

writes every panel, dialog and mode in three themes, at 100% and 200%, into build/screenshots (or
FOLDER), and replaces the pictures of docs/images whose scene has changed visibly. Qt takes the
scale once a process, so the tool runs itself once for each scale.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from aksdesigner import resources
from aksdesigner.edit.add import AddResource
from aksdesigner.gui.app import make_application, make_window
from aksdesigner.gui.dialogs.about import AboutDialog
from aksdesigner.gui.dialogs.accept import AcceptDialog
from aksdesigner.gui.dialogs.export import ExportDialog
from aksdesigner.gui.dialogs.shortcuts import ShortcutsDialog
from aksdesigner.gui.docks import CAPACITY, CHECKLIST, CODE, DNS, INTENTS, PAIRS, ROUTES
from aksdesigner.gui.main_window import MainWindow
from aksdesigner.present.theme import THEME_NAMES
from aksdesigner.workspace.export import write_export
from tests.tools.small_picture import keep_picture

SCALES = ("1", "2")
LARGE, SMALL = (1600, 1000), (1280, 720)
SETTLE_MS = 120
CHILD = "AKSDESIGNER_SCREENSHOT_CHILD"
DOCS = Path(__file__).parents[2] / "docs" / "images"
# what the docs show: their picture -> scene and theme
SHOWN = {
    "hub-spoke-light": ("hub-spoke", "light"),
    "path-dark": ("path-blocked", "dark"),
    "pairs-light": ("pairs", "light"),
    "findings-light": ("findings", "light"),
}
# a scene arranges the window; it returns a dialog where that is what is to be seen
Scene = Callable[[MainWindow], QDialog | None]


def open_sample(window: MainWindow, name: str) -> None:
    window.desk.open_path(resources.path("samples", f"{name}.aksd"))
    QTest.qWait(SETTLE_MS)


def start(window: MainWindow) -> None:
    window.show_start()


def empty(window: MainWindow) -> None:
    window.desk.new()


def hub_spoke(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))


def path_drawn(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(1)
    window.docks.path.set_source("pod:aks-prod")
    window.docks.path.set_destination("pay.example")
    window.canvas.select(("aks:aks-prod",))
    QTest.qWait(SETTLE_MS)
    window.canvas.fit()


def findings(window: MainWindow) -> None:
    open_sample(window, "seed-production-example")
    window.docks.findings.list.setCurrentIndex(window.docks.findings.model.index(0))
    QTest.qWait(1_000)  # its fixes are tried


def anti_example(window: MainWindow) -> None:
    open_sample(window, "seed-anti-example")
    window.canvas.select(("subnet:small/nodes",))


def path_blocked(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(1)
    window.docks.path.set_source("vm:ci-agent")
    window.docks.path.set_destination("pod:aks-prod")
    QTest.qWait(SETTLE_MS)
    window.canvas.fit()


def pairs(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(PAIRS)
    QTest.qWait(600)
    window.docks.pairs.table.setCurrentIndex(window.docks.pairs.model.index(1, 3))


def capacity(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(CAPACITY)
    QTest.qWait(SETTLE_MS)
    window.docks.capacity.table.selectRow(0)


def names(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(DNS)
    QTest.qWait(SETTLE_MS)
    window.docks.names.table.setCurrentIndex(window.docks.names.model.index(0, 1))


def code(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    window.docks.show_bottom(CODE)
    QTest.qWait(1_000)


def code_changes(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    with tempfile.TemporaryDirectory() as folder:
        write_export(window.bridge.update_now.document, "bicep", Path(folder) / "bicep")
        window.bridge.do(AddResource("subnet", "vnet:spoke-prod", name="snet-new"))
        window.docks.code.show_changes_of(Path(folder))
        window.docks.code.modes.button(1).click()
        window.docks.show_bottom(CODE)
        QTest.qWait(1_000)


def routes(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.canvas.select(("subnet:spoke-prod/snet-aks-nodes",))
    window.docks.show_bottom(ROUTES)


def intents(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(INTENTS)
    QTest.qWait(300)


def checklist(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_bottom(CHECKLIST)
    QTest.qWait(300)


def workshop(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.actions_by_id["workshop"].trigger()
    QTest.qWait(300)
    window.resize(*SMALL)
    QTest.qWait(SETTLE_MS)
    window.canvas.fit()


def outline(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.docks.show_outline()
    window.canvas.select(("aks:aks-prod",))


def history(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.bridge.do(AddResource("subnet", "vnet:spoke-prod", name="snet-new"))
    window.bridge.do(AddResource("vm", "subnet:spoke-prod/snet-new"))
    window.bridge.undo()
    window.docks.show_history()


def finder(window: MainWindow) -> None:
    open_sample(window, "hub-spoke")
    window.actions_by_id["palette"].trigger()
    QTest.keyClicks(window.search.finder.line, "fire")


def export(window: MainWindow) -> QDialog:
    open_sample(window, "hub-spoke")
    return ExportDialog(window.bridge, window.theme, window.settings, window)


def shortcuts(window: MainWindow) -> QDialog:
    return ShortcutsDialog(window._rows, window)


def about(window: MainWindow) -> QDialog:
    return AboutDialog(window.theme, window)


def accept(window: MainWindow) -> QDialog:
    open_sample(window, "seed-anti-example")
    update = window.bridge.update_now
    return AcceptDialog(update.document, update.analysis.findings[0], date(2026, 1, 1), window)


SCENES: tuple[tuple[str, Scene, tuple[int, int]], ...] = (
    ("start", start, LARGE),
    ("empty", empty, LARGE),
    ("hub-spoke", hub_spoke, LARGE),
    ("path", path_drawn, LARGE),
    ("findings", findings, LARGE),
    ("anti-example", anti_example, LARGE),
    ("path-blocked", path_blocked, LARGE),
    ("pairs", pairs, LARGE),
    ("routes", routes, LARGE),
    ("capacity", capacity, LARGE),
    ("names", names, LARGE),
    ("intents", intents, LARGE),
    ("code", code, LARGE),
    ("code-changes", code_changes, LARGE),
    ("checklist", checklist, LARGE),
    ("workshop-small", workshop, SMALL),
    ("outline", outline, LARGE),
    ("history", history, LARGE),
    ("finder", finder, LARGE),
    ("export", export, LARGE),
    ("shortcuts", shortcuts, LARGE),
    ("about", about, LARGE),
    ("accept", accept, LARGE),
    ("code-small", code, SMALL),
    ("start-small", start, SMALL),
    ("hub-spoke-small", hub_spoke, SMALL),
    ("path-small", path_blocked, SMALL),
    ("shortcuts-small", shortcuts, SMALL),
)


def take(scene: Scene, size: tuple[int, int], theme: str, state: Path, path: Path) -> None:
    """Arrange one window of its own and save what it, or its dialog, looks like."""
    store = QSettings(str(state / f"{path.stem}.ini"), QSettings.Format.IniFormat)
    window = make_window(store, state / "journals")
    window.theme.choose(theme)  # type: ignore[arg-type]
    window.resize(*size)
    window.show()
    dialog = scene(window)
    seen: QWidget = dialog or window
    seen.show()
    QTest.qWait(SETTLE_MS)
    seen.grab().save(str(path))
    if dialog is not None:
        dialog.reject()
    window.bridge.session.mark_saved()  # else it asks whether to save when it closes
    window.close()
    window.deleteLater()


def take_all(folder: Path, scale: str) -> None:
    app = make_application(["aksdesigner"])
    with tempfile.TemporaryDirectory() as state:
        for theme in THEME_NAMES:
            for name, scene, size in SCENES:
                take(scene, size, theme, Path(state), folder / f"{name}-{theme}-{scale}x.png")
                app.processEvents()


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get(CHILD)
    if scale is not None:
        take_all(folder, scale)
        return 0
    for scale in SCALES:
        settings = {CHILD: scale, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.tools.screenshots", str(folder)]
        subprocess.run(command, check=True, env={**os.environ, **settings})
    for shown, (scene, theme) in SHOWN.items():
        if keep_picture(folder / f"{scene}-{theme}-1x.png", DOCS / f"{shown}.png"):
            sys.stdout.write(f"docs/images/{shown}.png was replaced\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
