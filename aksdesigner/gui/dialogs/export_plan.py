"""What an export from the window writes: code in a folder of its dialect, pictures beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aksdesigner.analysis.analyzer import Analysis
from aksdesigner.iac.dialects import DIALECTS, export
from aksdesigner.iac.omissions import Omission
from aksdesigner.iac.options import DEFAULT, ExportOptions
from aksdesigner.model.document import Document
from aksdesigner.model.ids import label_of, split_key
from aksdesigner.model.kinds.catalogue import KIND_BY_TOKEN
from aksdesigner.report.drawio import drawio_of
from aksdesigner.report.raster import pdf_of, png_of
from aksdesigner.report.svg import svg_of
from aksdesigner.report.text_exports import TEXTS
from aksdesigner.store.atomic import write_atomically
from aksdesigner.workspace.export import write_exports
from aksdesigner.workspace.text_files import write_texts

CODE = tuple(DIALECTS)
PICTURES = ("png", "svg", "pdf", "drawio")


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


def omissions_of(
    document: Document, chosen: tuple[str, ...], options: ExportOptions = DEFAULT
) -> tuple[str, ...]:
    """Return one line for each field that a chosen dialect can't say, with the reason."""
    lines = [
        f"{DIALECTS[name].title}: {label_of(item.resource)} · {field_label(item)}: {item.reason}"
        for name in chosen
        if name in DIALECTS
        for item in export(document, name, options).omissions
    ]
    return tuple(dict.fromkeys(lines))


def field_label(item: Omission) -> str:
    """Return what the inspector calls a field that an export leaves out."""
    kind = KIND_BY_TOKEN.get(split_key(item.resource)[0])
    info = kind.model_fields.get(item.field) if kind else None
    return (info.title if info else None) or item.field


def plain_of(
    document: Document, chosen: tuple[str, ...], options: ExportOptions
) -> tuple[str, ...]:
    """Return one line for each resource that stays a plain one although modules were asked for."""
    return tuple(
        f"{DIALECTS[name].title}: {label_of(item.resource)} stays a plain resource: {item.reason}"
        for name in chosen
        if name in DIALECTS
        for item in export(document, name, options).plain or ()
    )


def parameters_of(
    document: Document, chosen: tuple[str, ...], options: ExportOptions = DEFAULT
) -> tuple[str, ...]:
    """Return a line for each dialect that asks whoever deploys for values."""
    lines: list[str] = []
    for name in chosen:
        if name not in DIALECTS:
            continue
        names = [parameter.name for parameter in export(document, name, options).to_fill]
        if names:
            shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
            lines.append(f"{DIALECTS[name].title} asks for {shown} at deployment")
    return tuple(lines)


def unsaid_of(
    analysis: Analysis, chosen: tuple[str, ...], options: ExportOptions = DEFAULT
) -> tuple[str, ...]:
    """Return one line for each thing that a chosen text, no program, can't say."""
    stem = file_stem(analysis.document)
    return tuple(
        f"{TEXTS[name].title}: {text}"
        for name in chosen
        if name in TEXTS
        for text in TEXTS[name].make(analysis, stem, options).left_out
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
    files: list[Path] = []
    left_out = 0
    wanted = [(name, folder / name) for name in chosen if name in DIALECTS]
    for written in write_exports(document, wanted, options, force=force):
        files += written.files
        left_out += len(written.exported.omissions)
    for name in chosen:
        if name in TEXTS:
            made = TEXTS[name].make(analysis, file_stem(document), options)
            files += write_texts(folder, made.files)
            left_out += len(made.left_out)
    for name in chosen:
        if name in PICTURES:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{file_stem(document)}.{name}"
            write_atomically(path, _picture(document, analysis, name))
            files.append(path)
    return Outcome(folder, tuple(files), left_out)


def _picture(document: Document, analysis: Analysis, name: str) -> bytes:
    if name == "png":
        return png_of(document, analysis)
    if name == "pdf":
        return pdf_of(document, analysis)
    if name == "drawio":
        return drawio_of(document, analysis).encode("utf-8")
    return svg_of(document, analysis).encode("utf-8")
