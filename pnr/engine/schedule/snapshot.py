"""The form of the timetable file: a JSON head and columns of numbers that are used where they lie."""
import json
from array import array
from collections.abc import Mapping, Sequence
from mmap import mmap

MAGIC = b"PNRWORLD"
ALIGN = 8
NONE = 0xFFFFFFFF

# name -> type of array: what each column holds
COLUMNS = {
    # airports, in order of code
    "airport_zone": "H", "airport_country": "H", "airport_city": "H", "airport_latitude": "f", "airport_longitude": "f",
    "airport_market": "I",   # first market out of it; one more than airports
    "airport_inbound": "I",  # first place in market_inbound; one more than airports
    # markets: pairs of airports with a flight, in order of origin and destination
    "market_origin": "H", "market_destination": "H", "market_distance": "H",
    "market_row": "I",       # first row; one more than markets
    "market_inbound": "I",   # markets in order of destination and origin
    # rows, in order of market and departure
    "departs": "H", "minutes": "H", "carrier": "H", "number": "H", "days": "H", "equipment": "B", "seats": "H",
    "through": "H",          # 0, or one more than its place in through_legs
    "operating": "I",        # the row of the flight that carries the seats: itself but for a codeshare
    # through segments: two rows each
    "through_legs": "I",
    # numbers: carrier * 10000 + number in order, and the row of each
    "number_key": "I", "number_row": "I",
    # carriers
    "carrier_kind": "B",     # 1: sells only its own connections
}


def pack(names: Mapping[str, object], columns: Mapping[str, Sequence]) -> bytes:
    """The bytes of a timetable."""
    places, body, at = {}, [], 0
    for name, kind in COLUMNS.items():
        data = array(kind, columns[name]).tobytes()
        places[name] = (at, len(columns[name]))
        data += bytes(-len(data) % ALIGN)
        body.append(data)
        at += len(data)
    head = json.dumps({**names, "columns": places}, separators=(",", ":"), sort_keys=True).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % ALIGN)
    return b"".join([MAGIC, len(head).to_bytes(8, "little"), head, *body])


def unpack(data: bytes | mmap) -> tuple[dict, dict[str, memoryview]]:
    """The head and the columns, without copying them."""
    view = memoryview(data)
    if bytes(view[:len(MAGIC)]) != MAGIC:
        raise ValueError("not a timetable")
    start = len(MAGIC) + 8
    end = start + int.from_bytes(view[len(MAGIC):start], "little")
    head = json.loads(bytes(view[start:end]))
    columns = {}
    for name, kind in COLUMNS.items():
        at, count = head["columns"][name]
        columns[name] = view[end + at:end + at + count * array(kind).itemsize].cast(kind)  # type: ignore[call-overload]
    return head, columns
