"""What may differ between dialects in behaviour: one value that every unit of work is given."""
from dataclasses import dataclass
from datetime import timedelta

from .booking.order import Order


@dataclass(frozen=True)
class Manners:
    """How the same command behaves where it is not only words."""

    order: Order
    needs: tuple[tuple[str, ...], ...]  # checks at the end, in steps: a later step once the earlier ones are satisfied
    warns: tuple[str, ...]  # checks that only warn
    keeps_chain: bool  # in a chain, what stood before a refusal stays
    sold_as: str = "DK"
    waits_as: str = "PE"
    rows_shown: int = 22  # of a page of availability
    classes_in_row: int = 7
    timetable_days: tuple[int, int] = (0, 7)  # before and after the day a timetable is asked for
    counts_seats_at_sale: bool = False  # seats must fit the names already in the booking
    offers_alternatives: bool = False  # a long sell of a full class answers with availability
    insists: bool = False  # a warning must be accepted by name, not only repeated
    hold: timedelta = timedelta(hours=3)
    hold_from_first: bool = False  # counted from the first unfiled seat, else from the last entry
    agency_line: bool = False  # the host writes the office's own contact line
    tells_group: str = ""  # in whose name the host tells airlines of a group
    identity_needed: bool = False  # before a ticket is issued
    limit_blocks_ticketing: bool = False  # a time limit must be deleted first
    tickets_file: bool = False  # what is unfiled is filed with the tickets; else it must be filed before
    exchanges_asked: bool = False  # a document in exchange for another is issued only by the entry that says so
    reconfirms: bool = False  # a ticketed segment becomes RR
    reconfirmed_first: bool = False  # only what is RR already is ticketed
    names_sorted: bool = False
    flyers_by_flight: bool = False  # a frequent flyer's number is told for each flight, else once
    longest_name: int = 59  # with its stroke and title
    hides_cancelled: bool = False  # a cancelled booking is shown as its history only
    prices_lock: bool = False  # segments cannot go while an automatic fare is stored
    numbers_in_view: bool = False  # of a long booking only what is on the page in view has a number
    private_apart: bool = False  # a display of fares has private ones only when they are asked for
    fares_fall: bool = False  # a fare display begins with the highest
    ends_both_parts: bool = False  # of a split booking one end files those who go and those who stay
    ends_move_queue: bool = False  # in queue mode an end takes the booking off and brings the next
    clears_at_end: bool = True
    areas: str = "ABCDEF"  # of work
    ignore_restores: bool = False  # a filed booking with changes is shown again as it is filed


@dataclass(frozen=True)
class Agent:
    """Who sits at a desk: terminal, office, sign of four digits and two letters, duty code."""

    terminal: str
    office: str
    sign: str
    duty: str = "SU"
    signed: bool = True
    hours: int = 0  # of the clock, where it is not the office's
