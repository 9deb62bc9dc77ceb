"""Files loaded into the host, each whole or not at all and once: what was read is a filing, found again by its hash."""
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ...fare_rules.lint import lint
from ...fare_rules.reading import parse
from ..pricing.loaded import ANY_CARRIER
from ..pricing.rulebook import shipped
from ..schedule.places import Places
from ..store.moments import to_text
from ..store.open import Session, Store
from ..store.weight import Weight
from . import tables
from .forms import KINDS
from .loaded import last
from .reading import FileFault, Reading, Run, Told

RULES, RULE = "rules", "rule"
LOADABLE = (*KINDS, RULES)
HELD = 4 << 20  # characters gathered before they are written
AT_ONCE = 500  # blocks handed to the driver


@dataclass(frozen=True)
class Loaded:
    """What became of a file: its rows under the number of its filing; `known` where it had been loaded before."""

    rows: int
    filing: int
    name: str = ""  # of the form
    known: bool = False
    ruled: frozenset[tuple[str, ...]] = frozenset()  # carrier, tariff and number of the rules its fares name


class RuleReading(Reading):
    """Rules as text of the rule language, each under its name."""

    ruled: set[tuple[str, ...]] = set()

    @property
    def header(self) -> str:
        return "text"

    def runs(self) -> Iterator[Run]:
        text = self.text(self.taken(self.path.read_bytes()), 1)
        for fault in lint(text):
            raise self.fault(fault.line, fault.column, fault.reason)
        for rule in parse(text):
            self.rows += 1
            yield rule.rid, str(rule)


def load(store: Store, path: Path, kind: str, places: Places, told: Told | None = None) -> Loaded:
    """Load a file of a kind; raises FileFault, and OSError where it cannot be read."""
    content = hashed(path)

    def body(session: Session, _: bool) -> Loaded:
        found = session.run(tables.CONTENT, sort=kind, content=content).fetchone()
        if found:
            return Loaded(found[1], found[0], kind, known=True)
        reading = (RuleReading if kind == RULES else Reading)(path, kind, places, told)
        number = last(session)[0] + 1
        form = Filing(session, number, reading).write()
        session.run(tables.ENTER, number=number, kind=kind, hash=content, form=form, columns=reading.header,
                    rows=reading.rows, name=path.name, at=to_text(store.clock()), epoch=0)
        return Loaded(reading.rows, number, named(form, reading.rows), ruled=frozenset(reading.ruled))

    return store.transact(Weight.FILE, body)


def named(form: str, rows: int) -> str:
    return f"{form} line{'s' * (rows != 1)}"


def unruled(store: Store, done: Loaded) -> list[str]:
    """The rules its fares name and nobody filed."""
    loaded = store.transact(Weight.LOOK, lambda session, _: {row[0] for row in session.run(tables.KEYS, of=RULE)})
    known = loaded | shipped().keys()
    full = {rule if "/" in rule else f"{carrier}/{tariff}/{rule}" for carrier, tariff, rule in done.ruled}
    return sorted(rule for rule in full if not {rule, f"{ANY_CARRIER}/{rule.split('/', 1)[1]}"} & known)


def hashed(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            found.update(data)
    return found.hexdigest()


class Filing:
    """A file's lines on their way into the host: gathered by key, and written when enough are held."""

    def __init__(self, session: Session, number: int, reading: Reading):
        self.session, self.number, self.reading = session, number, reading
        self.held: dict[str, list[str]] = {}
        self.part = self.size = 0

    def write(self) -> str:
        """All of it; the name of its form."""
        for key, text in self.reading.runs():
            self.held.setdefault(key, []).append(text)
            self.size += len(text)
            if self.size > HELD:
                self.put()
        self.put()
        return self.form

    @property
    def form(self) -> str:
        return RULE if isinstance(self.reading, RuleReading) else self.reading.form.name

    def put(self) -> None:
        rows = [{"form": self.form, "key": key, "filing": self.number, "part": self.part, "body": "\n".join(texts)}
                for key, texts in sorted(self.held.items())]
        for start in range(0, len(rows), AT_ONCE):
            self.session.run_each(tables.PUT, rows[start:start + AT_ONCE])
        self.held, self.size, self.part = {}, 0, self.part + 1


__all__ = ["LOADABLE", "FileFault", "Loaded", "load"]
