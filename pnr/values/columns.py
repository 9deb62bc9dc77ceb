"""Text laid out in columns, as the references count them: from 1, a Chinese character as two."""
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

WIDE = ("W", "F")


def width(text: str) -> int:
    """Columns a text takes on the screen."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(mark) in WIDE else 1 for mark in text)


def columns(*fields: tuple[int, object]) -> str:
    """A line with each text at its column; a text that is already there pushes the next one on."""
    line = ""
    for column, text in fields:
        line += " " * (column - 1 - width(line)) + str(text)
    return line


def right(text: object, last: int, size: int) -> tuple[int, str]:
    """A field whose text ends in column `last`, `size` columns wide."""
    return last - size + 1, f"{text!s:>{size}}"


def chunks(items: Iterable[str], size: int) -> list[list[str]]:
    items = list(items)
    return [items[start:start + size] for start in range(0, len(items), size)]


def filled(words: Iterable[str], limit: int, gap: str, most: int = 99) -> Iterator[str]:
    """Words on as few lines as they need, none broken, at most so many on one."""
    line, count = "", 0
    for word in words:
        if line and (width(line) + len(gap) + width(word) > limit or count == most):
            yield line
            line, count = "", 0
        line, count = (f"{line}{gap}{word}" if line else word), count + 1
    if line:
        yield line


def wrapped(text: str, limit: int, indent: int) -> list[str]:
    """A line cut at blanks where it passes the limit, or hard where a word is longer; what follows is indented."""
    lines: list[str] = []
    room = limit
    while width(text) > room:
        cut = fitting(text, room)
        blank = text.rfind(" ", 0, cut + 1)
        if blank > (indent if lines else 8):
            cut = blank
        lines.append(text[:cut])
        text = text[cut:].lstrip(" ")
        room = limit - indent
    lines.append(text)
    return [lines[0], *(" " * indent + line for line in lines[1:])]


def cut(text: str, limit: int, indent: int) -> list[str]:
    """A line cut hard at the limit, even inside a word; what follows is indented."""
    lines = [text[:fitting(text, limit)]]
    rest = text[len(lines[0]):]
    while rest:
        part = rest[:fitting(rest, limit - indent)]
        lines.append(" " * indent + part)
        rest = rest[len(part):]
    return lines


def fitting(text: str, room: int) -> int:
    """How many characters of a text fit in so many columns; at least one."""
    used = 0
    for at, mark in enumerate(text):
        used += width(mark)
        if used > room:
            return max(at, 1)
    return len(text)


def ascii_capitals(text: str) -> str:
    """A name as a host without accents has it."""
    plain = unicodedata.normalize("NFKD", text.replace("\u2013", "-")).encode("ascii", "ignore").decode()
    return plain.upper()


def plainly(amount: Decimal, places: int = 6) -> str:
    """A number without needless zeros: 90, 38.6, 3.333333."""
    text = f"{amount:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
