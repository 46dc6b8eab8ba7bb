"""Small pictures for the docs: 256 colours, and replaced only by one that looks different."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QImage, QImageWriter

COLORS = 256
# a pixel differs when a channel does by more than this, of 255
CHANNEL = 24
# two pictures look different when more than this part of their pixels differs
PART = 0.002
FORMAT = QImage.Format.Format_RGB32


def keep_picture(fresh: Path, kept: Path) -> bool:
    """Replace a kept picture if the fresh one looks different; return whether it was replaced."""
    image = QImage(str(fresh))
    if kept.exists() and not differs(image, QImage(str(kept))):
        return False
    writer = QImageWriter(str(kept), b"png")
    writer.setCompression(100)
    if not writer.write(with_few_colors(image)):
        raise OSError(f"{kept}: {writer.errorString()}")
    return True


def differs(first: QImage, second: QImage) -> bool:
    """Return whether two pictures look different: in size, or in more than a few pixels."""
    if first.size() != second.size():
        return True
    pairs = Counter(zip(_pixels(first), _pixels(second), strict=True))
    different = sum(count for pair, count in pairs.items() if _far(*pair))
    return different > PART * first.width() * first.height()


def with_few_colors(image: QImage) -> QImage:
    """Return a picture with a palette: its most frequent colours, the others as the nearest."""
    pixels = _pixels(image)
    counts = Counter(pixels)
    palette = [color for color, _ in counts.most_common(COLORS)]
    place = {color: at for at, color in enumerate(palette)}
    for color in counts:
        if color not in place:
            place[color] = min(range(len(palette)), key=lambda at: _way(palette[at], color))
    width, height = image.width(), image.height()
    lines = bytearray()
    for row in range(height):
        line = bytes(place[color] for color in pixels[row * width : (row + 1) * width])
        lines += line.ljust((width + 3) // 4 * 4, b"\0")  # lines of a QImage end at four bytes
    out = QImage(bytes(lines), width, height, len(lines) // height, QImage.Format.Format_Indexed8)
    out.setColorTable(palette)
    return out.copy()


def _pixels(image: QImage) -> list[int]:
    """The pixels as 0xffRRGGBB, line by line; 32 bits a pixel leave no gaps between lines."""
    plain = image.convertToFormat(FORMAT)
    return memoryview(plain.constBits()).cast("I").tolist()


def _channels(color: int) -> tuple[int, int, int]:
    return color >> 16 & 255, color >> 8 & 255, color & 255


def _far(first: int, second: int) -> bool:
    pairs = zip(_channels(first), _channels(second), strict=True)
    return any(abs(a - b) > CHANNEL for a, b in pairs)


def _way(first: int, second: int) -> int:
    pairs = zip(_channels(first), _channels(second), strict=True)
    return sum((a - b) ** 2 for a, b in pairs)
