"""FXK: services at a charge."""
from ....commands.ancillaries import Offered, ServiceList
from ....values.dates import short
from ....values.money import Money
from ...columns import columns, right
from . import screen

HEADING = "    RFIC RFISC SSR  SERVICE                 EMD REF        PRICE"


@screen.register
def services(reply: ServiceList) -> str:
    """A block a carrier: its flights, then what it offers on each of them, for each passenger."""
    lines, place = ["FXK", "", "ANCILLARY SERVICES - PER PASSENGER AND SEGMENT"], 0
    for flown, offers in reply.lines:
        lines += [f" {each.carrier}{each.number:>4} {each.booking_class} {short(each.date)} {each.origin}"
                  f"{each.destination}" for each in flown]
        lines.append(HEADING)
        for offer, price in offers:
            place += 1
            lines.append(offer_line(place, offer, price))
    return "\n".join(lines)


def offer_line(place: int, offer: Offered, price: Money) -> str:
    return columns((1, f"{place:>3}"), (5, offer.rfic), (10, offer.rfisc), (16, offer.request), (21, offer.name[:23]),
                   (45, offer.document), (49, "Y" if offer.refundable else "N"), (53, price.currency),
                   right(price, 64, 10))
