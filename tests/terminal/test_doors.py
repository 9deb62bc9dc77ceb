"""The pipe, the small commands, and the code each way to end has."""
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from terminal.conftest import BOOK, NOW


def test_a_pipe_is_a_desk(cli):
    code, out, err = cli(typed="AN10DECPEKSHA;SS1Y1\r\nRT\n")
    assert (code, err) == (0, "") and out.count("DK1") == 2 and ">" not in out and "\x1b" not in out


def test_a_refused_entry_is_the_exit_code_of_a_pipe(cli):
    code, out, _ = cli(typed="XE9\nHE SS\n")
    assert code == 1 and len(out.splitlines()) > 2


def test_every_line_of_a_pipe_is_answered(cli):
    """So that a program that counts answers stays in step."""
    code, out, _ = cli(typed="\n" * 3 + "Q" * 10_000 + "\n\x07\nRM caf\u00e9\n")
    assert code == 1 and len(out.splitlines()) >= 5 and "Traceback" not in out


def test_a_pipe_answers_before_the_next_line_comes():
    command = [sys.executable, "-m", "pnr", "--db", "sqlite://", "--now", NOW]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as talk:
        for _ in range(3):
            talk.stdin.write("XE9\n")
            assert talk.stdout.readline().strip()
        talk.stdin.close()
        assert talk.wait(30) == 1


def test_bytes_that_are_no_text(process):
    command = [sys.executable, "-m", "pnr", "--db", "sqlite://"]
    done = subprocess.run(command, input=b"RM \xff\xfe\n", capture_output=True, timeout=60)
    assert done.returncode in (0, 1) and done.stdout and not done.stderr


def test_environment_variables_stand_for_options(process, tmp_path):
    given = {"PNR_DB": f"sqlite:///{tmp_path}/a.db", "PNR_NOW": NOW, "PNR_OFFICE": "LON1A0100", "PNR_AGENT": "0002BB",
             "PNR_DIALECT": "amadeus", "PNR_TERMINAL": "T1"}
    code, out, _ = process(typed="RMX\nRT\n", env=os.environ | given)
    assert code == 0 and "RP/LON1A0100/" in out and (tmp_path / "a.db").exists()


def test_options_stand_before_a_command_or_after_it(cli, url):
    assert cli("check", "--db", url, db="").code == 0
    assert cli("run", "--office", "LON1A0100", "-", typed="RMX\n").out.count("RP/LON1A0100") == 1


def test_the_default_database_is_in_the_user_s_data_folder(process, tmp_path):
    code, _, _ = process("check", env=os.environ | {"XDG_DATA_HOME": str(tmp_path)})
    assert code == 0 and (tmp_path / "pnr" / "host.db").exists()


def test_unsigned(cli):
    code, out, _ = cli("--unsigned", typed="RMX\nJI0001AA/SU\nRMX\n")
    assert code == 1 and "RM X" in out.splitlines()[-1]


def test_version_and_attribution(process):
    code, out, _ = process("--version")
    assert code == 0 and out.startswith("pnr ")
    assert "OpenTravelData (CC BY 4.0)" in out and "GeoNames (CC BY 4.0)" in out


# ---- parse

def test_parse_says_what_entries_mean(cli):
    code, out, _ = cli("parse", typed=">AN10DECPEKSHA;SS1Y2\n# comment\n\nTKOK\n", db="")
    both, ticketing = map(json.loads, out.splitlines())
    assert code == 0 and list(both) == ["v", "entry", "dialect", "commands"]
    assert [command["command"] for command in both["commands"]] == ["display_availability", "sell_from_availability"]
    assert both["commands"][0]["date"] == "--12-10"
    assert both["commands"][1].items() >= {"seats": 1, "booking_classes": "Y", "line": 2}.items()
    assert ticketing == {"v": 1, "entry": "TKOK", "dialect": "amadeus", "commands": [{"command": "ticket_now"}]}


def test_parse_says_where_it_stopped(cli):
    code, out, _ = cli("parse", typed="TKOK;SS1Y\n?\nAN31FEBPEKSHA\n", db="")
    errors = [json.loads(line)["error"] for line in out.splitlines()]
    assert code == 1 and [error["code"] for error in errors] == ["check-format", "unknown-entry", "invalid-date"]
    assert errors[0]["at"] == 9 and errors[0]["expected"]


# ---- check, backup, restore, snapshot, migrate

def test_check_digest_backup_and_restore(cli, url, tmp_path):
    assert cli(typed=BOOK, db=url).code == 0
    assert cli("check", db=url) == (0, "", "")
    digest = cli("check", "--digest", db=url).out
    assert len(digest.strip()) == 64
    assert cli("backup", tmp_path / "kept", db=url).code == 0
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert cli("restore", tmp_path / "kept", db=other) == (0, "", "")
    assert cli("check", "--digest", db=other).out == digest
    code, _, err = cli("restore", tmp_path / "kept", db=other)
    assert code == 3 and "not empty" in err and err.count("\n") == 1
    assert cli("restore", "--force", tmp_path / "kept", db=other).code == 0
    (tmp_path / "cut").write_text((tmp_path / "kept").read_text()[:-100])
    assert cli("restore", "--force", tmp_path / "cut", db=other)[0] == 3
    assert cli("check", "--digest", db=other).out == digest


def test_snapshots(cli, url):
    empty = cli("check", "--digest", db=url).out
    cli(typed=BOOK, db=url)
    filed = cli("check", "--digest", db=url).out
    assert cli("snapshot", "save", "one", db=url).code == 0
    assert cli("snapshot", "list", db=url).out == "one\n"
    assert cli("snapshot", "reset", db=url).code == 0
    assert cli("check", "--digest", db=url).out == empty != filed
    assert cli("snapshot", "load", "one", db=url).code == 0
    assert cli("check", "--digest", db=url).out == filed
    assert cli("snapshot", "load", "two", db=url)[0] == 2
    assert cli("snapshot", "save", "../x", db=url)[0] == 2


def test_migrate(cli, url):
    code, out, _ = cli("migrate", db=url)
    assert code == 0 and out.startswith("revision ")


# ---- ends

@pytest.mark.parametrize("arguments", [
    ["--now", "tomorrow"], ["--dialect", "klingon"], ["--lang", "xx"], ["fly"], ["run", "--fast"],
    ["run", "no-such-file"], ["--office", "XXX"], ["snapshot", "keep"], ["run", "--check", "--accept", "-"],
])
def test_wrong_usage(cli, arguments):
    code, _, err = cli(*arguments, typed="RT\n")
    assert code == 2 and err.startswith("pnr: ") and err.count("\n") == 1


@pytest.mark.parametrize("where", [
    "sqlite:////no/such/folder/host.db", "nonsense", "oracle+nothing://x", "postgresql+psycopg://nobody@127.0.0.1:1/x",
])
def test_a_store_that_cannot_be_reached(cli, where):
    for arguments in ((), ("check",), ("run", "-")):
        code, out, err = cli(*arguments, typed="RT\n", db=where)
        assert (code, out) == (3, "") and err.startswith("pnr: ") and err.count("\n") == 1


def test_a_database_that_is_none(cli, tmp_path):
    (tmp_path / "x.db").write_bytes(b"not a database, but long enough to look like one" * 50)
    code, out, err = cli("check", db=f"sqlite:///{tmp_path / 'x.db'}")
    assert (code, out) == (3, "") and err.count("\n") == 1


def test_debug_shows_the_traceback(process):
    assert "Traceback" in process("check", "--db", "nonsense", env=os.environ | {"PNR_DEBUG": "1"}).err
    assert "Traceback" not in process("check", "--db", "nonsense").err


def test_a_terminal_is_held_by_one_process(url):
    command = [sys.executable, "-m", "pnr", "--db", url, "--now", NOW, "--terminal", "T1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as first:
        first.stdin.write("RMX\n")
        first.stdout.readline()
        done = subprocess.run(command, input="RT\n", text=True, capture_output=True, timeout=60)
        assert done.returncode == 3 and "T1" in done.stderr and done.stderr.count("\n") == 1
        first.stdin.close()
        first.wait(30)


def test_interrupted(cli, url):
    command = [sys.executable, "-m", "pnr", "--db", url, "--now", NOW, "run", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          bufsize=1) as run:
        run.stdin.write("AN10DECPEKSHA;SS1Y1\n")
        assert run.stdout.readline()
        time.sleep(0.5)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=30)
        assert (run.returncode, err) == (130, "pnr: interrupted\n")
    assert cli("check", db=url) == (0, "", "")


def test_terminated_is_an_orderly_end_too(cli, url):
    command = [sys.executable, "-m", "pnr", "--db", url, "--now", NOW]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as desk:
        desk.stdin.write("AN10DECPEKSHA;SS1Y1;RT\n")
        assert desk.stdout.readline()
        desk.send_signal(signal.SIGTERM)
        assert desk.wait(30) == 143
    assert cli("check", db=url) == (0, "", "")


def test_nobody_reads(tmp_path):
    (tmp_path / "story").write_text("HE SS\n" * 500)
    command = f"{sys.executable} -m pnr --db sqlite:// run {tmp_path}/story | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stderr == "" and done.returncode == 130
