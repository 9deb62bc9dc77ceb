"""FXK, FXG, TQM, TWD/EMD: services at a charge, as offered, priced and issued."""
from ....commands.ancillaries import Offered, ServiceList, StoredServices
from ....engine.booking.bought import StoredService
from ....engine.ticketing.tickets import Ticket, dashed
from ....values.dates import long, short
from ....values.money import Money
from ...columns import columns, right
from . import screen
from .booking import text_of

HEADING = "    RFIC RFISC SSR  SERVICE                 EMD REF        PRICE"


@screen.register
def services(reply: ServiceList) -> str:
    """A block a carrier: its flights, then what it offers on each of them, for each passenger."""
    entry = "FXK" if any(flown for flown, _ in reply.lines) else "EGSD"
    lines, place = [entry, "", "ANCILLARY SERVICES - PER PASSENGER AND SEGMENT"], 0
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


# ---- priced and kept

@text_of.register
def _(element: StoredService, facet: str = "") -> str:
    return f"TSM {element.number}"


@screen.register
def kept(reply: StoredServices) -> str:
    """A block each: whose, on which document, line by line."""
    lines: list[str] = []
    for each, name, flights in zip(reply.services, reply.names, reply.flights, strict=True):
        made = f"{reply.office.id} {each.sign[-2:]}/{long(each.made)}" if each.made else ""
        title = f"TSM{each.number:>4}" if reply.filed else "SERVICES"
        lines.append(columns((1, title), (12, made), (34, f"{each.carrier} EMD-{each.document}")))
        lines.append(f"  1.{name}")
        lines += [columns((2, f"{place:>2}"), *service(line.rfic, line.rfisc, line.name),
                          (34, f"{flown.carrier}{flown.number:>4} {short(flown.date)} {flown.origin}"
                               f"{flown.destination}"), right(line.amount, 64, 11), (66, "M" if line.typed else ""))
                  for place, (line, flown) in enumerate(zip(each.lines, flights, strict=True), 1)]
        lines.append(columns((2, "TOTAL"), (50, each.total.currency), right(each.total, 64, 11)))
        if each.payment:
            lines.append(f"  {text_of(each.payment)}")
    return "\n".join(lines)


def service(rfic: str, rfisc: str, name: str) -> list[tuple[int, str]]:
    return [(5, rfic), (7, rfisc), (11, name[:22])]


# ---- issued

def emd_header(first: Ticket) -> list[str]:
    return [
        columns((1, f"EMD-{first.number}"), (26, f"RCI-{first.airline_locator}"), (51, "1A"),
                (55, f"LOC-{first.locator}")),
        columns((2, f"TYPE-{first.emd}"), (13, "SI-"), (31, f"POI-{first.city}"), (40, f"DOI-{long(first.date)}"),
                (53, f"IOI-{first.iata}")),
        columns((4, f"1.{first.passenger}"), (32, first.type), (47, "ST")),
    ]


def service_lines(first: Ticket) -> list[str]:
    """A line a coupon and below it the ticket coupon it goes with; then what was paid, and how."""
    lines: list[str] = []
    for coupon in first.coupons:
        sold = coupon.service
        assert sold is not None, "only coupons of services are on an EMD"
        lines.append(columns(
            (1, f"{coupon.number:>2}"), *service(sold.rfic, sold.rfisc, sold.name),
            (34, f"{coupon.carrier}{coupon.flight:>4}"), (41, short(coupon.date)),
            (47, coupon.status), (49, f"{coupon.origin}{coupon.destination}"), right(coupon.value, 64, 9)))
        if sold.ticket:
            number, _, place = sold.ticket.partition("/")
            lines.append(columns((5, f"ASSOCIATED ETKT {dashed(number)} CPN{place}")))
        if not sold.refundable:
            lines.append(columns((5, "NON-REFUNDABLE")))
    paid = first.fare.total if first.fare else None
    total = [columns((1, name), (10, paid.currency), right(paid, 25, 12)) for name in ("FARE", "TOTAL")] if paid else []
    return [*lines, *total, "FP " + "+".join(payment.name for payment in first.payments)]
