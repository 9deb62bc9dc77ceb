"""FFD and VFFD: frequent flyers and agreements."""
from ....commands.flyers import FlyerAgreements, FlyerDisplay
from ...columns import columns, right
from . import screen


@screen.register
def flyer(reply: FlyerDisplay) -> str:
    held = reply.flyer
    return "\n".join([f"FFD{held.carrier}-{held.number}", columns(
        (1, held.carrier), (4, held.number), (25, held.name), (46, held.tier), right(held.miles, 63, 9))])


@screen.register
def agreements(reply: FlyerAgreements) -> str:
    return "\n".join(["VFFD", *(f"{carrier}  {' '.join(others) or 'NO AGREEMENTS'}"
                                for carrier, others in reply.agreements)])
