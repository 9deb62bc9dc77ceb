"""A recorded reply against the one shown: `...` stands for any lines, `{*}` for any characters in a line."""
import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from ..errors import NotSet
from .script import NAMED

ANY_LINES = "..."
ANY = "{*}"

Lookup = Callable[[str], str]
Lines = Sequence[str]


def filled(text: str, lookup: Lookup) -> str:
    """Names in braces replaced by what they stand for at this desk; raises NotSet."""
    return NAMED.sub(lambda name: lookup(name[1]), text)


def known(line: str, lookup: Lookup) -> str:
    """The same for a recorded line, where `{*}` and names that are not set stay as they are."""

    def value(name: re.Match) -> str:
        try:
            return name[0] if name[0] == ANY else lookup(name[1])
        except NotSet:
            return name[0]

    return NAMED.sub(value, line)


def fits(pattern: str, line: str) -> bool:
    """Whether one line is what a recorded line says."""
    if ANY not in pattern:
        return pattern == line
    return re.fullmatch(".*".join(map(re.escape, pattern.split(ANY))), line) is not None


def matches(expected: Lines, shown: Lines) -> bool:
    """Whether all lines are; on a mismatch the last `...` passes takes one line more and the rest is tried again."""
    place = at = 0
    retry: tuple[int, int] | None = None
    while at < len(shown):
        if place < len(expected) and expected[place] == ANY_LINES:
            retry, place = (place + 1, at), place + 1
        elif place < len(expected) and fits(expected[place], shown[at]):
            place, at = place + 1, at + 1
        elif retry:
            place, at = retry[0], retry[1] + 1
            retry = (place, at)
        else:
            return False
    return all(line == ANY_LINES for line in expected[place:])


def merged(expected: Lines, shown: Lines, kept: Lines | None = None) -> list[str]:
    """The reply to record: what was shown, with every wildcard that still fits; `kept` are the lines as recorded."""
    kept = expected if kept is None else kept
    if matches(expected, shown):
        return list(kept)
    result: list[str] = []
    seen = at = 0
    for place, line in (*aligned(expected, shown), (len(expected), len(shown))):
        result += bridged(expected[seen:place], shown[at:line])
        result += kept[place:place + 1]
        seen, at = place + 1, line + 1
    return result


def aligned(expected: Lines, shown: Lines) -> list[tuple[int, int]]:
    """The longest run of lines, in order, that fit each other: places in both."""
    size = [[0] * (len(shown) + 1) for _ in range(len(expected) + 1)]
    for i in reversed(range(len(expected))):
        for j in reversed(range(len(shown))):
            same = expected[i] != ANY_LINES and fits(expected[i], shown[j])
            size[i][j] = size[i + 1][j + 1] + 1 if same else max(size[i + 1][j], size[i][j + 1])
    return list(walked(size, expected, shown))


def walked(size: list[list[int]], expected: Lines, shown: Lines) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(expected) and j < len(shown):
        if expected[i] != ANY_LINES and fits(expected[i], shown[j]):
            yield i, j
            i, j = i + 1, j + 1
        elif size[i + 1][j] >= size[i][j + 1]:
            i += 1
        else:
            j += 1


def bridged(expected: Lines, shown: Lines) -> list[str]:
    """Between lines that fit: a `...` keeps its place, and the lines around it are replaced one for one."""
    if ANY_LINES not in expected:
        return list(shown)
    before = list(expected).index(ANY_LINES)
    after = len(expected) - 1 - max(place for place, line in enumerate(expected) if line == ANY_LINES)
    head = min(before, len(shown))
    tail = min(after, len(shown) - head)
    return [*shown[:head], ANY_LINES, *(shown[len(shown) - tail:] if tail else ())]


def difference(title: str, expected: Lines, shown: Lines) -> list[str]:
    """A unified diff that shows only lines which do not fit."""
    return list(difflib.unified_diff(expected, merged(expected, shown), title, "shown", lineterm=""))
