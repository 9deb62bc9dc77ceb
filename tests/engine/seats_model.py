"""Desks that sell, wait, cancel, file, ticket, void, ignore, crash and are late, while airlines cancel flights and give
them other seats, beside a plain model of who owns which seat.

The model knows nothing of transactions: it keeps in dictionaries what each desk holds, each booking owns and who waits
for what since when, and says of every entry beforehand whether it must be refused. After each step the database has to
agree with it. Of the list it only says what nobody may see: somebody who still waits and fits, or was passed by one who
came later.
"""
import itertools
import os
import tempfile
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pnr import errors
from pnr.commands.ending import WarningDisplay
from pnr.engine import airline_limits
from pnr.engine.booking.bookings import Bookings
from pnr.engine.booking.order import number
from pnr.engine.inventory.seats import Seats
from pnr.engine.operating import operate
from pnr.engine.schedule.cabins import cabins
from pnr.engine.schedule.flights import Flight, Leg
from pnr.engine.store.weight import Weight
from pnr.terminal.host import WORLD, Host

NOW = "2026-12-01T09:00Z"
OFFICE = ZoneInfo("Asia/Shanghai")  # of every desk
MOST_SEGMENTS = 16
TEXTS = {}  # of the statements, compiled once for all lives
MEMORY = "/dev/shm"  # what is tested here is not the disk


@dataclass(frozen=True)
class Taken:
    """Seats on one flight; flights of one `group` were sold as one carrier's connection and go together."""

    flight: Flight
    booking_class: str
    seats: int
    group: int = 0
    since: int = 0  # its turn on the list, where it waits in a filed booking
    unable: bool = False  # its flight or cabin does not fly any more: nobody's seats

    @cached_property
    def legs(self) -> tuple[str, ...]:
        return tuple(leg.key for leg in self.flight.legs)

    def same(self, flight: Flight) -> bool:
        mine = self.flight
        return (mine.carrier, mine.number, mine.date) == (flight.carrier, flight.number, flight.date)

    def overlaps(self, flight: Flight) -> bool:
        return not self.same(flight) and flight.leaves < self.flight.lands and self.flight.leaves < flight.lands


Segments = dict[int, Taken]  # by tattoo


# ---- what is sold

FLIGHTS = ("CZ3175261220CANDLC", "CZ3175261220CANHGH", "CZ3175261220HGHDLC",  # two legs, and each of them
           "CA1501261224PEKSHA", "ZH1501261224PEKSHA")  # one seat under two numbers
CONNECTIONS = {  # availability that shows them -> flights of one line
    "AN20DECCANDLC/ACZ/FC/XHGH": ("CZ3175261220CANHGH", "CZ3181261220HGHDLC"),
    "AN20DECSYXDLC/ACZ/XCAN/HGH": ("CZ3284261220SYXCAN", "CZ3179261220CANHGH", "CZ3181261220HGHDLC"),
}
CLASSES = "JCDRYQSNF"
BOTH, FIRST, SECOND = FLIGHTS[:3]
QUEUES = [(BOTH, SECOND, BOTH), (BOTH, FIRST, BOTH), (BOTH, BOTH, SECOND), (FIRST, BOTH, FIRST)]


@cache
def flown(key: str) -> Flight:
    return WORLD.timetable.by_key(key)


CHANGES = ("cancelled", "cancelled", "small", "large", "large", "economy", "filed", "filed")  # of a leg's seats


@cache
def authorised(leg: Leg) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Cabins of (class, authorised)."""
    return cabins(leg)


def changed(leg: Leg, how: str):
    """The levels a leg is given."""
    filed = authorised(leg)
    if how == "cancelled":
        return ()
    if how == "economy":
        return filed[-1:]
    size = {"small": lambda limit: max(1, limit // 5), "large": lambda limit: limit + 3, "filed": int}[how]
    return tuple(tuple((name, limit and size(limit)) for name, limit in cabin) for cabin in filed)


# ---- how it is said

@dataclass(frozen=True)
class Tongue:
    """Entries of one dialect; `{}` names what is filled in."""

    sell: str
    wait: str
    element: str
    retrieve: str
    ignore: str
    names: str
    given: str
    once: tuple[str, ...]  # what a booking needs besides names and seats
    always: tuple[str, ...]  # what every end needs
    ends: tuple[str, ...]
    accepting: str
    itinerary: str = ""
    booking: str = ""
    list: str = ","


TONGUES = {
    "amadeus": Tongue("SS{carrier}{number}{booking_class}{day}{origin}{destination}{seats}",
                      "SS{carrier}{number}{booking_class}{day}{origin}{destination}PE{seats}", "XE{}", "RT{}", "IG",
                      "NM{}SMITH{}", "/{}", ("AP010 60000000", "TKOK"), ("RFJOHN",), ("ET", "ER"), "{}", "XI"),
    "eterm": Tongue("SS:{carrier}{number}/{booking_class}/{day}/{origin}{destination}/NN{seats}",
                    "SS:{carrier}{number}/{booking_class}/{day}/{origin}{destination}/LL{seats}", "XE{}", "RT{}", "IG",
                    "NM{}SMITH{}", "/{}", ("CT13800138000", "TKTL1200/08DEC/BJS100"), (), ("@",), "{}I",
                    booking="XEPNR@", list="/"),
}
DESKS = {"ONE": "amadeus", "TWO": "amadeus", "THREE": "eterm"}
NAMES, PLACES = st.sampled_from(sorted(DESKS)), st.integers(0, 20)
STORIES = st.tuples(st.permutations(sorted(DESKS)), st.sampled_from(QUEUES), st.sampled_from("JCD"),
                    st.lists(st.integers(1, 3), min_size=2, max_size=2),
                    st.sampled_from(["cancel", "cancel", "cancel", "ignore", "late"]))


# ---- who owns what

@dataclass(frozen=True)
class Hand:
    """A desk as the model sees it.

    `held` seats are the desk's own, `asked` ones nobody's yet or any more, `gone` ones still the filed booking's.
    """

    locator: str = ""
    version: int = 0
    filed: Segments = field(default_factory=dict)
    held: Segments = field(default_factory=dict)
    asked: Segments = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    names: int = 0
    priced: frozenset[int] = frozenset()
    ready: bool = False  # has all that an end asks for but names and seats
    changed: bool = False
    until: datetime | None = None
    since: datetime | None = None

    @property
    def segments(self) -> Segments:
        return {tattoo: taken for tattoo, taken in self.filed.items() if tattoo not in self.gone} | self.unfiled

    @property
    def unfiled(self) -> Segments:
        return self.held | self.asked


@dataclass
class Filed:
    """`answers` are the versions that only told of segments, by tattoo, that their wait was over or they do not fly."""

    version: int
    segments: Segments
    names: int
    cancelled: bool = False
    answers: dict[int, frozenset[int]] = field(default_factory=dict)
    priced: frozenset[int] = frozenset()  # segments a fare was stored for
    ticketed: date | None = None  # on this day at the office, and not voided since

    @property
    def waiting(self) -> Segments:
        return {tattoo: taken for tattoo, taken in self.segments.items() if taken.since}


def keys_of(line) -> tuple[str, ...]:
    return tuple(shown.flight.key for shown in line.flights)


class Crash(BaseException):
    """The program dies here."""


class Dying:
    """A connection whose program dies just before or just after a COMMIT of one weight."""

    def __init__(self, link, weight, after):
        self.link, self.weight, self.after, self.begun, self.dead = link, weight, after, None, False
        self.session, self.connection = link.session, link.connection

    def begin(self, weight):
        self.begun = weight
        self.link.begin(weight)

    def execute(self, text):
        if self.dead:
            raise Crash
        if text != "COMMIT" or self.begun is not self.weight:
            return self.link.execute(text)
        if self.after:
            self.link.execute(text)
        self.dead = True
        raise Crash


@contextmanager
def in_a_file():
    """The URL of a new database for one life."""
    with tempfile.TemporaryDirectory(prefix="pnr-seats-", dir=MEMORY if os.path.isdir(MEMORY) else None) as folder:
        yield f"sqlite:///{folder}/host.db"


class SeatsModel(RuleBasedStateMachine):
    """Each rule is an entry, or something that happens to a program or to a flight."""

    store = staticmethod(in_a_file)

    def __init__(self):
        super().__init__()
        self.place = ExitStack()
        # What airlines write of tickets by the clock is none of what is counted here: it would only add versions.
        self.place.enter_context(patch.object(airline_limits, "rules", dict))
        self.url = self.place.enter_context(self.store())
        self.now = NOW
        self.levels: dict[str, tuple] = {}  # of legs that were given other seats
        self.bookings: dict[str, Filed] = {}
        self.hands = {name: Hand() for name in DESKS}
        self.stored = dict(self.hands)  # what a crash leaves of them
        self.late: set[str] = set()  # their time was up, and they do not know yet
        self.told: set[str] = set()  # what they hold does not fly any more, and they do not know yet
        self.turns = itertools.count(1)
        self.start()

    @initialize(story=STORIES, queued=st.booleans())
    def begin(self, story, queued):
        """Nothing is sold yet, or some have waited from the start."""
        if queued:
            self.queue(story)

    def start(self):
        self.host = Host(self.url, self.now)
        self.host.store.statements = TEXTS.setdefault(self.store, self.host.store.statements)
        self.desks = {name: self.host.desk(dialect, terminal=name) for name, dialect in DESKS.items()}

    def teardown(self):
        self.host.close()
        self.place.close()

    # ---- entries

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS), booking_class=st.sampled_from(CLASSES),
          seats=st.sampled_from([1, 1, 1, 2, 2, 3, 5, 9]))
    def sell(self, name, key, booking_class, seats):
        taken = Taken(flown(key), booking_class, seats)
        reply = self.say(name, self.selling(name, taken), self.no_sale(name, [taken]))
        if reply is not None:
            self.sold(name, reply.fresh, [taken])

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS), booking_class=st.sampled_from(CLASSES),
          seats=st.sampled_from([1, 1, 2, 3]))
    def ask_to_wait(self, name, key, booking_class, seats):
        taken = Taken(flown(key), booking_class, seats)
        reply = self.say(name, self.selling(name, taken, waits=True), self.no_wait(name, taken))
        if reply is not None:
            hand = self.hands[name]
            self.written(name, replace(hand, asked=hand.asked | {reply.fresh[0]: taken}, changed=True))

    @rule(name=st.sampled_from(["ONE", "TWO"]), asked=st.sampled_from(sorted(CONNECTIONS)),
          booking_class=st.sampled_from(CLASSES), seats=st.sampled_from([1, 2, 9]))
    def sell_connection(self, name, asked, booking_class, seats):
        """All flights of a line or none of them."""
        if name in self.late | self.told:
            return
        shown = self.desks[name].ask(asked).lines
        line = next((line.line for line in shown if keys_of(line) == CONNECTIONS[asked]), None)
        taken = [Taken(flown(key), booking_class, seats) for key in CONNECTIONS[asked]]
        if line is not None:
            reply = self.say(name, f"SS{seats}{booking_class}{line}", self.no_sale(name, taken))
            if reply is not None:
                self.sold(name, reply.fresh, [replace(item, group=reply.fresh[0]) for item in taken])

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS), after=st.booleans(), rarely=st.integers(0, 1))
    def die_selling(self, name, key, after, rarely):
        taken = Taken(flown(key), "Y", 1)
        if rarely or self.no_sale(name, [taken]) or self.duplicate(name, taken) or name in self.late | self.told:
            return
        following = self.desks[name].held.area.working.next_tattoo
        self.die(name, self.selling(name, taken), Weight.WORK, after)
        if after:
            self.sold(name, (following,), [taken])
        self.crash()

    @rule(name=NAMES, place=PLACES, alone=st.booleans())
    def cancel_some(self, name, place, alone):
        segments = self.hands[name].segments
        if segments:
            tattoo = sorted(segments)[place % len(segments)]
            married = segments[tattoo].group
            group = {other for other, taken in segments.items() if married and taken.group == married}
            chosen = {tattoo} if alone else group | {tattoo}
            locked = self.manners(name).prices_lock and chosen & self.hands[name].priced
            refusal = errors.SegmentsMarried if alone and len(group) > 1 else errors.DeleteFareFirst if locked else None
            if self.say(name, self.cancelling(name, chosen), refusal) is not None:
                self.cancelled(name, chosen)

    @rule(name=NAMES)
    def cancel_all(self, name):
        hand, tongue = self.hands[name], self.tongue(name)
        if tongue.itinerary and hand.segments and self.say(name, tongue.itinerary) is not None:
            self.cancelled(name, set(hand.segments))

    @rule(name=NAMES)
    def ignore(self, name):
        hand = self.hands[name]
        if self.empty(hand) and self.manners(name).insists:
            return
        if self.say(name, self.tongue(name).ignore) is not None:
            restored = hand.locator and hand.changed and self.manners(name).ignore_restores
            self.written(name, self.taken_up(hand.locator) if restored else Hand())
            self.settle()

    @rule(name=NAMES, again=st.booleans(), complete=st.booleans())
    def end(self, name, again, complete):
        if self.prepared(name, complete):
            tongue, refusal = self.tongue(name), self.no_filing(name)
            text = tongue.ends[again and len(tongue.ends) > 1]
            reply = self.say(name, text, refusal, tongue.accepting.format(text))
            if reply is not None:
                self.filed(name, again and len(tongue.ends) > 1)

    @rule(name=NAMES, after=st.booleans())
    def die_filing(self, name, after):
        """Only an end that is neither refused nor warns comes to a COMMIT."""
        if not self.prepared(name, True) or self.no_filing(name) or not self.hands[name].changed:
            return
        if not self.quiet(self.hands[name]):
            return
        before = set(self.bookings)
        self.die(name, self.tongue(name).ends[0], Weight.FILE, after)
        self.crash()
        if after:
            made = self.locators() - before
            self.filed(name, False, made.pop() if made else None)

    @rule(name=NAMES, place=PLACES)
    @precondition(lambda self: self.bookings)
    def retrieve(self, name, place):
        self.look_up(name, sorted(self.bookings)[place % len(self.bookings)])

    def look_up(self, name, locator):
        refusal = errors.FinishOrIgnore if self.hands[name].changed else None
        if not refusal and self.bookings[locator].cancelled and self.manners(name).hides_cancelled:
            refusal = errors.BookingCancelledAlready
        if self.say(name, self.tongue(name).retrieve.format(locator), refusal) is not None:
            self.hands[name] = self.taken_up(locator)  # a look: nothing is stored

    # ---- tickets

    @rule(name=st.sampled_from(["ONE", "TWO"]), place=PLACES)
    @precondition(lambda self: self.simple())
    def ticket(self, name, place):
        """A booking of one passenger on one flight: priced, filed, and its ticket issued."""
        if locator := self.in_hand(name, place, self.simple()):
            for text in ("FXP", "FPCASH", "RFX"):
                self.say(name, text)
                self.written(name, replace(self.hands[name], changed=True))
            self.say(name, "ER")
            self.refiled(name, locator, priced=frozenset(self.bookings[locator].segments))
            self.say(name, "TTP")
            self.refiled(name, locator, ticketed=self.today())
            self.written(name, Hand())
            self.settle()

    @rule(name=st.sampled_from(["ONE", "TWO"]), place=PLACES)
    @precondition(lambda self: self.voidable())
    def void(self, name, place):
        if locator := self.in_hand(name, place, self.voidable()):
            self.say(name, "TRDC")
            self.refiled(name, locator, ticketed=None)
            self.settle()

    def simple(self):
        """Bookings that can be priced and ticketed as they are: nobody waits, and all of it flies."""
        return [locator for locator, booking in sorted(self.bookings.items())
                if not booking.priced and booking.names == 1
                and [(taken.booking_class, taken.since, taken.unable) for taken in booking.segments.values()]
                == [("Y", 0, False)]]

    def voidable(self):
        """Bookings with a ticket of today."""
        return [locator for locator, booking in sorted(self.bookings.items()) if booking.ticketed == self.today()
                and not booking.cancelled]

    def in_hand(self, name, place, locators):
        """One of them, as it is filed; none where nothing can be told of it yet."""
        self.ignore(name)
        self.ignore(name)
        locator = locators[place % len(locators)]
        if not self.hands[name].changed:
            self.look_up(name, locator)
            return locator

    def refiled(self, name, locator, **how):
        known = self.bookings[locator]
        self.bookings[locator] = replace(known, version=known.version + 1, **how)
        self.written(name, self.taken_up(locator))

    def today(self):
        return self.host.clock().astimezone(OFFICE).date()

    # ---- what happens to flights

    @rule(key=st.sampled_from(FLIGHTS), place=st.integers(0, 1), how=st.sampled_from(CHANGES), dies=st.booleans())
    def reschedule(self, key, place, how, dies):
        """A leg is cancelled, given other seats, or flown as it was filed; the host may die before anybody is told."""
        legs, self.now = flown(key).legs, self.host.clock().isoformat()
        leg = legs[place % len(legs)]
        given = changed(leg, how)
        there = {name for cabin in given for name, _ in cabin}
        self.host.store.transact(Weight.FILE, lambda session, _: operate(
            session, [(leg.key, given, leg)], self.host.clock()))
        self.levels[leg.key] = given + tuple(tuple((name, 0) for name, _ in cabin) for cabin in authorised(leg)
                                             if there.isdisjoint(name for name, _ in cabin))
        self.tell(leg.key)
        if dies:
            self.crash()
        self.settle()

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS), how=st.sampled_from(["cancelled", "economy"]), place=PLACES)
    def reschedule_in_hand(self, name, key, how, place):
        """Under the hands of a desk that has just sold, filed or not."""
        self.book(name, key, "J", 1)
        self.sell(name, key, "J", 1)
        self.ask_to_wait(name, key, "Y", 1)
        self.reschedule(key, place, how, False)
        self.end(name, True, True)

    def tell(self, leg):
        """Whose seats do not fly is told: nobody owns them, and nobody waits for them."""
        flying = {name for cabin in self.levels[leg] if cabin[0][1] for name, _ in cabin}

        def lost(segments):
            return {tattoo: replace(taken, unable=True, since=0) for tattoo, taken in segments.items()
                    if leg in taken.legs and taken.booking_class not in flying and not taken.unable}

        for name, hand in self.stored.items():
            if dead := lost(hand.held):
                held = {tattoo: taken for tattoo, taken in hand.held.items() if tattoo not in dead}
                limits = {} if held else {"since": None, "until": None}
                self.hands[name] = self.stored[name] = replace(hand, held=held, asked=hand.asked | dead, **limits)
                self.told.add(name)
        for known in self.bookings.values():
            if dead := lost(known.segments):
                known.version += 1
                known.answers[known.version] = frozenset(dead)
                known.segments = known.segments | dead

    # ---- stories, so that bookings are filed and met again more often than chance would have it

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS), booking_class=st.sampled_from("JYSN"), seats=st.integers(1, 3))
    def book(self, name, key, booking_class, seats):
        self.ignore(name)
        self.sell(name, key, booking_class, seats)
        self.end(name, False, True)

    @rule(story=STORIES)
    def queue(self, story):
        """One desk has all there is in hand; others wait in line for it; some comes back, and he wants it again."""
        names, wanted, booking_class, parties, how = story
        (first, *others), (all_of, *keys) = names, wanted
        self.ignore(first)
        self.sell_out(first, all_of, booking_class)
        for name, key, seats in zip(others, keys, parties, strict=True):
            self.ignore(name)
            self.ask_to_wait(name, key, booking_class, seats)
            self.end(name, False, True)
        if how == "cancel":
            self.cancel_some(first, parties[0], False)
        elif how == "ignore":
            self.ignore(first)
        else:
            self.time_passes(181)
        self.sell(first, keys[1], booking_class, 1)

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS[:3]), booking_class=st.sampled_from(CLASSES))
    def sell_out(self, name, key, booking_class):
        for seats in (5, 3, 2, 1):
            self.sell(name, key, booking_class, seats)

    @rule(name=NAMES, place=PLACES, key=st.sampled_from(FLIGHTS), booking_class=st.sampled_from("JYSN"),
          sells=st.booleans())
    @precondition(lambda self: self.bookings)
    def change(self, name, place, key, booking_class, sells):
        self.begin_change(name, place, key, booking_class, sells)
        self.end(name, True, True)

    @rule(names=st.permutations(sorted(DESKS)), place=PLACES, key=st.sampled_from(FLIGHTS), sells=st.booleans())
    @precondition(lambda self: self.bookings)
    def two_at_once(self, names, place, key, sells):
        """Both have the same booking in hand and change it; whoever ends second is told so."""
        for name in names[:2]:
            self.begin_change(name, place, key, "Y", sells)
        for name in names[:2]:
            self.end(name, False, True)

    @rule(name=NAMES, key=st.sampled_from(FLIGHTS), minutes=st.sampled_from([3, 6, 179, 181]), crashes=st.booleans())
    def wait(self, name, key, minutes, crashes):
        """Seats in hand, and typing too slowly."""
        for booking_class in "YB":
            self.sell(name, key, booking_class, 2)
            self.time_passes(minutes)
        if crashes:
            self.crash()
        self.ignore(name)

    @rule(name=NAMES, place=PLACES, sells=st.booleans(), rarely=st.integers(0, 1))
    @precondition(lambda self: self.bookings)
    def cancel_booking(self, name, place, sells, rarely):
        """The whole booking at once, where the tongue has an entry for it."""
        text = self.tongue(name).booking
        if not text or rarely:
            return
        self.begin_change(name, place, FLIGHTS[0], "Y", sells)
        hand = self.hands[name]
        passed = hand.locator and self.bookings[hand.locator].version != hand.version
        refusal = errors.SimultaneousChanges if passed else None
        if hand.locator and self.say(name, text, refusal) is not None:
            self.bookings[hand.locator] = replace(self.bookings[hand.locator], version=hand.version + 1, segments={},
                                                  cancelled=True)
            self.written(name, Hand())
            self.settle()

    def begin_change(self, name, place, key, booking_class, sells):
        self.ignore(name)
        self.ignore(name)  # the first may only have told that its time was up
        self.retrieve(name, place)
        if sells:
            self.sell(name, key, booking_class, self.hands[name].names or 1)
        else:
            self.cancel_some(name, place, False)

    # ---- what happens to programs

    @rule(minutes=st.sampled_from([1, 4, 6, 60, 100, 179, 181]))
    def time_passes(self, minutes):
        """Limit by limit: what comes free at one is offered before the next."""
        end = self.host.clock() + timedelta(minutes=minutes)
        limits = sorted({stored.until for stored in self.stored.values() if stored.until and stored.until <= end})
        for moment in [*limits, end]:
            self.host.clock.set(moment.isoformat())
            for name, stored in self.stored.items():
                if stored.until and stored.until <= moment:
                    self.hands[name] = self.stored[name] = Hand()
                    self.late.add(name)
                    self.told.discard(name)
            self.settle()
        self.now = self.host.clock().isoformat()

    @rule()
    def crash(self):
        """The host is dropped as it stands; the system closes what it had open. Named terminals find their work."""
        self.host.terminals.release()
        for link in [*self.host.store.idle, *self.dying()]:
            self.host.store.discard(link)
        for line in self.host.store._own_lines():
            line.close()
        self.hands = dict(self.stored)
        self.late.clear()
        self.told.clear()
        self.start()

    def dying(self):
        found = getattr(self, "died", None)
        self.died = None
        return [found] if found else []

    # ---- how the model says and expects

    def say(self, name, text, refusal=None, repeat=None):
        """The reply of an entry that must be carried out; None for one that must be refused, or came too late."""
        answer = self.desks[name].answer(text)
        if name in self.late:
            self.late.discard(name)
            assert isinstance(answer.error, errors.AreaGivenBack), (text, answer.screen)
            return None
        if name in self.told:
            self.told.discard(name)
            assert isinstance(answer.error, errors.ScheduleChanged), (text, answer.screen)
            return None
        if isinstance(answer.reply, WarningDisplay):
            self.written(name, self.hands[name])
            answer = self.desks[name].answer(repeat or text)
        if refusal:
            assert isinstance(answer.error or answer.reply, refusal), (text, answer.screen, refusal)
            return None
        assert answer.ok, (text, answer.screen, answer.error)
        return answer.reply

    # ---- the list

    def settle(self):
        """What is due is done, one after another; whoever was served came before whoever fits and was not."""
        self.host.tick()
        served = [taken for booking in self.look(lambda session: list(Bookings(session).all()))
                  for taken in self.served(self.bookings[booking.locator], booking)]
        for waits in self.in_line():
            later = [taken for taken in served if taken.since > waits.since]
            assert not self.fits(waits, later), (waits, later)

    def served(self, known, booking):
        """Those of a booking whose wait is over since the model looked last."""
        for segment in booking.segments:
            waits = known.segments.get(segment.tattoo)
            if waits and waits.since and segment.status == "KL":
                known.version += 1
                known.answers[known.version] = frozenset({segment.tattoo})
                known.segments = known.segments | {segment.tattoo: replace(waits, since=0)}
                yield waits

    def in_line(self):
        return sorted((taken for booking in self.bookings.values() for taken in booking.waiting.values()),
                      key=lambda taken: taken.since)

    def fits(self, waits, without):
        """Whether a party would have a seat on every leg, if some others had none."""
        sold = self.owned()
        for taken in without:
            sold.subtract({(leg, taken.booking_class): taken.seats for leg in taken.legs})
        return all(self.rooms(leg, sold)[waits.booking_class] >= waits.seats for leg in waits.flight.legs)

    def die(self, name, text, weight, after):
        self.host.tick()
        store = self.host.store
        taken = type(store).take.__get__(store)

        def take():
            self.died = Dying(taken(), weight, after)
            return self.died

        store.take = take
        try:
            self.desks[name].answer(text)
        except Crash:
            return
        raise AssertionError(f"{text} did not come to a COMMIT")

    def written(self, name, hand):
        """What the desk holds now, stored; the time limit begins with the first seat held."""
        manners, now = self.manners(name), self.host.clock()
        since = (hand.since or now) if hand.held else None
        until = (since if manners.hold_from_first else now) + manners.hold if since else None
        self.hands[name] = self.stored[name] = replace(hand, since=since, until=until)

    def sold(self, name, tattoos, taken):
        hand = self.hands[name]
        held = hand.held | dict(zip(tattoos, taken, strict=True))
        self.written(name, replace(hand, held=held, changed=True))

    def cancelled(self, name, tattoos):
        hand = self.hands[name]
        held, asked = ({tattoo: taken for tattoo, taken in part.items() if tattoo not in tattoos}
                       for part in (hand.held, hand.asked))
        gone = hand.gone | tattoos & hand.filed.keys()
        self.written(name, replace(hand, held=held, asked=asked, gone=gone, changed=True))
        self.settle()

    def prepared(self, name, complete):
        """See to what an end asks for, or leave it out; False when there is nothing in hand."""
        hand, tongue = self.hands[name], self.tongue(name)
        if self.empty(hand) or name in self.late | self.told:
            return False
        if not complete:
            return True
        if not hand.names:
            party = next((taken.seats for taken in hand.segments.values()), 1)
            names = "".join(tongue.given.format(letter * 2) for letter in "ABCDEFGHI"[:party])
            self.say(name, tongue.names.format(party, names))
            self.written(name, replace(hand, names=party, changed=True))
        if not hand.ready:
            texts = (() if hand.locator else tongue.once) + tongue.always
            for text in texts:
                self.say(name, text)
                self.written(name, replace(self.hands[name], changed=True))
            self.hands[name] = replace(self.hands[name], ready=True)
            if texts:
                self.stored[name] = self.hands[name]
        return True

    def filed(self, name, again, locator=None):
        """The seats are the booking's now; filed ones that were cancelled are free."""
        hand = self.hands[name]
        if hand.changed:
            locator = hand.locator or locator or self.new_locator()
            before = self.bookings.get(locator, Filed(0, {}, hand.names))
            kept = {tattoo: taken for tattoo, taken in before.segments.items() if tattoo not in hand.gone}
            asked = {tattoo: replace(taken, since=0 if taken.unable else next(self.turns)) for tattoo, taken in sorted(
                hand.asked.items(), key=lambda item: self.flown_at(item[1], item[0]))}
            dead = before.cancelled and not hand.segments
            self.bookings[locator] = replace(before, version=before.version + 1, segments=kept | hand.held | asked,
                                             names=hand.names, cancelled=bool(dead))
        self.written(name, self.taken_up(locator or hand.locator) if again else Hand())
        self.settle()

    def flown_at(self, taken, tattoo):
        return taken.flight.date, taken.flight.departs, tattoo

    def new_locator(self):
        made = self.locators() - set(self.bookings)
        assert len(made) == 1, made
        return made.pop()

    def taken_up(self, locator):
        booking = self.bookings[locator]
        return Hand(locator, booking.version, booking.segments, names=booking.names, priced=booking.priced)

    # ---- what must be refused

    def no_sale(self, name, wanted):
        return self.no_segments(name, wanted) or self.no_seats(wanted)

    def no_wait(self, name, taken):
        refusal = self.no_segments(name, [taken])
        if refusal:
            return refusal
        limits = [dict(pair for cabin in self.authorised(leg) for pair in cabin).get(taken.booking_class)
                  for leg in taken.flight.legs]
        if None in limits:
            return errors.NoSuchClass
        return None if all(limits) else errors.WaitlistClosed

    def no_segments(self, name, wanted):
        hand, manners = self.hands[name], self.manners(name)
        if len(hand.segments) + len(wanted) > MOST_SEGMENTS:
            return errors.TooManySegments
        if manners.counts_seats_at_sale and hand.names and hand.names != wanted[0].seats:
            return errors.SeatsDifferFromNames
        if any(taken.overlaps(item.flight) and not taken.unable for taken in hand.segments.values()
               for item in wanted):
            return errors.ChronologicalOrder
        if manners.insists and any(self.duplicate(name, item) for item in wanted):
            return WarningDisplay
        return None

    def no_seats(self, wanted):
        for item in wanted:
            left = [self.left(leg).get(item.booking_class) for leg in item.flight.legs]
            if None in left:
                return errors.NoSuchClass
            if min(left) < item.seats:
                return errors.NoSeats
        return None

    def no_filing(self, name):
        hand = self.hands[name]
        if not hand.changed:
            return None
        uneven = any(taken.seats != hand.names for taken in hand.segments.values())
        lacking = not hand.ready and (not hand.locator or bool(self.tongue(name).always))
        if not hand.names or lacking or uneven or not (hand.locator or hand.segments):
            return errors.Incomplete
        if self.overtaken(hand):
            return errors.SimultaneousChanges
        closed = any(self.no_list(taken) for taken in hand.asked.values() if not taken.unable)
        return errors.WaitlistClosed if closed else None

    def no_list(self, taken):
        """Whether nobody may wait for this any more, since a leg does not fly or the class is closed there now."""
        return not all(dict(pair for cabin in self.authorised(leg) for pair in cabin)[taken.booking_class]
                       for leg in taken.flight.legs)

    def overtaken(self, hand):
        """Whether somebody filed it meanwhile, but for the host's answers on segments that are not changed here."""
        if not hand.locator:
            return False
        known, ours = self.bookings[hand.locator], hand.gone | hand.unfiled.keys()
        since = range(hand.version + 1, known.version + 1)
        return any(known.answers.get(version) is None or known.answers[version] & ours for version in since)

    def authorised(self, leg):
        """Cabins of (class, seats it may sell) as they are now."""
        return self.levels.get(leg.key) or authorised(leg)

    def left(self, leg):
        """What each class may still sell: what it and every class above have room for, and nobody waits for."""
        left, waited, key = self.rooms(leg, self.owned()), self.waited(), leg.key
        for cabin in self.authorised(leg):
            for place, (name, _) in enumerate(cabin):
                queued = any(waited[key, higher] for higher, _ in cabin[:place + 1])
                left[name] = 0 if queued else max(0, left[name])
        return left

    def rooms(self, leg, sold):
        found, key = {}, leg.key
        for cabin in self.authorised(leg):
            rooms = [limit - sum(sold[key, name] for name, _ in cabin[place:])
                     for place, (_, limit) in enumerate(cabin)]
            found |= {name: min(rooms[:place + 1]) for place, (name, _) in enumerate(cabin)}
        return found

    def owned(self):
        """Seats by leg and class: those of filed bookings and those that desks hold."""
        found = Counter()
        for segments in [*(booking.segments for booking in self.bookings.values()),
                         *(hand.held for hand in self.stored.values())]:
            for taken in segments.values():
                if not (taken.since or taken.unable):
                    found.update({(leg, taken.booking_class): taken.seats for leg in taken.legs})
        return found

    def waited(self):
        """Seats waited for by leg and class."""
        found = Counter()
        for taken in self.in_line():
            found.update({(leg, taken.booking_class): taken.seats for leg in taken.legs})
        return found

    # ---- looking at the host

    def tongue(self, name):
        return TONGUES[DESKS[name]]

    def manners(self, name):
        return self.desks[name].dialect.manners

    def selling(self, name, taken, waits=False):
        flight, tongue = taken.flight, self.tongue(name)
        return (tongue.wait if waits else tongue.sell).format(
            carrier=flight.carrier, number=flight.number, booking_class=taken.booking_class, seats=taken.seats,
            day=f"{flight.date:%d%b}".upper(), origin=flight.origin, destination=flight.destination)

    def cancelling(self, name, tattoos):
        """The entry with the numbers this desk calls segments by."""
        lines = number(self.desks[name].held.area.working, self.manners(name).order)
        wanted = sorted(line.number for line in lines if line.element.tattoo in tattoos and not line.facet)
        return self.tongue(name).element.format(self.tongue(name).list.join(map(str, wanted)))

    def duplicate(self, name, wanted):
        return any(taken.same(wanted.flight) and not taken.unable for taken in self.hands[name].segments.values())

    def quiet(self, hand):
        """Whether an end has nothing to warn of: at most one flight, and no fare that may be lost."""
        return len(hand.segments) <= 1 and not (hand.locator and self.bookings[hand.locator].priced)

    def empty(self, hand):
        return not hand.changed and not hand.locator

    def look(self, question):
        return self.host.store.transact(Weight.LOOK, lambda session, _: question(session))

    def locators(self):
        return {booking.locator for booking in self.look(lambda session: list(Bookings(session).all()))}

    # ---- what must hold at any time

    @invariant()
    def books_agree(self):
        self.settle()
        assert self.host.check() == []
        seats = self.look(lambda session: dict(Seats(session).all()))
        buckets = [(leg, cabin, place) for leg, cabins in seats.items() for cabin in cabins
                   for place in range(len(cabin))]
        assert +Counter({(leg, cabin[place].booking_class): cabin[place].sold
                         for leg, cabin, place in buckets}) == +self.owned()
        assert +Counter({(leg, cabin[place].booking_class): cabin[place].waiting
                         for leg, cabin, place in buckets}) == +self.waited()
        for leg, cabin, place in buckets:  # never oversold, but where seats were taken away
            assert leg in self.levels or sum(lower.sold for lower in cabin[place:]) <= cabin[place].authorised

    @invariant()
    def desks_and_bookings_agree(self):
        for name, hand in self.hands.items():
            if name not in self.late | self.told:
                working = self.desks[name].held.area.working
                assert {segment.tattoo for segment in working.segments} == hand.segments.keys(), (name, hand, working)
                assert {segment.tattoo for segment in working.held} == hand.held.keys(), (name, hand, working)
        for booking in self.look(lambda session: list(Bookings(session).all())):
            known = self.bookings[booking.locator]
            assert (booking.version, {segment.tattoo for segment in booking.segments}) == (
                known.version, known.segments.keys())
