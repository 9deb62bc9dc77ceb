"""How a cell of a filed table reads: a reader takes its text, gives its value, and raises ValueError with a reason."""
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ...values.money import CURRENCIES, digits

Reader = Callable[[str], Any]
Token = str | int  # a cell; one of up to a word of bytes as the number they are
WORD = 8
AMOUNT = re.compile(r"\d{1,10}(\.\d{1,3})?")
RATE = re.compile(r"\d{1,9}(\.\d{1,12})?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
EMPTY: dict[Reader, Any] = {}  # what an empty cell is worth to a reader, where that is not an empty text


@dataclass(frozen=True)
class Column:
    """A column by its name or one of `also`; `default`: the text of a cell left empty, None where it must be filled."""

    name: str
    read: Reader
    default: str | None = None
    also: tuple[str, ...] = ()

    def value(self, text: str) -> Any:
        """What the cell says; raises ValueError."""
        if not text:
            if self.default is None:
                raise ValueError(f"{self.name} is missing")
            return self.read(self.default) if self.default else EMPTY.get(self.read, "")
        return self.read(text)


def shaped(pattern: str, reason: str) -> Reader:
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(f"{shown(text)} is no {reason}")
        return text

    return read


def shown(text: str) -> str:
    """A cell as a message may quote it."""
    return repr(text if len(text) <= 30 else text[:27] + "...")


def among(*words: str) -> Reader:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"{shown(text)} is none of {' '.join(words)}")
        return text

    return read


def listed(pattern: str, reason: str) -> Reader:
    """Words with blanks between them, as a tuple."""
    word = shaped(pattern, reason)

    def read(text: str) -> tuple[str, ...]:
        return tuple(map(word, text.split(" ")))

    EMPTY[read] = ()
    return read


def currency(text: str) -> str:
    if text not in CURRENCIES:
        raise ValueError(f"{shown(text)} is no currency")
    return text


def amount(text: str) -> Decimal:
    """Never negative; how many decimals its currency has is asked when both are known."""
    if not AMOUNT.fullmatch(text):
        raise ValueError(f"{shown(text)} is no amount")
    return Decimal(text)


def rate(text: str) -> Decimal:
    if not RATE.fullmatch(text) or not (value := Decimal(text)):
        raise ValueError(f"{shown(text)} is no rate")
    return value


def percent(text: str) -> Decimal:
    value = amount(text)
    if value > 100:
        raise ValueError(f"{shown(text)} is more than 100 percent")
    return value


def number(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 9:
        raise ValueError(f"{shown(text)} is no number")
    return int(text)


def day(text: str) -> date:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is no day of the calendar") from None
    raise ValueError(f"{shown(text)} is no date as 2026-12-01")


def text(words: str) -> str:
    """Anything a line may hold but what a terminal cannot show."""
    if not words.isprintable() or len(words) > 200:
        raise ValueError("not printable, or longer than 200 characters")
    return words


place = shaped(r"[A-Z]{3}", "city or airport")
country = shaped(r"[A-Z]{2}", "country")
carrier = shaped(r"[A-Z0-9]{2}", "carrier")
letter = shaped(r"[A-Z]", "booking class")

EMPTY |= dict.fromkeys((day, number, amount, percent, rate))


# ---- cells as numbers

def token(cell: str) -> Token:
    data = cell.encode()
    return int.from_bytes(data, "little") if len(data) <= WORD else cell


def told(token: Token) -> str:
    return token if isinstance(token, str) else token.to_bytes(WORD, "little").rstrip(b"\0").decode()


# ---- what two cells together must be

def fits(currency: str, amount: str) -> None:
    """No more decimals than the currency has."""
    decimals = len(amount.partition(".")[2].rstrip("0"))
    if decimals > digits(currency):
        raise ValueError(f"{amount} has more decimals than {currency}")


def in_order(first: str, last: str) -> None:
    if first and last and last < first:
        raise ValueError(f"{last} is before {first}")


def noted(*cells: str) -> None:
    """Nothing is asked of them; they are remembered for who asks afterwards."""


def apart(origin: str, destination: str) -> None:
    if origin == destination:
        raise ValueError(f"from {origin} to {destination}")
