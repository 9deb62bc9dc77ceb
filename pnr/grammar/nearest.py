"""What may have been meant by an entry that cannot be read: one slip away, or said in another tongue."""
from collections.abc import Iterator
from itertools import islice

from ..errors import CannotSay, EntryError, PnrError
from .dialect import NAMES, Dialect, load
from .reader import Family, Reader
from .table import Unread
from .writer import write

MOST, MOST_ALIKE = 5, 2
BEFORE, BEHIND = 3, 5  # how far around the place where it goes wrong a slip may be
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890/-,*:"
NONSENSE = "~"  # only free text may go on so


def nearest(dialect: Dialect, text: str) -> list[str]:
    """Entries that can be read, the likeliest first."""
    at = fault(dialect, text)
    if at is None:
        return []
    found = dict.fromkeys((*said_elsewhere(dialect, text), *slipped(dialect.reader, text, at)))
    return list(islice(found, MOST))


def fault(dialect: Dialect, text: str) -> int | None:
    """Where it goes wrong."""
    try:
        dialect.read(text)
    except EntryError as error:
        return error.facts.get("at", 0)
    return None


def said_elsewhere(dialect: Dialect, text: str) -> Iterator[str]:
    """The same in this tongue, if it is right in another."""
    for name in NAMES:
        if name == dialect.name:
            continue
        other = load(name)
        try:
            yield write(other.read(text), dialect)
        except (CannotSay, PnrError, ValueError):
            continue


def slipped(reader: Reader, text: str, at: int) -> Iterator[str]:
    """Two signs exchanged, one too many, one wrong, one missing; of a kind of entry that is known, or of any."""
    home = owner(reader, text)
    places = sorted(range(max(at - BEFORE, 0), min(at + BEHIND, len(text)) + 1), key=lambda place: abs(place - at))
    for slip in (exchanged, doubled, replaced, added):
        for place in places:
            yield from islice((entry for entry in slip(text, place)
                               if entry != text and fits(reader, entry, home)), MOST_ALIKE)


def fits(reader: Reader, entry: str, home: Family | None) -> bool:
    """Whether it can be read, by the same family if there is one, else by one that does not take every text."""
    family = owner(reader, entry)
    if family is None or home and family is not home:
        return False
    return reads(family, entry) and (home is not None or not reads(family, entry + NONSENSE))


def exchanged(text: str, place: int) -> Iterator[str]:
    if place + 1 < len(text):
        yield text[:place] + text[place + 1] + text[place] + text[place + 2:]


def doubled(text: str, place: int) -> Iterator[str]:
    if text[place:] and len(text) > 1:
        yield text[:place] + text[place + 1:]


def replaced(text: str, place: int) -> Iterator[str]:
    if text[place:]:
        yield from (text[:place] + sign + text[place + 1:] for sign in SIGNS)


def added(text: str, place: int) -> Iterator[str]:
    yield from (text[:place] + sign + text[place:] for sign in SIGNS)


def owner(reader: Reader, text: str) -> Family | None:
    found = [(match.end(), family) for opening, family in reader.begun_by(text[:1]) if (match := opening.match(text))]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def reads(family: Family, text: str) -> bool:
    """Without a word about why not."""
    try:
        family.table.read(text)
    except (Unread, EntryError, ValueError):
        return False
    return True
