"""Who carries what: mail to the server that was named, short messages and printed papers into a folder."""
from pathlib import Path

from .letters import MAIL, PRINT, SMS
from .mail import MailServer
from .sending import Carriers
from .spool import Spool


def carriers(mail: str | None, spool: str | None) -> Carriers:
    """By kind of letter; one that nobody carries waits. Raises ValueError for what is no address of a mail server."""
    folder = Spool(Path(spool)) if spool else None
    found = {MAIL: MailServer.of(mail) if mail else None, SMS: folder, PRINT: folder}
    return {kind: carrier for kind, carrier in found.items() if carrier}
