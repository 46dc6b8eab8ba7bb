"""What a drag from the palette carries: the token of a kind, as UTF-8."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

KIND_MIME = "application/x-aksdesigner-kind"


def kind_mime(kind: str) -> QMimeData:
    """Return the data of a drag that would add a thing of this kind."""
    data = QMimeData()
    data.setData(KIND_MIME, kind.encode("utf-8"))
    return data


def kind_in(data: QMimeData) -> str | None:
    """Return the kind that a drag carries, or None when it is something else."""
    if not data.hasFormat(KIND_MIME):
        return None
    raw = bytes(data.data(KIND_MIME).data())
    try:
        return raw.decode("utf-8").strip() or None
    except UnicodeDecodeError:
        return None
