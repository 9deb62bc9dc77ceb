"""A split conserves passengers, seats, documents and everything that was asked, and leaves a clean host."""
from collections import Counter

from conftest import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

import pnr
from pnr.engine.booking.bookings import Bookings
from pnr.engine.booking.elements import IssuedTicket, Name, Service
from pnr.engine.store.weight import Weight

PARTY = 4
BOOKED = ("SSHU7601Y20DECPEKSHA4", "SSHU7602Y27DECSHAPEK4",
          "NM3SMITH/JOHN MR/MARY MRS(INF/LIAM/05JAN26)/TOM MSTR(CHD/03JUL18)1BROWN/SAM MR", "AP010 60000000",
          "APM13800138000/P2", "TKOK", "SRVGML/P1-3", "SRWCHR/P4", "RFJOHN;ER")
SOLD = ("FXP", "FPCASH;RFJOHN;ER", "TTP")


def counted(bookings):
    """What there is of everything, over all of them."""
    found: Counter = Counter()
    for booking in bookings:
        found.update(("name", each.text) for each in booking.each(Name))
        found.update(("ticket", each.number) for each in booking.each(IssuedTicket))
        for each in booking.segments:
            found["seat", each.flight, each.date] += each.seats
        for each in booking.each(Service):
            found["asked", each.code, each.text] += max(len(each.passengers), 1) if each.passengers else 0
    return found


@settings(max_examples=25, deadline=None)
@given(ticketed=st.booleans(), splits=st.lists(st.sets(st.integers(1, PARTY), min_size=1, max_size=3), max_size=3))
def test_nothing_is_lost_or_doubled(ticketed, splits):
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk()
        for entry in (*BOOKED, *(SOLD if ticketed else ())):
            desk.enter(entry)
        desk.enter("IG")
        before = counted(bookings(host))
        for chosen in splits:
            held = bookings(host)
            desk.enter(f"RT{held[0].locator}")
            goes = max(chosen) <= len(held[0].names) and len(chosen) < len(held[0].names)
            desk.enter(f"SP{','.join(map(str, sorted(chosen)))}")
            desk.enter("RFJOHN;EF")
            desk.enter("RFJOHN;ET")
            desk.enter("IG")
            assert len(bookings(host)) == len(held) + goes
        assert counted(bookings(host)) == before
        assert host.check() == []


def bookings(host):
    return host.store.transact(Weight.LOOK, lambda session, _: list(Bookings(session).all()))

