"""Rows of bookings, their history, what they are found by, and work areas."""
from sqlalchemy import (
    Column,
    Integer,
    Select,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    union_all,
    update,
)

from ..store.tables import Text, Word, metadata

bookings = Table("booking", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
                 Column("version", Integer, nullable=False), Column("body", Text, nullable=False))
finders = Table("finder", metadata, Column("kind", Word(8), primary_key=True),
                Column("value", Word(80), primary_key=True),
                Column("booking", Integer, primary_key=True, autoincrement=False), sqlite_with_rowid=False)
history = Table("history", metadata, Column("booking", Integer, primary_key=True, autoincrement=False),
                Column("version", Integer, primary_key=True, autoincrement=False), Column("body", Text, nullable=False),
                sqlite_with_rowid=False)
areas = Table("area", metadata, Column("terminal", Word(40), primary_key=True),
              Column("letter", Word(1), primary_key=True),
              Column("version", Integer, nullable=False, info={"volatile": True, "fence": True}),
              Column("serial", Integer, nullable=False),
              Column("session", Integer, nullable=False, info={"volatile": True}),
              Column("expires", String(32), nullable=False), Column("reply", Text, nullable=False),
              Column("body", Text, nullable=False), sqlite_with_rowid=False)

NEWEST = 300  # bookings that are looked through for the last of an office
LIST = 500  # of an office's list at once
PAIRS = 7  # of bounds counted at once: one for each standing
BODY = select(bookings.c.body).where(bookings.c.id == bindparam("number"))
VERSION = select(bookings.c.version).where(bookings.c.id == bindparam("number"))
ALL = select(bookings.c.id, bookings.c.version, bookings.c.body).order_by(bookings.c.id)
LATEST = select(bookings.c.id, bookings.c.body).order_by(bookings.c.id.desc()).limit(NEWEST)
FILE_FIRST = insert(bookings).inline()
FILE_NEXT = (update(bookings).where(bookings.c.id == bindparam("number"), bookings.c.version == bindparam("seen"))
             .values(version=bookings.c.version + 1, body=bindparam("document")))

FOUND = (select(finders.c.value, finders.c.booking).order_by(finders.c.value, finders.c.booking)
         .where(finders.c.kind == bindparam("sort"), finders.c.value >= bindparam("low"),
                finders.c.value < bindparam("high")))
WITHIN = (finders.c.kind == bindparam("sort"), finders.c.value >= bindparam("low"), finders.c.value < bindparam("high"))
LISTED = select(finders.c.value, finders.c.booking).where(*WITHIN).limit(LIST)
NEWEST_OF = LISTED.order_by(finders.c.value.desc(), finders.c.booking.desc())
NEXT_OF = LISTED.order_by(finders.c.value, finders.c.booking)
ALL_FINDERS = select(finders.c.kind, finders.c.value, finders.c.booking)
POINT = insert(finders).inline()
UNPOINT = delete(finders).where(finders.c.kind == bindparam("kind"), finders.c.value == bindparam("value"),
                                finders.c.booking == bindparam("booking"))


def counted(place: int) -> Select:
    """How many finders lie between one pair of bounds, beside the number of the pair."""
    return (select(literal_column(str(place)), func.count()).select_from(finders)
            .where(finders.c.kind == bindparam("sort"), finders.c.value >= bindparam(f"low{place}"),
                   finders.c.value < bindparam(f"high{place}")))


COUNTED = union_all(*map(counted, range(PAIRS)))

APPEND = insert(history).inline()
HISTORY = select(history.c.body).where(history.c.booking == bindparam("number")).order_by(history.c.version)

AREA = (select(areas.c.version, areas.c.serial, areas.c.session, areas.c.reply, areas.c.body)
        .where(areas.c.terminal == bindparam("name"), areas.c.letter == bindparam("area")))
CLAIM = AREA.with_for_update()
AREA_VERSION = select(areas.c.version).where(areas.c.terminal == bindparam("name"), areas.c.letter == bindparam("area"))
CLAIM_VERSION = AREA_VERSION.with_for_update()
ALL_AREAS = select(areas.c.terminal, areas.c.letter, areas.c.body).order_by(areas.c.terminal, areas.c.letter)
AREA_FIRST = insert(areas).inline()
AREA_NEXT = (update(areas).where(areas.c.terminal == bindparam("name"), areas.c.letter == bindparam("area"),
                                 areas.c.version == bindparam("seen"))
             .values(version=areas.c.version + 1, serial=bindparam("turn"), session=bindparam("holder"),
                     expires=bindparam("until"), reply=bindparam("said"), body=bindparam("document")))
AREA_SESSION = (update(areas).where(areas.c.terminal == bindparam("name"), areas.c.letter == bindparam("area"))
                .values(version=areas.c.version + 1, session=bindparam("holder")))
AREA_GONE = delete(areas).where(areas.c.terminal == bindparam("name"), areas.c.letter == bindparam("area"))
EXPIRY = select(areas.c.expires).where(areas.c.terminal == bindparam("name"), areas.c.letter == bindparam("area"))
