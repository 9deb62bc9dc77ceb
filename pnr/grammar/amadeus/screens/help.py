"""HE: entries with what they do, from the examples above the grammar's rules."""
from ....commands.help import HelpDisplay
from ...columns import columns
from . import screen

END = "*** END OF DISPLAY ***"


@screen.register
def help_display(reply: HelpDisplay) -> str:
    title = f"HELP {reply.topic}" if reply.topic else "HELP INDEX - HE AND AN ENTRY SHOWS ITS FORMS"
    rows = [columns((1, entry), (40, meaning.upper())) for entry, meaning in reply.examples]
    if not rows:
        rows = ["NO HELP FOR THIS ENTRY" + (f" - TRY {' '.join(reply.near)}" if reply.near else "")]
    return "\n".join([title, *rows, END])
