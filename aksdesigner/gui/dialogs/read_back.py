"""What comes of reading the chosen code back before it is written, for the export dialog."""

from __future__ import annotations

from aksdesigner.gui.dialogs.export_plan import title_of
from aksdesigner.iac.dialects import DIALECTS, Exported
from aksdesigner.model.document import Document
from aksdesigner.workspace.verify.verification import Verification, verify_export

# above this many resources reading back takes longer than a dialog may
MOST = 500
TOO_LARGE = "Not read back here, the design is large: `aksdesigner export --verify` does it"

Line = tuple[str, str]  # a severity or "ok", and a sentence


class ReadBack:
    """Reads the exports of one design back, each once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, tuple[Exported, Verification]] = {}

    def lines(self, exports: tuple[Exported, ...]) -> list[Line]:
        """Return a line for all dialects that hold, and one for each other."""
        if not exports:
            return []
        if len(self._document.topology.index.entries) > MOST:
            return [("info", TOO_LARGE)]
        found = [self._of(exported) for exported in exports]
        good = [DIALECTS[v.dialect].title for v in found if v.holds]
        lines = [("ok", f"Read back from {_and(good)}, it is the network as drawn")] if good else []
        return lines + [_line(v) for v in found if not v.holds]

    def details(self, exports: tuple[Exported, ...]) -> tuple[str, ...]:
        """Return a line for each difference between the design and its code."""
        read = [self._known[id(e)] for e in exports if id(e) in self._known]
        return tuple(f"{title_of(e)}: {what}" for e, found in read for what in found.differences)

    def _of(self, exported: Exported) -> Verification:
        known = self._known.get(id(exported))
        if known is None:  # the export is kept beside, so that its id stays its own
            known = (exported, verify_export(self._document, exported))
            self._known[id(exported)] = known
        return known[1]


def _line(found: Verification) -> Line:
    title = DIALECTS[found.dialect].title
    if found.unread is not None:
        return ("info", f"{title} was not read back: {found.unread}")
    count = len(found.differences)
    word = "differs" if count == 1 else "differ"
    return ("error", f"{title}, read back: {count} of its facts {word} from the drawing")


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
