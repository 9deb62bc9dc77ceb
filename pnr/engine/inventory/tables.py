"""Rows of seats: one for each leg and date, there once somebody touched it."""
from sqlalchemy import Column, Integer, Table, bindparam, insert, select, update

from ..store.tables import Text, Word, metadata

seats = Table("seats", metadata, Column("leg", Word(20), primary_key=True), Column("version", Integer, nullable=False),
              Column("generation", Integer, nullable=False), Column("body", Text, nullable=False),
              sqlite_with_rowid=False)

ONE = select(seats.c.version, seats.c.body).where(seats.c.leg == bindparam("key"))
CLAIM = ONE.with_for_update()
DEPARTURES = select(seats.c.leg, seats.c.body).where(seats.c.leg >= bindparam("low"), seats.c.leg < bindparam("high"))
ALL = select(seats.c.leg, seats.c.body).order_by(seats.c.leg)
TOUCH = insert(seats).inline()
WRITE = (update(seats).where(seats.c.leg == bindparam("key"), seats.c.version == bindparam("seen"))
         .values(version=seats.c.version + 1, generation=bindparam("read"), body=bindparam("document")))
