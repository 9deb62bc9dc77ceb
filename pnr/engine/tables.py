"""Every table of the airline, known to the metadata by being imported here."""
from .booking import tables as booking
from .inventory import tables as inventory
from .queues import tables as queues
from .seating import tables as seating
from .store import tables as store
from .tariff import tables as tariff
from .ticketing import tables as ticketing

__all__ = ["booking", "inventory", "queues", "seating", "store", "tariff", "ticketing"]
