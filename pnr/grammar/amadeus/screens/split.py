"""SP and EF: the parts of a booking; RTAXR: what belongs together."""
from ....commands.split import AssociatedList, PartDisplay
from ....values.dates import short
from . import screen
from .booking import UNFILED


@screen.register
def part(reply: PartDisplay) -> str:
    return f"{'-PARENT PNR-' if reply.parent else '-ASSOCIATE PNR-'}\n{screen(reply.display)}"


@screen.register
def associated(reply: AssociatedList) -> str:
    rows = [f"{place:>3} {each.locator}  SPLIT {short(each.date)}  {each.office}"
            for place, each in enumerate(reply.records, 1)]
    return "\n".join([f"AXR FOR PNR: {reply.locator or UNFILED}", *(rows or ["NO ELEMENT FOUND"])])
