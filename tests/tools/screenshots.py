"""Screenshots of the real window, to look at and for the README.

    python tests/tools/screenshots.py [FOLDER]

writes every scene in light and dark, at 100% and 200%, into build/screenshots (or FOLDER). Qt
takes the scale once a process, so the tool runs itself once for each scale.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest

from aksdesigner import resources
from aksdesigner.edit.add import AddResource
from aksdesigner.gui.app import make_application, make_window
from aksdesigner.gui.docks import CAPACITY, CODE, DNS, PAIRS
from aksdesigner.gui.main_window import MainWindow
from aksdesigner.workspace.export import write_export

SCALES = ("1", "2")
THEMES = ("light", "dark")
LARGE, SMALL = (1600, 1000), (1280, 720)
SETTLE_MS = 120
CHILD = "AKSDESIGNER_SCREENSHOT_CHILD"


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
    window.bridge.session.mark_saved()  # else it asks whether to save when it closes


SCENES: tuple[tuple[str, Callable[[MainWindow], None], tuple[int, int]], ...] = (
    ("start", start, LARGE),
    ("empty", empty, LARGE),
    ("hub-spoke", hub_spoke, LARGE),
    ("path", path_drawn, LARGE),
    ("findings", findings, LARGE),
    ("anti-example", anti_example, LARGE),
    ("path-blocked", path_blocked, LARGE),
    ("pairs", pairs, LARGE),
    ("capacity", capacity, LARGE),
    ("names", names, LARGE),
    ("code", code, LARGE),
    ("code-changes", code_changes, LARGE),
    ("code-small", code, SMALL),
    ("start-small", start, SMALL),
    ("hub-spoke-small", hub_spoke, SMALL),
)


def take_all(folder: Path, scale: str) -> None:
    app = make_application(["aksdesigner"])
    with tempfile.TemporaryDirectory() as state:
        for theme in THEMES:
            for name, scene, size in SCENES:
                ini = f"{state}/{theme}-{name}.ini"
                store = QSettings(ini, QSettings.Format.IniFormat)
                window = make_window(store, Path(state) / "journals")
                window.theme.choose("dark" if theme == "dark" else "light")
                window.resize(*size)
                window.show()
                scene(window)
                QTest.qWait(SETTLE_MS)
                window.grab().save(str(folder / f"{name}-{theme}-{scale}x.png"))
                window.close()
                window.deleteLater()
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
        subprocess.run(
            [sys.executable, __file__, str(folder)], check=True, env={**os.environ, **settings}
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
