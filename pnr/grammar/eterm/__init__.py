"""TravelSky eTerm."""
import re
from datetime import timedelta

from ...engine.manners import Manners
from ..columns import columns, fitting
from ..dialect import Dialect, Page, folder
from ..reader import Reader
from .messages import MESSAGES
from .order import ORDER

ROWS = 22
LAST = 80  # the column of the page marks
FARE_ROWS = 18
# replies with pages of their own
FARES = ("FareList", "FareRules", "QuotedRules", "FareRouting", "TaxDisplay", "QuotedPrice", "QuoteTaxes")
DOMESTIC = ("FD:", "PFN:", "SFN:")  # what begins displays of domestic fares and rules
PROMPTS = "▶>\x10\x1e "
GOES_ON = re.compile(r"\n(?:-\s+|(?=S [A-Z0-9]{2} +\d+[A-Z]\d\d[A-Z]{3} ))")  # more of a form, flights of a quotation
ENDING = re.compile(r"(?<!^)(?<!XEPNR)[@\\](KI|IK|K|I)?$")


def split(text: str) -> list[str]:
    """A line is an entry, or behind `-` more of the one before; the end of transaction behind the last is one too."""
    entries = [line.lstrip(PROMPTS).rstrip() for line in GOES_ON.sub(" ", text).split("\n")]
    entries = [entry for entry in entries if entry]
    found = ENDING.search(entries[-1]) if entries else None
    if found:
        entries[-1:] = [entries[-1][:found.start()].rstrip(), found[0]]
    return entries


def page(lines: list[str], first: int, rows: int) -> list[str]:
    """A page of a long reply: `-` ends its first line when something came before, `+` its last when more follows."""
    shown = lines[first:first + rows]
    if first:
        shown[0] = marked(shown[0], "-")
    if first + rows < len(lines):
        shown[-1] = marked(shown[-1], "+")
    return shown


def marked(line: str, mark: str) -> str:
    """A line with a mark in its last column."""
    return columns((1, line[:fitting(line, LAST - 1)]), (LAST, mark))


def fare_page(lines: list[str], first: int, rows: int) -> list[str]:
    """A page of fares or rules, with its place among the others below; not of a domestic fare display alone."""
    place = f"PAGE {first // rows + 1}/{(len(lines) - 1) // rows + 1}"
    footer = ["", place] if lines[0].startswith(DOMESTIC) else [f"RFSONLN/1E /DB1 /{place}"]
    return [*lines[first:first + rows], *footer]


def quote_page(lines: list[str], first: int, rows: int) -> list[str]:
    """The same of a quotation."""
    return [*lines[first:first + rows], f"ONLN/1E /DB1 /PAGE {first // rows + 1}/{(len(lines) - 1) // rows + 1}"]


MANNERS = Manners(
    order=ORDER,
    needs=(("ticket-at-once",), ("need-name",), ("need-itinerary",), ("number-in-party",), ("need-contact",),
           ("need-ticketing",)),
    warns=("continuity", "minimum-connection", "fare-deleted"),
    keeps_chain=False,
    waits_as="DW",
    rows_shown=18,
    classes_in_row=9,
    timetable_days=(3, 3),
    counts_seats_at_sale=True,
    insists=True,
    hold=timedelta(minutes=5),
    hold_from_first=True,
    agency_line=True,
    tells_group="1E",
    identity_needed=True,
    limit_blocks_ticketing=True,
    reconfirms=True,
    reconfirmed_first=True,
    names_sorted=True, flyers_by_flight=True,
    longest_name=29,
    hides_cancelled=True,
    prices_lock=True,
    ignore_restores=True,
    tickets_file=True,
    ends_both_parts=True,
    fares_fall=True,
    private_apart=True,
    numbers_in_view=True,
    areas="ABCDE",
)

PAGES = {reply: Page(FARE_ROWS, fare_page) for reply in FARES} | {"QuoteList": Page(FARE_ROWS, quote_page)}
DIALECT = Dialect("eterm", Reader(folder(__file__)), split, MANNERS, Page(ROWS, page), MESSAGES, PAGES)
