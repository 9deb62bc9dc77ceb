"""The wire between a client and a PostgreSQL server, which can be cut, or left hanging, around a COMMIT."""
import contextlib
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

NAME = ".s.PGSQL.5432"
COMMIT = b"COMMIT\x00"


def outspoken(store) -> None:
    """Its next connections say every statement as text, also those they have prepared."""
    store.driver.arguments[1]["prepare_threshold"] = None
    while store.idle:
        store.discard(store.idle.popleft())


class Wire:
    """Passes on what is said on a socket in a folder of its own.

    `at_commit` is asked once, at the COMMIT of the next transaction that writes. `trips` counts how often somebody
    asked and then waited, where only one connection is in use.
    """

    def __init__(self, folder: Path, server: str):
        self.folder, self.server = folder, f"{server}/{NAME}"
        self.at_commit: Callable[[socket.socket, socket.socket, bytes], None] | None = None
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        self.deaf: set[socket.socket] = set()
        self.trips, self.asked = 0, False
        self.listen()

    def listen(self) -> None:
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind(f"{self.folder}/{NAME}")
        self.door.listen()
        self.run(self.accept, self.door)

    def run(self, work: Callable, *what: object) -> None:
        threading.Thread(target=work, args=what, daemon=True).start()

    def accept(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = door.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self.server)
                self.pairs.append((client, server))
                self.run(self.pass_on, client, server, True)
                self.run(self.pass_on, server, client, False)

    def pass_on(self, one: socket.socket, other: socket.socket, asking: bool) -> None:
        writes = False
        with contextlib.suppress(OSError):
            while said := one.recv(65536):
                if one in self.deaf:
                    return
                self.trips += asking and not self.asked
                self.asked = asking
                if b"BEGIN" in said:
                    writes = b"READ ONLY" not in said
                if asking and writes and COMMIT in said and self.at_commit:
                    happens, self.at_commit = self.at_commit, None
                    happens(one, other, said)
                    return
                other.sendall(said)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    # ---- what may happen at a COMMIT

    def never_sent(self, client: socket.socket, server: socket.socket, said: bytes) -> None:
        """The line is gone before it reaches the server."""
        self.hang_up(client, server)

    def never_answered(self, client: socket.socket, server: socket.socket, said: bytes) -> None:
        """The server carries it out, and the line is gone before its answer comes."""
        self.hang_up(client)
        server.sendall(said)
        time.sleep(0.1)
        self.hang_up(server)

    def on_its_way(self, client: socket.socket, server: socket.socket, said: bytes) -> None:
        """The client has lost the line while its transaction is still open: it is carried out later."""
        self.hang_up(client)
        time.sleep(0.3)
        server.sendall(said)
        time.sleep(0.1)
        self.hang_up(server)

    def silent(self, client: socket.socket, server: socket.socket, said: bytes) -> None:
        """The server carries it out, and says nothing for as long as anybody may wait."""
        self.deaf.add(server)
        server.sendall(said)

    def hang_up(self, *ends: socket.socket) -> None:
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """No line any more, and no new one until it is mended."""
        self.door.close()
        Path(f"{self.folder}/{NAME}").unlink()
        self.hang_up(*(end for pair in self.pairs for end in pair))
        self.pairs.clear()

    def mend(self) -> None:
        self.listen()
