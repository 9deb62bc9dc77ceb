"""HELP: entries with what they do, from the examples above the grammar's rules."""
from ....commands.help import HelpDisplay
from ...columns import columns
from . import screen


@screen.register
def help_display(reply: HelpDisplay) -> str:
    rows = [columns((1, entry), (42, meaning.upper())) for entry, meaning in reply.examples]
    return "\n".join(rows or ["FUNCTION", *reply.near])
