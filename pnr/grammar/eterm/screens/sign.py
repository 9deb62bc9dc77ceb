"""Signed in, signed out, and the five work areas."""
from ....commands.sign import AreaLeft, AreaRow, AreasDisplay, SignedIn, SignedOut
from ....values.dates import short
from ....values.devices import address, terminal_pid
from ...columns import columns
from . import screen

AIRLINE, SYSTEM, APPLICATION = "1E", "CAAC03", 3  # the agencies' host


@screen.register
def signed_in(reply: SignedIn) -> str:
    return f"{reply.alias or reply.office} SIGNED IN {reply.areas[0]}"


@screen.register
def signed_out(reply: SignedOut) -> str:
    return f"{reply.alias or reply.office} {reply.number or reply.sign} SIGNED OUT {reply.areas[0]}"


@screen.register
def area_left(reply: AreaLeft) -> str:
    return "ACCEPTED"


@screen.register
def areas_display(reply: AreasDisplay) -> str:
    rows = [area_row(row) for row in reply.rows]
    return "\n".join([
        *rows, f"PID   = {terminal_pid(reply.office):<8}HARDCOPY  = {address(f'{reply.office}/1', 4)}",
        f"TIME =  {reply.now:%H%M}    DATE =  {short(reply.now.date())}     HOST = CAAC",
        f"AIRLINE = {AIRLINE}    SYSTEM =  {SYSTEM}  APPLICATION =  {APPLICATION}"])


def area_row(row: AreaRow) -> str:
    """A star marks the one in view."""
    if row.standing == "free" or row.since is None:
        return columns((1, row.letter), (9, "AVAIL"))
    letter = f"{row.letter}*" if row.active else row.letter
    return columns((1, letter), (9, row.number or row.sign), (17, short(row.since.date())), (25, f"{row.since:%H%M}"),
                   (32, row.level), (37, row.alias or row.office))
