"""What comes of reading the chosen code back before it is written, for the export dialog."""

from __future__ import annotations

from aksdesigner.iac.dialects import DIALECTS, export
from aksdesigner.iac.options import ExportOptions
from aksdesigner.model.document import Document
from aksdesigner.workspace.verify.verification import Verification, verify_export

# above this many resources reading back takes longer than a dialog may
MOST = 500
TOO_LARGE = "Not read back here, the design is large: `aksdesigner export --verify` does it"

Line = tuple[str, str]  # a severity or "ok", and a sentence


class ReadBack:
    """Reads the exports of one design back; each choice once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[str, ExportOptions], Verification] = {}

    def lines(self, chosen: tuple[str, ...], options: ExportOptions) -> list[Line]:
        """Return a line for all dialects that hold, and one for each other."""
        dialects = [name for name in chosen if name in DIALECTS]
        if not dialects:
            return []
        if len(self._document.topology.index.entries) > MOST:
            return [("info", TOO_LARGE)]
        found = [self._of(name, options) for name in dialects]
        good = [DIALECTS[v.dialect].title for v in found if v.holds]
        lines = [("ok", f"Read back from {_and(good)}, it is the network as drawn")] if good else []
        return lines + [_line(v) for v in found if not v.holds]

    def details(self, chosen: tuple[str, ...], options: ExportOptions) -> tuple[str, ...]:
        """Return a line for each difference between the design and its code."""
        return tuple(
            f"{DIALECTS[name].title}: {difference}"
            for name in chosen
            if (name, options) in self._known
            for difference in self._known[name, options].differences
        )

    def _of(self, dialect: str, options: ExportOptions) -> Verification:
        key = (dialect, options)
        if key not in self._known:
            exported = export(self._document, dialect, options)
            self._known[key] = verify_export(self._document, exported)
        return self._known[key]


def _line(found: Verification) -> Line:
    title = DIALECTS[found.dialect].title
    if found.unread is not None:
        return ("info", f"{title} was not read back: {found.unread}")
    count = len(found.differences)
    word = "differs" if count == 1 else "differ"
    return ("error", f"{title}, read back: {count} of its facts {word} from the drawing")


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
