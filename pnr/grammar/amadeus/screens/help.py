"""HE: subjects, entries with what they do, and what stands behind a refusal."""
from collections.abc import Iterable

from ....commands.help import Case, ErrorHelp, HelpDisplay, HelpIndex
from ...columns import columns, wrapped
from . import screen

END = "*** END OF DISPLAY ***"
WIDTH = 79
MEANING, ABOUT, WORDS = 34, 26, 10  # columns


@screen.register
def help_index(reply: HelpIndex) -> str:
    rows = sorted((words, about) for words, about in reply.subjects)
    return page("HELP INDEX", [row for words, about in rows for row in beside(words, about.upper(), ABOUT)],
                ["", *beside("HE AN", "HOW ENTRIES THAT BEGIN SO ARE PUT TOGETHER; HE AND A SUBJECT OR A WORD", ABOUT),
                 *beside("HE/", "ABOUT THE LAST ENTRY", ABOUT), *beside("HE STEPS", "A BOOKING, STEP BY STEP", ABOUT),
                 *beside("HE ERR CHECK DATE", "CAUSE AND CURE OF WHAT THE HOST SAID", ABOUT)])


@screen.register
def help_display(reply: HelpDisplay) -> str:
    if not (reply.examples or reply.near or reply.cases):
        return page(f"HELP {reply.topic}", ["NO HELP FOR THIS ENTRY"])
    meant = [row for entry, about in reply.near for row in beside(entry, about.upper(), MEANING)]
    return page(" - ".join(filter(None, [f"HELP {reply.topic}", reply.title.upper()])), explained(reply.cases),
                headed("DID YOU MEAN", meant), headed("FORMAT", folded(reply.formats)),
                headed("EXAMPLES", [row for entry, meaning in reply.examples
                                    for row in beside(entry, meaning.upper(), MEANING)]))


@screen.register
def error_help(reply: ErrorHelp) -> str:
    if reply.cases:
        return page(f"HELP ERR {reply.text}".rstrip(), explained(reply.cases))
    near = headed("DID YOU MEAN", list(reply.near))
    return page(f"HELP ERR {reply.text}".rstrip(), near or ["THE LAST ENTRY WAS NOT REFUSED" if not reply.text
                                                            else "THE HOST SAYS NOTHING LIKE THIS"])


def page(title: str, *parts: Iterable[str]) -> str:
    return "\n".join([*wrapped(title, WIDTH, 5), *(row for part in parts for row in part), END])


def explained(cases: tuple[Case, ...]) -> list[str]:
    return [row for case in cases for row in (
        *case.words.split("\n"), *beside("  CAUSE", case.cause, WORDS), *beside("  CURE", case.cure, WORDS))]


def headed(title: str, rows: list[str]) -> list[str]:
    return [title, *rows] if rows else []


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
    first = [columns((1, text), (column, lines[0]))] if len(text) < column - 1 else [text, columns((column, lines[0]))]
    return [row.rstrip() for row in (*first, *(columns((column, line)) for line in lines[1:]))]
