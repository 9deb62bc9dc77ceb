"""The journal of `pnr run --resume`: what was begun and what was done, so that a run goes on where it stopped.

The truth is the serial in the database row of each terminal: it moves with whatever a desk wrote. The journal only
says what it was before and after each part of a chain.
"""
import copy
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ..errors import EntryError, NotSet
from .matching import filled
from .player import Player, refused
from .script import NAMED, Entry, ScriptError

Place = tuple[int, int]  # an entry and a part of it


@dataclass
class Part:
    """One part of a chain: whose it was, the serial before it, and once it was done the serial after."""

    desk: str
    key: str
    before: int
    after: int | None = None
    again: bool = False  # changed nothing but what the desk remembers: run again if that was lost
    refused: bool = False


class Journal:
    """An append-only file of JSON lines; a last line cut short by a crash counts for nothing."""

    def __init__(self, path: Path):
        self.path = path
        self.parts: dict[Place, Part] = {}
        self.names: dict[str, dict] = {}
        self.waiting: list[dict] = []
        self.terminal = ""
        for record in self.records():
            self.take(record)
        self.file = open(path, "a", encoding="utf-8")  # noqa: SIM115 (open as long as the run)

    def records(self) -> Iterator[dict]:
        if not self.path.exists():
            return
        whole, cut, _ = self.path.read_text(encoding="utf-8").rpartition("\n")
        if cut:
            os.truncate(self.path, len((whole + cut).encode()))
            yield from map(json.loads, whole.split("\n"))

    def take(self, record: dict) -> None:
        match record:
            case {"terminal": terminal}:
                self.terminal = terminal
            case {"begun": [n, part], "desk": desk, "key": key, "serial": serial}:
                self.parts[n, part] = Part(desk, key, serial)
            case {"done": [n, part], "serial": serial}:
                done = self.parts[n, part]
                done.after, done.again, done.refused = serial, record["again"], record["refused"]
                self.names[done.desk] = record["names"]

    def name(self, terminal: str) -> str:
        """The terminal this journal's runs sit at: the one of its first run."""
        if not self.terminal:
            self.terminal = terminal
            self.put({"v": 1, "terminal": terminal})
        return self.terminal

    def put(self, record: dict) -> None:
        """Keep a record until the next that must be on the disk."""
        self.waiting.append(record)

    def flush(self) -> None:
        """On the disk, so that no crash of the machine leaves a part that was carried out unknown."""
        self.file.write("".join(json.dumps(record) + "\n" for record in self.waiting))
        self.waiting.clear()
        self.file.flush()
        os.fsync(self.file.fileno())

    def close(self) -> None:
        self.flush()
        self.file.close()


@dataclass
class Resumed(Player):
    """A player that skips what was carried out, then goes on and writes down what it does."""

    journal: Journal = field(kw_only=True)
    live: bool = False  # past everything the journal knows
    serials: dict[str, int] = field(default_factory=dict)
    looks: dict[str, list[str]] = field(default_factory=dict)  # by desk, since it last wrote

    def __post_init__(self) -> None:
        super().__post_init__()
        terminal = self.seat.terminal or f"run-{digest(str(self.journal.path.resolve()))}"
        self.seat = replace(self.seat, terminal=self.journal.name(terminal))

    def sat_down(self, desk: Any) -> None:
        if all(part.desk != self.name for part in self.journal.parts.values()):
            super().sat_down(desk)
        self.serials[self.name], self.looks[self.name] = desk.serial, []
        vars(desk.memory).update(self.journal.names.get(self.name, {}))

    def answered(self, desk: Any, entry: Entry) -> Any:
        """The answer of the last part that was carried out now; None when all of them were before."""
        answer = None
        for number, text in enumerate(parts(desk, entry.text)):
            place = self.n, number
            if self.carried_out(place, text, entry):
                if self.journal.parts[place].refused:
                    self.refused_before += 1
                    return answer
                continue
            self.go_live()
            answer = self.part(place, desk, text)
            if answer.error is not None:
                return answer
        return answer

    def carried_out(self, place: Place, text: str, entry: Entry) -> bool:
        """Whether an earlier run did this part; remembers the looks that only its process knew of."""
        part = None if self.live else self.journal.parts.get(place)
        if part is None:
            return False
        if part.key != digest(text) or part.desk != self.name:
            raise ScriptError(name=entry.source, line=entry.line, reason=f"not what {self.journal.path} tells of")
        wrote = part.after is None or part.after > part.before
        if wrote and self.serials[self.name] < (part.after or part.before + 1):
            return False
        if part.again or (part.after is None and (self.desk.held.reply or {}).get("looked")):
            self.looks[self.name].append(text)
        elif wrote:
            self.looks[self.name].clear()
        if not part.refused:
            self.desk.areas.again(text)
        if part.after is None:
            self.desk.left()  # told to nobody: for the names in braces
        return True

    def go_live(self) -> None:
        """From here on entries are sent; what desks had looked at since they last wrote is looked at again.

        Only for the pages that are turned: what a look left in the area and among the names is kept.
        """
        if self.live:
            return
        self.live = True
        for name, texts in self.looks.items():
            desk = self.desks[name]
            names = copy.deepcopy(vars(desk.memory))
            for text in texts:
                with suppress(NotSet):
                    desk.answer(filled(text, self.seen_from(name)))
            vars(desk.memory).update(names)
            if texts:
                desk.held = desk.stored()

    def seen_from(self, name: str) -> Callable[[str], str]:
        """Names in braces as the desk of this name has them."""

        def lookup(asked: str) -> str:
            here, self.name = self.name, name
            try:
                return self.lookup(asked)
            finally:
                self.name = here

        return lookup

    def part(self, place: Place, desk: Any, text: str) -> Any:
        before, letter, area = desk.serial, desk.areas.active, desk.held.area
        self.journal.put({"begun": place, "desk": self.name, "key": digest(text), "serial": before})
        self.journal.flush()
        try:
            answer = desk.answer(filled(text, self.lookup))
        except NotSet as error:
            answer = refused(desk, error)
        again = answer.error is None and desk.serial == before
        if desk.serial == before and desk.areas.active == letter and desk.held.area != area:
            desk.save()  # or another run would look at something newer
        self.journal.put({"done": place, "serial": desk.serial, "again": again, "refused": answer.error is not None,
                          "names": vars(desk.memory) | {"entry": ""}})
        return answer

    def leave(self) -> None:
        super().leave()
        self.journal.close()


def parts(desk: Any, text: str) -> list[str]:
    """The entries of a chain whose earlier ones stay; a chain that stands or falls together is one part."""
    if not desk.dialect.manners.keeps_chain:
        return [text]
    names = NAMED.findall(text)
    places = iter(range(len(names)))
    try:
        entries = desk.dialect.entries(NAMED.sub(lambda _: f"{{{next(places)}}}", text))  # a dialect writes capitals
    except EntryError:
        return [text]
    return [NAMED.sub(lambda place: f"{{{names[int(place[1])]}}}", entry) for entry in entries]


def digest(text: str) -> str:
    """Enough to tell entries apart, too little to guess one from."""
    return blake2b(text.encode(), digest_size=3).hexdigest()
