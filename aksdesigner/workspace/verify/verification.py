"""Whether the files of an export say what the picture says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aksdesigner.iac.arm.lift import lift_bicep, lift_template
from aksdesigner.iac.dialects import Exported
from aksdesigner.iac.read.hcl_tokens import HclError
from aksdesigner.iac.read.lifted import Lifted
from aksdesigner.iac.read.syntax import ReadError
from aksdesigner.iac.terraform.lift import lift_azurerm
from aksdesigner.model.document import Document
from aksdesigner.workspace.verify.difference import Difference
from aksdesigner.workspace.verify.handed import handed_over
from aksdesigner.workspace.verify.verify import verify

Lift = Callable[[Document, Exported], Lifted]

# dialect -> its reader; each raises ReadError or HclError for code that it does not understand
LIFTS: dict[str, Lift] = {
    "bicep": lambda document, exported: lift_bicep(
        document, exported.files, exported.to_fill, exported.program
    ),
    "arm": lambda document, exported: lift_template(
        document, exported.files, exported.to_fill, exported.program
    ),
    "terraform": lambda document, exported: lift_azurerm(
        document, exported.files, exported.to_fill
    ),
}


@dataclass(frozen=True)
class Verification:
    """What came of reading an export back.

    `unread` tells why the code was not compared, None where it was. `differences` are those
    between the design and its code; an empty tuple of code that was read means that both are the
    same network.
    """

    dialect: str
    differences: tuple[Difference, ...] = ()
    unread: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the code was read and says what the design says."""
        return self.unread is None and not self.differences


def verify_export(document: Document, exported: Exported) -> Verification:
    """Return whether what was exported, read back, is the network of the design.

    Code that is not understood is told with its file and line, and never counts as equal. What
    the export lists as left out is not compared.
    """
    dialect = exported.dialect
    try:
        lifted = LIFTS[dialect](document, exported)
        handed = handed_over(document, exported)
    except (ReadError, HclError) as problem:
        return Verification(dialect, unread=str(problem))
    found = verify(document, handed.beside(lifted), exported.omissions)
    return Verification(dialect, (*handed.differences, *found))
