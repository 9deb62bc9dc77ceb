"""Rows of queues: a booking is at most once in a place: an office, a number, a category and a range of dates."""
from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from ..store.tables import MOMENT, Word, metadata

queue = Table("queue", metadata, Column("office", Word(9), primary_key=True),
              Column("number", Integer, primary_key=True, autoincrement=False),
              Column("category", Integer, primary_key=True, autoincrement=False),
              Column("dates", Integer, primary_key=True, autoincrement=False),
              Column("booking", BigInteger, primary_key=True, autoincrement=False),
              Column("at", Word(MOMENT), nullable=False), Column("turn", BigInteger, nullable=False),
              Column("terminal", Word(40), nullable=False), Column("since", Word(MOMENT), nullable=False),
              Column("remark", Word(80), nullable=False),
              Index("queue_order", "office", "number", "category", "dates", "turn"), sqlite_with_rowid=False)

nicknames = Table("queuename", metadata, Column("office", Word(9), primary_key=True),
                  Column("name", Word(8), primary_key=True), Column("number", Integer, nullable=False),
                  Column("category", Integer, nullable=False), Column("dates", Integer, nullable=False),
                  sqlite_with_rowid=False)

PLACE = (queue.c.office == bindparam("where"), queue.c.number == bindparam("of"), queue.c.category == bindparam("sort"),
         queue.c.dates == bindparam("when"))
ITEM = (*PLACE, queue.c.booking == bindparam("about"))
FREE = or_(queue.c.terminal == "", queue.c.terminal == bindparam("me"), queue.c.since < bindparam("stale"))
READY = and_(queue.c.at <= bindparam("now"), FREE)

ADD = insert(queue).inline()
KNOWN = select(queue.c.terminal, queue.c.since, queue.c.at, queue.c.turn, queue.c.remark).where(*ITEM)
LAST = select(func.max(queue.c.turn)).where(*PLACE)
NEXT = (select(queue.c.booking, queue.c.terminal, queue.c.since, queue.c.turn)
        .where(*PLACE, READY, queue.c.turn > bindparam("past")).order_by(queue.c.turn).limit(1))
CLAIM = (update(queue).where(*ITEM, queue.c.terminal == bindparam("held"), queue.c.since == bindparam("seen"))
         .values(terminal=bindparam("mine"), since=bindparam("from")))
MOVE = (update(queue).where(*ITEM).values(at=bindparam("until"), turn=bindparam("then"), terminal="", since="",
                                          remark=bindparam("said")))
REMOVE = delete(queue).where(*ITEM)
LEFT = select(func.count()).select_from(queue).where(*PLACE, queue.c.at <= bindparam("now"))
COUNTS = (select(queue.c.number, queue.c.category, queue.c.dates, func.count())
          .where(queue.c.office == bindparam("where"), queue.c.at <= bindparam("now"))
          .group_by(queue.c.number, queue.c.category, queue.c.dates)
          .order_by(queue.c.number, queue.c.category, queue.c.dates))
WAITING = (select(queue.c.booking, queue.c.terminal, queue.c.since, queue.c.remark)
           .where(*PLACE, queue.c.at <= bindparam("now")).order_by(queue.c.turn).limit(bindparam("most")))
ALL = select(queue.c.office, queue.c.number, queue.c.category, queue.c.dates, queue.c.booking)
UNWORKED = (select(queue.c.booking)
            .where(*PLACE, or_(queue.c.terminal == "", queue.c.since < bindparam("stale"))).order_by(queue.c.turn))
PLACED = (select(queue.c.office, queue.c.number, queue.c.category, queue.c.dates, queue.c.at, queue.c.remark)
          .where(queue.c.booking == bindparam("about")).order_by(queue.c.at, queue.c.turn))

NICKNAMES = (select(nicknames.c.name, nicknames.c.number, nicknames.c.category, nicknames.c.dates)
             .where(nicknames.c.office == bindparam("where")).order_by(nicknames.c.name))
CALL = insert(nicknames).inline()
UNCALL = delete(nicknames).where(nicknames.c.office == bindparam("where"), nicknames.c.name == bindparam("called"))
