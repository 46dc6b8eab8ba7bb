"""The tree that a screen reader gets of a window, as Qt's accessibility layer gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
# what somebody operates; each needs a name
CONTROLS = {
    Role.Button,
    Role.PushButton if hasattr(Role, "PushButton") else Role.Button,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.Slider,
    Role.List,
    Role.Tree,
    Role.Table,
    Role.Link,
    Role.PageTab,
}
# items are many; a few of each list show whether its model names them
ITEMS = {Role.ListItem, Role.TreeItem, Role.Cell}
MOST_ITEMS = 12
ROLES_OF_LISTS = {Role.List, Role.Tree, Role.Table}
NO_ROLE = {Role.NoRole}


@dataclass(frozen=True)
class Spoken:
    """One node: its role and name, whether the keyboard gets there, and where it hangs."""

    role: Role
    name: str
    description: str
    is_focusable: bool
    path: str
    widget: QWidget | None

    @property
    def is_control(self) -> bool:
        return self.role in CONTROLS or self.is_focusable


def spoken(root: QWidget) -> Iterator[Spoken]:
    """Yield what is visible below a widget, the widget included."""
    interface = QAccessible.queryAccessibleInterface(root)
    assert interface is not None
    yield from _walk(interface, "")


def _walk(node: QAccessibleInterface, path: str) -> Iterator[Spoken]:
    state = node.state()
    if state.invisible:
        return
    found = node.object()
    widget = found if isinstance(found, QWidget) else None
    kind = type(found).__name__ if found is not None else node.role().name
    here = f"{path}/{kind}" + (f"#{found.objectName()}" if found and found.objectName() else "")
    yield Spoken(
        node.role(),
        node.text(QAccessible.Text.Name).strip(),
        node.text(QAccessible.Text.Description).strip(),
        bool(state.focusable) and not state.disabled,
        here,
        widget,
    )
    most = MOST_ITEMS if node.role() in ROLES_OF_LISTS else node.childCount()
    for place in range(min(most, node.childCount())):
        child = node.child(place)
        if child is not None and child.isValid():
            yield from _walk(child, here)


def nameless(root: QWidget) -> list[str]:
    """Return the paths of controls and items without a name, and of controls without a role."""
    found = list(spoken(root))
    assert any(node.is_control for node in found)
    return [
        f"{node.path} ({node.role.name})"
        for node in found
        if (node.is_control and not node.name and node.role not in ITEMS)
        or (node.is_focusable and node.role in NO_ROLE)
    ]
