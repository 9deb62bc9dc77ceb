"""Rows of what was loaded into the host: each file once, and its lines gathered under the key they are asked by."""
from sqlalchemy import BigInteger, Column, Index, Integer, Table, bindparam, insert, select

from ..store.tables import MOMENT, Text, Word, metadata

filings = Table("filing", metadata, Column("number", Integer, primary_key=True, autoincrement=False),
                Column("kind", Word(12), nullable=False), Column("hash", Word(64), nullable=False),
                Column("form", Word(12), nullable=False), Column("columns", Text, nullable=False),
                Column("rows", BigInteger, nullable=False),
                Column("name", Text, nullable=False, info={"volatile": True}),
                Column("at", Word(MOMENT), nullable=False, info={"volatile": True}),
                Column("epoch", BigInteger, nullable=False, info={"volatile": True, "fence": True}),
                Index("filing_content", "kind", "hash"))
blocks = Table("filed", metadata, Column("form", Word(12), primary_key=True), Column("key", Word(80), primary_key=True),
               Column("filing", Integer, primary_key=True, autoincrement=False),
               Column("part", Integer, primary_key=True, autoincrement=False), Column("body", Text, nullable=False))

LAST = select(filings.c.number, filings.c.epoch).order_by(filings.c.number.desc()).limit(1)
ALL = select(filings.c.number, filings.c.form, filings.c.columns).order_by(filings.c.number)
CONTENT = (select(filings.c.number, filings.c.rows)
           .where(filings.c.kind == bindparam("sort"), filings.c.hash == bindparam("content")))
ENTER = insert(filings).inline()
PUT = insert(blocks).inline()
UNDER = (select(blocks.c.filing, blocks.c.body).order_by(blocks.c.filing, blocks.c.part)
         .where(blocks.c.form == bindparam("of"), blocks.c.key == bindparam("wanted")))
KEYS = select(blocks.c.key).distinct().where(blocks.c.form == bindparam("of")).order_by(blocks.c.key)
