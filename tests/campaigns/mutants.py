"""Damaged files: every one is read, or refused with a DocumentError, and quickly."""

from __future__ import annotations

import random
import time
from pathlib import Path

import yaml

from aksdesigner import resources
from aksdesigner.model.reading import DocumentError
from aksdesigner.store.design_file import parse_design
from aksdesigner.store.plain_json import document_text
from tests.campaigns.campaign import Campaign
from tests.support.edits import design_of_size

BATCH = 1_000
SLOWEST_S = 1.0
INSERTS = (b'"', b"{", b"[", b"]", b"}", b",", b":", b"\x00", b"\xff", b"NaN", b"1e999", b"null",
           b"\\ud800", b"<<<<<<< HEAD\n", b"- ", b"&a ", b"*a", b"!!x ", b"\n\t", b"9" * 40)  # fmt: skip


def trial(rng: random.Random, number: int, folder: Path) -> None:
    for _ in range(BATCH):
        suffix, base = rng.choice(_bases())
        data = _mutant(rng, base)
        start = time.perf_counter()
        try:
            document = parse_design(data, f"mutant{suffix}").document
            document_text(document).encode("utf-8")
        except DocumentError as refused:
            assert refused.problems, "refused without a reason"
        except Exception as fault:
            raise AssertionError(f"{type(fault).__name__}: {fault}: {data!r:.400}") from fault
        took = time.perf_counter() - start
        assert took < SLOWEST_S, f"{took:.2f} s: {data!r:.400}"


def _bases() -> list[tuple[str, bytes]]:
    if not _made:
        small = document_text(design_of_size(1)).encode()
        sample = resources.path("samples", "seed-production-example.aksd").read_bytes()
        plain = yaml.safe_load(resources.path("samples", "seed-anti-example.aksd").read_text())
        hand = yaml.safe_dump(plain, sort_keys=False).encode()[:1_500]
        _made.extend([(".aksd", small), (".aksd", small), (".aksd", sample), (".yaml", hand)])
    return _made


_made: list[tuple[str, bytes]] = []


def _mutant(rng: random.Random, base: bytes) -> bytes:
    data = bytearray(base)
    kind = rng.randrange(4)
    if kind == 0:
        return bytes(data[: rng.randrange(len(data))])
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data))
        if kind == 1:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 2:
            data[at:at] = rng.choice(INSERTS)
        else:
            end = min(len(data), at + rng.randint(1, 20))
            data[at:end] = rng.choice((b"", bytes(data[at:end]) * 2))
            data = data or bytearray(b"{")
    return bytes(data)


CAMPAIGN = Campaign(
    "mutants",
    "a damaged file is read or refused with reasons, never a crash, never a second",
    1_000,
    trial,
    each=BATCH,
    unit="files",
)
