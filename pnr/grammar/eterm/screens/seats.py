"""ADM: the seat map, rows from left to right, a line for each letter."""
from ....commands.seats import SeatMapDisplay
from ....engine.schedule.seatmaps import Row
from ....values.dates import short
from . import screen

FREE, TAKEN, OWN, NONE, AT_EXIT = "*", "X", "!", ".", "E"
MARGIN = 3  # columns of the letters


@screen.register
def seat_map(reply: SeatMapDisplay) -> str:
    flight, rows = reply.flight, reply.cabin.rows
    head = (f"{flight.carrier}{flight.number}/{reply.booking_class}/{short(flight.date)}/"
            f"{flight.origin}{flight.destination}/{flight.equipment}")
    figures = [line("", "".join(f"{row.number:>2}"[place] for row in rows)) for place in range(2)]
    exits = line("", "".join(AT_EXIT if row.exit else " " for row in rows))
    blocks = ("\n".join(line(letter, "".join(mark(reply, row, letter) for row in rows)) for letter in group)
              for group in reply.cabin.blocks)
    return "\n".join([head, *figures, *([exits] if exits else []), "\n\n".join(blocks)])


def line(letter: str, marks: str) -> str:
    return f"{letter:<{MARGIN}}{marks}".rstrip()


def mark(reply: SeatMapDisplay, row: Row, letter: str) -> str:
    seat = f"{row.number}{letter}"
    if letter not in row.seats:
        return NONE
    if seat in reply.own:
        return OWN
    return TAKEN if seat in reply.taken else FREE
