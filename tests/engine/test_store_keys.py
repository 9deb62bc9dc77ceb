"""Sealed texts, search values, and the key of a database: kept, missed, mistaken, rotated."""
import os
import stat
from pathlib import Path

import pytest

from pnr.engine.store import keys
from pnr.engine.store.keys import DOCUMENTED, Keys
from pnr.errors import StoreUnavailable


@pytest.fixture(autouse=True)
def no_key_in_the_environment(monkeypatch):
    monkeypatch.delenv("PNR_KEY", raising=False)


@pytest.mark.parametrize("text", ["", "P12345678", "汉字", "x" * 5000])
def test_sealed_and_opened(text):
    made = Keys({1: b"k" * 32})
    sealed = made.seal("ABC123")(text)
    assert sealed.startswith("1:") and (not text or text not in sealed)
    assert sealed == made.seal("ABC123")(text) != made.seal("ABC124")(text)
    assert made.opened("ABC123")(sealed) == text


@pytest.mark.parametrize("sealed", ["", "1:", "2:AAAA", "1:!!", "x:AAAA", "1:" + "A" * 44])
def test_what_cannot_be_opened(sealed):
    with pytest.raises(StoreUnavailable, match="ABC123"):
        Keys({1: b"k" * 32}).opened("ABC123")(sealed)


def test_sealed_for_another_record():
    made = Keys({1: b"k" * 32})
    with pytest.raises(StoreUnavailable):
        made.opened("ABC124")(made.seal("ABC123")("P1"))


def test_a_rotation_keeps_what_must_not_change():
    before, after = Keys({1: b"k" * 32}), Keys({1: b"k" * 32, 2: b"n" * 32})
    assert (before.locator, before.index("SMITH")) == (after.locator, after.index("SMITH"))
    old = before.seal("A")("P1")
    new = after.resealed("A")(old)
    assert new.startswith("2:") and after.opened("A")(old) == after.opened("A")(new) == "P1"
    assert after.resealed("A")(new) == new


def test_a_fixed_database_has_the_documented_keys(open_store, store_url):
    store = open_store(store_url)
    assert store.keys.masters == DOCUMENTED
    assert store.in_memory or open_store(store_url, now=None, fixed=False).keys.masters == DOCUMENTED


def test_a_drawn_key_is_kept_and_found_again(open_store, file_url, tmp_path):
    first = open_store(file_url, fixed=False)
    file = tmp_path / "host.db.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and 0 not in first.keys.masters
    assert open_store(file_url, fixed=True).keys.masters == first.keys.masters
    assert [path for path in os.listdir(tmp_path) if ".key." in path] == []


def test_a_server_s_key_is_in_the_data_folder(open_store, empty_postgres):
    store = open_store(empty_postgres, fixed=False)
    file = keys.key_file(store.driver)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert str(file).startswith(os.environ["XDG_DATA_HOME"])
    assert open_store(empty_postgres, fixed=False).keys.masters == store.keys.masters


def test_a_missing_key(open_store, file_url, tmp_path):
    open_store(file_url, fixed=False)
    (tmp_path / "host.db.key").unlink()
    with pytest.raises(StoreUnavailable, match="its key is missing"):
        open_store(file_url, fixed=False)
    assert not (tmp_path / "host.db.key").exists()


@pytest.mark.parametrize(("text", "words"), [("1:" + "A" * 44, "is not its key"), ("nonsense", "not a key"),
                                             ("1:AAAA", "not a key"), ("2:" + "A" * 44, "is not its key")])
def test_a_wrong_key(open_store, file_url, tmp_path, text, words):
    open_store(file_url, fixed=False)
    (tmp_path / "host.db.key").write_text(text)
    with pytest.raises(StoreUnavailable, match=words):
        open_store(file_url, fixed=False)


def test_a_key_from_the_environment(open_store, file_url, tmp_path, monkeypatch):
    monkeypatch.setenv("PNR_KEY", keys.written({1: b"k" * 32}))
    assert open_store(file_url, fixed=False).keys.masters == {1: b"k" * 32}
    assert not (tmp_path / "host.db.key").exists()
    with pytest.raises(StoreUnavailable, match="PNR_KEY"):
        keys.rotated(open_store(file_url).driver)
    monkeypatch.setenv("PNR_KEY", keys.written({1: b"x" * 32}))
    with pytest.raises(StoreUnavailable, match="the key in PNR_KEY is not its key"):
        open_store(file_url, fixed=False)


def test_a_rotation_is_taken_up_by_the_next_opening(open_store, file_url, tmp_path):
    store = open_store(file_url, fixed=False)
    sealed = store.keys.seal("A")("P1")
    keys.rotated(store.driver)
    after = open_store(file_url, fixed=False).keys
    assert after.newest == 2 and after.opened("A")(sealed) == "P1"
    file = tmp_path / "host.db.key"
    file.write_text(file.read_text().splitlines()[0])
    with pytest.raises(StoreUnavailable, match="is not its key"):
        open_store(file_url, fixed=False)


def test_no_key_file_to_rotate(open_store, file_url):
    with pytest.raises(StoreUnavailable, match="no key file"):
        keys.rotated(open_store(file_url).driver)


def test_a_key_file_nobody_may_write(open_store, tmp_path):
    (tmp_path / "host.db.key").mkdir()
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{Path(tmp_path)}/host.db", fixed=False)
