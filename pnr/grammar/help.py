"""What help says, taken from the grammars and from the table of causes."""
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from ..commands.help import Case, ErrorHelp, HelpDisplay, HelpIndex
from ..errors import EntryError, Incomplete, PnrError
from ..reading import snake
from .dialect import Dialect, load
from .dialect import said as phrase
from .nearest import nearest
from .reader import Example, Family
from .syntax import Syntax

STEPS = "STEPS"
MOST_NEAR = 8
MORE = re.compile(r"(?<=^[A-Z]{2})\d+$|(?<=/)(TKT/.*|.*/)(?=ITR)|\d{3}-?\d{10},.")  # that is no beginning
CLOSE, CLOSE_WORDS = 0.7, 0.5  # how like a word, or what the host says, must be


def index(dialect: Dialect) -> HelpIndex:
    """Every subject by what its entries begin with."""
    return HelpIndex(tuple((" ".join(beginnings(dialect, family)), family.subject[1])
                           for family in dialect.reader.families.values()))


def beginnings(dialect: Dialect, family: Family) -> list[str]:
    found = (opening.match(example.entry) for opening, owner in dialect.reader.openings if owner is family
             for example in family.examples)
    return sorted({short(match[0]) for match in found if match} - {""})


def short(beginning: str) -> str:
    """A number alone stands for all; what goes on behind a stroke and options is told by the examples."""
    if beginning[0].isdigit():
        return "1/"
    return MORE.sub("", beginning.replace(":", " ")).rstrip(" /")


def about(dialect: Dialect, topic: str) -> HelpDisplay | HelpIndex:
    """Entries that begin so, else those of a subject, else those about a word, else what may have been meant."""
    if not topic:
        return index(dialect)
    if topic == STEPS:
        steps = [step for family in dialect.reader.families.values() for step in family.steps]
        return HelpDisplay(topic, "a booking from beginning to end", examples=pairs(steps))
    for found in (begun(dialect, topic), subject(dialect, topic)):
        if found:
            return told(dialect, topic, found)
    found = worded(dialect, topic)
    if len({example.family for example in found}) == 1:
        return told(dialect, topic, found)
    return HelpDisplay(topic, examples=pairs(found), near=() if found else near(dialect, topic))


def told(dialect: Dialect, topic: str, examples: list[Example]) -> HelpDisplay:
    """With how they are put together."""
    families = {example.family: dialect.reader.families[example.family] for example in examples}
    title = next(iter(families.values())).subject[1] if len(families) == 1 else ""
    commands = {snake(type(dialect.read(part)).__name__) for example in examples
                for part in dialect.entries(example.entry)}
    start = topic if all(bare(example.entry).startswith(bare(topic)) for example in examples) else ""
    formats = [line for family in families.values() for line in Syntax(family).told(commands, start)]
    return HelpDisplay(topic, title, tuple(dict.fromkeys(formats)), pairs(examples))


def pairs(examples: list[Example]) -> tuple[tuple[str, str], ...]:
    return tuple((example.entry, example.meaning) for example in examples)


def begun(dialect: Dialect, topic: str) -> list[Example]:
    """Examples whose entries begin so; blanks and colons count for nothing."""
    return [example for example in dialect.reader.examples if bare(example.entry).startswith(bare(topic))]


def bare(entry: str) -> str:
    return entry.replace(" ", "").replace(":", "")


def subject(dialect: Dialect, topic: str) -> list[Example]:
    """Of families that are about this, or about what begins so."""
    families = list(dialect.reader.families.values())
    found = [family for family in families if topic in family.subject[0]] or [
        family for family in families if len(topic) > 3 and any(word.startswith(topic) for word in family.subject[0])]
    return [example for family in found for example in family.examples]


def worded(dialect: Dialect, topic: str) -> list[Example]:
    """Examples whose meaning has every word, by its beginning."""
    words = topic.split()
    if min(map(len, words)) < 3:
        return []
    return [example for example in dialect.reader.examples
            if all(f" {word}" in f" {example.meaning.upper()}" for word in words)]


def near(dialect: Dialect, topic: str) -> tuple[tuple[str, str], ...]:
    """Entries and subjects that are called nearly so."""
    known = {word: family.subject[1] for family in dialect.reader.families.values() for word in family.subject[0]}
    known |= {word: family.subject[1] for family in dialect.reader.families.values()
              for word in beginnings(dialect, family)}
    begun = [word for word in sorted(known) if len(topic) > 2 and word.startswith(topic)]
    found = dict.fromkeys((*begun, *get_close_matches(topic, sorted(known), n=MOST_NEAR, cutoff=CLOSE)))
    return tuple((word, known[word]) for word in found)


# ---- the last entry

def last(dialect: Dialect, entry: str, error: PnrError | None) -> HelpDisplay | HelpIndex:
    """About an entry that was typed: why it was refused, what may have been meant, and its forms."""
    shown = about(dialect, opening(dialect, entry)) if entry else index(dialect)
    if error is None or isinstance(shown, HelpIndex):
        return shown
    meant = tuple((text, "") for text in nearest(dialect, entry)) if isinstance(error, EntryError) else ()
    why = tuple(cases(dialect, codes(error), error))
    return HelpDisplay(entry, shown.title, shown.formats, shown.examples, meant, why)


def opening(dialect: Dialect, entry: str) -> str:
    """What an entry begins with, as far as the dialect knows it."""
    try:
        family = dialect.reader.family(entry)
    except EntryError:
        return entry
    found = [match[0] for opening, owner in dialect.reader.openings if owner is family
             if (match := opening.match(entry))]
    return max(found, key=len).rstrip(": /") or entry


# ---- what the host said

@cache
def causes() -> dict[str, tuple[str, str]]:
    """Cause and cure by code."""
    text = files("pnr").joinpath("data", "causes.txt").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return {code: (cause, cure) for code, cause, cure in rows}


def codes(error: PnrError) -> tuple[str, ...]:
    return tuple(error.facts["missing"]) if isinstance(error, Incomplete) else (error.code,)


def explained(dialect: Dialect, text: str, error: PnrError | None) -> ErrorHelp:
    """All that the host says so, or what it said last; else what it says nearly so."""
    if not text:
        return ErrorHelp("", tuple(cases(dialect, codes(error), error)) if error else ())
    said = {code: words for code, words in dialect.messages.items() if code in causes()}
    found = [code for code, words in said.items() if fits(words, text) or code.upper() == text]
    found = found or [code for code, words in said.items() if text in words.upper()]
    if found:
        return ErrorHelp(text, tuple(cases(dialect, tuple(found))))
    texts = sorted({words.strip() for words in said.values()})
    return ErrorHelp(text, near=tuple(get_close_matches(text, texts, n=MOST_NEAR, cutoff=CLOSE_WORDS)))


def fits(words: str, text: str) -> bool:
    """Whether the host says just this, whatever stands for the facts in it."""
    parts = re.split(r"(\{\w+\})", words.strip())
    pattern = "".join(".*" if part.startswith("{") else re.escape(part) for part in parts)
    return re.fullmatch(pattern, text) is not None


def cases(dialect: Dialect, found: tuple[str, ...], error: PnrError | None = None) -> Iterator[Case]:
    """Cause and cure of these codes; without the error dots stand for its facts."""
    entries = usual(dialect.name) if found else {}
    for code in found:
        words = dialect.messages.get(code, code).strip()
        words = phrase(words, dialect.facts(error, error.facts)) if error else re.sub(r"\{\w+\}", "...", words)
        yield Case(words, code, *(said(text, entries) for text in causes()[code]))


def said(text: str, entries: dict[str, str]) -> str:
    """In capitals, but for what is quoted; with entries in the place of the names of commands, if there are any."""
    parts = re.split(r"(\{\w+\}|`[^`]+`)", text)
    return "".join(entries.get(part[1:-1], part[1:-1].replace("_", " ").upper()) if part.startswith("{")
                   else part.strip("`") if part.startswith("`") else part.upper() for part in parts)


@cache
def usual(name: str) -> dict[str, str]:
    """An entry for each command of a dialect: the first example of it."""
    dialect, entries = load(name), dict[str, str]()
    for example in dialect.reader.examples:
        entries.setdefault(snake(type(dialect.read(dialect.entries(example.entry)[0])).__name__), example.entry)
    return entries
