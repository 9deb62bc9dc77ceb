"""A paper as a PDF: its lines as they are, Chinese with the fonts every reader of PDF has, so that none is shipped."""
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from io import BytesIO

from ...errors import PdfUnavailable
from ...values.columns import width

LIBRARY = "reportlab"  # may be left out
LATIN, CHINESE = "Courier", "STSong-Light"
SIZE, LEADING, MARGIN = 9.0, 12.0, 56.0
COLUMN = SIZE * 0.6  # of the fixed-width font


def demand() -> None:
    """Raises PdfUnavailable where the library that draws is not installed."""
    if find_spec(LIBRARY) is None:
        raise PdfUnavailable()


def pdf(title: str, text: str) -> bytes:
    """The same text gives the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("pnr")
    rows = int((A4[1] - 2 * MARGIN) / LEADING)
    lines = text.split("\n")
    for first in range(0, len(lines), rows):
        for place, line in enumerate(lines[first:first + rows]):
            drawn(canvas.drawString, canvas.setFont, line, A4[1] - MARGIN - place * LEADING)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def drawn(draw: Callable, font: Callable, line: str, height: float) -> None:
    """Each run of one script in its own font, at the column it has on a screen."""
    column = 0
    for latin, run in runs(line):
        font(LATIN if latin else CHINESE, SIZE)
        if latin:
            draw(MARGIN + column * COLUMN, height, run)
            column += width(run)
            continue
        for mark in run:
            draw(MARGIN + column * COLUMN, height, mark)
            column += width(mark)


def runs(line: str) -> Iterator[tuple[bool, str]]:
    """Pieces of a line that are Latin, and pieces that are not."""
    piece = ""
    for mark in line:
        if piece and (piece[-1] < "\u0100") != (mark < "\u0100"):
            yield piece[-1] < "\u0100", piece
            piece = ""
        piece += mark
    if piece:
        yield piece[-1] < "\u0100", piece
