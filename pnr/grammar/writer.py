"""The reverse of reading: writes a command as an entry of a dialect, from the rules that read it.

The rules are walked from the left, the likeliest way first: what the examples show costs nothing, what they do not show
costs. The first entry that reads back to the same command is taken.
"""
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from typing import Any, NamedTuple

from ..commands import Command
from ..errors import CannotSay, PnrError
from ..reading import snake
from .dialect import Dialect
from .pieces import Items, Taker, default, must, takers, texts, unsayable
from .reader import Family
from .walk import Ahead, Place

MOST_STEPS = 20_000
LATER = 0.01  # what it costs to follow the next example instead of the first
WORD = 0.004  # to say a word more, or to say it in a less usual way
SAID_ANYWAY = 2.0  # to say a field at its default
NEW_PLACE, NEW_PAIR, NEW_WORD = 1.0, 3.0, 6.0  # to differ from every example
AHEAD = 0.3  # what each piece that is still to be said may cost
CLOSE = Place(None, "")  # the end of a rule


class Node(NamedTuple):
    """An entry begun: what stands, what is still to come, and what is still to be said, innermost last."""

    rank: float  # its cost, and what the rest may cost: the least goes first
    serial: int
    words: tuple[str, ...]
    text: str
    ahead: Ahead
    takers: tuple[Taker, ...]
    cost: float


def write(command: Command, dialect: Dialect) -> str:
    """The tidiest entry of this dialect that means the command; raises CannotSay."""
    found = written(command, dialect) or written(unmannered(command), dialect)
    if found is None:
        raise CannotSay(what=unsaid(unmannered(command), dialect))
    return found


def written(command: Command, dialect: Dialect) -> str | None:
    entries = (tidiest(Writing(family, type(command)).entries(command), dialect, command)
               for family in families(command, dialect))
    return next((entry for entry in entries if entry is not None), None)


def unmannered(command: Any) -> Any:
    """Without what some hosts have to be asked for and others do by themselves."""
    return plainer(command, {item.name for item in fields(command) if item.metadata.get("manner")})


def plainer(command: Any, names: set[str]) -> Any:
    """The command with these fields at their default."""
    return replace(command, **{item.name: default(item) for item in fields(command) if item.name in names})


def tidiest(entries: Iterator[Node], dialect: Dialect, command: Command) -> str | None:
    """The cheapest entry that means the command; the search goes on for a while after the first."""
    best, until = None, MOST_STEPS
    for step, node in enumerate(entries):
        if step > until:
            break
        if node.words[-1] == "$" and (best is None or node.cost < best.cost) and means(dialect, node.text, command):
            until = until if best else min(MOST_STEPS, 5 * step + 300)
            best = node
    return best.text if best else None


def families(command: Command, dialect: Dialect) -> list[Family]:
    """Families that may build this class; the one it is defined beside comes first."""
    home = type(command).__module__.rpartition(".")[2]
    ordered = sorted(dialect.reader.families.values(), key=lambda family: family.name != home)
    return [family for family in ordered if type(command) in family.classes.values()]


def means(dialect: Dialect, entry: str, command: Command) -> bool:
    try:
        return dialect.entries(entry) == [entry] and dialect.read(entry) == command
    except (PnrError, ValueError):
        return False


def unsaid(command: Any, dialect: Dialect) -> str:
    """What cannot be said: a field without which the rest can, one that is needed and was not given, or the command."""
    name = snake(type(command).__name__)
    for item in fields(command):
        if item.name in must(command) and default(item) is not MISSING and \
                written(plainer(command, {item.name}), dialect) is not None:
            return f"{name} with {item.name} {spoken(getattr(command, item.name))}".rstrip().replace("_", " ")
    missing = lacking(command, [needed for family in families(command, dialect) for needed in family.walk.needed(name)])
    return " without ".join([name, *missing]).replace("_", " ")


def lacking(command: Any, ways: list[set[str]]) -> list[str]:
    """The fields missing for the way that needs the fewest more; nothing where some way has all it needs."""
    missing = [sorted(name for name in needed if unsayable(getattr(command, name, None))) for needed in ways]
    fewest = min(missing, key=len, default=[])
    return [" and ".join(fewest)] if fewest else []


def spoken(value: Any) -> str:
    parts = value if isinstance(value, tuple) else (value,)
    return " ".join(next(texts(part), "") for part in parts)


class Writing:
    """Writes commands of one class as entries of one family."""

    def __init__(self, family: Family, build: type):
        self.walk, self.classes = family.walk, family.classes
        self.habits = habits(family, build)
        self.serial = count()

    def entries(self, command: Command) -> Iterator[Node]:
        """Entries begun and, where the last word is the end, written; the likeliest first."""
        waiting = [Node(0.0, 0, ("^", "^"), "", (self.walk.beginning,), (Items((command,)),), 0.0)]
        while waiting:
            node = heappop(waiting)
            yield node
            if node.words[-1] != "$":
                for following in self.steps(node):
                    heappush(waiting, following)

    def steps(self, node: Node) -> Iterator[Node]:
        if not node.ahead:
            if node.takers[-1].done:
                yield self.on(node, self.habits.cost(node.words, "$"), word="$")
        elif node.ahead[0] is CLOSE:
            if node.takers[-1].done:
                yield self.on(node, takers=node.takers[:-1])
        elif node.ahead[0].symbol.is_term:
            yield from self.spelled(node)
        else:
            yield from self.opened(node)

    def on(self, node: Node, cost: float = 0.0, word: str = "", text: str = "", inside: Ahead = (),
           takers: tuple[Taker, ...] | None = None) -> Node:
        words = (*node.words, word) if word else node.words
        takers = node.takers if takers is None else takers
        cost += node.cost
        rank = cost + AHEAD * sum(taker.pending for taker in takers)
        return Node(rank, next(self.serial), words, node.text + text, inside + node.ahead[1:], takers, cost)

    def spelled(self, node: Node) -> Iterator[Node]:
        """The texts a terminal may have here."""
        terminal, (*outer, taker) = node.ahead[0].symbol, node.takers
        choices = [(None, taker)] if terminal.filter_out else taker.spell(last=node.ahead[1:2] == (CLOSE,))
        for asked, left in choices:
            for text in self.texts(terminal.name, asked):
                for gap in self.habits.gaps.get(terminal.name, [""]):
                    word = self.habits.word(terminal.name, gap + text)
                    yield self.on(node, self.habits.cost(node.words, word), word, gap + text, takers=(*outer, left))

    def texts(self, terminal: str, asked: str | None) -> list[str]:
        """The text asked for, if the terminal may be that; else any it has in the examples."""
        literal = self.walk.literal(terminal)
        if asked is None:
            return self.habits.samples.get(terminal, []) if literal is None else [literal]
        fits = asked == literal if literal is not None else self.walk.fits(terminal, asked)
        return [asked] if fits else []

    def opened(self, node: Node) -> Iterator[Node]:
        """The ways into a rule that can say what is to be said."""
        *outer, taker = node.takers
        for name, inside in self.walk.opened(node.ahead[0]):
            if name is None:
                yield from self.into(node, inside, tuple(node.takers))
                continue
            for value, left in taker.take(name):
                for usual, inner in enumerate(takers(value, self.classes.get(name))):
                    if inner.within(self.reach(inside)):
                        yield from self.into(node, (*inside, CLOSE), (*outer, left, inner), usual * WORD)

    def into(self, node: Node, inside: Ahead, takers: tuple[Taker, ...], cost: float = 0.0) -> Iterator[Node]:
        extra = takers[-1].extra(self.needed(inside))
        if extra is not None:
            words = sum(place is not CLOSE and place.symbol.is_term for place in inside)
            yield self.on(node, cost + words * WORD + extra * SAID_ANYWAY, inside=inside, takers=takers)

    def needed(self, inside: Ahead) -> set[str]:
        """The rules that stand there by name."""
        rules = [self.walk.names(place.symbol) for place in inside if place is not CLOSE and not place.symbol.is_term]
        return {str(name) for names in rules if len(names) == 1 for name in names if name}

    def reach(self, inside: Ahead) -> set[str]:
        return {name for place in inside if not place.symbol.is_term for name in self.walk.reach(place.symbol)}


class Habits:
    """How the examples of a command go: which words follow which, the texts of separators, the gaps left."""

    def __init__(self, family: Family):
        self.walk = family.walk
        self.samples = family.samples
        self.gaps: dict[str, list[str]] = {}
        self.seen: dict[tuple[str, ...], int] = {}

    def learn(self, rank: int, entry: str, tokens: list) -> None:
        words, end = ["^", "^"], 0
        for token in tokens:
            gap, end = entry[end:token.start_pos], token.end_pos
            if gap not in self.gaps.setdefault(token.type, []):
                self.gaps[token.type].append(gap)
            words.append(self.word(token.type, gap + token.value))
        words.append("$")
        for at in range(2, len(words)):
            for length in (1, 2, 3):
                self.seen.setdefault(tuple(words[at + 1 - length:at + 1]), rank)

    def word(self, terminal: str, text: str) -> str:
        """What is typed as it is, else its shape; what stands before it shows."""
        if self.walk.literal(terminal) is not None or terminal in self.walk.filtered:
            return text
        return f"{text[:len(text) - len(text.lstrip(' :/'))]}<{terminal}>"

    def cost(self, words: tuple[str, ...], word: str) -> float:
        for length, price in ((3, 0.0), (2, NEW_PLACE), (1, NEW_PAIR)):
            rank = self.seen.get((*words, word)[-length:])
            if rank is not None:
                return price + rank * LATER
        return NEW_WORD


@lru_cache
def habits(family: Family, build: type) -> Habits:
    """Learned from the examples of this command, or from all when there are none."""
    made = Habits(family)
    entries = [example.entry for example in family.examples]
    for rank, entry in enumerate([entry for entry in entries if built(family, entry) is build] or entries):
        made.learn(rank, entry, family.tokens(entry))
    return made


def built(family: Family, entry: str) -> type | None:
    try:
        return type(family.read(entry))
    except PnrError:
        return None
