"""Rows of assigned seats: a seat of a leg is there once, whoever has it."""
from sqlalchemy import Column, Index, Table, bindparam, delete, insert, select, update

from ..store.tables import Word, metadata

assigned = Table("assigned", metadata, Column("leg", Word(20), primary_key=True),
                 Column("seat", Word(4), primary_key=True), Column("owner", Word(48), nullable=False),
                 Index("assigned_owner", "owner"), sqlite_with_rowid=False)

THIS = (assigned.c.leg == bindparam("of"), assigned.c.seat == bindparam("place"))
TAKE = insert(assigned).inline()
ON_LEG = select(assigned.c.seat, assigned.c.owner).where(assigned.c.leg == bindparam("of"))
OF_OWNER = select(assigned.c.leg, assigned.c.seat).where(assigned.c.owner == bindparam("who"))
FREE = delete(assigned).where(*THIS, assigned.c.owner == bindparam("who"))
PASS_ON = update(assigned).where(*THIS, assigned.c.owner == bindparam("who")).values(owner=bindparam("to"))
ALL = select(assigned.c.leg, assigned.c.seat, assigned.c.owner)
