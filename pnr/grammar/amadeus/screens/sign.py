"""Signed in and out, and the six work areas."""
from ....commands.sign import AreaLeft, AreaRow, AreasDisplay, Preferences, SignedIn, SignedOut
from ...columns import columns, right
from . import screen

LANGUAGE = "EN"
HEAD = "AREA  TM  MOD SG/DT.LG TIME      ACT.Q   STATUS     NAME"
STANDINGS = {"free": "NOT SIGNED", "signed": "SIGNED", "create": "PNR CREATE", "modify": "PNR MODIFY"}
NAME = 12


@screen.register
def signed_in(reply: SignedIn) -> str:
    line = f"{reply.office}   SIGNED IN   {reply.sign}/{reply.duty}   {'/'.join(reply.areas)}"
    return line if reply.moved else f"AMADEUS\n{line}"


@screen.register
def signed_out(reply: SignedOut) -> str:
    return f"{reply.office}   SIGNED OUT   {reply.sign}   {'/'.join(reply.areas)}"


@screen.register
def area_left(reply: AreaLeft) -> str:
    return f"AREA {reply.area} SUSPENDED"


@screen.register
def preferences(reply: Preferences) -> str:
    return f"{reply.office}   {reply.sign}   LNG-{LANGUAGE}   TCM-{reply.hours}"


@screen.register
def areas_display(reply: AreasDisplay) -> str:
    head = columns((1, f"{reply.terminal[-8:]:0>8}"), (18, reply.office))
    return "\n".join([head, "", HEAD, *map(area_row, reply.rows)])


def area_row(row: AreaRow) -> str:
    """`-IN` marks the one in view."""
    letter = f"{row.letter}-IN" if row.active else row.letter
    if row.standing == "free":
        return columns((1, letter), (40, STANDINGS["free"]))
    queue = row.queue and f"{row.queue.number:02}C{row.queue.category:02}"
    fields = [(1, letter), (11, "PRD"), (15, f"{row.sign[4:]}/{row.duty}.{LANGUAGE}"), right(row.hours, 26, 2),
              (34, queue or ""), (40, STANDINGS[row.standing]), (53, row.name[:NAME])]
    return columns(*(field for field in fields if field[1])).rstrip()
