"""The command line, run in this process or in one of its own."""
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

NOW = "2026-12-01T09:00Z"
BOOK = "AN10DECPEKSHA;SS1Y1\nNM1SMITH/JOHN MR\nAP 010 60000000\nTKOK\nRFTEST\nER\n"


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """`pnr ARGUMENTS` with this on standard input; on a scratch host unless a database is named."""
    from pnr.terminal.cli import main

    def run(*arguments: object, typed: str = "", db: str = "sqlite://") -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        where = ["--db", db] if db else []
        with pytest.raises(SystemExit) as ended:
            main([*where, "--now", NOW, *map(str, arguments)])
        return Done(ended.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def process() -> Callable[..., Done]:
    """The same in a process of its own, with nothing said about database or time."""

    def run(*arguments: object, typed: str = "", **how: object) -> Done:
        done = subprocess.run([sys.executable, "-m", "pnr", *map(str, arguments)], input=typed, text=True,
                              capture_output=True, encoding="utf-8", timeout=120, **how)
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'host.db'}"
