"""SP: those who go, as a booking of their own."""
from ....commands.split import PartDisplay
from . import screen


@screen.register
def part(reply: PartDisplay) -> str:
    return screen(reply.display)
