"""A copy takes seats of its own and leaves the booking it was made of as it was; what is tied stays tied."""
from conftest import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

import pnr
from pnr.engine.booking.bookings import Bookings
from pnr.engine.booking.elements import Name, Remark, Service
from pnr.engine.store.weight import Weight

PARTY = 4
BOOKED = ("SSHU7601Y20DECPEKSHA4", "SSHU7602Y27DECSHAPEK4",
          "NM3SMITH/JOHN MR/MARY MRS(INF/LIAM/05JAN26)/TOM MSTR(CHD/03JUL18)1BROWN/SAM MR", "AP010 60000000",
          "TKOK", "SRVGML/P1-3", "SRWCHR/P4", "RMALL", "RMTOM/P3", "RFJOHN;ER")


def bookings(host):
    return host.store.transact(Weight.LOOK, lambda session, _: list(Bookings(session).all()))


@settings(max_examples=25, deadline=None)
@given(chosen=st.sets(st.integers(1, PARTY), min_size=1), without=st.booleans(), later=st.integers(0, 9),
       letter=st.sampled_from("YBM"))
def test_a_copy_stands_beside_its_booking(chosen, without, later, letter):
    going = set(range(1, PARTY + 1)) - chosen if without else chosen
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk()
        for entry in BOOKED:
            desk.enter(entry)
        (before,) = bookings(host)
        desk.enter(f"RRN/{'PX' if without else 'P'}{','.join(map(str, chosen))}/DP{later}/C{letter}")
        desk.enter("TKOK;RFJOHN;ER")
        after = bookings(host)
        assert after[0] == before
        assert len(after) == 1 + bool(going)
        for copy in after[1:]:
            same(before, copy, going, letter, later)
        assert host.check() == []


def same(before, copy, going, letter, later):
    people = [before.names[place - 1] for place in sorted(going)]
    assert [each.text for each in copy.names] == [each.text for each in people]
    assert {each.seats for each in copy.segments} == {len(going)}
    assert [(new.flight, new.booking_class, (new.date - old.date).days)
            for old, new in zip(before.segments, copy.segments, strict=True)] == [
                (old.flight, letter, later) for old in before.segments]
    assert told(copy) == told(before, frozenset(each.tattoo for each in people))


def told(booking, people=None):
    """Services and remarks with the names they are about; of these passengers only."""
    names = {each.tattoo: each.text for each in booking.each(Name)}
    found = [(type(each).__name__, getattr(each, "code", ""), each.text,
              [names[one] for one in each.passengers if people is None or one in people])
             for kind in (Service, Remark) for each in booking.each(kind)
             if not people or not each.passengers or people & set(each.passengers)]
    return sorted(found)
