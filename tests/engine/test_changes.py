"""The difference between two versions of a booking, and the booking made of it again."""
from dataclasses import replace

from hypothesis import given

from pnr.engine.booking.booking import Booking
from pnr.engine.booking.changes import Change, Envelope, apply, changes
from pnr.engine.booking.elements import Remark
from pnr.values.documents import read, write

from . import samples


@given(samples.PAIRS)
def test_the_changes_make_the_later_of_the_earlier(pair):
    before, after = pair
    again = apply(before, tuple(changes(before, after)))
    assert again.elements == after.elements
    assert before.next_tattoo <= again.next_tattoo <= after.next_tattoo


@given(samples.PAIRS)
def test_and_back_again(pair):
    before, after = pair
    assert apply(after, tuple(changes(after, before))).elements == before.elements


@given(samples.PAIRS)
def test_each_element_changes_once_and_in_order(pair):
    before, after = pair
    made = tuple(changes(before, after))
    tattoos = [change.element.tattoo for change in made]
    assert tattoos == sorted(set(tattoos))
    assert bool(made) == (before.elements != after.elements)
    assert all((change.before is not None) == (change.action == "changed") for change in made)


@given(samples.PAIRS)
def test_an_envelope_is_kept_as_it_is(pair):
    envelope = Envelope(3, samples.FILING, "JOHN", tuple(changes(*pair)))
    assert read(write(envelope)) == envelope


@given(samples.PAIRS)
def test_a_tattoo_is_never_given_twice(pair):
    before, after = pair
    fresh = {element.tattoo for element in after.elements} - {element.tattoo for element in before.elements}
    assert all(tattoo >= before.next_tattoo for tattoo in fresh)


def test_nothing_changed():
    booking = samples.booking()
    assert list(changes(booking, booking)) == []
    assert apply(booking, ()) == booking


def test_what_was_added_changed_and_cancelled():
    before = samples.booking(samples.SMITH, Remark("OLD"), samples.PHONE)
    smith, old, phone = before.elements
    new = replace(old, text="NEW")
    after = before.swap(new).without([phone]).add(Remark("MORE"))
    assert list(changes(before, after)) == [
        Change("changed", new, old), Change("cancelled", phone), Change("added", Remark("MORE", tattoo=4))]


def test_everything_is_added_to_nothing():
    booking = samples.booking()
    assert [change.action for change in changes(Booking(), booking)] == ["added"] * 4
    assert apply(Booking(), tuple(changes(Booking(), booking))).elements == booking.elements
