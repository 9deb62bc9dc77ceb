"""Bookings, elements and legs for tests that need one of each and care little which."""
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from pnr.engine.booking.booking import Booking, Filing
from pnr.engine.booking.elements import Contact, Infant, Name, Remark, Segment, Service, Ticketing
from pnr.engine.schedule.legs import Leg

DAY = date(2026, 12, 10)
FILING = Filing("2026-12-01T09:00:00+00:00", "BJS1A0100", "0001AA")
SMITH = Name("SMITH", "JOHN", "MR")
BROWN = Name("BROWN", "ANN", "MRS", infant=Infant("LIAM", None, date(2026, 1, 5)))
PHONE = Contact("13800138000", "M")
TICKET_NOW = Ticketing("OK", DAY, "BJS1A0100")


def leg(number=1501, origin="PEK", destination="SHA", carrier="CA", day=DAY):
    return Leg(carrier, number, origin, destination, day, 510, 625, 0, 115, "32N", 180, "Asia/Shanghai")


def segment(*legs, booking_class="Y", status="DK", seats=1):
    legs = legs or (leg(),)
    first, last = legs[0], legs[-1]
    return Segment(first.carrier, first.number, booking_class, first.date, first.origin, last.destination,
                   first.departs, last.arrives, last.arrives_day, first.equipment, status, seats,
                   tuple(item.key for item in legs))


def booking(*elements, number=0):
    made = Booking().add(*(elements or (SMITH, segment(), PHONE, TICKET_NOW)))
    return replace(made, number=number) if number else made


WORDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ 汉字", min_size=1, max_size=8)
ELEMENTS = st.one_of(
    st.builds(Name, WORDS, WORDS, st.sampled_from([None, "MR", "MRS"]), born=st.none() | st.dates()),
    st.builds(Remark, WORDS),
    st.builds(Contact, WORDS, st.sampled_from(["", "M", "E"])),
    st.builds(Service, st.sampled_from(["CHLD", "INFT"]), st.just("CA"), st.just("HK"), st.integers(1, 9), WORDS),
    st.builds(segment, booking_class=st.sampled_from("YBM"), seats=st.integers(1, 9)),
)


@st.composite
def changed(draw, start):
    """A booking some entries later: elements added, cancelled and changed."""
    booking = start
    for _ in range(draw(st.integers(0, 6))):
        known = list(booking.elements)
        action = draw(st.sampled_from(["add", "cancel", "change"])) if known else "add"
        if action == "add":
            booking = booking.add(*draw(st.lists(ELEMENTS, min_size=1, max_size=3)))
        elif action == "cancel":
            booking = booking.without(draw(st.lists(st.sampled_from(known), min_size=1, max_size=3)))
        else:
            old = draw(st.sampled_from(known))
            booking = booking.swap(replace(draw(ELEMENTS), tattoo=old.tattoo))
    return booking


PAIRS = changed(Booking()).flatmap(lambda before: st.tuples(st.just(before), changed(before)))
