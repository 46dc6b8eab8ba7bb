"""The few questions the window asks, each a function, with the answer as a plain value."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

Leaving = Literal["save", "discard", "cancel"]
OPEN_FILTER = "Designs (*.aksd *.yaml *.yml *.json);;All files (*)"
SAVE_FILTER = "Design (*.aksd)"

_Button = QMessageBox.StandardButton
_LEAVING: dict[QMessageBox.StandardButton, Leaving] = {
    _Button.Save: "save",
    _Button.Discard: "discard",
}


def ask_leaving(parent: QWidget, name: str) -> Leaving:
    """Ask what becomes of changes that are not saved."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("Unsaved changes")
    box.setText(f"{name} has changes that are not saved.")
    box.setInformativeText("Discarded changes are gone for good.")
    box.setStandardButtons(_Button.Save | _Button.Discard | _Button.Cancel)
    box.setDefaultButton(_Button.Save)
    answer = _Button(box.exec())
    return _LEAVING.get(answer, "cancel")


def ask_replace(parent: QWidget, path: Path) -> bool:
    """Ask whether a file that another program changed may be replaced."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("Changed outside")
    box.setText(f"{path.name} was changed by another program since it was opened.")
    box.setInformativeText("Saving replaces those changes with this design.")
    replace = box.addButton("Replace", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(_Button.Cancel)
    box.exec()
    return box.clickedButton() is replace


def ask_open_path(parent: QWidget, folder: Path) -> Path | None:
    """Ask which design to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open design", str(folder), OPEN_FILTER)
    return Path(name) if name else None


def ask_save_path(parent: QWidget, suggestion: Path) -> Path | None:
    """Ask where to save a design."""
    name, _ = QFileDialog.getSaveFileName(parent, "Save design", str(suggestion), SAVE_FILTER)
    return Path(name) if name else None


def ask_decisions_path(parent: QWidget, suggestion: Path) -> Path | None:
    """Ask where to write what was decided."""
    kinds = "Markdown (*.md)"
    name, _ = QFileDialog.getSaveFileName(parent, "Export decisions", str(suggestion), kinds)
    return Path(name) if name else None


def ask_folder(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a folder to write into."""
    name = QFileDialog.getExistingDirectory(parent, "Export to folder", str(folder))
    return Path(name) if name else None
