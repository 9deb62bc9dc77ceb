"""A file of filed rows, two megabytes at a time: checked and its lines gathered under their keys, or the first fault.

Most cells stand in many lines, so a chunk is taken apart by columns and a cell is read when it is new. A chunk in which
something is amiss, or that has quotation marks or comments, is gone through line by line.
"""
import csv
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ..schedule.places import Places
from .columns import Column, Token, place, token, told
from .forms import FORMS, RULED, Form

CHUNK = 1 << 21
LONGEST = 2000  # characters of a line
MOST = 200_000  # cells of a column remembered as read
CELL = re.compile(r'(?:"(?:[^"]|"")*"|[^,]*)(?:,|$)')
COMMENT = "#"
NOTHING: frozenset = frozenset()

Run = tuple[str, str]  # a key, and the lines that stand together under it
Seen = dict[tuple, set]  # by what stands in all columns but the last, what stood in that
Told = Callable[[int], object]  # is told how many bytes more were read


class FileFault(ValueError):
    """A file that cannot be loaded: which line and column (of characters, from 1), and why."""

    def __init__(self, path: Path | str, line: int, column: int, reason: str):
        super().__init__(f"{path}:{line}:{column}: {reason}")
        self.line, self.column, self.reason = line, column, reason


class Reading:
    """One file of a kind; raises FileFault for the first line that is none of its form."""

    form: Form

    def __init__(self, path: Path, kind: str, places: Places, told: Told | None = None):
        self.path, self.kind, self.places, self.told = path, kind, places, told
        self.rows, self.line = 0, 1
        self.columns: tuple[Column, ...] = ()
        self.alike: dict[tuple, Token] = {}
        self.cities: dict[str, str] = {}
        self.keys: dict[tuple, str] = {}

    @property
    def header(self) -> str:
        return ",".join(column.name for column in self.columns)

    def fault(self, line: int, column: int, reason: str) -> FileFault:
        return FileFault(self.path, line, column, reason)

    def runs(self) -> Iterator[Run]:
        """All lines, those of a key together as far as they stand together."""
        with self.path.open("rb") as file:
            self.open_with(self.text(self.taken(file.readline(LONGEST * 4)), 1))
            while data := file.read(CHUNK):
                whole = self.taken(data + file.readline(LONGEST * 4))
                yield from self.of_chunk(whole if whole.endswith(b"\n") else whole + b"\n")
                self.line += data.count(b"\n") + (not data.endswith(b"\n"))

    def taken(self, data: bytes) -> bytes:
        if self.told:
            self.told(len(data))
        return data.replace(b"\r\n", b"\n") if b"\r" in data else data

    def text(self, data: bytes, line: int) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            before = data[:error.start]
            at = error.start - before.rfind(b"\n")
            raise self.fault(line + before.count(b"\n"), at, "not UTF-8") from None

    # ---- the first line

    def open_with(self, text: str) -> None:
        """The names of the columns say which form this is."""
        names = [name.strip().lower() for name in text.lstrip("\ufeff").rstrip("\n").split(",")]
        self.form = max((form for form in FORMS if form.kind == self.kind), key=lambda form: form.fitting(names))
        self.columns = tuple(self.named(names))
        missing = [each.name for each in self.form.columns if each.default is None and each not in self.columns]
        if missing:
            raise self.fault(1, 1, f"no column {missing[0]}: the first line names the columns, here ({self.form.name}) "
                                   f"{self.form.names}")

    def named(self, names: list[str]) -> Iterator[Column]:
        found: list[Column] = []
        for number, name in enumerate(names):
            column, at = self.form.column(name), len(",".join([*names[:number], ""])) + 1
            if column is None:
                raise self.fault(1, at, f"no column is called {name[:30]!r}: here ({self.form.name}) they are "
                                        f"{self.form.names}")
            if column in found:
                raise self.fault(1, at, f"column {column.name} stands twice")
            found.append(column)
            yield column

    def at(self, *names: str) -> tuple[int, ...]:
        """Where these columns stand; nothing where the file lacks one."""
        order = [column.name for column in self.columns]
        return tuple(map(order.index, names)) if {*names} <= {*order} else ()

    # ---- a chunk at once

    @cached_property
    def key(self) -> tuple[int, ...]:
        return self.at(*self.form.key)

    @cached_property
    def asked(self) -> list[tuple[int, ...]]:
        """Each column, the columns that must agree, and those that must be alike."""
        alone = [(number,) for number in range(len(self.columns))]
        return [*alone, *(self.at(*names) for names, _ in self.form.together), self.at(*self.form.alike)]

    @cached_property
    def seen(self) -> list[Seen]:
        return [{} for _ in self.asked]

    def of_chunk(self, data: bytes) -> list[Run]:
        from .chunk import Chunk, Uneven

        try:
            return self.at_once(Chunk(data, len(self.columns)))
        except (Uneven, ValueError):
            return self.line_by_line(self.text(data, self.line + 1))

    def at_once(self, chunk) -> list[Run]:
        fresh = [self.fresh(chunk, *each) for each in zip(self.asked, self.seen, strict=True)]
        said = [{tuple(map(told, (*head, cell))) for head, cells in new.items() for cell in cells}
                for new in fresh[:-1]]
        for column, new in zip(self.columns, said, strict=False):
            for cell, in new:
                self.read(column, cell)
        for (_, check), new in zip(self.form.together, said[len(self.columns):], strict=False):
            for cells in new:
                check(*cells)
        self.agree({(*head, cell) for head, cells in fresh[-1].items() for cell in cells})
        for known, more in zip(self.seen, fresh, strict=True):
            remember(known, more)
        self.rows += len(chunk)
        return [(self.known_as(key), lines.decode()) for key, lines in chunk.runs(self.key)]

    def known_as(self, tokens: tuple) -> str:
        """The key of cells as a chunk has them."""
        if tokens not in self.keys:
            if len(self.keys) > MOST:
                self.keys.clear()
            self.keys[tokens] = self.under(tuple(map(told, tokens)))
        return self.keys[tokens]

    def fresh(self, chunk, columns: tuple[int, ...], known: Seen) -> Seen:
        """What stands in these columns and was not seen before."""
        found: Seen = {}
        for head, cells in chunk.distinct(columns) if columns else ():
            if new := cells - known.get(head, NOTHING):
                found[head] = found[head] | new if head in found else new
        return found

    def agree(self, rows: set[tuple]) -> None:
        """Raises ValueError for rows whose heads are alike and whose last cells are not."""
        new: dict[tuple, Token] = {}
        for *head, last in rows:
            if self.alike.get(tuple(head), new.setdefault(tuple(head), last)) != last:
                raise ValueError
        self.alike |= new

    def read(self, column: Column, cell: str) -> None:
        column.value(cell)
        if column.read is place and cell not in self.places:
            raise ValueError(f"{cell} is no city or airport that is known")

    def under(self, key: tuple[str, ...]) -> str:
        return self.form.under(key, self.city)

    def city(self, code: str) -> str:
        if code not in self.cities:
            self.cities[code] = self.places.city_of(code)
        return self.cities[code]

    @property
    def ruled(self) -> set[tuple[str, ...]]:
        """Carrier, tariff and number of the rules that fares name."""
        if RULED not in self.form.together:
            return set()
        known = self.seen[len(self.columns) + self.form.together.index(RULED)]
        return {tuple(map(told, (*head, rule))) for head, rules in known.items() for rule in rules}

    # ---- a line at a time

    def line_by_line(self, text: str) -> list[Run]:
        found = [(self.of_line(number, line), line) for number, line in enumerate(text.split("\n")[:-1], self.line + 1)
                 if line.strip() and not line.startswith(COMMENT)]
        self.rows += len(found)
        return [(key, "\n".join(line for _, line in group)) for key, group in groupby(found, itemgetter(0))]

    def of_line(self, number: int, line: str) -> str:
        """The key of a line; raises its first fault."""
        cells = self.split(number, line)
        starts = [match.start() + 1 for match in CELL.finditer(line)]
        for column, cell, start in zip(self.columns, cells, starts, strict=False):
            self.held(number, start, self.read, column, cell)
        for (_, check), columns in zip(self.form.together, self.asked[len(cells):], strict=False):
            if columns:
                self.held(number, starts[columns[-1]], check, *(cells[each] for each in columns))
        if columns := self.asked[-1]:
            *head, last = (token(cells[each]) for each in columns)
            known = self.alike.setdefault(tuple(head), last)
            if known != last:
                like = " ".join(self.form.alike[:-1])
                raise self.fault(number, starts[columns[-1]],
                                 f"{cells[columns[-1]]} where a line before it of the same {like} has {told(known)}")
        return self.under(tuple(cells[each] for each in self.key))

    def split(self, number: int, line: str) -> list[str]:
        if len(line) > LONGEST:
            raise self.fault(number, LONGEST + 1, f"longer than {LONGEST} characters")
        try:
            cells = next(csv.reader([line], strict=True))
        except csv.Error as error:
            raise self.fault(number, 1, str(error)) from None
        if len(cells) != len(self.columns):
            at = [match.end() for match in CELL.finditer(line)][min(len(cells), len(self.columns)) - 1]
            raise self.fault(number, at, f"{len(cells)} cells where there are {len(self.columns)} columns")
        return cells

    def held(self, number: int, column: int, check: Callable[..., object], *given: object) -> None:
        try:
            check(*given)
        except ValueError as error:
            raise self.fault(number, column, str(error)) from None


def remember(known: Seen, new: Seen) -> None:
    for head, cells in new.items():
        known[head] = known[head] | cells if len(known.get(head, NOTHING)) <= MOST and head in known else cells
    if len(known) > MOST:
        known.clear()
