"""Papers reach travellers by a real mail server, once each, whatever happens to it or to the host."""
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

import pnr
from pnr.engine.delivery.carriers import carriers
from pnr.engine.delivery.spool import segments
from pnr.engine.store.outbox import Outbox
from pnr.engine.store.weight import Weight

from .conftest import NOW, booked

CARD = "4111111111111111"


def attachments(message):
    return {part.get_content_type(): part.get_content() for part in message.iter_attachments()}


def text_of(message):
    return message.get_body(("plain",)).get_content()


def waiting(host):
    return host.store.transact(Weight.LOOK, lambda session, _: Outbox(session).pending())


# ---- what is delivered

def test_an_itinerary_to_the_address_of_its_passenger(desk, receiver):
    assert desk.enter("IEP-EML") == "ITINERARY SENT"
    [(to, message)] = receiver.messages
    assert to == ["JOHN@EXAMPLE.COM"] and message["Subject"] == "ITINERARY 8QPUB2"
    assert message["From"] == "desk@agency.example"
    assert text_of(message).strip() == desk.enter("IED")
    assert waiting(desk.host) == []


def test_to_every_address_or_to_the_one_typed(desk, receiver):
    for entry in ("APE OFFICE@EXAMPLE.COM", "APN-E+MARY@EXAMPLE.COM", "RFJOHN", "ER"):
        desk.ask(entry)
    desk.enter("IEPJ-EMLA")
    assert receiver.to == ["JOHN@EXAMPLE.COM", "OFFICE@EXAMPLE.COM", "MARY@EXAMPLE.COM"]
    desk.enter("IEP-EML-OTHER@EXAMPLE.COM")
    assert receiver.to[3:] == ["OTHER@EXAMPLE.COM"]


def test_the_order_before_its_tickets_with_fare_and_conditions(desk, receiver):
    screen = desk.enter("TTP/TKT/ITR-EML")
    assert screen.startswith("CONFIRMATION SENT\nORDER CONFIRMATION - NOT A TICKET")
    text = text_of(receiver.messages[0][1])
    assert "TOTAL:            CNY 2030.00" in text and "CONDITIONS" in text and "PENALTIES" in text
    assert "CHANGES - CHARGE 5 PERCENT." in text
    assert desk.enter("TTP") == "OK ETICKET"


def test_receipts_with_the_tickets(desk, receiver):
    assert desk.enter("TTP/ITR-EML") == "OK ETICKET - ITINERARY RECEIPT SENT"
    [(to, message)] = receiver.messages
    assert to == ["JOHN@EXAMPLE.COM"] and "TICKET NUMBER:    880-2300000011" in text_of(message)


def test_no_receipt_to_nowhere_so_no_ticket(desk, receiver):
    assert desk.enter("TTP/ITR-EML-JOHN") == "INVALID E-MAIL ADDRESS"
    assert desk.enter("ITRD") == "NO ELECTRONIC TICKET" and receiver.messages == []


def test_conditions_in_chinese(desk, receiver):
    desk.enter("TTP/TKT/LPZH/ITR-EML")
    text = text_of(receiver.messages[0][1])
    assert "变更收费5%，退票收费5%。" in text
    assert "航班起飞前7天（不含）至48小时（含）：允许退票，收取10%（按公布运价）" in text


def test_nobody_is_given_a_card_or_an_identity(desk, receiver, tmp_path):
    for entry in ("SRFOIDHUHK1-NI999999198001010011", "RFJOHN", "ER", "TTP/RT"):
        assert desk.answer(entry).ok, entry
    for entry in ("TTP/TKT/ITR-EML", "IEP-EML", "ITR-EML", "ITR", "ITRD"):
        desk.enter(entry)
    given = "".join(str(message) + text_of(message) for _, message in receiver.messages)
    given += "".join(file.read_text("utf-8") for file in (tmp_path / "spool").rglob("*.txt")) + desk.enter("ITRD")
    assert "411111XXXXXX1111" in given and "NIXXXXXXXXXXXXXX0011" in given
    assert CARD not in given and "19800101" not in given and "1230" not in given.replace("1230Z", "")


def test_a_pdf_where_the_booking_asks_for_one(desk, receiver):
    from io import BytesIO

    from pypdf import PdfReader

    for entry in ("RMZ/CONF*FORMAT:PDF", "RFJOHN", "ER"):
        desk.ask(entry)
    assert desk.enter("IEP-EML/LPZH") == "ITINERARY SENT"
    drawn = attachments(receiver.messages[0][1])["application/pdf"]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(drawn)).pages)
    assert "HU 7601" in text and "北京首都国际机场" in text.replace("\n", "").replace(" ", "")
    desk.enter("IEP-EML/LPZH")
    assert attachments(receiver.messages[1][1])["application/pdf"] == drawn


def test_flights_as_a_calendar_with_real_times(receiver):
    with pnr.open("sqlite://", now=NOW, mail=receiver.url) as host:
        desk = host.desk("amadeus", office="LON1A0100")
        for entry in ("AN20MARLHRJFK/ABA/CY", "SS1Y1", "NM1SMITH/JOHN MR",
                      "APE JOHN@EXAMPLE.COM", "TKOK", "RFJOHN", "ER"):
            assert desk.answer(entry).ok, desk.enter(entry)
        booking = desk.held.area.working
        desk.enter("IEP-EML")
        [event] = Calendar.from_ical(attachments(receiver.messages[0][1])["text/calendar"]).walk("VEVENT")
        flown = booking.segments[0]
        zone = host.world.places.zone("JFK")
        assert event["DTSTART"].dt.astimezone(UTC) == local("LHR", flown.date, flown.departs, host)
        assert event["DTEND"].dt.utcoffset() == zone.utcoffset(datetime(2027, 3, 20, 12))
        assert str(event["SUMMARY"]) == f"BA {flown.number} LHR-JFK"


def local(airport, day, minute, host):
    at = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=host.world.places.zone(airport))
    return at.astimezone(UTC)


# ---- who is told by himself

def test_notices_go_to_whom_asked_for_them(receiver, tmp_path):
    with pnr.open("sqlite://", now=NOW, mail=receiver.url, spool=str(tmp_path)) as host:
        desk = booked(host.desk("amadeus"), "APN-M+8613800138000/P1", "APN-E+MARY@EXAMPLE.COM")
        assert desk.enter("TTP") == "OK ETICKET"
        [file] = (tmp_path / "sms").iterdir()
        lines = file.read_text("utf-8").split("\n")
        assert lines[0].startswith("SIMULATED SHORT MESSAGE") and lines[1] == "TO: +8613800138000"
        assert lines[3] == "SEGMENTS: 2 (UCS-2)" and "880-2300000011" in lines[5]
        assert receiver.to == ["MARY@EXAMPLE.COM"]


def test_a_cancelled_flight_is_told(receiver, tmp_path):
    with pnr.open("sqlite://", now=NOW, spool=str(tmp_path)) as host:
        desk = host.desk("amadeus", office="LON1A0100")
        for entry in ("SSXX9Y10DECABCAHZ1", "NM1SMITH/JOHN MR", "AP LON 020", "APN-M+447700900000", "TKOK", "RFJOHN",
                      "ET"):
            desk.ask(entry)
        host.clock.advance(minutes=11)
        host.tick()
        [file] = (tmp_path / "sms").iterdir()
        assert "FLIGHT XX9 10DEC ABC1500-AHZ" in file.read_text("utf-8")


@pytest.mark.parametrize("text, count", [("A" * 160, 1), ("A" * 161, 2), ("A" * 307, 3), ("票" * 70, 1),
                                         ("票" * 71, 2)])
def test_short_messages_are_counted(text, count):
    assert segments(text) == count


# ---- a mail server that is down, busy, or knows no such address

def test_while_the_server_is_down_mail_waits_and_the_ticket_stands(desk, receiver):
    desk.enter("TTP/RT")
    receiver.stop()
    assert desk.enter("ITR-EML") == "ITINERARY RECEIPT QUEUED - MAIL SERVER NOT AVAILABLE"
    assert "FA PAX 880-2300000011" in desk.enter("RT")
    desk.host.tick()
    assert len(waiting(desk.host)) == 1 and receiver.messages == []
    receiver.start()
    desk.host.tick()  # not yet: it is tried again by the clock
    assert receiver.messages == []
    desk.host.clock.advance(minutes=2)
    desk.host.tick()
    desk.host.tick()
    assert receiver.to == ["JOHN@EXAMPLE.COM"] and waiting(desk.host) == []


def test_what_is_refused_for_now_waits_too(desk, receiver):
    receiver.busy = "JOHN"
    assert "QUEUED" in desk.enter("IEP-EML")
    receiver.busy = ""
    desk.host.clock.advance(minutes=2)
    desk.host.tick()
    assert receiver.to == ["JOHN@EXAMPLE.COM"]


def test_an_address_the_server_refuses_is_told_and_queued(desk, receiver):
    receiver.refusing = "NOBODY"
    assert desk.enter("IEP-EML-NOBODY@EXAMPLE.COM") == "ITINERARY NOT SENT - ADDRESS REFUSED BY MAIL SERVER"
    assert waiting(desk.host) == []
    desk.enter("IG")
    assert "8QPUB2" in desk.enter("QS97")


def test_what_nobody_takes_for_days_is_given_up_and_queued(desk, receiver):
    receiver.stop()
    desk.enter("IEP-EML")
    for _ in range(80):
        desk.host.clock.advance(hours=1)
        desk.host.tick()
    assert waiting(desk.host) == []
    desk.enter("IG")
    assert "8QPUB2" in desk.enter("QS97")
    receiver.start()


def test_without_a_server_mail_waits_for_one(tmp_path, receiver):
    url = f"sqlite:///{tmp_path / 'host.db'}"
    with pnr.open(url, now=NOW) as host:
        desk = booked(host.desk("amadeus"))
        assert desk.enter("IEP-EML") == "ITINERARY QUEUED - NO MAIL SERVER CONFIGURED"
        assert desk.enter("IEPJ") == "ITINERARY QUEUED - NO PRINTER CONFIGURED"
        assert host.check() == []
    with pnr.open(url, now="2026-12-01T09:05Z", mail=receiver.url) as host:
        host.tick()
        assert receiver.to == ["JOHN@EXAMPLE.COM"]


def test_letters_are_sealed_at_rest(tmp_path):
    file = tmp_path / "host.db"
    with pnr.open(f"sqlite:///{file}", now=NOW) as host:
        booked(host.desk("amadeus")).enter("IEP-EML-SECRET@EXAMPLE.COM")
    kept = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    assert b"SECRET@EXAMPLE" not in kept and b"HONGQIAO" not in kept


@pytest.mark.parametrize("address", ["http://host", "smtp://", "smtp://host?from=nobody", "host:25"])
def test_what_is_no_mail_server_is_said(address):
    with pytest.raises(ValueError):
        carriers(address, None)


# ---- bad input

@pytest.mark.parametrize("entry, screen", [
    ("IEP-EML-JOHN", "INVALID E-MAIL ADDRESS"), ("IEP-EML-JOHN@HOST", "INVALID E-MAIL ADDRESS"),
    ("ITR-EML", "NO ELECTRONIC TICKET"), ("ITRD", "NO ELECTRONIC TICKET"),
    ("IEP-EML/P2", "CHECK PASSENGER ASSOCIATION"),
])
def test_refusals_post_nothing(desk, receiver, entry, screen):
    assert desk.enter(entry) == screen
    assert receiver.messages == [] and waiting(desk.host) == []


def test_nobody_left_an_address(receiver):
    with pnr.open("sqlite://", now=NOW, mail=receiver.url) as host:
        desk = host.desk("amadeus")
        for entry in ("SSHU7601Y10DECPEKSHA1", "NM1SMITH/JOHN MR", "AP BJS 010", "TKOK", "RFJOHN"):
            desk.ask(entry)
        assert desk.enter("IEP-EML") == "END TRANSACTION FIRST"
        desk.ask("ER")
        assert desk.enter("IEP-EML") == "NEED E-MAIL ADDRESS"
