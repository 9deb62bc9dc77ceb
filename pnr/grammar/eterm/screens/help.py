"""HELP: entries with what they do, from the examples above the grammar's rules."""
from ....commands.help import HelpDisplay
from ...columns import columns, width
from . import screen

MEANING, WIDTH = 42, 80


@screen.register
def help_display(reply: HelpDisplay) -> str:
    shown = reply.examples if reply.topic else sorted(reply.examples)
    rows = [row for entry, meaning in shown for row in help_rows(entry, meaning.upper())]
    return "\n".join(rows or ["FUNCTION", *reply.near])


def help_rows(entry: str, meaning: str) -> list[str]:
    """What it means beside an entry, or below it where there is no room."""
    beside = columns((1, entry), (MEANING, meaning))
    if width(entry) < MEANING - 1 and width(beside) <= WIDTH:
        return [beside]
    return [entry, columns((max(2, min(MEANING, WIDTH + 1 - width(meaning))), meaning))]
