"""Rows of tickets, what they are found by, the ledger and what of it is closed, and the numbers in stock."""
from sqlalchemy import BigInteger, Column, Index, Integer, Table, bindparam, delete, func, insert, select, update

from ..store.tables import MOMENT, Text, Word, counters, metadata

tickets = Table("ticket", metadata, Column("number", Word(13), primary_key=True),
                Column("version", Integer, nullable=False), Column("body", Text, nullable=False),
                sqlite_with_rowid=False)
finders = Table("ticketfinder", metadata, Column("kind", Word(8), primary_key=True),
                Column("value", Word(80), primary_key=True), Column("ticket", Word(13), primary_key=True),
                sqlite_with_rowid=False)
ledger = Table("ledger", metadata, Column("document", Word(13), primary_key=True),
               Column("posting", Word(8), primary_key=True),
               Column("line", Integer, primary_key=True, autoincrement=False),
               Column("at", Word(MOMENT), nullable=False), Column("day", Word(10), nullable=False),
               Column("office", Word(9), nullable=False), Column("sign", Word(8), nullable=False),
               Column("account", Word(24), nullable=False), Column("currency", Word(3), nullable=False),
               Column("amount", BigInteger, nullable=False), Index("ledger_day", "office", "day"),
               sqlite_with_rowid=False)
periods = Table("period", metadata, Column("office", Word(9), primary_key=True),
                Column("number", Integer, primary_key=True, autoincrement=False),
                Column("last", Word(10), nullable=False), Column("body", Text, nullable=False),
                sqlite_with_rowid=False)
stock = Table("stock", metadata, Column("office", Word(9), primary_key=True),
              Column("series", Word(12), primary_key=True), Column("first", BigInteger, nullable=False),
              Column("next", BigInteger, nullable=False), Column("last", BigInteger, nullable=False),
              sqlite_with_rowid=False)
printers = Table("printer", metadata, Column("office", Word(9), primary_key=True),
                 Column("number", Integer, primary_key=True, autoincrement=False),
                 Column("up", Integer, nullable=False), Column("input", Integer, nullable=False),
                 Column("output", Integer, nullable=False), Column("first", BigInteger, nullable=False),
                 Column("last", BigInteger, nullable=False), sqlite_with_rowid=False)
payments = Table("charge", metadata, Column("booking", BigInteger, primary_key=True, autoincrement=False),
                 Column("place", Integer, primary_key=True, autoincrement=False),
                 Column("version", Integer, nullable=False), Column("body", Text, nullable=False),
                 sqlite_with_rowid=False)

TICKET = select(tickets.c.body).where(tickets.c.number == bindparam("ticket"))
ALL = select(tickets.c.number, tickets.c.body).order_by(tickets.c.number)
ISSUE = insert(tickets).inline()
CHANGE = (update(tickets).where(tickets.c.number == bindparam("ticket"), tickets.c.version == bindparam("seen"))
          .values(version=tickets.c.version + 1, body=bindparam("document")))

FOUND = (select(finders.c.ticket).order_by(finders.c.ticket)
         .where(finders.c.kind == bindparam("sort"), finders.c.value == bindparam("wanted")))
NAMED = (select(finders.c.ticket).order_by(finders.c.value, finders.c.ticket)
         .where(finders.c.kind == bindparam("sort"), finders.c.value >= bindparam("low"),
                finders.c.value < bindparam("high")))
ALL_FINDERS = select(finders.c.kind, finders.c.value, finders.c.ticket)
POINT = insert(finders).inline()
UNPOINT = delete(finders).where(finders.c.kind == bindparam("kind"), finders.c.value == bindparam("value"),
                                finders.c.ticket == bindparam("ticket"))

POST = insert(ledger).inline()
POSTED = (select(ledger.c.posting, ledger.c.account, ledger.c.amount, ledger.c.currency)
          .where(ledger.c.document == bindparam("ticket")).order_by(ledger.c.posting, ledger.c.line))
SOLD = (select(ledger.c.document, ledger.c.posting, ledger.c.at, ledger.c.day, ledger.c.sign)
        .where(ledger.c.office == bindparam("where"), ledger.c.day >= bindparam("low"),
               ledger.c.day <= bindparam("high"), ledger.c.line == 1))
DAYS = (select(ledger.c.at, ledger.c.day, ledger.c.office, ledger.c.sign, ledger.c.document, ledger.c.posting,
               ledger.c.account, ledger.c.currency, ledger.c.amount)
        .where(ledger.c.day >= bindparam("low"), ledger.c.day <= bindparam("high"))
        .order_by(ledger.c.at, ledger.c.document, ledger.c.posting, ledger.c.line))
ALL_POSTED = (select(ledger.c.document, ledger.c.posting, ledger.c.account, ledger.c.amount, ledger.c.currency)
              .order_by(ledger.c.document, ledger.c.posting, ledger.c.line))

SALE_DAY = (select(ledger.c.day).where(ledger.c.document == bindparam("ticket"), ledger.c.posting == bindparam("kind"),
                                       ledger.c.line == 1))
OF_OFFICE = (select(ledger.c.at, ledger.c.day, ledger.c.office, ledger.c.sign, ledger.c.document, ledger.c.posting,
                    ledger.c.account, ledger.c.currency, ledger.c.amount)
             .where(ledger.c.office == bindparam("where"), ledger.c.day >= bindparam("low"),
                    ledger.c.day <= bindparam("high"))
             .order_by(ledger.c.at, ledger.c.document, ledger.c.posting, ledger.c.line))

NUMBERED = periods.c.number > 0  # 0 is the gate every posting of an office goes through
CLOSED_UNTIL = select(func.max(periods.c.last)).where(periods.c.office == bindparam("where"), NUMBERED)
CLOSED = (select(periods.c.body).where(periods.c.office == bindparam("where"), NUMBERED).order_by(periods.c.number))
ALL_CLOSED = select(periods.c.body).where(NUMBERED).order_by(periods.c.office, periods.c.number)
GATE = periods.c.office == bindparam("where"), periods.c.number == 0
PASS = update(periods).where(*GATE, periods.c.last < bindparam("day")).values(body=bindparam("what"))
SHUT = update(periods).where(*GATE).values(last=bindparam("day"), body=bindparam("what"))
CLOSE = insert(periods).inline()

PAYMENTS = (select(payments.c.place, payments.c.version, payments.c.body).order_by(payments.c.place)
            .where(payments.c.booking == bindparam("number")))
ALL_PAYMENTS = (select(payments.c.booking, payments.c.place, payments.c.version, payments.c.body)
                .order_by(payments.c.booking, payments.c.place))
PUT_PAYMENT = insert(payments).inline()
CHANGE_PAYMENT = (update(payments).where(payments.c.booking == bindparam("number"),
                                         payments.c.place == bindparam("turn"),
                                         payments.c.version == bindparam("seen"))
                  .values(version=payments.c.version + 1, body=bindparam("document")))

STOCK = (select(stock.c.first, stock.c.next, stock.c.last)
         .where(stock.c.office == bindparam("at"), stock.c.series == bindparam("of")))
ALL_STOCK = select(stock.c.office, stock.c.series, stock.c.first, stock.c.next, stock.c.last)
LOAD = insert(stock).inline()
DRAW = (update(stock).where(stock.c.office == bindparam("at"), stock.c.series == bindparam("of"),
                            stock.c.next == bindparam("seen")).values(next=bindparam("then")))

AT_PRINTER = printers.c.office == bindparam("where"), printers.c.number == bindparam("device")
PRINTER = select(printers.c.up, printers.c.input, printers.c.output, printers.c.first, printers.c.last).where(
    *AT_PRINTER)
PUT_AWAY = delete(printers).where(*AT_PRINTER)
SET_UP = insert(printers).inline()

ALLOTTED = select(counters.c.value).where(counters.c.name == bindparam("series"))
ALLOT_FIRST = insert(counters).inline()
ALLOT = (update(counters).where(counters.c.name == bindparam("series"), counters.c.value == bindparam("seen"))
         .values(value=bindparam("then")))
