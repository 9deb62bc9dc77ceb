"""A fare calculation line as data for other programs.

Segments stand in the order flown, components in the order in which their amounts are printed. What is printed between
segments says `after` which of them (counted from 0; -1 before the first); a `late` charge follows its component's
amount.
"""
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .line import Charge, Fare, Hidden, Item, Line, Note, Sector, SideTrip, Surface

Data = dict[str, Any]


def told(line: Line) -> Data:
    """`components`, `segments`, `sum`, `total`, `currency`, `roe`, `taxes` and what else closes it; no empty extras."""
    way = Way()
    way.walk(line.items, line.origin, 0)
    taxes: Data = defaultdict(list)
    for tax in line.taxes:
        taxes[tax.code].append(str(tax.figure))
    more = {
        "plus": line.plus, "message": line.message, "scope": line.scope, "date": line.date,
        "segment_airports": list(line.segment_airports), "notes": way.notes,
        "facility": [{"airport": each.airport, "amount": str(each.figure)} for each in line.facility]}
    return {
        "components": way.components, "segments": way.segments, "sum": str(line.sum),
        "total": _said(line.total), "currency": line.currency, "roe": _said(line.roe),
        "taxes": {code: found[0] if len(found) == 1 else found for code, found in taxes.items()},
        "origin": line.origin, **{name: _said(value) for name, value in more.items() if value not in (None, "", [])}}


def _said(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


@dataclass
class Way:
    """What has been walked of a line."""

    segments: list[Data] = field(default_factory=list)
    components: list[Data] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def walk(self, items: tuple[Item, ...], here: str, depth: int) -> None:
        """The items of one level, from a city."""
        begun, own, done = begin(here, depth), 0, None
        for item in items:
            if isinstance(item, Sector | Surface):
                self.segments.append(segment(item, here) | {"component": begun})
                here, own = item.city, own + 1
            elif isinstance(item, Fare | Hidden):
                begun |= {"to": here, "after": self.last} | fare(item)
                self.components.append(begun)
                done, begun, own = begun, begin(here, depth), 0
            elif isinstance(item, Charge):
                late = done is not None and not own
                (done if done and late else begun)["surcharges"].append(
                    charge(item) | {"after": self.last} | ({"late": True} if late else {}))
            else:
                self.beside(item, here, depth)
        if own or begun["surcharges"]:
            begun["to"] = here
            self.components.append(begun)  # nothing says what it costs
        self.settle()

    @property
    def last(self) -> int:
        """The place of the segment just walked."""
        return len(self.segments) - 1

    def beside(self, item: SideTrip | Note, here: str, depth: int) -> None:
        """A side trip opens and closes with its segments; a note stands behind the one before it."""
        if isinstance(item, Note):
            (self.segments[-1].setdefault("notes", []) if self.segments else self.notes).append(item.text)
            return
        first = len(self.segments)
        self.walk(item.items, here, depth + 1)
        _count(self.segments[first:first + 1], "opens")
        _count(self.segments[-1:], "closes")

    def settle(self) -> None:
        """Segments name their component by its place."""
        places = {id(component): place for place, component in enumerate(self.components)}
        for each in self.segments:
            if not isinstance(each["component"], int):
                each["component"] = places.get(id(each["component"]), each["component"])


def begin(here: str, depth: int) -> Data:
    """A component of which nothing is known but where it begins."""
    side = {"side_trip": depth} if depth else {}
    return {"from": here, "to": here, "amount": None, "fare_basis": "", "mileage": "", "surcharges": []} | side


def _count(segments: list[Data], what: str) -> None:
    for each in segments:
        each[what] = each.get(what, 0) + 1


def segment(item: Sector | Surface, here: str) -> Data:
    if isinstance(item, Surface):
        return {"surface": item.gap, "from": here, "to": item.city, "flags": list(item.flags)}
    more = {"ocean": item.ocean} if item.ocean else {}
    return {"carrier": item.carrier, "from": here, "to": item.city, "flags": list(item.flags)} | more | (
        {"starred": True} if item.starred else {})


def fare(item: Fare | Hidden) -> Data:
    if isinstance(item, Hidden):
        return {"fare_basis": item.basis, "hidden": item.mark}
    return {"amount": str(item.amount), "fare_basis": item.basis, "mileage": item.mileage} | (
        {"pair": item.pair} if item.pair else {})


def charge(item: Charge) -> Data:
    more = {"pair": item.pair, "against": item.against, "mileage": item.mileage, "count": item.count,
            "equal": item.equal}
    return {"code": item.code, "amount": str(item.amount)} | {name: value for name, value in more.items() if value}
