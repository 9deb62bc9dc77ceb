"""The first prompt comes before everything heavy."""
import subprocess
import sys

import pytest

HEAVY = {"sqlalchemy", "lark", "numpy", "cryptography", "alembic", "argon2", "psycopg", "tabulate", "logging.config",
         "pnr.engine", "pnr.grammar", "pnr.commands", "pnr.terminal.desk", "pnr.terminal.host"}
TYPED = {"prompt_toolkit", "asyncio"}


def loaded(script: str, typed: str = "") -> set[str]:
    """What a process prints last: the names of its modules."""
    done = subprocess.run([sys.executable, "-c", script], input=typed, text=True, capture_output=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_pipe():
    found = loaded("import sys; from pnr.terminal import cli, repl\n"
                   "repl.piped = lambda chair: print(*sys.modules) or 0\n"
                   "cli.main([])")
    assert "click" in found and not found & (HEAVY | TYPED)


def test_the_prompt():
    found = loaded("import sys; from pnr.terminal import cli, repl\n"
                   "repl.entries = lambda session, chair: print(*sys.modules) or iter(())\n"
                   "cli.sys.stdin.isatty = cli.sys.stdout.isatty = lambda: True\n"
                   "cli.main([])")
    assert "prompt_toolkit" in found and not found & HEAVY


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["run", "--help"]], ids=" ".join)
def test_version_and_help(arguments):
    found = loaded("import sys, atexit; atexit.register(lambda: print(*sys.modules))\n"
                   f"from pnr.terminal import cli; cli.main({arguments})")
    assert not found & (HEAVY | TYPED)


def test_the_package_and_its_pytest_plugin():
    found = loaded("import sys; before = set(sys.modules); import pnr.terminal.plugin, pytest\n"
                   "print(*set(sys.modules) - before)")
    assert not found & (HEAVY | TYPED)
    assert {name for name in found if name.startswith("pnr")} == {"pnr", "pnr.terminal", "pnr.terminal.plugin"}


def test_reading_opens_no_database():
    """Every example of every dialect, read by `pnr parse`; with the tables at hand not even Lark is needed."""
    script = ("import sys\n"
              "from pnr.terminal.parse import meaning\n"
              "from pnr.grammar.dialect import NAMES, load\n"
              "for name in NAMES:\n"
              "    dialect = load(name)\n"
              "    for example in dialect.reader.examples:\n"
              "        meaning(dialect, example.entry)\n"
              "print(*sys.modules)")
    loaded(script)
    found = loaded(script)
    assert not found & {"lark", "sqlalchemy", "alembic", "numpy", "cryptography", "prompt_toolkit"}


def test_reading_needs_no_rules_of_fares():
    found = loaded("import sys\n"
                   "from pnr.terminal.parse import meaning\n"
                   "from pnr.grammar.dialect import load\n"
                   "meaning(load('amadeus'), 'AN10DECPEKSHA')\n"
                   "print(*sys.modules)")
    assert not {name for name in found if name.startswith("pnr.fare_rules")}
