"""A gateway that runs: in a thread of the test, or as the program it is."""
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pnr.gateway.server import Server


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Server]:
    made = Server(folder, port)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def started(folder: Path, *arguments: str) -> tuple[subprocess.Popen, str]:
    """The program itself; gives the process and its address."""
    process = subprocess.Popen([sys.executable, "-m", "pnr", "gateway", "--port", "0", "--keys", str(folder),
                                *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(2)]
    assert "SIMULATOR" in said[0]
    return process, said[1]
