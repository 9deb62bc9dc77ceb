"""Text -> a fare calculation line; what cannot be read is refused with its place."""
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from ..errors import EntryError
from ..reading import Named, classes_of, lalr, transformer
from ..values.money import WITHOUT_MINOR
from . import line as nodes
from .checks import faults
from .line import Line

GRAMMAR = Path(__file__).with_name("line.lark")
WHOLE = re.compile(r"([A-Z]{3})\s*\d+\s*(?:PLUS(?=\s*\d)|END|(?<=\s)[A-Z-][A-Z -]*END)")
SPLIT_FIGURE = re.compile(r"(?<=[\d.]) (?=[\d.])")
SPLITS, NEAR = 8, 20  # how many tokens of a line may be split, how far from the place where it shows
CENTS = r"\d+\.\d{2}(?:\d(?![\dSM]))?"  # a third decimal where no figure or letter of another token follows it
END = r"END(?=\s*(?:$|ROE|ZP|XF|XT))"
AMOUNTS = {False: CENTS, True: r"\d+(?![\d.])"}
APART = {False: "", True: r"(?<!\d)"}  # a charge may not touch what stands before it where amounts are whole


class CalculationFault(Exception):
    """Where a line goes wrong, and the code of why: `check-format`, or what a check found."""

    def __init__(self, at: int, code: str = "check-format"):
        super().__init__(f"{code} at {at}")
        self.at, self.code = at, code


def read(text: str) -> Line:
    """The line a text means; raises CalculationFault.

    Where lines were wrapped a blank may stand inside a token: it is left out where the line cannot be read with it, or
    holds nothing that is wrong without it.
    """
    try:
        line = parsed(text)
    except CalculationFault as fault:
        return _healed(text, fault)
    return line if right(line) else next(filter(right, _without_a_blank(text)), line)


def right(line: Line) -> bool:
    return next(faults(line), None) is None


def _without_a_blank(text: str) -> Iterator[Line]:
    """What it means without one of the blanks between figures, whichever leaves a line."""
    for found in SPLIT_FIGURE.finditer(text):
        with suppress(CalculationFault):
            yield parsed(text[:found.start()] + text[found.end():])


def _healed(text: str, fault: CalculationFault) -> Line:
    """With the blanks taken out that split tokens: each time the one that lets the line be read farthest."""
    left, at = text, fault.at
    for _ in range(SPLITS):
        lines, tried = _tried(left, at)
        if lines:
            return next(filter(right, lines), lines[0])
        farthest = max(tried, default=(0, ""))
        if farthest[0] < at:
            break
        at, left = farthest
    raise fault


def _tried(text: str, at: int) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines that a text means without one of the blanks near this place; how far it can be read without others."""
    lines, tried = [], []
    for place in range(max(at - NEAR, 1), min(at + NEAR, len(text))):
        if text[place] == " ":
            joined = text[:place] + text[place + 1:]
            try:
                lines.append(parsed(joined))
            except CalculationFault as other:
                tried.append((other.at, joined))
    return lines, tried


def parsed(text: str) -> Line:
    """The line a text means as it stands; raises CalculationFault."""
    from lark.exceptions import UnexpectedInput, VisitError

    try:
        built = _parser(not WITHOUT_MINOR.isdisjoint(WHOLE.findall(text))).parse(text)
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        ended = token is not None and token.type == "$END"
        raise CalculationFault(len(text) if ended else error.pos_in_stream or 0) from None
    except (VisitError, EntryError, ArithmeticError):
        raise CalculationFault(len(text)) from None
    return built.value if isinstance(built, Named) else built


@cache
def _parser(whole: bool):
    """For amounts with decimals, or for whole ones."""
    return lalr(grammar(whole), start="line", transformer=transformer(classes_of(nodes)))


def grammar(whole: bool) -> str:
    """The grammar with its shapes put in."""
    amount, begin = AMOUNTS[whole], APART[whole]
    counted = rf"(?:{begin}|(?<=[\s/()]\d))" if begin else ""
    closing = rf"[A-Z]{{3}}(?=\s*{amount}\s*(?:PLUS(?=\s*\d)|{END}|(?<=\s)[A-Z-][A-Z -]*\b{END}))"
    priced = rf"(?=\s*(?:[A-Z]{{6}}\s*)?{amount})"
    raised = rf"(?=\s*[A-Z]{{6}}\s*(?:[A-Z]{{6}}\s*)?(?:(?:5|10|15|20|25)?M\s*)?{amount})"
    named = {
        "apart": begin, "count": r"\d" if whole else r"\d+",
        "amount": amount, "closing": closing, "end": END, "carrier": "(?:[A-Z][A-Z0-9]|[0-9][A-Z])",
        "charge": rf"{begin}(?:Q{priced}|[PL]C(?=\s*{amount})|[DPHU]{raised})|{counted}S(?=\s*{amount})",
        "towards": rf"(?:[XELRTBCF]\s*/\s*)*(?!{END}|{closing})[A-Z]{{3}}(?:(?![A-Z])|(?=[QSM]{priced}))",
    }
    text = GRAMMAR.read_text(encoding="utf-8")
    for name, shape in named.items():
        text = text.replace(f"«{name}»", shape.replace("/", r"\/"))
    return text
