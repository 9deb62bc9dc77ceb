"""Whether two carriers issue electronic tickets for each other's flights."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from .command import Command, Reply, execute


@dataclass(frozen=True)
class CheckInterline(Command):
    carrier: str
    partner: str
    weight = Weight.LOOK


@dataclass(frozen=True)
class Agreed(Reply):
    """Of tickets of `carrier` sold here with flights of `partner`, and the other way round (`returned`)."""

    carrier: str
    partner: str
    agreed: bool
    returned: bool


@execute.register
def check_interline(command: CheckInterline, work) -> Agreed:
    """Raises UnknownCarrier."""
    one, other = (work.world.airlines.airline(each).code for each in (command.carrier, command.partner))
    agreements, country, today = work.tariff.agreements, work.office.country, work.today
    return Agreed(one, other, agreements.agreed(one, other, country, today),
                  agreements.agreed(other, one, country, today))
