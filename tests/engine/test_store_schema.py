"""The tables of a database: made, recognised with one question, brought up to date, refused when newer."""
import re
import sqlite3
import subprocess
import sys
import threading

import pytest
from sqlalchemy import insert, text

from pnr.engine.store import migrating, schema
from pnr.engine.store.driver import Driver
from pnr.engine.store.open import Session
from pnr.engine.store.tables import metadata, world
from pnr.engine.store.weight import Weight
from pnr.errors import NewerSchema, StoreUnavailable

from . import workers

NOW = schema.REVISION
AHEAD = f"{int(NOW) + 1:04}"
SHAPE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name",
    "columns": "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length, collation_name, "
               "column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
}


def rows(store, question):
    return store.transact(Weight.LOOK, lambda session, _: list(session.run(text(question)).fetchall()))


def shape_of(path):
    with sqlite3.connect(path) as connection:
        return {name: re.sub(r"\s+", " ", sql.replace("IF NOT EXISTS ", "")) for name, sql
                in connection.execute(SHAPE["sqlite"])}


def test_the_migrations_lead_to_the_metadata(open_store, tmp_path):
    """When this fails, run `scripts/draft_revision.py`."""
    open_store(f"sqlite:///{tmp_path}/made.db").close()
    migrating.upgrade(Driver(f"sqlite:///{tmp_path}/migrated.db"))
    made, migrated = shape_of(tmp_path / "made.db"), shape_of(tmp_path / "migrated.db")
    assert migrated == made


def test_the_migrations_lead_to_the_metadata_on_postgresql(open_store, cluster, empty_postgres):
    cluster.execute("CREATE DATABASE migrated TEMPLATE template0")
    url = cluster.url("migrated")
    migrating.upgrade(Driver(url))
    open_store(empty_postgres).close()
    for question in ("columns", "indexes"):
        assert asked(url, SHAPE[question]) == asked(empty_postgres, SHAPE[question])


def asked(url, question):
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        return connection.execute(question).fetchall()


def test_the_stamp_is_the_newest_revision():
    assert migrating.scripts().get_current_head() == schema.REVISION


def test_every_table_has_a_key_and_plain_types():
    kinds = {type(column.type).__name__ for table in metadata.tables.values() for column in table.columns}
    assert kinds <= {"String", "Text", "Integer", "BigInteger", "LargeBinary", "Boolean"}
    assert all(table.primary_key.columns for table in metadata.tables.values())


def test_a_later_start_asks_once(open_store, store_url, monkeypatch):
    first = open_store(store_url)
    if not first.in_memory:
        asked = []
        real = Session.run
        monkeypatch.setattr(Session, "run", lambda *args, **named: (asked.append(1), real(*args, **named))[1])
        open_store(store_url)
        assert asked == [1]


def test_alembic_comes_only_when_it_is_needed(file_url):
    program = """if True:
        import sys
        from pnr.clock import Clock
        from pnr.engine.store.open import Store
        for _ in range(2):
            Store(sys.argv[1], Clock(), True).close()
        print(sorted({"alembic", "cryptography", "platformdirs", "sqlalchemy.orm"} & set(sys.modules)))"""
    assert subprocess.check_output([sys.executable, "-c", program, file_url], text=True).strip() == "[]"


@pytest.fixture
def second_revision(tmp_path, monkeypatch):
    """A program one revision ahead of the databases made so far."""
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for script in (migrating.FOLDER / "versions").glob("r*.py"):
        (versions / script.name).write_text(script.read_text())

    def ahead(steps="op.add_column('world', sa.Column('note', sa.Text(), nullable=True))"):
        (versions / f"r{AHEAD}.py").write_text(
            f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '{AHEAD}'\ndown_revision = '{NOW}'\n"
            f"def upgrade():\n    {steps}\n")
        monkeypatch.setattr(migrating, "FOLDER", tmp_path / "migrations")
        monkeypatch.setattr(schema, "REVISION", AHEAD)

    return ahead


def note(store):
    store.transact(Weight.FILE, lambda session, _: session.run(insert(world).inline(), name="kept", value="yes"))


def test_an_older_database_is_brought_up_to_date(open_store, store_url, second_revision, tmp_path):
    store = open_store(store_url)
    if store.in_memory:
        pytest.skip("a database in memory is never older")
    note(store)
    second_revision()
    assert rows(open_store(store_url), "SELECT value, note FROM world WHERE name = 'kept'")[0][:] == ("yes", None)
    if store.driver.path:
        with sqlite3.connect(tmp_path / "host.db.before-migration") as copy:
            assert copy.execute("SELECT * FROM world WHERE name = 'kept'").fetchall() == [("kept", "yes")]
            assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(NOW,)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(open_store, store_url, second_revision, tmp_path):
    store = open_store(store_url)
    if store.in_memory:
        pytest.skip("a database in memory is never older")
    if store.driver.keeps_changes_at_once:
        pytest.skip("it keeps each change of a table at once")
    note(store)
    second_revision("op.create_table('extra', sa.Column('a', sa.Integer())); op.execute('nonsense')")
    with pytest.raises(StoreUnavailable, match="not migrated") as caught:
        open_store(store_url)
    assert "\n" not in caught.value.facts["reason"]
    assert rows(store, "SELECT version_num FROM alembic_version") == [(NOW,)]
    with pytest.raises(StoreUnavailable, match="extra"):
        rows(store, "SELECT * FROM extra")


def test_half_of_a_migration_is_known_where_it_stays(open_store, store_url, second_revision, monkeypatch):
    """MariaDB keeps each change of a table at once: whoever comes next neither takes the step again nor works so."""
    store = open_store(store_url, patience=1)
    if store.driver.sqlite:
        pytest.skip("SQLite undoes it")
    real = Driver.__init__

    def keeping(driver, url):
        real(driver, url)
        driver.keeps_changes_at_once = True

    monkeypatch.setattr(Driver, "__init__", keeping)
    second_revision("op.create_table('extra', sa.Column('a', sa.Integer())); op.execute('nonsense')")
    with pytest.raises(StoreUnavailable, match="not migrated"):
        open_store(store_url, patience=1)
    second_revision("raise AssertionError('taken again')")
    with pytest.raises(StoreUnavailable, match=f"a migration from revision {NOW} was cut short"):
        open_store(store_url, patience=1)
    store.transact(Weight.FILE, lambda session, _: session.run(schema.UNMARK))
    if store.driver.name not in ("sqlite", "postgresql"):
        rows(store, "DROP TABLE extra")
    second_revision()
    assert schema.look(open_store(store_url))["revision"] == AHEAD
    assert not rows(store, "SELECT * FROM world WHERE name = 'migrating'")


def test_a_newer_database_is_left_alone(open_store, file_url, tmp_path):
    store = open_store(file_url)
    store.transact(Weight.FILE, lambda session, _: session.run(text("UPDATE alembic_version SET version_num = 'f00d'")))
    store.close()
    before = (tmp_path / "host.db").read_bytes()
    with pytest.raises(NewerSchema, match="f00d"):
        open_store(file_url)
    assert (tmp_path / "host.db").read_bytes() == before


def test_a_making_cut_short_is_resumed(open_store, file_url):
    store = open_store(file_url)
    for statement in ("DELETE FROM alembic_version", "DELETE FROM world", "DROP TABLE due"):
        store.transact(Weight.FILE, lambda session, _, statement=statement: session.run(text(statement)))
    store.close()
    again = open_store(file_url)
    assert rows(again, "SELECT version_num FROM alembic_version") == [(NOW,)]
    assert rows(again, "SELECT * FROM due") == []


def test_tables_that_somebody_made_a_moment_ago_are_no_half_of_them(open_store, store_url):
    schema.demand_ours(open_store(store_url))  # as whoever looked just before they were there goes on


@pytest.mark.parametrize("fixed", [True, False])
def test_two_who_make_it_at_once(open_store, store_url, fixed):
    if store_url == "sqlite://":
        pytest.skip("in memory everybody has a database of his own")
    found = at_once(lambda: open_store(store_url, fixed=fixed).keys.masters)
    assert found == [found[0]] * 4


@pytest.mark.parametrize("who", ["threads", "programs"])
def test_two_who_bring_it_up_to_date_at_once(open_store, store_url, second_revision, tmp_path, who):
    store = open_store(store_url)
    if store.in_memory:
        pytest.skip("a database in memory is never older")
    second_revision()
    if who == "threads":
        at_once(lambda: open_store(store_url))
    else:
        workers.all_of(4, lambda *_: open_store(store_url).close())
    assert schema.look(store)["revision"] == AHEAD
    if store.driver.path:
        with sqlite3.connect(tmp_path / "host.db.before-migration") as copy:
            assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(NOW,)]


def at_once(make):
    """What four threads made, each without failing."""
    found, failed = [], []

    def one():
        try:
            found.append(make())
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return found
