"""`pnr load` at the command line: what it says, how it ends, and that desks price by what was loaded."""
import json

import pytest

from pnr.engine.tariff.forms import KINDS as FORMED
from pnr.terminal.cli import LOADED
from pnr.terminal.loading import KINDS

HEAD = "carrier,tariff,org,dst,fareclass,rbd,tag,cur,amount,rule,eff\n"
FARE = "HU,DOMCN,BJS,SHA,Y,Y,3,CNY,{},D000,2026-01-01\n"
PRICE = "SSHU7601Y10DECPEKSHA1\nFXX\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="fares.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture(params=["file", "postgres"])
def db(request, url_of):
    return url_of(request.param)


def base(cli, db):
    done = cli("run", "--format", "jsonl", typed=PRICE, db=db)
    return json.loads(done.out.splitlines()[1])["data"]["fares"][0]["base"]["amount"]


def test_every_kind_can_be_loaded():
    assert {*LOADED} == {*KINDS} >= {*FORMED, "rules"}


def test_a_desk_prices_by_what_was_loaded(cli, db, file, tmp_path):
    before = base(cli, db)
    path = file(HEAD + FARE.format(1640))
    done = cli("load", "fares", path, db=db)
    assert done == (0, f"{path}: 1 fare line, filing 1\n", "")
    assert base(cli, db) == "1640.00" != before
    again = cli("load", "fares", path, db=db)
    assert (again.code, again.out) == (0, f"{path}: loaded already as filing 1, nothing changed\n")
    assert cli("check", db=db).code == 0
    backup, digest = tmp_path / "kept", cli("check", "--digest", db=db).out
    assert cli("backup", backup, db=db).code == 0
    assert cli("load", "fares", file(HEAD + FARE.format(1700)), db=db).code == 0
    assert base(cli, db) == "1700.00"
    assert cli("restore", "--force", backup, db=db).code == 0
    assert cli("check", "--digest", db=db).out == digest
    assert base(cli, db) == "1640.00"


def test_a_bad_line_ends_with_its_place_and_two(cli, db, file):
    good, bad = file(HEAD + FARE.format(1640), "good.csv"), file(HEAD + FARE.format("16x0"), "bad.csv")
    done = cli("load", "fares", good, bad, db=db)
    assert (done.code, done.err) == (2, f"pnr: {bad}:2:28: '16x0' is no amount\n")
    assert done.out == f"{good}: 1 fare line, filing 1\n"
    assert base(cli, db) == "1640.00"


def test_fares_whose_rule_nobody_filed_are_told(cli, file):
    path = file(HEAD + FARE.format(1640).replace("D000", "D999"))
    done = cli("load", "fares", path)
    assert done.code == 0
    assert done.err == f"{path}: no rule HU/DOMCN/D999: its fares cannot be used before it is loaded\n"


@pytest.mark.parametrize(("arguments", "reason"), [
    (("load", "colours", "x"), "colours"), (("load", "fares"), "FILES"), (("load", "fares", "/nowhere.csv"), "nowhere"),
    (("load", "fares", "."), "directory"),
])
def test_wrong_usage(cli, arguments, reason):
    done = cli(*arguments)
    assert done.code == 2 and reason in done.err and done.err.count("\n") == 1


def test_a_bar_where_somebody_looks(cli, file, monkeypatch):
    from pnr.terminal import loading

    monkeypatch.setattr(loading.sys.stderr, "isatty", lambda: True, raising=False)
    assert cli("load", "fares", file(HEAD + FARE.format(1640))).code == 0
