"""RRN and its like: the copy."""
from ....commands.copying import CopyDisplay
from . import screen


@screen.register
def copied(reply: CopyDisplay) -> str:
    return f"-REPLICATED PNR-\n{screen(reply.display)}"
