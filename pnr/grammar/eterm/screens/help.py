"""HELP: subjects, entries with what they do, and what stands behind a refusal."""
from ....commands.help import Case, ErrorHelp, HelpDisplay, HelpIndex
from ...columns import columns, width, wrapped
from . import screen

MEANING, ABOUT, WIDTH = 34, 22, 79


@screen.register
def help_index(reply: HelpIndex) -> str:
    rows = [row for words, about in sorted(reply.subjects) for row in beside(words, about.upper(), ABOUT)]
    return "\n".join([*rows, *beside("HELP:STEPS", "A BOOKING, STEP BY STEP", ABOUT),
                      *beside("HELP:ERR FORMAT", "CAUSE AND CURE OF WHAT THE HOST SAID", ABOUT)])


@screen.register
def help_display(reply: HelpDisplay) -> str:
    rows = [*explained(reply.cases), *meant(tuple(entry for entry, _ in reply.near)), *folded(reply.formats)]
    rows += [row for entry, meaning in reply.examples for row in beside(entry, meaning.upper(), MEANING)]
    return "\n".join(rows or ["FUNCTION"])


@screen.register
def error_help(reply: ErrorHelp) -> str:
    return "\n".join(explained(reply.cases) or meant(reply.near) or ["NO DISPLAY"])


def meant(near: tuple[str, ...]) -> list[str]:
    return ["DID YOU MEAN", *near] if near else []


def explained(cases: tuple[Case, ...]) -> list[str]:
    return [row for case in cases for row in (
        *case.words.split("\n"), *beside("  CAUSE", case.cause, 10), *beside("  CURE", case.cure, 10))]


def folded(formats: tuple[str, ...]) -> list[str]:
    """Cut behind the bar between two ways where a line is too long."""
    rows: list[str] = []
    for line in formats:
        while len(line) > WIDTH:
            cut = max(line.rfind(mark, 8, WIDTH) for mark in "|}]") + 1 or WIDTH
            rows.append(line[:cut])
            line = f"     {line[cut:]}"
        rows.append(line)
    return rows


def beside(text: str, meaning: str, column: int) -> list[str]:
    """The meaning at its column, below a text that is longer."""
    lines = wrapped(meaning, WIDTH - column + 1, 0)
    first = [columns((1, text), (column, lines[0]))] if width(text) < column - 1 \
        else [text, columns((column, lines[0]))]
    return [row.rstrip() for row in (*first, *(columns((column, line)) for line in lines[1:]))]
