"""HE: entries with what they do, from the examples above the grammar's rules."""
from ....commands.help import HelpDisplay
from ...columns import columns
from . import screen

END = "*** END OF DISPLAY ***"
MEANING = 40  # its column


@screen.register
def help_display(reply: HelpDisplay) -> str:
    title = f"HELP {reply.topic}" if reply.topic else "HELP INDEX - HE AND AN ENTRY SHOWS ITS FORMS"
    rows = [row for entry, meaning in reply.examples for row in help_rows(entry, meaning.upper())]
    if not rows:
        rows = ["NO HELP FOR THIS ENTRY" + (f" - TRY {' '.join(reply.near)}" if reply.near else "")]
    return "\n".join([title, *rows, END])


def help_rows(entry: str, meaning: str) -> list[str]:
    """What a long entry means stands below it."""
    if len(entry) < MEANING - 1:
        return [columns((1, entry), (MEANING, meaning))]
    return [entry, columns((MEANING, meaning))]
