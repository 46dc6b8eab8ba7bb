"""Whether the files of an export, as they stand on the disk, say what the picture says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aksdesigner.iac.dialects import Exported
from aksdesigner.iac.handover.handover import FOLDER
from aksdesigner.model.document import Document
from aksdesigner.store.problems import StoreError, store_error
from aksdesigner.workspace.export import Written
from aksdesigner.workspace.verify.programs import ProgramCheck, program_checks
from aksdesigner.workspace.verify.verification import Verification, verify_export


@dataclass(frozen=True)
class Verified:
    """What came of reading the files back, and what the real programs said of them."""

    verification: Verification
    programs: tuple[ProgramCheck, ...]

    @property
    def holds(self) -> bool:
        """Whether the code says what the design says, and no program refuses it."""
        failed = any(check.status == "failed" for check in self.programs)
        return self.verification.holds and not failed


def verify_written(document: Document, written: Written) -> Verified:
    """Read an export back from its folder and compare it with the design.

    Terraform takes every file of a folder, so those of others that stand beside the written ones
    are read too. Raises StoreError when a file can't be read.
    """
    exported = written.exported
    files = {name: _read(written, name) for name in exported.files}
    if exported.dialect == "terraform":
        try:
            names = sorted(path.name for path in written.folder.glob("*.tf") if path.is_file())
        except OSError as error:
            raise store_error(written.folder, error, "read") from error
        files.update({name: _read(written, name) for name in names if name not in files})
    found = verify_export(document, replace(exported, files=files))
    try:
        return Verified(found, tuple(_asked(exported, files)))
    except OSError as error:
        raise store_error(written.folder, error, "copy") from error


def _asked(exported: Exported, files: dict[str, str]) -> Iterator[ProgramCheck]:
    """Ask the programs about the main deployment, then about what each team gets."""
    own = {name: text for name, text in files.items() if not name.startswith(f"{FOLDER}/")}
    yield from program_checks(exported.dialect, own)
    for handover in exported.handovers:
        if handover.tree is not None:
            for check in program_checks(exported.dialect, handover.own_files(files)):
                yield replace(check, command=f"{check.command} ({handover.folder})")


def _read(written: Written, name: str) -> str:
    path = written.folder.joinpath(*name.split("/"))
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(path, "found bytes that are no UTF-8") from error
    except OSError as error:
        raise store_error(path, error, "read") from error
