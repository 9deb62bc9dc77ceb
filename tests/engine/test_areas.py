"""Work areas in the store: kept, found again, fenced off, and given back when their time is up."""
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pnr.engine.booking import tables
from pnr.engine.booking.area import Area
from pnr.engine.booking.areas import Areas, Held
from pnr.engine.booking.booking import Booking
from pnr.engine.due import HANDLERS
from pnr.engine.inventory.seats import Seats
from pnr.engine.store.due import Due, run_due
from pnr.engine.store.weight import Weight
from pnr.engine.work import AREA_DUE
from pnr.errors import AreaGivenBack

from . import samples

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
RAW = select(tables.areas.c.body)


def within(store, action, weight=Weight.WORK):
    """One transaction with the areas of a store."""
    return store.transact(weight, lambda session, _: action(Areas(session)))


def keep(store, held, until=None, terminal="ONE", **how):
    return within(store, lambda areas: areas.keep(terminal, held, until, {"kind": "Filed"}, **how))


def load(store, terminal="ONE"):
    return within(store, lambda areas: areas.load(terminal), Weight.LOOK)


def selling(*legs, seats=2):
    """A value of an area that has sold seats."""
    return Area().add(samples.segment(*legs, seats=seats), samples.PHONE)


def take(store, *legs, seats=2):
    store.transact(Weight.WORK, lambda session, _: Seats(session).take(legs, "Y", seats))


def sold(store):
    return store.transact(Weight.LOOK, lambda session, _: {
        leg: sum(bucket.sold for cabin in cabins for bucket in cabin) for leg, cabins in Seats(session).all()})


def test_an_area_nobody_wrote_is_empty(store):
    assert load(store) == Held()


def test_an_area_comes_back_as_it_was_kept(store):
    held = keep(store, Held(selling()), LATER)
    assert load(store) == held
    assert (held.serial, held.reply) == (1, {"kind": "Filed"})
    again = keep(store, replace(held, area=held.area.holding()))
    assert load(store) == again and (again.version, again.serial) == (held.version + 1, 2)


def test_terminals_do_not_see_each_other(store):
    keep(store, Held(selling()), terminal="ONE")
    assert load(store, "TWO") == Held()


def test_personal_fields_are_sealed_in_the_row(store):
    keep(store, Held(selling()))
    body = store.transact(Weight.LOOK, lambda session, _: session.run(RAW).fetchone()[0])
    assert "sealed" in body and samples.PHONE.text not in body
    assert load(store).area.working.each(type(samples.PHONE))[0].text == samples.PHONE.text


def test_an_area_somebody_else_wrote_is_not_overwritten(store):
    first = keep(store, Held(selling()))
    keep(store, first)
    with pytest.raises(AreaGivenBack):
        keep(store, replace(first, area=Area()))
    assert load(store).version == first.version + 1


def test_an_area_made_anew_is_not_taken_for_the_one_before(store, open_store):
    """Under the same name, after the host went back to what it was before."""
    before = keep(store, Held(selling()))
    within(store, lambda areas: areas.forget("ONE"))
    store.epoch += 7  # another program, which begins elsewhere
    keep(store, Held(Area()))
    with pytest.raises(AreaGivenBack):
        keep(store, before)


def test_whoever_resumes_fences_off_the_one_before(store):
    before = keep(store, Held(selling()))

    def resume(areas):
        return areas.resume("ONE", replace(areas.load("ONE", claim=True), session=1))

    after = within(store, resume)
    assert (after.session, after.area) == (1, before.area)
    with pytest.raises(AreaGivenBack):
        keep(store, before)
    assert keep(store, after) == load(store)


def test_what_others_write_is_not_counted_as_the_desk_s_own(store):
    held = keep(store, Held(selling()))
    assert keep(store, held, own=False).serial == 1


def test_a_forgotten_area_is_gone(store):
    keep(store, Held(selling()))
    within(store, lambda areas: areas.forget("ONE"))
    assert load(store) == Held() and within(store, lambda areas: list(areas.all())) == []


def test_all_areas_in_order(store):
    for terminal in ("B", "A", "C"):
        keep(store, Held(selling()), terminal=terminal)
    assert [name for name, _ in within(store, lambda areas: list(areas.all()))] == ["A", "B", "C"]


# ---- time

def due(store, at):
    store.transact(Weight.WORK, lambda session, _: Due(session).add(at, AREA_DUE, "ONE"))


def test_an_area_whose_time_is_up_gives_its_seats_back(store):
    legs = samples.leg(), samples.leg(origin="SHA", destination="HKG")
    take(store, *legs)
    held = keep(store, Held(selling(*legs)), LATER)
    due(store, LATER)
    assert set(sold(store).values()) == {2}
    assert run_due(store, LATER - timedelta(seconds=1), HANDLERS) == 0
    assert run_due(store, LATER, HANDLERS) == 1
    assert set(sold(store).values()) == {0}
    assert load(store).area == Area(given_back=True)
    with pytest.raises(AreaGivenBack):
        keep(store, held)


def test_only_seats_that_were_not_filed_go_back(store):
    filed, fresh = samples.segment(status="HK", seats=2), samples.segment(samples.leg(1502), seats=3)
    base = Booking(number=7, version=1).add(filed)
    take(store, samples.leg())
    take(store, samples.leg(1502), seats=3)
    keep(store, Held(replace(Area(), base=base, working=base.add(fresh), changed=True)), NOW)
    due(store, NOW)
    run_due(store, NOW, HANDLERS)
    assert sold(store) == {samples.leg().key: 2, samples.leg(1502).key: 0}


def test_an_area_that_was_given_more_time_is_looked_at_again(store):
    take(store, samples.leg())
    held = keep(store, Held(selling()), NOW)
    due(store, NOW)
    keep(store, held, LATER)
    assert run_due(store, NOW, HANDLERS) == 1
    assert load(store).area == held.area
    assert run_due(store, LATER, HANDLERS) == 1
    assert load(store).area == Area(given_back=True)


def test_an_area_that_was_filed_meanwhile_is_left_alone(store):
    held = keep(store, Held(selling()), NOW)
    due(store, NOW)
    after = keep(store, replace(held, area=held.area.holding()))
    assert run_due(store, LATER, HANDLERS) == 1
    assert load(store) == after
