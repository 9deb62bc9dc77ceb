"""Letters to travellers: what is in one, and to which addresses it goes."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...values.documents import document, personal
from ..booking.booking import Booking
from ..booking.elements import Contact
from .papers import Paper

MAIL, SMS, PRINT = "mail", "sms", "print"
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
                     r"[A-Za-z]{2,63}")
TELEPHONE = re.compile(r"\+?\d[\d -]{5,20}")


@document("letter")
@dataclass(frozen=True)
class Letter:
    """One paper to one address: `calendar` is attached to a mail, and the paper as a PDF where `pdf` says so."""

    to: str = personal(default="")
    subject: str = personal(default="")
    text: str = personal(default="")
    booking: int = 0
    office: str = ""
    calendar: str = personal(default="")
    pdf: bool = False


def letter(paper: Paper, to: str, booking: Booking, office: str, calendar: str = "", pdf: bool = False) -> Letter:
    return Letter(to, f"{paper.title} {booking.locator}", paper.text, booking.number, office, calendar, pdf)


# ---- to whom

def addresses(booking: Booking, passengers: Iterable[int], everyone: bool) -> list[str]:
    """Of these passengers by their own elements, else of the booking; of `everyone` all there are."""
    who = set(passengers)
    mails = [(contact, mail) for contact in booking.each(Contact) if (mail := mail_of(contact))]
    own = [mail for contact, mail in mails if who & set(contact.passengers)]
    common = [mail for contact, mail in mails if not contact.passengers]
    return list(dict.fromkeys([*own, *common] if everyone else (own or common)[:1]))


def mail_of(contact: Contact) -> str:
    """APE JOHN@EXAMPLE.COM and APN E+JOHN@EXAMPLE.COM."""
    text = contact.text.removeprefix("E+") if contact.medium == "N" else contact.text
    return text.strip() if contact.medium in ("E", "N") and valid(text.strip()) else ""


def telephone_of(contact: Contact) -> str:
    """APN M+8613800138000."""
    text = contact.text.removeprefix("M").strip() if contact.medium == "N" and contact.text.startswith("M+") else ""
    return text if TELEPHONE.fullmatch(text) else ""


def valid(address: str) -> bool:
    return bool(ADDRESS.fullmatch(address))
