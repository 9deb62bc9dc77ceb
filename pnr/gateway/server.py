"""`pnr gateway`: the simulator behind HTTP on loopback; it says what it is wherever it is asked."""
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..clock import Clock
from . import signing
from .protocol import Request
from .signing import GATEWAY, Keyring
from .simulator import Simulator
from .tables import Journal
from .wire import SIGNATURE, opened, signed

LOOPBACK, PORT = "127.0.0.1", 8737
LONGEST = 10_000  # bytes of a request
NAME = "pnr gateway - a SIMULATOR: no card is charged and no money moves"


class Server(ThreadingHTTPServer):
    """Raises OSError when the port is taken, ValueError for a journal or key that is none."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = PORT, clock: Clock | None = None):
        signing.make(folder)
        self.keys = Keyring(folder, GATEWAY)
        self.journal = Journal(folder / "journal.db")
        super().__init__((LOOPBACK, port), Handler)
        self.url = f"http://{LOOPBACK}:{self.server_port}"
        self.simulator = Simulator(self.journal, clock or Clock(), self.url)

    def server_close(self) -> None:
        super().server_close()
        self.journal.close()


class Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "pnr-gateway-simulator"

    def do_POST(self) -> None:  # noqa: N802 - the library's own name
        path = urlsplit(self.path)
        if path.path.startswith("/pay/"):
            done = self.server.simulator.pay(path.path.removeprefix("/pay/"), path.query != "decline")
            return self.text(200 if done else 404, "DONE" if done else "NOTHING TO PAY")
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LONGEST))
        if not self.server.keys.verified(body, self.headers.get(SIGNATURE, "")):
            return self.text(401, "SIGNATURE NOT VERIFIED")
        try:
            request = opened(body, self.server.keys)
        except ValueError:
            return self.text(400, "NOT A REQUEST")
        if path.path != f"/v1/{request.operation}":
            return self.text(404, "NO SUCH OPERATION")
        self.answer(request)

    def answer(self, request: Request) -> None:
        said = self.server.simulator.ask(request)
        if said.silent:
            self.close_connection = True
            return  # nothing at all: whoever asked does not know
        self.reply(200, signed([said.answer] * said.times, self.server.keys, said.forged), "application/json")

    def do_GET(self) -> None:  # noqa: N802 - the library's own name
        if self.path.startswith("/pay/"):
            return self.text(200, f"{NAME}\nPOST here to pay, POST {self.path}?decline not to")
        self.text(200 if self.path == "/" else 404, NAME)

    def text(self, status: int, text: str) -> None:
        self.reply(status, f"{text}\n".encode(), "text/plain; charset=utf-8")

    def reply(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """The journal has it all."""
