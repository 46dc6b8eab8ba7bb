"""The design document as a PDF of A4 pages, set by Qt. Loads Qt; nothing else of board does."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from aksdesigner.report.board.blocks import Bars, Block, Heading, Picture
from aksdesigner.report.board.html import bars_svg, html_of
from aksdesigner.report.raster import ensure_gui, image_of_scene, timeless

MARGIN_MM, FOOT_PT = 16.0, 22.0
FEW_LINES_PT = 40.0  # what has to stand under a heading on its page
DOTS = 1200  # of the page, an inch
POINTS = 72.0
SHARP = 3  # dots of a drawing for each of its units
TALLEST = 0.8  # part of a page that a drawing may take
STYLE = """
body { font-family: Inter, sans-serif; color: #1d1b16; }
p, li { font-size: 9pt; margin-top: 3pt; margin-bottom: 3pt; } ul, ol { margin-left: -14px; }
h1 { font-size: 22pt; margin-bottom: 2pt; } h2 { font-size: 15pt; margin-top: 22pt; }
h3 { font-size: 11.5pt; margin-top: 14pt; } h4 { font-size: 10pt; margin-top: 10pt; }
table { border-collapse: collapse; }
th { font-size: 8pt; font-weight: 600; text-align: left;
  border-bottom: 0.8pt solid #6d6a61; }
td { font-size: 8pt; border-bottom: 0.4pt solid #cfccc3; }
.n { text-align: right; }
pre { font-family: "JetBrains Mono", monospace; font-size: 7pt; white-space: pre-wrap;
  background-color: #f4f2ec; }
a { color: #1d1b16; text-decoration: none; }
"""


def pdf_of(blocks: Iterable[Block]) -> bytes:
    """Return the document as PDF; the same blocks give the same bytes with the same Qt.

    Raises OSError where this Qt can't write PDF.
    """
    ensure_gui()
    known = tuple(blocks)
    title = next((b.text for b in known if isinstance(b, Heading) and b.level == 1), "")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("aksdesigner")
    writer.setTitle(title)
    writer.setResolution(DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    page = writer.pageLayout().paintRectPoints()
    room = QSizeF(page.width(), page.height() - FOOT_PT)
    document = _document(known, room)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError("this Qt cannot write PDF")
    try:
        _paint(painter, writer, document, room, title)
    finally:
        painter.end()
    return timeless(bytes(content.data()))


def _document(blocks: tuple[Block, ...], room: QSizeF) -> QTextDocument:
    """Return the text set for a page, a point a unit, with its drawings."""
    document = QTextDocument()
    document.setDefaultFont(QFont("Inter", 9))
    document.setDocumentMargin(0)
    drawings: list[str] = []

    def show(drawing: Picture | Bars) -> str:
        image = _image(drawing)
        size = QSizeF(image.size()) / SHARP
        if size.width() > room.width() or size.height() > room.height() * TALLEST:
            most = QSizeF(room.width(), room.height() * TALLEST)
            size.scale(most, Qt.AspectRatioMode.KeepAspectRatio)
        name = f"drawing:{len(drawings)}"
        drawings.append(name)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        return f'<p><img src="{name}" width="{size.width():.0f}" height="{size.height():.0f}"></p>'

    html = html_of(blocks, show, STYLE)
    document.setHtml(
        html.replace("<table>", '<table width="100%" cellspacing="0" cellpadding="4">')
    )
    document.setPageSize(room)
    _keep_headings(document, room)
    return document


def _keep_headings(document: QTextDocument, room: QSizeF) -> None:
    """Put each heading that would end a page at the top of the next one."""
    while (heading := _stranded(document, room.height())) is not None:
        shape = heading.blockFormat()
        shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(heading).setBlockFormat(shape)
        # Qt sets what follows a changed block wrongly, unless it has to set the whole again
        document.setPageSize(QSizeF(room.width(), room.height() * 2))
        document.setPageSize(room)


def _stranded(document: QTextDocument, page: float) -> QTextBlock | None:
    """Return the first heading whose text would begin on the page after it, None where none is."""
    layout = document.documentLayout()
    document.pageCount()  # sets the whole text
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid():
            top = layout.blockBoundingRect(block).top()
            needed = layout.blockBoundingRect(following).top() + FEW_LINES_PT
            if top % page > 1 and int(top // page) != int(needed // page):
                return block
        block = following
    return None


def _image(drawing: Picture | Bars) -> QImage:
    """Return a drawing on white, some dots for each of its units."""
    if isinstance(drawing, Picture):
        return image_of_scene(drawing.scene, scale=SHARP)
    renderer = QSvgRenderer(QByteArray(bars_svg(drawing).encode()))
    image = QImage(renderer.defaultSize() * SHARP, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        renderer.render(painter)
    finally:
        painter.end()
    return image


def _paint(
    painter: QPainter, writer: QPdfWriter, document: QTextDocument, room: QSizeF, title: str
) -> None:
    scale = DOTS / POINTS
    painter.scale(scale, scale)
    foot = QFont("Inter")
    foot.setPixelSize(7)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        area = QRectF(0, number * room.height(), room.width(), room.height())
        painter.save()
        painter.translate(0, -area.top())
        document.drawContents(painter, area)
        painter.restore()
        painter.setFont(foot)
        line = QRectF(0, room.height() + FOOT_PT - 12, room.width(), 12)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), f"{number + 1} of {pages}")
