"""Bare stores, without a world, on every kind of database."""
import pytest
from conftest import GALERA

from pnr.clock import Clock
from pnr.engine.store.open import Store

SERIALIZABLE = "&options=-c%20default_transaction_isolation%3Dserializable"


@pytest.fixture(params=["memory", "file", "postgres", "serializable", GALERA])
def store_url(request, tmp_path):
    if request.param == "memory":
        return "sqlite://"
    if request.param == "file":
        return f"sqlite:///{tmp_path}/host.db"
    if request.param == "galera":
        return request.getfixturevalue("galera")
    url = request.getfixturevalue("empty_postgres")
    return url + (SERIALIZABLE if request.param == "serializable" else "")


@pytest.fixture
def open_store():
    """Opens stores, and closes them after the test."""
    opened = []

    def opening(url, now="2026-12-01T09:00Z", fixed=True, **options):
        opened.append(Store(url, Clock(now), fixed, **options))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def store(store_url, open_store):
    return open_store(store_url)


@pytest.fixture
def file_url(tmp_path):
    return f"sqlite:///{tmp_path}/host.db"
