"""ACCEPTED."""
from ....commands.printers import Accepted
from . import screen


@screen.register
def accepted(reply: Accepted) -> str:
    return "ACCEPTED"
