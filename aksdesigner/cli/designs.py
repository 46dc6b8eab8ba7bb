"""Designs named on the command line; ``-`` is standard input."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import Any

import click

from aksdesigner.cli.screen import Screen
from aksdesigner.model.document import Document
from aksdesigner.model.ids import Key, key_of, split_key
from aksdesigner.store.design_file import SIZE_LIMIT, parse_design, parse_plain, read_bytes

STDIN = "<stdin>"


def source_of(file: Path) -> str:
    """Return how messages name a file."""
    return STDIN if str(file) == "-" else str(file)


def data_of(file: Path) -> bytes:
    """Return the bytes of a file or of standard input. Raises StoreError."""
    return sys.stdin.buffer.read(SIZE_LIMIT + 1) if str(file) == "-" else read_bytes(file)


def design_of(file: Path, screen: Screen) -> Document:
    """Return the design of a file. Raises StoreError or DocumentError."""
    source = source_of(file)
    reading = parse_design(data_of(file), source)
    for note in reading.notes:
        screen.say(f"{source}: {note}")
    return reading.document


def plain_of_file(file: Path) -> Any:
    """Return a file as plain data, whatever it holds. Raises StoreError or DocumentError."""
    return parse_plain(data_of(file), source_of(file))


def vnet_of(document: Document, text: str) -> Key:
    """Return the key of a network by name, in any case as in Azure.

    Raises click.UsageError with the nearest names when there is none.
    """
    names = [split_key(k)[1] for k in document.topology.index.by_key if k.startswith("vnet:")]
    name = text.removeprefix("vnet:")
    found = [known for known in names if known.casefold() == name.casefold()]
    if found:
        return key_of("vnet", found[0])
    raise click.UsageError(f"found {text!r}, expected a network of this design{_hint(name, names)}")


def subnet_of(document: Document, text: str) -> Key:
    """Return the key of a subnet named as VNET/SUBNET, in any case as in Azure.

    Raises click.UsageError with the nearest names when there is none.
    """
    kind, name = split_key(text)
    names = [split_key(k)[1] for k in document.topology.index.by_key if k.startswith("subnet:")]
    found = [known for known in names if known.casefold() == name.casefold()]
    if kind == "subnet" and found:
        return key_of(kind, found[0])
    raise click.UsageError(
        f"found {text!r}, expected a subnet of this design as VNET/SUBNET{_hint(name, names)}"
    )


def _hint(name: str, names: list[str]) -> str:
    inside = [known for known in names if known.startswith(f"{name}/")]
    near = [] if inside else difflib.get_close_matches(name, names, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    listed = inside or names
    return (
        f"; there are {', '.join(listed[:8])}{' ...' if len(listed) > 8 else ''}" if names else ""
    )
