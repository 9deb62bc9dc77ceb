"""RO: a booking that becomes this office's once it is filed."""
from ....commands.claim import ClaimDisplay
from . import screen


@screen.register
def claimed(reply: ClaimDisplay) -> str:
    return f"-PNR CLAIMED FROM {reply.before}-\n{screen(reply.display)}"
