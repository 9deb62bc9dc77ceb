"""SM: the seat map, rows from left to right; RTSTR: who sits where."""
from ....commands.seats import SeatList, SeatMapDisplay
from ....engine.booking.elements import Seating
from ....engine.schedule.seatmaps import Row
from ....values.dates import short
from ...columns import columns
from . import screen
from .booking import text_of

IN_BLOCK, WIDTH = 14, 79
FREE, TAKEN, OWN, AT_EXIT, BULKHEAD, NONE = ".", "+", "V", "E", "B", " "
LEGEND = (". AVAILABLE      WING     F GEN FACI   K GALLEY   E EXIT    C COT",
          "+ OCCUPIED    - LAST OFF  H HANDICAP   Q QUIET    G GROUPS  P PET",
          "/ RESTRICTED  B BULKHEAD  V PREF.SEAT  X BLOCKED  L LEGROOM U UMNR",
          "() SMOKING    D DEPORTEE  UP UP-DECK   Z NO FILM  I INFANT  R REAR",
          "Y CHARGEABLE")


@text_of.register
def _(element: Seating, facet: str = "") -> str:
    """Seats with the places of their passengers among those of the element."""
    seats = "/".join(f"{int(seat[:-1]):02}{seat[-1]}N" for _, seat in element.seats)
    return (f"SSR RQST {element.carrier} {element.status}{len(element.seats)} "
            f"{element.origin}{element.destination}/{seats}")


@screen.register
def seat_map(reply: SeatMapDisplay) -> str:
    flight, letter = reply.flight, reply.booking_class
    pair = f"{flight.origin}{flight.destination}"
    head = [f"SM {flight.carrier} {flight.number:04}/{letter}/{short(flight.date)}{pair}",
            f"SM {flight.carrier}  {flight.number:04}  {letter} {short(flight.date)} {pair}        {flight.equipment}"]
    drawn = downwards(reply) if reply.vertical else sideways(reply)
    return "\n".join([*head, *drawn, *(() if reply.plain else LEGEND)])


def downwards(reply: SeatMapDisplay) -> list[str]:
    """A line a row, with its number at both ends and E at an exit; aisles are blank."""
    letters = "   ".join(" ".join(group) for group in reply.cabin.blocks)
    lines = [f"        {letters}"]
    for row in reply.cabin.rows:
        seats = "   ".join(" ".join(mark(reply, row, letter) for letter in group) for group in reply.cabin.blocks)
        door = AT_EXIT if row.exit else " "
        lines.append(f"   {row.number:03}{door} {seats} {door}{row.number:03}")
    return [*lines, lines[0]]


def sideways(reply: SeatMapDisplay) -> list[str]:
    rows = reply.cabin.rows
    blocks = [rows[start:start + IN_BLOCK] for start in range(0, len(rows), IN_BLOCK)]
    numbers = [across("", [figures(block, place) for block in blocks]) for place in range(3)]
    doors = across("", ["".join("E" if row.exit else " " for row in block) for block in blocks])
    seats = [line for place, group in enumerate(reply.cabin.blocks)
             for line in (*([""] if place else []), *(seat_row(reply, letter, blocks) for letter in group))]
    return [*numbers, doors, *seats[::-1], doors, *numbers[::-1]]


def figures(block: tuple[Row, ...], place: int) -> str:
    """Hundreds, tens or units of the rows; the first two only where they begin."""
    found, before = "", ""
    for row in block:
        figure = f"{row.number:03}"[place]
        found += figure if place == 2 or figure != before else " "
        before = figure
    return found


def seat_row(reply: SeatMapDisplay, letter: str, blocks: list[tuple[Row, ...]]) -> str:
    return columns((1, across(letter, ["".join(mark(reply, row, letter) for row in block) for block in blocks])),
                   (WIDTH, letter))


def across(letter: str, parts: list[str]) -> str:
    """Blocks side by side, each after the letter."""
    return "".join(f"{letter:<3}{part:<{IN_BLOCK}}   " for part in parts).rstrip()


def mark(reply: SeatMapDisplay, row: Row, letter: str) -> str:
    seat = f"{row.number}{letter}"
    if letter not in row.seats:
        return NONE
    if seat in reply.own:
        return OWN
    return TAKEN if seat in reply.taken else BULKHEAD if row.bulkhead else FREE


@screen.register
def seat_list(reply: SeatList) -> str:
    rows = [columns((1, f"{flown.carrier}{flown.number:>4}"), (8, short(flown.date)),
                    (14, f"{flown.origin}{flown.destination}"), (22, f"{int(seat[:-1]):02}{seat[-1]}"), (27, status),
                    (31, name)) for flown, name, seat, status in reply.lines]
    return "\n".join(["RTSTR", *rows])

