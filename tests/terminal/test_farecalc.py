"""`pnr farecalc`: an object for each calculation line, and lines from objects; no database."""
import json

import pytest

GOOD = "LON VS LAS87.56VS LON87.56Q LONLON37.89NUC213.01END ROE0.765204 XFLAS4.5"
TAXED = "HKG UA CHI 742.02UA HKG 737.79NUC1479.81END ROE7.78676 XT242US40XA36XFORD4.5"


@pytest.fixture
def explained(cli):
    """The objects for the lines typed, and the exit code."""

    def explain(*typed: str):
        done = cli("farecalc", typed="\n".join(typed), db="")
        return [json.loads(line) for line in done.out.splitlines()], done.code

    return explain


def test_what_a_line_says(explained):
    (said,), code = explained(GOOD)
    assert (said["ok"], said["at"], said["code"], code) == (True, None, None, 0)
    assert (said["sum"], said["total"], said["currency"], said["roe"]) == ("213.01", "213.01", "NUC", "0.765204")
    there, back = said["components"]
    assert (there["from"], there["to"], there["amount"], there["fare_basis"]) == ("LON", "LAS", "87.56", "")
    assert [(each["code"], each["amount"], each["pair"]) for each in back["surcharges"]] == [("Q", "37.89", "LONLON")]
    assert [(each["carrier"], each["from"], each["to"]) for each in said["segments"]] == [
        ("VS", "LON", "LAS"), ("VS", "LAS", "LON")]
    assert said["facility"] == [{"airport": "LAS", "amount": "4.5"}]


def test_taxes_by_code(explained):
    (said,), _ = explained(TAXED)
    assert said["taxes"] == {"US": "242", "XA": "40", "XF": "36"}


def test_what_cannot_be_read_or_does_not_add_up(explained):
    said, code = explained("PEK", "LON BA NYC 100.00BA LON 50.00NUC150.02END ROE0.8", "LON BA NYC 1\x01", "A" * 5000)
    assert [(each["ok"], each["code"], each["at"]) for each in said] == [
        (False, "check-format", 3), (False, "sum-differs", 32), (False, "invalid-character", 12),
        (False, "entry-too-long", 4000)]
    assert said[1]["sum"] == "150.00" and code == 1


def test_a_calculation_on_several_lines(explained):
    said, code = explained("lon vs las87.5", "6VS LON87.56Q LON", "LON37.89NUC213.01END ROE0.765204 XFLAS4.5",
                           "", "# a",
                           "PEK CA", "SHA 5.00CNY5.00")
    assert [each["total"] for each in said] == ["213.01", None, None] and code == 1


@pytest.mark.parametrize("line", [TAXED, "TYO NH OSA 21429JPY21429END"])
def test_back_to_lines(cli, line):
    objects = cli("farecalc", typed=line, db="").out
    done = cli("farecalc", "--render", typed=objects, db="")
    assert (done.out, done.code) == (f"{line}\n", 0)


def test_a_line_from_an_object_written_by_hand(cli):
    data = {"segments": [{"carrier": "CA", "from": "PEK", "to": "SHA", "component": 0}], "currency": "CNY",
            "components": [{"from": "PEK", "to": "SHA", "amount": "5.00", "fare_basis": "Y", "mileage": "",
                            "surcharges": [{"code": "Q", "amount": "1.00"}]}], "total": "6.00", "taxes": {}}
    assert cli("farecalc", "--render", typed=json.dumps(data), db="").out == "PEK CA SHA Q1.00 5.00Y CNY6.00END\n"


@pytest.mark.parametrize("typed", ["{", "5", '{"segments": [], "components": []}',
                                   '{"segments": [{"carrier": "c", "to": "SHA"}], "components": [], "origin": "PEK"}'])
def test_an_object_that_tells_of_no_line(cli, typed):
    done = cli("farecalc", "--render", typed=typed, db="")
    assert done.code == 1 and done.out.startswith("# cannot say: ") and len(done.out.splitlines()) == 1


def test_a_file_that_is_not_there(cli):
    done = cli("farecalc", "/nowhere", db="")
    assert done.code == 2 and len(done.err.splitlines()) == 1
