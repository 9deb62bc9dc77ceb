"""Mail by SMTP: a letter as a message with its attachments, handed to the server an address names."""
from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from ..store.outbox import Letter as Kept
from .letters import Letter, valid
from .sending import REFUSED, SENT, WAITS, Outcome

PATIENCE = 10.0  # seconds for each answer of the server
PORTS = {"smtp": 25, "smtps": 465}
SENDER = "pnr@localhost.localdomain"
PERMANENT = 500  # and above: the server will never take it


@dataclass(frozen=True)
class MailServer:
    """smtp://host:25 or smtps://user:password@host?from=desk@agency.example; TLS where the server offers it."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    sender: str = SENDER

    @classmethod
    def of(cls, url: str) -> MailServer:
        """Raises ValueError for what is no address of a mail server."""
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [SENDER])[0]
        if parts.scheme not in PORTS or not parts.hostname or not valid(sender):
            raise ValueError("not smtp://host:port or smtps://host:port, perhaps with ?from=an address")
        return cls(parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme], unquote(parts.username or ""),
                   unquote(parts.password or ""), sender)

    def __call__(self, kept: Kept, letter: Letter, mark: str) -> Outcome:
        """Hand one letter over; what may go well another time waits."""
        try:
            with self.connected() as server:
                server.send_message(message(kept, letter, mark, self.sender), self.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as error:
            return refusal(max(code for code, _ in error.recipients.values()))
        except smtplib.SMTPResponseException as error:
            return refusal(error.smtp_code)
        except (OSError, smtplib.SMTPException, ImportError) as error:
            return Outcome(WAITS, type(error).__name__)
        return Outcome(SENT)

    @contextmanager
    def connected(self) -> Iterator[smtplib.SMTP]:
        """A session with the server; a password goes only over TLS, or to this machine."""
        if self.scheme == "smtps":
            made: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE,
                                                  context=ssl.create_default_context())
        else:
            made = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        with made as server:
            server.ehlo()
            secret = self.scheme == "smtps"
            if not secret and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
                secret = True
            if self.user:
                if not secret and self.host not in ("localhost", "127.0.0.1", "::1"):
                    raise smtplib.SMTPNotSupportedError("no TLS, so no password")
                server.login(self.user, self.password)
            yield server


def refusal(code: int) -> Outcome:
    """Five hundred and more is for good."""
    return Outcome(REFUSED if code >= PERMANENT else WAITS, str(code))


def message(kept: Kept, letter: Letter, mark: str, sender: str) -> EmailMessage:
    """The same bytes each time it is tried: what stands in it comes from the letter."""
    made = EmailMessage()
    made["Message-ID"] = f"<{mark}@{sender.partition('@')[2]}>"
    made["Date"] = format_datetime(kept.at)
    made["From"], made["To"], made["Subject"] = sender, letter.to, letter.subject
    made.set_content(letter.text + "\n", cte="base64")
    if letter.pdf:
        from .pdf import pdf

        made.add_attachment(pdf(letter.subject, letter.text), maintype="application", subtype="pdf",
                            filename="document.pdf")
    if letter.calendar:
        made.add_attachment(letter.calendar.encode(), maintype="text", subtype="calendar", filename="itinerary.ics",
                            params={"charset": "utf-8", "method": "PUBLISH"})
    if made.is_multipart():
        made.set_boundary(f"=={mark}==")
    return made
