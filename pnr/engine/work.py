"""One entry's transaction: the work area, the airline's books and the time, all or nothing.

It stands above the store's own floor because it joins seats, bookings and tickets, which the store knows nothing of.
"""
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..errors import AreaGivenBack, NotFound, NotSignedIn, SimultaneousChanges
from ..gateway.embedded import EMBEDDED
from ..gateway.protocol import Gateway
from ..values.numbers import to_locator, to_number
from .booking.area import Area
from .booking.areas import Areas, Held, release
from .booking.booking import Booking, Filing
from .booking.bookings import Bookings
from .booking.changes import apply, changes
from .booking.elements import ASKED, REQUEST, WAITING, AssociatedRecord, IssuedTicket, Seating, Segment, Service
from .booking.groups import given_up
from .booking.merging import behind
from .booking.requests import requested
from .booking.seated import of_area, of_booking, places, seated
from .booking.storing import without_stale
from .delivery.letters import Letter
from .delivery.posting import post
from .inventory.seats import Seats
from .manners import Agent, Manners
from .offices import Office
from .queues.queues import Queues
from .scenarios import HOST_DUTY, REQUESTED_STATUS, after_filing
from .seating.assigned import Assigned
from .store.due import Due
from .store.open import Session
from .store.weight import Weight
from .ticketing.accounts import Ledger
from .ticketing.attempts import Attempts
from .ticketing.records import Tickets
from .ticketing.stock import Stock
from .world import World

if TYPE_CHECKING:
    from .pricing.fares import Tariff

AREA_DUE = "area"  # kind of the due item that gives an area back
LIST_DUE = "waitlist"  # and of the one that looks whether somebody on a leg's list may be served


def clear_later(seats: Seats, due: Due, now: datetime) -> None:
    """Have the lists looked at of every leg with more room than before."""
    for leg in sorted(seats.freed):
        due.add(now, LIST_DUE, leg)
    seats.freed.clear()


class UnitOfWork:
    """What a handler may ask and change; `area` is replaced, never changed in place."""

    def __init__(self, session: Session, world: World, agent: Agent, manners: Manners, held: Held, now: datetime,
                 gateway: Gateway = EMBEDDED):
        self.session, self.world, self.numbers = session, world, session.store.numbers
        self.agent, self.manners, self.held, self.now = agent, manners, held, now
        self.area: Area = held.area.known if held.area.taken_back else held.area
        self.gateway, self.attempts = gateway, Attempts(session)
        self.carried = False  # whether what was filed was laid on changes of the host's own

    @cached_property
    def office(self) -> Office:
        office = self.world.offices.office(self.agent.office)
        return replace(office, hours=self.agent.hours) if self.agent.hours else office

    @cached_property
    def zone(self) -> ZoneInfo:
        return self.world.places.zone(self.office.city)

    @property
    def local(self) -> datetime:
        """The time on the office's wall."""
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local.date()

    @cached_property
    def seats(self) -> Seats:
        return Seats(self.session)

    @cached_property
    def bookings(self) -> Bookings:
        return Bookings(self.session)

    @cached_property
    def areas(self) -> Areas:
        return Areas(self.session)

    @cached_property
    def due(self) -> Due:
        return Due(self.session)

    @cached_property
    def tariff(self) -> "Tariff":
        """Fares, rules, rates and taxes, as this host has them."""
        return self.world.tariff(self.session)

    def demand_sign(self) -> None:
        if not self.agent.signed:
            raise NotSignedIn()

    @cached_property
    def tickets(self) -> Tickets:
        return Tickets(self.session)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.session)

    @cached_property
    def assigned(self) -> Assigned:
        return Assigned(self.session)

    @cached_property
    def queues(self) -> Queues:
        return Queues(self.session)

    @cached_property
    def stock(self) -> Stock:
        return Stock(self.session)

    def post(self, kind: str, letter: Letter) -> int:
        """Have a letter sent once all this is committed; gives its number."""
        return post(self.session, kind, letter, self.now)

    # ---- the area

    def claim(self, weight: Weight) -> None:
        """Before anything is changed: the area must be as this desk left it, and stays ours until COMMIT."""
        if weight < Weight.WORK and not self.area.held_since:
            return
        if self.areas.version(self.agent.terminal, claim=weight >= Weight.WORK) != self.held.version:
            raise AreaGivenBack(terminal=self.agent.terminal)

    def keep(self, reply: dict) -> Held:
        """Write the area with everything else of this entry; sets its time limit going when it begins to hold seats."""
        since = self._since()
        if since != self.area.held_since:
            self.area = replace(self.area, held_since=since)
        clear_later(self.seats, self.due, self.now)
        self._keep_assigned()
        until = self._until(since)
        if until and since != self.held.area.held_since:
            self.due.add(until, AREA_DUE, self.agent.terminal)
        held = replace(self.held, area=self.area)
        return self.areas.keep(self.agent.terminal, held, until, reply)

    def _keep_assigned(self) -> None:
        """The area has the seats it was given and that no filed booking has, and gives back all others."""
        if any(area.working.each(Seating) for area in (self.held.area, self.area)):
            self.assigned.keep(of_area(self.agent.terminal), places(self.area.working) - places(self.area.base))

    def _file_assigned(self, base: Booking, filed: Booking) -> None:
        """Seats of the area are the booking's from now on, and those it gave up are free."""
        if base.each(Seating) or filed.each(Seating):
            mine, wanted = of_booking(filed.number), places(filed)
            self.assigned.keep(mine, wanted)
            self.assigned.pass_on(of_area(self.agent.terminal), mine, wanted)

    def _since(self) -> str:
        """When the first unfiled seat was taken; where the clock was put back since, its time begins anew."""
        since = self.area.held_since
        if not self.area.working.held:
            return ""
        return since if since and datetime.fromisoformat(since) <= self.now else self.now.isoformat()

    def _until(self, since: str) -> datetime | None:
        if not since:
            return None
        start = datetime.fromisoformat(since) if self.manners.hold_from_first else self.now
        return start + self.manners.hold

    def drop(self, booking: Booking = Booking()) -> None:  # noqa: B008 (a frozen value)
        """Forget what is unfiled and give its seats back."""
        release(self.area.working, self.seats)
        self.area = self.area.holding(booking)

    # ---- filing

    def file(self, received_from: str | None = None) -> Booking:
        """File the booking in hand as its next version: held seats become the booking's, cancelled ones go back."""
        base, working = self._on_latest(self.area.base, self._confirmed(self.area.working))
        self._free_cancelled(base, working)
        working = self._put_on_list(base, working)
        filing = Filing(self.now.isoformat(timespec="seconds"), self.office.id, self.agent.sign, self.agent.duty)
        filed = self.bookings.carry_on(base, working, filing, received_from)
        self._file_assigned(base, filed)
        after_filing(self.due, base, filed, self.now, self.zone)
        self.bookings.link_back(base, filed, received_from)
        self.area = self.area.holding(filed)
        return filed

    def file_parted(self, received_from: str | None = None) -> Booking:
        """File both parts of a split booking: the seats of the one are fewer by those of the other."""
        parting = self.area.parting
        assert parting is not None and parting.gone is not None, "a split is filed when both parts are done with"
        base, gone = self.area.base, self._confirmed(parting.gone)
        self.bookings.demand_current(base)
        link = next(each for each in gone.each(AssociatedRecord) if each.locator == base.locator)
        staying = self.area.working.add(replace(link, locator=gone.locator))
        filing = Filing(self.now.isoformat(timespec="seconds"), self.office.id, self.agent.sign, self.agent.duty)
        filed = self.bookings.carry_on(base, self._confirmed(staying), filing, received_from)
        made = self.bookings.carry_on(Booking(), gone, filing, received_from)
        self.assigned.pass_on(of_booking(base.number), of_booking(made.number), places(made))
        for before, after in ((base, filed), (Booking(), made)):
            after_filing(self.due, before, after, self.now, self.zone)
        self._take_documents_along(made)
        self.area = self.area.holding(filed)
        return filed

    def _take_documents_along(self, made: Booking) -> None:
        """Documents belong to the booking their passenger is in."""
        sets = [self.tickets.whole(each.number) for each in made.each(IssuedTicket)]
        self.tickets.rebook([replace(ticket, booking=made.number, locator=made.locator)
                             for tickets in sets for ticket in tickets])

    def _on_latest(self, base: Booking, working: Booking) -> tuple[Booking, Booking]:
        """Where only the host changed the booking meanwhile, and nothing that was changed here: both changes."""
        if not base.version or self.bookings.version(base.number) == base.version:
            return base, working
        current = self.bookings.find(base.locator)
        ours = tuple(changes(base, behind(working, base, current)))
        theirs = self.bookings.history(current)[base.version:]
        touched = {change.element.tattoo for envelope in theirs for change in envelope.changes}
        if touched & {each.element.tattoo for each in ours} or any(each.filing.duty != HOST_DUTY for each in theirs):
            raise SimultaneousChanges(locator=base.locator)
        self.carried = True
        return current, replace(apply(current, ours), cancelled=working.cancelled, office=working.office)

    def _free_cancelled(self, base: Booking, working: Booking) -> None:
        gone = given_up(base.segments, working)
        try:
            self.seats.give_back(segment for segment in gone if not segment.waiting)
            self.seats.stop_waiting(segment for segment in gone if segment.waiting)
        except AssertionError:
            self.bookings.demand_current(base)  # whoever filed first may have given the same seats back
            raise

    def _put_on_list(self, base: Booking, working: Booking) -> Booking:
        """Those who asked to wait do from now on; where there is room already, the list is cleared at once."""
        known = {segment.tattoo for segment in base.segments if segment.waiting}
        for segment in working.segments:
            if segment.waiting and segment.tattoo not in known:
                named = segment.carrier, segment.number, segment.origin, segment.destination, segment.date
                self.seats.wait(segment, self.world.timetable.flight(*named).legs)
                working = working.swap(replace(segment, since=self._last_in_line(segment)))
        return working

    def _last_in_line(self, segment: Segment) -> str:
        """Now, but after everybody who waits on one of its legs, whatever the clock said when they came."""
        found = [value for leg in segment.legs for value, _ in self.bookings.matching("waiting", f"{leg}/")]
        others = [datetime.fromisoformat(value.rpartition("/")[2]) + timedelta(microseconds=1) for value in found]
        return max([self.now, *others]).isoformat()

    def _confirmed(self, booking: Booking) -> Booking:
        """Everything held becomes confirmed, fares that no longer fit go; a new booking gets its number and locator."""
        booking = booking.map(Segment, self._filed).map(Service, requested)
        booking = seated(without_stale(booking))
        if booking.locator:
            return replace(booking, cancelled=booking.cancelled and not booking.segments)  # sold into again, it lives
        number = self.numbers.draw("booking")
        return replace(booking, number=number, locator=self.bookings.locator(number), office=self.office.id)

    def _filed(self, segment: Segment) -> Segment:
        """As it is once filed: held is confirmed, asked to wait is waiting from now on."""
        if segment.held:
            return replace(segment, status="HK")
        if segment.status == REQUEST:
            return replace(segment, status=REQUESTED_STATUS)
        if segment.status in ASKED:
            return replace(segment, status=WAITING)
        return segment

    def airline_locator(self, booking: Booking, carrier: str) -> str:
        """The carrier's own locator of a booking: a permutation with a key of its own for each carrier."""
        return to_locator(booking.number, self._airline_key(carrier))

    def _airline_key(self, carrier: str) -> bytes:
        return blake2b(carrier.encode(), key=self.session.store.keys.locator[:64], digest_size=16).digest()

    def of_airline(self, carrier: str, locator: str) -> Booking:
        """The booking an airline knows by this locator; raises NotFound."""
        number = to_number(locator, self._airline_key(carrier))
        booking = self.bookings.find(self.bookings.locator(number)) if number is not None else None
        if booking is None or carrier not in {segment.carrier for segment in booking.segments}:
            raise NotFound(locator=locator)
        return booking

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days)
