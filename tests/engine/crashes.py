"""Programs killed at any moment, forked from a warm parent: desks at work, restores, migrations; also for scripts/soak.

Each kind of life is led so many times with a seed each; what must hold afterwards is said with it.
"""
import random
import shutil
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from pnr.clock import Clock
from pnr.commands.ending import WarningDisplay
from pnr.engine.booking.areas import Areas
from pnr.engine.booking.bookings import Bookings
from pnr.engine.booking.elements import Contact, Ticketing
from pnr.engine.inventory import nesting
from pnr.engine.inventory.seats import Seats
from pnr.engine.scenarios import HOST_DUTY
from pnr.engine.store import migrating, schema
from pnr.engine.store.dump import digest
from pnr.engine.store.open import Store
from pnr.engine.store.restore import backup, restore_file
from pnr.engine.store.weight import Weight
from pnr.errors import NoSeats, SimultaneousChanges, WaitlistClosed
from pnr.terminal.host import Host

from . import workers

NOW, LATER = "2026-12-01T09:00Z", "2026-12-01T13:00Z"
TOGETHER = 4  # desks that work at one time
NAMED = ("", "ONE", "TWO", "THREE")
FLIGHTS = ("SSCZ3175{class_}{day}DECCANDLC{list}1", "SSCZ3175{class_}{day}DECHGHDLC{list}1",
           "SSCZ3181{class_}{day}DECCANDLC{list}1", "SSXX8{class_}{day}JANABCAHZ{list}1",
           "SSXX8{class_}{day}FEBABCAHZ{list}1")


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'host.db'}"


def look(host, question):
    return host.store.transact(Weight.LOOK, lambda session, _: question(session))


# ---- desks at work

def agent(where, seed):
    """Work that sells, waits, files, changes and cancels until it is killed; it tells each answer and each filing."""

    def work(number, say):
        chance = random.Random(seed)
        desk = Host(where, NOW).desk(terminal=chance.choice(NAMED[:1] + NAMED[number:number + 1]) or None)

        def enter(entry):
            reply = desk.ask(entry)
            say("answered")
            return enter(entry) if isinstance(reply, WarningDisplay) else reply

        def sell(flight):
            said = {"class_": chance.choice("YMK"), "day": chance.randint(10, 28)}
            try:
                enter(flight.format(**said, list=chance.choice(["", "", "PE"])))
            except (NoSeats, WaitlistClosed):
                enter(flight.format(**said, list="PE"))

        while True:
            enter("IG")
            for flight in chance.sample(FLIGHTS, 2):
                sell(flight)
            if chance.random() < 0.2:
                continue
            for entry in ("NM1SMITH/JOHN MR", "AP010 60000000", "TKOK", "RFJOHN"):
                enter(entry)
            locator = enter("ET").locator
            say(f"filed {locator} 1")
            if chance.random() < 0.5:
                for entry in (f"RT{locator}", "XE2", "RFJANE"):
                    enter(entry)
                with suppress(SimultaneousChanges):  # the list was cleared meanwhile, of the segment that was cancelled
                    say(f"filed {enter('ETK').locator} 2")

    return work


def killed_together(where, seeds):
    """What desks were told before each was killed: in one of its first entries, at a moment that its seed decides."""
    desks = [workers.start(agent(where, seed), place) for place, seed in enumerate(seeds)]
    for worker, seed in zip(desks, seeds, strict=True):
        chance = random.Random(seed)
        worker.until(chance.randint(1, 40))
        time.sleep(chance.uniform(0, 0.01))
        worker.kill()
    told = [line.split()[1:] for worker in desks for line in worker.lines() if line.startswith("filed")]
    assert [worker.code for worker in desks] == [-9] * len(desks)
    return told


def desks_at_work(folder: Path, kills: int, seed: int = 0) -> int:
    """Nothing told is missing, nothing is half, nothing leaks after the time limit; how much was filed."""
    where = url(folder)
    Host(where, NOW).close()
    seeds = range(seed, seed + kills)
    told = [line for start in seeds[::TOGETHER] for line in killed_together(where, seeds[start - seed:][:TOGETHER])]
    with Host(where, NOW) as host:
        assert host.check() == []
        found = {booking.locator: booking for booking in look(host, lambda session: list(Bookings(session).all()))}
        own = {locator: agents_own(host, booking) for locator, booking in found.items()}
    for locator, version in told:
        assert own[locator] >= int(version)
    for locator, booking in found.items():  # nothing half
        assert (len(booking.names), len(booking.each(Contact)), len(booking.each(Ticketing))) == (1, 1, 1)
        assert len(booking.segments) == 3 - own[locator]
    assert len(found) - len({locator for locator, _ in told}) <= kills  # filed, but not told any more
    nothing_leaks(where)
    return len(found)


def agents_own(host, booking) -> int:
    """How often an agent filed it."""
    envelopes = look(host, lambda session: Bookings(session).history(booking))
    return sum(envelope.filing.duty != HOST_DUTY for envelope in envelopes)


def nothing_leaks(where) -> None:
    """Once every time limit is over, seats are the bookings' alone, and nobody waits for what there is."""
    with Host(where, LATER) as host:
        host.tick()
        assert host.check() == []
        assert [area for _, area in look(host, lambda session: list(Areas(session).all())) if area.working.held] == []
        bookings = look(host, lambda session: list(Bookings(session).all()))
        assert sold(host) == owned(bookings)
        rows = look(host, lambda session: dict(Seats(session).all()))
        assert [segment for booking in bookings for segment in booking.segments
                if segment.waiting and all(room(rows[leg], segment) for leg in segment.legs)] == []


def room(cabins, segment) -> bool:
    try:
        nesting.clear(cabins, segment.booking_class, segment.seats)
    except NoSeats:
        return False
    return True


def sold(host):
    rows = look(host, lambda session: list(Seats(session).all()))
    return +Counter({(leg, bucket.booking_class): bucket.sold for leg, cabins in rows for cabin in cabins
                     for bucket in cabin})


def owned(bookings):
    found = Counter()
    for booking in bookings:
        for segment in booking.segments:
            if not segment.waiting:
                found.update({(leg, segment.booking_class): segment.seats for leg in segment.legs})
    return found


# ---- restores

def killed_within(work, chance, seconds) -> bool:
    """Whether work that says when it begins came to its end before it was killed."""
    worker = workers.start(work)
    worker.until(1)
    time.sleep(chance.uniform(0, seconds))
    worker.kill()
    done = worker.lines()[-1] == "done"
    assert worker.code in (0, -9), worker.code
    return done


def restores(folder: Path, kills: int, seed: int = 0) -> int:
    """The host is the one before or the one in the backup, and its key fits; how many came to their end."""
    chance, kept, ended = random.Random(seed), [folder / "one", folder / "two"], 0
    digests = [made(folder / f"from{place}", path, 30 * place) for place, path in enumerate(kept)]
    where = url(folder)
    Host(where, NOW).close()

    def work(number, say):
        store = Store(where, Clock(NOW))
        say("begun")
        restore_file(store, kept[number_of[0]], force=True)
        say("done")

    number_of = [0]
    seconds = timed(lambda: workers.start(work).lines())
    for turn in range(kills):
        number_of[0] = turn % 2
        done = killed_within(work, chance, seconds)
        with Host(where, NOW) as host:
            now = digest(host.store)
            assert now == digests[turn % 2] if done else now in digests
            assert host.check() == []
        ended += done
    return ended


def made(folder: Path, path: Path, bookings: int) -> str:
    """A backup of a host with a key of its own and so many bookings; the host's digest."""
    folder.mkdir()
    with Host(url(folder)) as host:
        host.clock.set(NOW)
        for number in range(bookings):
            host.desk().ask(f"SSXX1Y{10 + number % 18}JANABCAHZ1;NM1SMITH/JOHN MR;APM13800138000;TKOK;RFX;ET")
        host.desk().ask("SSXX1Y12JANABCAHZ1")
        backup(host.store, path)
        path.with_name(f"{path.name}.key").write_bytes((folder / "host.db.key").read_bytes())
        return digest(host.store)


def timed(action) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


# ---- migrations

STEPS = """import sqlalchemy as sa
from alembic import op
revision = '{ahead}'
down_revision = '{now}'
def upgrade():
    op.add_column('world', sa.Column('note', sa.Text(), nullable=True))
    for number in range(20):
        op.create_table(f'extra{number}', sa.Column('a', sa.Integer(), primary_key=True))
        op.execute(f"INSERT INTO extra{number} SELECT id FROM booking")
    with op.batch_alter_table('seats') as batch:
        batch.add_column(sa.Column('hue', sa.Integer(), nullable=True))
    op.execute("UPDATE world SET note = 'new'")
"""


def migrations(folder: Path, kills: int, seed: int = 0) -> int:
    """The database is the older or the newer one, and opens; how many came to their end. For a process of its own."""
    chance, ended, older = random.Random(seed), 0, folder / "older.db"
    with Host(f"sqlite:///{older}", NOW) as host:
        for number in range(30):
            host.desk().ask(f"SSXX1Y{10 + number % 18}JANABCAHZ1;NM1SMITH/JOHN MR;APM13800138000;TKOK;RFX;ET")
    with Host(f"sqlite:///{older}", NOW) as host:
        before = digest(host.store)
    program_ahead(folder)

    def work(number, say):
        say("begun")
        Store(url(folder), Clock(NOW), True)
        say("done")

    shutil.copy(older, folder / "host.db")
    seconds = timed(lambda: workers.start(work).lines())
    for _ in range(kills):
        for path in folder.glob("host.db*"):
            path.unlink()
        shutil.copy(older, folder / "host.db")
        ended += killed_within(work, chance, seconds)
        with Host(url(folder), NOW) as host:
            assert host.check() == [] and digest(host.store) == before
            assert look(host, lambda session: session.connection.execute(
                "SELECT count(*), min(note), (SELECT count(*) FROM extra19) FROM world").fetchone()) == (1, "new", 30)
    return ended


def program_ahead(folder: Path) -> None:
    """From here on this program is one revision ahead of the databases made so far."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for script in (migrating.FOLDER / "versions").glob("r*.py"):
        shutil.copy(script, versions)
    now, ahead = schema.REVISION, f"{int(schema.REVISION) + 1:04}"
    (versions / f"r{ahead}.py").write_text(STEPS.replace("{ahead}", ahead).replace("{now}", now))
    migrating.FOLDER, schema.REVISION = folder / "migrations", ahead
