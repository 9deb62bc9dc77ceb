"""How much an entry asks of the store, so that nobody pays for what is not needed."""
from enum import IntEnum


class Weight(IntEnum):
    LOCAL = 0  # the desk's own: help, paging; for the store one statement that reads
    LOOK = 1  # reads; what is remembered is written with the next write
    WORK = 2  # survives a crash of the program
    FILE = 3  # survives a crash of the machine: one flush, answered after it
