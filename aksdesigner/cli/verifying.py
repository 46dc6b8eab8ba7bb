"""What `export --verify` tells of an export that was read back."""

from __future__ import annotations

from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.workspace.export import Written
from aksdesigner.workspace.verify.folder import verify_written

SHOWN = 50
_WORDS = {"passed": "passed", "failed": "failed", "notRun": "not run", "note": "note"}


def tell_verification(screen: Screen, document: Document, written: Written) -> bool:
    """Read an export back, tell every difference, and return whether there is none.

    Raises StoreError when a file can't be read.
    """
    found = verify_written(document, written)
    result = found.verification
    dialect = result.dialect
    if result.unread is not None:
        screen.error(f"not verified: {dialect}: {result.unread}")
    elif result.differences:
        count = len(result.differences)
        word = "difference" if count == 1 else "differences"
        screen.error(f"verify: {dialect}: {count} {word} between the design and its code")
        for difference in result.differences[:SHOWN]:
            screen.error(f"  {difference}")
        if count > SHOWN:
            screen.error(f"  and {count - SHOWN} more")
    else:
        screen.say(f"verified: {dialect}: the code, read back, is the network of the design")
    for check in found.programs:
        tell = screen.error if check.status == "failed" else screen.say
        tell(f"{check.command}: {_WORDS[check.status]}" + (f": {check.said}" if check.said else ""))
    return found.holds
