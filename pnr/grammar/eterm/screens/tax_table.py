"""XS FXT and FXP: the taxes of a country, the charge of an airport."""
from ....commands.tax_table import FacilityCharge, TaxTable
from ....values.dates import long
from ...columns import columns
from . import screen


@screen.register
def taxes(reply: TaxTable) -> str:
    """Code, nature, how much, since when and until when, and on what."""
    rows = [columns((1, line.code), (4, line.nature), (7, line.amount), (22, long(line.effective)),
                    (30, long(line.discontinue) if line.discontinue else ""), (38, " ".join(line.on)[:42]))
            for line in reply.lines]
    return "\n".join([f"FXT {reply.country} {long(reply.day)}", *rows])


@screen.register
def facility(reply: FacilityCharge) -> str:
    return f"FXP {reply.airport} XF {reply.amount.currency} {reply.amount}"
