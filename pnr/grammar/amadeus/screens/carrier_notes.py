"""RTSVC: segments with what their airlines say of them."""
from ....commands.carrier_notes import Note, SegmentNotes
from . import screen
from .booking import element_lines

WORDS = {
    "operated-by": "OPERATED BY {carrier}",
    "told-before": "SEC FLT PSGR DATA REQUIRED 72 HBD SSR DOCS",
    "flying-time": "FLYING TIME {time} - {stops}",
    "married": "MARRIED CONNECTION",
}


@screen.register
def noted(reply: SegmentNotes) -> str:
    lines = {line.element.tattoo: line for line in reply.display.lines}
    rows = ["RTSVC"]
    for tattoo, notes in reply.notes:
        rows += [*element_lines(lines[tattoo], reply.display), *map(said, notes)]
    return "\n".join(rows)


def said(note: Note) -> str:
    code, facts = note
    stops = facts.get("stops", 0)
    counted = f"{stops} STOP{'S' if stops > 1 else ''}" if stops else "NONSTOP"
    return "     " + WORDS[code].format(**{**facts, "stops": counted})
