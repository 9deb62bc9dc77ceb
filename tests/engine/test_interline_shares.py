"""What a carrier is due for flying another's ticket: shared by miles, owed once flown, taken back when it is not."""
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pnr
from pnr.engine.store.weight import Weight
from pnr.engine.ticketing.accounts import Ledger
from pnr.engine.ticketing.interline import due, values
from pnr.engine.ticketing.records import Tickets
from pnr.engine.ticketing.tickets import coupons_of
from pnr.engine.world import World
from pnr.terminal.loading import loaded
from pnr.values.money import Money, total

NOW = "2026-12-01T09:00Z"
TICKET = "9992300000011"
BOOKED = ("SS CA1501 Y 10DEC PEKSHA 1", "AN12DECSHACAN/AMU", "SS1Y1", "NM1SMITH/JOHN MR", "APM13800138000", "TKOK",
          "FXP", "FPCASH", "RFJOHN", "ER", "ER", "TTP")
FLOWN = {place: ((place, "CKIN"), (place, "FLWN")) for place in (1, 2)}
CITIES = ("PEK", "SHA", "CAN", "LHR", "JFK", "SYD", "SIN")


@pytest.fixture
def host():
    with pnr.open("sqlite://", now=NOW) as opened:
        yield opened


def look(host, body):
    return host.store.transact(Weight.LOOK, lambda session, _: body(session))


def owed(host, carrier="MU"):
    return sum(entry.amount.minor for _, _, entry in look(host, lambda session: list(Ledger(session).all()))
               if entry.account == f"interline:{carrier}")


def sold(host, *entries):
    desk = host.desk("amadeus")
    for entry in (*BOOKED, *entries):
        assert desk.answer(entry).ok, entry


def set_status(host, *changes):
    desk = host.desk("eterm")
    for coupon, status in changes:
        assert desk.answer(f"TSU:{coupon}/{status}/{TICKET[:3]}-{TICKET[3:]}").ok, status


def coupons(host):
    return [coupon for _, coupon in coupons_of(look(host, lambda session: Tickets(session).whole(TICKET)))]


def test_the_other_carrier_is_due_its_part_less_the_charge_once_it_has_flown(host):
    sold(host)
    first, second = coupons(host)
    assert first.due is None and second.value == Money(212000, "CNY") and second.due == Money(192920, "CNY")
    assert owed(host) == 0
    set_status(host, *FLOWN[1])
    assert owed(host) == 0
    set_status(host, *FLOWN[2])
    assert owed(host) == -192920 and host.check() == []


def test_what_is_opened_again_is_owed_no_longer(host):
    sold(host)
    set_status(host, *FLOWN[1], *FLOWN[2], (2, "OPEN"))
    assert owed(host) == 0 and host.check() == []
    set_status(host, *FLOWN[2])
    assert owed(host) == -192920 and host.check() == []


def test_an_agreement_has_its_own_charge(tmp_path):
    url, file = f"sqlite:///{tmp_path}/host.db", tmp_path / "agreements.csv"
    file.write_text("carrier,partner,charge,effective\nCA,MU,12.5,2020-01-01\n")
    with pnr.open(url, now=NOW) as host:
        loaded(host, "agreements", file)
        sold(host)
        assert coupons(host)[1].due == Money(185500, "CNY")


def test_the_audit_misses_a_share_that_was_not_posted(host):
    sold(host)
    set_status(host, *FLOWN[1], *FLOWN[2])
    host.store.transact(Weight.FILE, lambda session, _: session.connection.execute(
        "DELETE FROM ledger WHERE account = 'interline:MU'"))
    assert any("use" in line for line in host.check())


def segment(pair):
    return SimpleNamespace(origin=pair[0], destination=pair[1])


pairs = st.permutations(CITIES).map(lambda cities: cities[:2])


@given(st.lists(pairs, min_size=1, max_size=6), st.integers(0, 10**8), st.integers(1, 6), st.data())
def test_shares_add_up_to_the_fare(flights, minor, parts, data):
    """By component; the odd coin is the last flight's."""
    segments = tuple(map(segment, flights))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(segments)), max_size=parts)) | {len(segments)})
    shares = [data.draw(st.integers(0, minor)) for _ in cuts]
    components = [SimpleNamespace(segments=tuple(range(first, last)), share=Money(share, "CNY"))
                  for first, last, share in zip([0, *cuts], cuts, shares, strict=False) if first < last]
    fare = SimpleNamespace(components=components, base=Money(minor, "CNY"), fare=Money(minor, "CNY"), rate=None)
    found = values(fare, segments, World())
    assert all(each.minor >= 0 for each in found)
    assert total(found, "CNY") == total([each.share for each in components], "CNY")
    for each in found:
        assert 0 <= due(fare, each, Decimal("12.5")).minor <= each.minor
