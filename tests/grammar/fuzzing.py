"""Entries nobody would type: derived from the grammars, mutated from the examples, and noise; the same for a seed."""
import re._parser as patterns  # type: ignore[import-not-found]
from collections.abc import Iterator
from random import Random

from pnr.commands import Command
from pnr.errors import CannotSay, PnrError
from pnr.grammar.columns import width
from pnr.grammar.dialect import Dialect
from pnr.grammar.reader import Family
from pnr.grammar.walk import Place
from pnr.grammar.writer import unmannered, write

DEEPEST = 60  # steps after which only what must follow is said
ROWS, COLUMNS = 24, 80
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NOISE = (
    "测", "试", "李", "龘", "𠮷", "Ａ", "１", "／", "\u3000", "é", "ß", "İ", "ı", "٣", "Ⅳ", "😀",
    "\u0301", "\u200b", "\u202e", "\ufeff", "\ud800", "\U000e0041", "\x00", "\x07", "\x1b[2J", "\x10", "\x1e",
    "\r", "\t", "\n", "%s", "{}", "{locator}", "'", '"', "\\", "'; DROP TABLE", "-1", "99999999999999999999", "1e9",
    "NaN", "$(id)", "<b>",
)
MARKS = "/-+*.,;:@?()=&# "


class Fuzzer:
    """Makes texts for one dialect."""

    def __init__(self, dialect: Dialect, seed: int):
        self.dialect, self.random = dialect, Random(seed)
        self.families = list(dialect.reader.families.values())
        self.examples = [example.entry for example in dialect.reader.examples]

    def texts(self, number: int) -> Iterator[str]:
        ways = (self.derived, self.mutated, self.mutated, self.bent, self.noise)
        for _ in range(number):
            yield self.random.choice(ways)()

    def derived(self) -> str:
        """An entry as the grammar of some family allows it, most of them meaning nothing."""
        family = self.random.choice(self.families)
        return "".join(self.walked(family))

    def walked(self, family: Family) -> Iterator[str]:
        ahead: tuple[Place, ...] = (family.walk.beginning,)
        for step in range(10 * DEEPEST):
            if not ahead:
                return
            place, ahead = ahead[0], ahead[1:]
            if place.symbol.is_term:
                yield self.word(family, place.symbol.name)
                continue
            ways = [inside for _, inside in family.walk.opened(place)]
            ahead = (self.random.choice(ways) if step < DEEPEST else min(ways, key=len)) + ahead

    def word(self, family: Family, terminal: str) -> str:
        literal = family.walk.literal(terminal)
        if literal is None:
            return "".join(self.spelled(patterns.parse(family.walk.patterns[terminal].value)))
        return literal

    def spelled(self, pattern) -> Iterator[str]:
        """A text that fits a pattern, whatever it looks at around itself."""
        for kind, value in pattern:
            match str(kind):
                case "LITERAL":
                    yield chr(value)
                case "ANY" | "NOT_LITERAL":
                    yield self.random.choice(LETTERS + MARKS)
                case "IN":
                    yield self.one_of(value)
                case "BRANCH":
                    yield from self.spelled(self.random.choice(value[1]))
                case "SUBPATTERN":
                    yield from self.spelled(value[3])
                case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                    for _ in range(self.random.randint(value[0], min(value[1], value[0] + 6))):
                        yield from self.spelled(value[2])

    def one_of(self, choices) -> str:
        if str(choices[0][0]) == "NEGATE":
            return self.random.choice(LETTERS)
        kind, value = self.random.choice(choices)
        if str(kind) == "RANGE":
            return chr(self.random.randint(*value))
        return chr(value) if str(kind) == "LITERAL" else self.random.choice("0123456789")

    def mutated(self) -> str:
        """An example with a few letters put in, left out, swapped or doubled, or a piece of another in it."""
        text = self.random.choice(self.examples)
        for _ in range(self.random.randint(1, 4)):
            text = self.random.choice((self.put, self.left_out, self.swapped, self.doubled, self.crossed))(text)
        return text

    def place(self, text: str) -> int:
        return self.random.randint(0, len(text))

    def put(self, text: str) -> str:
        at, put = self.place(text), self.random.choice((*NOISE, *MARKS, *LETTERS, *"0123456789"))
        return text[:at] + put + text[at:]

    def left_out(self, text: str) -> str:
        at = self.place(text)
        return text[:at] + text[at + self.random.randint(1, 3):]

    def swapped(self, text: str) -> str:
        at = self.place(text)
        return text[:at] + text[at:at + 2][::-1] + text[at + 2:]

    def doubled(self, text: str) -> str:
        start, end = sorted((self.place(text), self.place(text)))
        return text[:end] + text[start:end] * self.random.randint(1, 3) + text[end:]

    def crossed(self, text: str) -> str:
        other = self.random.choice(self.examples)
        return text[:self.place(text)] + other[self.place(other):]

    def bent(self) -> str:
        """What the grammar allows, then mutated; small letters, full width, several entries at once."""
        text = self.put(self.derived())
        return self.random.choice((str.lower, wide, lambda item: f"{item};{self.mutated()}",
                                   lambda item: f"{item}\n{self.derived()}"))(text)

    def noise(self) -> str:
        length = self.random.choice((0, 1, 2, 5, 20, 80, 999, 1000, 1001, 10_000))
        start = self.random.choice((*self.dialect.reader.beginnings, ""))
        everything = (*LETTERS, *NOISE, *MARKS)
        letters = self.random.choice((LETTERS, MARKS, NOISE, "0123456789", "A1/", "/P1", "测试", " ", everything))
        return start + "".join(self.random.choices(letters, k=length))


def wide(text: str) -> str:
    return "".join(chr(ord(mark) + 0xFEE0) if "!" <= mark <= "~" else mark for mark in text)


def judge(dialect: Dialect, text: str, again: bool = False) -> bool:
    """Whether the text was read; anything but reading or refusing in a few words raises."""
    try:
        commands = [dialect.read(entry) for entry in dialect.entries(text)]
    except PnrError as error:
        refused(dialect, text, error)
        return False
    assert all(isinstance(command, Command) for command in commands)
    if again:
        for command in commands:
            written_again(dialect, command)
    return True


def refused(dialect: Dialect, text: str, error: PnrError) -> None:
    assert 0 <= error.facts.get("at", 0) <= max(len(text), 1), error.facts
    assert all(isinstance(word, str) for word in error.facts.get("expected", ()))
    lines = dialect.refuse(error).split("\n")
    assert lines[0] and len(lines) <= ROWS and all(width(line) <= COLUMNS for line in lines), lines
    assert "Traceback" not in lines[0]


def written_again(dialect: Dialect, command: Command) -> None:
    try:
        said = write(command, dialect)
    except CannotSay:
        return
    assert dialect.read(said) in (command, unmannered(command)), said
