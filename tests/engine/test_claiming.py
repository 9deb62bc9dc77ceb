"""A claim changes who is responsible for a booking, and nothing in it."""
from conftest import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

import pnr
from pnr.engine.booking.bookings import Bookings
from pnr.engine.store.weight import Weight

OFFICES = ("BJS1A0100", "LON1A0100", "NYC1A0100")
BOOKED = ("SSHU7601Y20DECPEKSHA2", "SIARNK", "SOHUYPEKSHA", "SIHU7602Y27DECSHAPEKGK2", "NM2SMITH/JOHN MR/MARY MRS",
          "AP010 60000000", "TKOK", "SRVGML/P1", "RMALL", "RFJOHN;ER")


def bookings(host):
    return host.store.transact(Weight.LOOK, lambda session, _: list(Bookings(session).all()))


@settings(max_examples=20, deadline=None)
@given(claims=st.lists(st.tuples(st.sampled_from(OFFICES), st.booleans()), max_size=4))
def test_nothing_but_the_office_changes(claims):
    with pnr.open("sqlite://", now=NOW) as host:
        desk = host.desk()
        for entry in BOOKED:
            desk.enter(entry)
        (before,) = bookings(host)
        office = before.office
        for claimer, filed in claims:
            other = host.desk(office=claimer)
            other.enter("ROHU7601/20DECPEKSHA-SMITH/J")
            other.enter("RFJOHN;ET" if filed else "R*")
            other.enter("IG")
            office = claimer if filed else office
            (after,) = bookings(host)
            assert after.office == office
            assert after.elements == before.elements
        assert host.check() == []
