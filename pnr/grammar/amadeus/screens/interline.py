"""TGAD: a line each way."""
from ....commands.interline import Agreed
from ...columns import columns
from . import screen


@screen.register
def agreed(reply: Agreed) -> str:
    ways = ((reply.carrier, reply.partner, reply.agreed), (reply.partner, reply.carrier, reply.returned))
    return "\n".join([f"TGAD-{reply.carrier}/{reply.partner}", *(way(*each) for each in ways)])


def way(carrier: str, partner: str, allowed: bool) -> str:
    return columns((1, f"{carrier} ETKT"), (10, f"{partner} FLIGHTS"),
                   (23, "INTERLINE ALLOWED" if allowed else "NO INTERLINE BETWEEN CARRIERS"))
