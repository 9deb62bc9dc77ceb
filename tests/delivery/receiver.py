"""A real SMTP server that keeps what it is given, refuses some addresses, and can be gone for a while."""
import socket
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Receiver:
    """Listens on a free port; after `stop` and `start` on the same one."""

    def __init__(self):
        self.messages, self.port = [], 0
        self.busy = self.refusing = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusing and self.refusing in address:
            return "550 5.1.1 no such mailbox"
        if self.busy and self.busy in address:
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=default)
        self.messages.append((envelope.rcpt_tos, message))
        return "250 taken"

    def start(self):
        self.port = self.port or free()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def stop(self):
        self.controller.stop()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}?from=desk@agency.example"

    @property
    def to(self):
        return [address for addresses, _ in self.messages for address in addresses]


def free():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]
