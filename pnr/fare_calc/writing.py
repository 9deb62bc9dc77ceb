"""A fare calculation line as text, always in the same way: read back it is the same value."""
from collections.abc import Iterator
from functools import singledispatch

from ..values.money import WITHOUT_MINOR
from .line import Charge, Fare, Hidden, Item, Line, Note, Sector, SideTrip, Surface, Tax

TOUCHED = ("bare", "Q", "S")  # what the total touches: an amount without fare basis, a surcharge, stopovers


def write(line: Line) -> str:
    """`PEK CA SHA 1960.00Y CNY1960.00END`, `LON VS LAS 87.56VS LON 87.56NUC175.12END ROE0.765204`."""
    text, last = joined(f"{line.scope}{line.date}{line.origin}", line.items, line.currency in WITHOUT_MINOR)
    if line.total is not None:
        text += f"{'' if last in TOUCHED else ' '}{line.currency}{line.total}"
    text += f" PLUS{line.plus}" if line.plus is not None else ""
    text += f" {line.message}" if line.message else ""
    apart = " " if line.message or line.total is None else ""
    return " ".join([f"{text}{apart}END", *closed(line)])


def closed(line: Line) -> Iterator[str]:
    """What follows END."""
    if line.roe is not None:
        yield f"ROE{line.roe}"
    if line.segment_airports:
        yield f"ZP{''.join(line.segment_airports)}"
    facility = "".join(f"{each.airport}{each.figure}" for each in line.facility)
    taxes = "".join(map(text_of, line.taxes))
    beside = bool(line.taxes) and line.taxes[-1].code == "XF"
    if facility and not beside:
        yield f"XF{facility}"
    if taxes:
        yield f"XT{taxes}{facility if beside else ''}"


def joined(text: str, items: tuple[Item, ...], whole: bool) -> tuple[str, str]:
    """The items after a text, with a blank wherever tokens may not touch; and what the last of them is."""
    last = ""
    for item in items:
        said = f"({joined('', item.items, whole)[0]})" if isinstance(item, SideTrip) else text_of(item)
        text += said if not text or touching(last, item, said, whole) else f" {said}"
        last = kind(item)
    return text, last


def touching(last: str, item: Item, said: str, whole: bool) -> bool:
    """Whether an item stands without blank behind what was before it; whole amounts touch nothing."""
    if isinstance(item, SideTrip):
        return True
    if isinstance(item, Note) or said[0].isdigit() or whole:
        return False
    return last in ("bare", "Q") or (last == "side trip" and isinstance(item, Charge))


def kind(item: Item) -> str:
    """What matters to what follows: an amount alone, the letter of a charge, or the item's own name."""
    if isinstance(item, Fare):
        return "basis" if item.basis else "bare"
    return item.code if isinstance(item, Charge) else "side trip" if isinstance(item, SideTrip) else "other"


@singledispatch
def text_of(item) -> str:
    """One item as it is printed."""
    raise TypeError(item)


@text_of.register
def _(item: Sector) -> str:
    star, ocean = "*" * item.starred, f"({item.ocean})" if item.ocean else ""
    return f"{item.carrier}{star}{ocean} {flagged(item.flags)}{item.city}"


@text_of.register
def _(item: Surface) -> str:
    return f"{item.gap}{flagged(item.flags)}{item.city}"


def flagged(flags: tuple[str, ...]) -> str:
    return "".join(f"{flag}/" for flag in flags)


@text_of.register
def _(item: Fare) -> str:
    """M alone touches the amount, with cities behind it a blank lies between."""
    blank = " " if item.mileage and item.pair else ""
    return f"{item.mileage}{blank}{item.pair}{item.amount}{item.basis}"


@text_of.register
def _(item: Hidden) -> str:
    return f"{item.mark} {item.basis}".rstrip()


@text_of.register
def _(item: Charge) -> str:
    opening = f"{'E/' * item.equal}{item.count or ''}{item.code}"
    between = f" {item.pair} {item.against}".rstrip() if item.pair else ""
    mileage = f" {item.mileage}" if item.mileage and item.pair else item.mileage
    return f"{opening}{between}{mileage}{item.amount}"


@text_of.register
def _(item: Note) -> str:
    return item.text


@text_of.register
def _(item: Tax) -> str:
    return f"{item.currency} {item.figure}-{item.code}" if item.currency else f"{item.figure}{item.code}"
