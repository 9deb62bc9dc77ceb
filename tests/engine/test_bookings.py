"""Filed bookings: found by locator and by what people ask for, versions in a row, history that plays again."""
import itertools
from dataclasses import replace
from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select, text

from pnr.engine.booking import tables
from pnr.engine.booking.booking import Booking, Filing
from pnr.engine.booking.bookings import Bookings, finder_rows
from pnr.engine.booking.changes import apply
from pnr.engine.booking.elements import Remark
from pnr.engine.booking.standing import STANDINGS, Between
from pnr.engine.booking.standings import Standings
from pnr.engine.store.weight import Weight
from pnr.errors import InvalidLocator, NotFound, SimultaneousChanges
from pnr.values.numbers import ALPHABET, to_locator, to_number

from . import samples

KEY = b"a key of a database"
numbers = itertools.count(1)
BODIES = [select(table.c.body) for table in (tables.bookings, tables.history)]


def within(store, action, weight=Weight.FILE):
    return store.transact(weight, lambda session, _: action(Bookings(session)))


def file(store, base, working, said="JOHN", filing=samples.FILING):
    return within(store, lambda bookings: bookings.file(base, working, filing, said))


def first(store, number=1, *elements):
    """A new booking, filed."""
    made = samples.booking(*elements, number=number)
    return file(store, Booking(), replace(made, locator=within(store, lambda bookings: bookings.locator(number))))


def find(store, booking):
    return within(store, lambda bookings: bookings.find(booking.locator), Weight.LOOK)


def matching(store, kind, start):
    return within(store, lambda bookings: bookings.matching(kind, start), Weight.LOOK)


# ---- locators

@given(st.integers(0, 2**30 - 1))
def test_a_locator_is_a_number_in_disguise(number):
    locator = to_locator(number, KEY)
    assert len(locator) == 6 and set(locator) <= set(ALPHABET)
    assert to_number(locator, KEY) == number


def test_no_two_locators_alike_and_neighbours_apart():
    locators = [to_locator(number, KEY) for number in range(20000)]
    assert len(set(locators)) == len(locators)
    assert len({locator[:2] for locator in locators[:200]}) > 100


def test_another_key_gives_another_locator():
    assert sum(to_locator(number, KEY) == to_locator(number, b"other") for number in range(1000)) < 3


@pytest.mark.parametrize("locator", ["", "ABC", "ABCDEFG", "ABCDE1", "ABCDE0", "ABCDEI", "abcdef", "汉字汉字汉字"])
def test_what_no_locator_looks_like(store, locator):
    with pytest.raises(InvalidLocator):
        within(store, lambda bookings: bookings.find(locator))


def test_a_locator_nobody_was_given(store):
    booking = first(store)
    with pytest.raises(NotFound):
        find(store, replace(booking, locator=within(store, lambda bookings: bookings.locator(2))))


# ---- versions

def test_a_filed_booking_is_found_as_it_was_filed(store):
    booking = first(store)
    assert find(store, booking) == booking
    assert (booking.version, booking.created, booking.filed) == (1, samples.FILING, samples.FILING)


def test_the_next_version_keeps_who_created_it(store):
    booking = first(store)
    later = Filing("2026-12-02T09:00:00+00:00", "LON1A0100", "0002BB")
    after = file(store, booking, booking.add(Remark("MORE")), filing=later)
    assert find(store, after) == after
    assert (after.version, after.created, after.filed) == (2, samples.FILING, later)


def test_whoever_files_second_is_told_so(store):
    booking = first(store)
    file(store, booking, booking.add(Remark("FIRST")))
    with pytest.raises(SimultaneousChanges):
        file(store, booking, booking.add(Remark("SECOND")))
    assert [remark.text for remark in find(store, booking).each(Remark)] == ["FIRST"]
    assert len(within(store, lambda bookings: bookings.history(booking))) == 2


def test_personal_fields_are_sealed_in_document_and_history(store):
    first(store, 1, samples.SMITH, samples.BROWN, samples.segment(), samples.PHONE)
    for statement in BODIES:
        body = store.transact(Weight.LOOK, lambda session, _, query=statement: session.run(query).fetchone()[0])
        assert "SMITH" in body and samples.PHONE.text not in body and "2026-01-05" not in body


def test_all_bookings_in_order_of_their_numbers(store):
    made = [first(store, number) for number in (3, 1, 2)]
    assert within(store, lambda bookings: list(bookings.all())) == sorted(made, key=lambda booking: booking.number)


# ---- finders

def test_found_by_name_and_flight(store):
    booking = first(store, 1, samples.SMITH, samples.BROWN, samples.segment())
    assert matching(store, "name", "SMI") == [("SMITH/JOHN MR", booking.locator)]
    assert matching(store, "name", "BROWN/ANN") == [("BROWN/ANN MRS", booking.locator)]
    assert matching(store, "flight", "CA1501261210") == [("CA1501261210", booking.locator)]
    assert matching(store, "name", "SMITHSON") == matching(store, "flight", "CA1502") == []


def test_finders_follow_the_booking(store):
    booking = first(store)
    changed = booking.swap(replace(booking.names[0], surname="王芳", given="", title=None))
    after = file(store, booking, changed.without(booking.segments))
    assert matching(store, "name", "王") == [("王芳", booking.locator)]
    assert matching(store, "name", "SMITH") == matching(store, "flight", "CA") == []
    assert within(store, lambda bookings: bookings.all_finders()) == {(*row, 1) for row in finder_rows(after)}


def test_a_cancelled_booking_is_found_by_its_locator_and_in_its_office_alone(store):
    booking = first(store)
    gone = file(store, booking, replace(booking.without(booking.segments), cancelled=True))
    assert find(store, booking) == gone
    assert {kind for kind, *_ in within(store, lambda bookings: bookings.all_finders())} == {"booked", "departs"}


def test_the_bookings_of_an_office_are_counted_and_listed_by_how_they_stand(store):
    made = [first(store, number) for number in (1, 2, 3)]
    file(store, made[1], replace(made[1].without(made[1].segments), cancelled=True))
    office = made[0].office

    def asked(session, _):
        standings = Standings(session)
        return standings.counts(office, Between()), list(standings.list(office, "HK", Between()))

    counts, held = store.transact(Weight.LOOK, asked)
    assert counts == dict.fromkeys(STANDINGS, 0) | {"HK": 2, "XX": 1}
    assert {line.locator for line in held} == {made[0].locator, made[2].locator}
    assert (held[0].name, held[0].departs) == (made[0].names[0].text, made[0].segments[0].date)


def test_the_rows_of_lists_are_made_for_the_bookings_of_an_older_database(open_store, tmp_path):
    url = f"sqlite:///{tmp_path}/host.db"
    store = open_store(url)
    first(store)
    wanted = within(store, lambda bookings: bookings.all_finders())
    with create_engine(url).begin() as connection:
        connection.execute(text("DELETE FROM finder WHERE kind IN ('booked', 'departs')"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("pnr.engine.store.migrations.versions.r0007").upgrade()
    assert within(store, lambda bookings: bookings.all_finders()) == wanted


def test_two_of_one_name(store):
    made = [first(store, number) for number in (1, 2)]
    assert {locator for _, locator in matching(store, "name", "SMITH")} == {booking.locator for booking in made}


# ---- history

@given(st.lists(st.data(), min_size=1, max_size=4))
def test_history_played_again_gives_the_record(bare_store, steps):
    filed, number = Booking(), next(numbers)
    for data in steps:
        working = data.draw(samples.changed(filed if filed.number else samples.booking(number=number)))
        filed = file(bare_store, filed, working, f"AGENT {filed.version}")
    envelopes = within(bare_store, lambda bookings: bookings.history(filed))
    replayed = Booking()
    for envelope in envelopes:
        replayed = apply(replayed, envelope.changes)
    assert replayed.elements == filed.elements
    assert [envelope.version for envelope in envelopes] == list(range(1, filed.version + 1))
    assert [envelope.received_from for envelope in envelopes] == [f"AGENT {place}" for place in range(filed.version)]


@pytest.fixture(scope="module")
def bare_store():
    """One store in memory for many examples."""
    from pnr.clock import Clock
    from pnr.engine.store.open import Store

    opened = Store("sqlite://", Clock("2026-12-01T09:00Z"), True)
    yield opened
    opened.close()
