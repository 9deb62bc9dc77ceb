"""DETR with S and I: what a passenger is given of a ticket, in Chinese."""
from ....commands.itineraries import PaperDisplay
from ....commands.ticket_papers import NoticeDisplay
from ....engine.ticketing.tickets import COUPONS, WORDS, Coupon, dashed
from ....values.dates import clock24, long, short
from ...columns import ascii_capitals, columns, wrapped
from . import screen
from .fares import charged
from .ticketing import paid, total

WIDTH, CENTRE = 80, 28
NONE, UNUSED = "NONE", "VOID"


@screen.register
def papers(reply: PaperDisplay) -> str:
    return "\n".join(paper.text for paper in reply.papers)


@screen.register
def notice(reply: NoticeDisplay) -> str:
    shown, first = reply.shown, reply.tickets[0]
    others = " ".join(dashed(ticket.number) for ticket in reply.tickets if ticket.place > shown.place)
    states = dict.fromkeys(WORDS[coupon.status] for coupon in shown.coupons)
    lines = [columns((CENTRE, "航空公司电子客票航程通知单")),
             columns((1, f"电子客票票号：{dashed(shown.number)}"), (41, f"后续客票号：{others or NONE}")),
             f"出票航空公司：{ascii_capitals(reply.airline)}",
             f"售票处信息：{reply.office.name} {reply.office.phone}",
             f"出票时间地点：{long(first.date)}/{ascii_capitals(reply.city)}<{first.iata}>",
             f"旅客姓名：{shown.passenger}", f"身份识别号码：{reply.identity or NONE}", *money(reply),
             *wrapped(f"使用限制：{reply.limits or NONE}", WIDTH, 10),
             *wrapped(f"签注信息：{first.endorsements or NONE}", WIDTH, 10), *legs(reply),
             columns((1, f"订座记录编号：{shown.locator}/{shown.airline_locator}"),
                     (41, f"客票状态：{'/'.join(states)}")),
             columns((CENTRE, "--- WWW.TRAVELSKY.COM ---"))]
    return "\n".join(lines)


def money(reply: NoticeDisplay) -> list[str]:
    """Fare, what was paid for it and how, taxes, and all together; of a fare that is not printed the word for it."""
    first = reply.tickets[0]
    fare = first.fare
    if fare is None:
        return []
    printed = fare.printed
    taxes = " ".join(f"{amount.currency} {amount}{code}" for code, amount in charged(fare) if amount)
    return [columns((1, f"票价 货币：{printed.currency if printed else NONE}"),
                    (41, f"金额：{printed if printed else fare.box}")),
            f"实付等值货币：{total(fare.equivalent) if fare.equivalent and printed else NONE}",
            f"付款方式：{'+'.join(map(paid, first.payments))}", *wrapped(f"税款：{taxes or NONE}", WIDTH, 6),
            f"付款总额：{total(fare.total) if printed else fare.box}"]


def legs(reply: NoticeDisplay) -> list[str]:
    """Two lines a coupon, and the rows a ticket has besides."""
    rows = [line for coupon in reply.shown.coupons for line in leg(coupon, reply)]
    return [*rows, *[f"DEP: {UNUSED}", f"ARR: {UNUSED}"] * (COUPONS - len(reply.shown.coupons))]


def leg(coupon: Coupon, reply: NoticeDisplay) -> list[str]:
    names = dict(reply.places)
    flight = columns((1, f"{coupon.carrier}{coupon.flight}"), (8, coupon.booking_class), (10, short(coupon.date)),
                     (16, clock24(coupon.departs)), (21, coupon.booked), (24, coupon.fare_basis[:12]),
                     (37, coupon.baggage))
    return [columns((1, f"DEP: {names[coupon.origin]} {coupon.origin}"), (38, flight)).rstrip(),
            f"ARR: {names[coupon.destination]} {coupon.destination}"]


