"""Documents: what is left out, what is sealed, and what older and newer schemas come to."""
import json
from dataclasses import replace
from datetime import date

import pytest

from pnr.engine.booking.booking import Booking, Filing
from pnr.engine.booking.elements import Contact, Infant, Name, Segment
from pnr.errors import NewerSchema
from pnr.values import documents, upcast

BOOKING = Booking(7, "ABC234", 1, "BJS1A0100", Filing("2026-12-01T09:00:00+00:00", "BJS1A0100", "0001AA")).add(
    Name("SMITH", "MARY", "MRS", infant=Infant("LIAM", None, date(2026, 1, 5))),
    Segment("CA", 1501, "Y", date(2026, 12, 10), "PEK", "SHA", 510, 625, 0, "772", "HK", 1, ("261210PEKCA1501",)),
    Contact("13800138000", "M"))


def test_a_document_gives_its_value_back():
    assert documents.read(documents.write(BOOKING)) == BOOKING


def test_defaults_are_left_out_and_the_schema_comes_first():
    text = documents.write(Contact("X"))
    assert text == '{"schema":1,"kind":"contact","text":"X"}'


def test_personal_fields_are_sealed_and_opened():
    text = documents.write(BOOKING, seal=lambda plain: plain[::-1])
    assert "13800138000" not in text and "2026-01-05" not in text and "SMITH" in text
    assert documents.read(text, opened=lambda sealed: sealed[::-1]) == BOOKING


def test_a_document_of_an_older_schema_is_brought_up_to_date(monkeypatch):
    old = json.loads(documents.write(BOOKING))
    old.pop("schema")
    for element in old["elements"]:
        if element["kind"] == "segment":
            element["flight_number"] = element.pop("number")

    def renamed(held: dict) -> dict:
        for element in held["elements"]:
            if "flight_number" in element:
                element["number"] = element.pop("flight_number")
        return held

    monkeypatch.setattr(upcast, "SCHEMA", 2)
    monkeypatch.setattr(upcast, "UPCASTS", {1: renamed})
    assert documents.read(json.dumps(old)) == BOOKING
    assert documents.read(documents.write(BOOKING)) == BOOKING


def test_a_document_of_tomorrow_is_refused():
    with pytest.raises(NewerSchema):
        documents.read('{"schema":99,"kind":"contact","text":"X"}')


def test_a_field_that_a_later_release_added_has_its_default():
    assert documents.read('{"kind":"contact","text":"X"}') == replace(Contact("X"))
