"""Reading entries into commands, every one of them another, against forty of them read by hand."""
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from measures import by_hand
from measures.rounds import alternate, cpu
from pnr.errors import EntryError
from pnr.grammar.dialect import Dialect, load

GOAL = 40
DIALECTS = ("amadeus", "eterm")
OTHERS = (("10DEC", "27MAR"), ("08DEC", "3JAN"), ("PEK", "CAN"), ("LON", "NRT"), ("SMITH", "DE LA CRUZ"),
          ("JOHN", "ANA"), ("CA1", "MU5"), ("2300000011", "2300000154"), ("4111111111111111", "4012888888881881"),
          ("测试", "王小"))


def varied(entry: str) -> Iterator[str]:
    """An example, and the same with another day, place, name and number."""
    yield entry
    for old, new in OTHERS:
        if old in entry:
            yield entry.replace(old, new)
    if re.search(r"[1-3]$", entry):
        yield entry[:-1] + "4"


def entries_of(dialect: Dialect) -> list[str]:
    """All distinct ones it can read."""
    found = dict.fromkeys(entry for example in dialect.reader.examples for entry in varied(example.entry))
    return [entry for entry in found if readable(dialect, entry)]


def readable(dialect: Dialect, entry: str) -> bool:
    try:
        return bool(read(dialect, [entry]))
    except EntryError:  # a variation that is no entry
        return False


def read(dialect: Dialect, texts: list[str]) -> list[Any]:
    """From what was typed to commands, as a desk does it."""
    return [dialect.read(entry) for text in texts for entry in dialect.entries(text)]


def measures() -> list[dict]:
    spoken = load("amadeus")
    agree(spoken)
    found = [compared(f"reading, {len(texts)} distinct entries of {name}", load(name), texts)
             for name in DIALECTS if (texts := entries_of(load(name)))]
    return [*found, compared("reading, the forty that are also read by hand", spoken, list(by_hand.ENTRIES))]


def compared(name: str, dialect: Dialect, texts: list[str]) -> dict:
    hand = list(by_hand.ENTRIES) * 25
    return alternate(f"{name}, an entry", "us", lambda: cpu(lambda: read(dialect, texts), len(texts)),
                     lambda: cpu(lambda: [by_hand.read(text) for text in hand], len(hand)), GOAL)


def agree(dialect: Dialect) -> None:
    """Both read the same out of the forty; raises when they do not."""
    for text in by_hand.ENTRIES:
        ours, hand = read(dialect, [text])[0], by_hand.read(text)
        same = type(ours).__name__ == type(hand).__name__ and all(
            plain(getattr(ours, item.name)) == plain(getattr(hand, item.name)) for item in fields(hand))
        assert same, f"{text}: {ours} and by hand {hand}"


def plain(value: Any) -> Any:
    """A value as what the other reader would have made of it."""
    match type(value).__name__:
        case "DayMonth":
            return value.day, value.month
        case "Span":
            return value.first, value.last
        case "Traveller":
            return value.given
        case "Party":
            return value.seats, value.surname, plain(value.travellers)
        case "tuple" | "list":
            return tuple(plain(item) for item in value)
    return value
