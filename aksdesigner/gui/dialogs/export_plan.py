"""What an export from the window writes: code in a folder of its dialect, pictures beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.iac.dialects import DIALECTS, Exported, export
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.report.raster import pdf_of, png_of
from aksdesigner.report.svg import svg_of
from aksdesigner.report.text_exports import TEXTS, Style
from aksdesigner.store.atomic import write_atomically
from aksdesigner.workspace import export as workspace
from aksdesigner.workspace.batches import Batch

CODE = tuple(DIALECTS)
PICTURES = ("png", "svg", "pdf")


@dataclass(frozen=True)
class Outcome:
    """Where an export went, the files it wrote, and how many fields it left out."""

    folder: Path
    files: tuple[Path, ...]
    omission_count: int


def file_stem(document: Document) -> str:
    """Return a file name made of the design's name, safe on every disk."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in document.name)
    return kept.strip("-").lower()[:60] or "design"


@dataclass(frozen=True)
class Exports:
    """The exports of one design, each made once however many lines of the dialog ask for it."""

    document: Document
    known: dict[tuple[str, ExportOptions], Exported] = field(default_factory=dict)

    def of(self, chosen: tuple[str, ...], options: ExportOptions) -> tuple[Exported, ...]:
        """Return the exports in the dialects among what is chosen."""
        return tuple(self._of(name, options) for name in chosen if name in DIALECTS)

    def _of(self, dialect: str, options: ExportOptions) -> Exported:
        key = (dialect, options)
        if key not in self.known:
            self.known[key] = export(self.document, dialect, options)
        return self.known[key]


def omissions_of(exports: Iterable[Exported]) -> tuple[str, ...]:
    """Return one line for each field that a chosen dialect can't say, with the reason."""
    lines = [
        f"{title_of(exported)}: {label_of(item.resource)} · {field_label(item)}: {item.reason}"
        for exported in exports
        for item in exported.omissions
    ]
    return tuple(dict.fromkeys(lines))


def field_label(item: Omission) -> str:
    """Return what the inspector calls a field that an export leaves out."""
    kind = KIND_BY_TOKEN.get(split_key(item.resource)[0])
    info = kind.model_fields.get(item.field) if kind else None
    return (info.title if info else None) or item.field


def title_of(exported: Exported) -> str:
    """Return what people call the language of an export."""
    return DIALECTS[exported.dialect].title


def plain_of(exports: Iterable[Exported]) -> tuple[str, ...]:
    """Return one line for each resource that stays a plain one although modules were asked for."""
    return tuple(
        f"{title_of(exported)}: {label_of(item.resource)} stays a plain resource: {item.reason}"
        for exported in exports
        for item in exported.plain or ()
    )


def parameters_of(exports: Iterable[Exported]) -> tuple[str, ...]:
    """Return a line for each dialect that asks for values, and for each team that gets a folder."""
    lines: list[str] = []
    teams: dict[str, str] = {}
    for exported in exports:
        names = [parameter.name for parameter in exported.to_fill]
        names += [f"{p.name} ({h.folder})" for h in exported.handovers for p in h.to_fill]
        if names:
            shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
            lines.append(f"{title_of(exported)} asks for {shown} at deployment")
        teams |= {handover.folder: handover.team.title for handover in exported.handovers}
    return (*lines, *(f"{folder} is for {title}" for folder, title in teams.items()))


def unsaid_of(
    analysis: Analysis, chosen: tuple[str, ...], options: ExportOptions = DEFAULT
) -> tuple[str, ...]:
    """Return one line for each thing that a chosen text, no program, can't say."""
    stem = file_stem(analysis.document)
    return tuple(
        f"{TEXTS[name].title}: {text}"
        for name in chosen
        if name in TEXTS
        for text in TEXTS[name].make(analysis, stem, Style(options)).left_out
    )


def write_all(
    document: Document,
    analysis: Analysis,
    chosen: tuple[str, ...],
    folder: Path,
    options: ExportOptions = DEFAULT,
    *,
    force: bool = False,
) -> Outcome:
    """Write what is chosen into a folder. Raises StoreError or OSError.

    Each dialect gets its own folder and is written whole or not at all. Raises ChangedByHandError,
    and writes nothing, when a file was changed since it was exported, unless `force` says so.
    """
    stem = file_stem(document)
    wanted = [(name, folder / name) for name in chosen if name in DIALECTS]
    made = {
        name: TEXTS[name].make(analysis, stem, Style(options)) for name in chosen if name in TEXTS
    }
    others = [Batch.of_texts(name, folder, text.files) for name, text in made.items()]
    code, more = workspace.write_all(document, wanted, others, options, force=force)
    files = [path for written in code for path in written.files]
    files += [path for placed in more for path in placed.files]
    left_out = sum(len(written.exported.omissions) for written in code)
    left_out += sum(len(text.left_out) for text in made.values())
    for name in chosen:
        if name in PICTURES:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{stem}.{name}"
            write_atomically(path, _picture(document, analysis, name))
            files.append(path)
    return Outcome(folder, tuple(files), left_out)


def _picture(document: Document, analysis: Analysis, name: str) -> bytes:
    if name == "png":
        return png_of(document, analysis)
    if name == "pdf":
        return pdf_of(document, analysis)
    return svg_of(document, analysis).encode("utf-8")
