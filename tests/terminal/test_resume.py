"""A run that dies goes on where it stopped: nothing is carried out twice, nothing is left out."""
import json
import random
import re
import signal
import subprocess
import sys

import pytest
from terminal.conftest import NOW

BOOKING = ("AN{day}DECPEKSHA\nSS1Y1;NM1SMITH/JOHN MR\nRM BEFORE\nAP 010 60000000;TKOK;RFTEST\nXE99\nER\nRT{{locator}}\n"
           "#! advance 1m\nRM {{locator}} AGAIN;RFTEST;ET\n")
STORY = "".join(BOOKING.format(day=day) for day in range(10, 22)) + "#! agent B\nRT{main.locator}\nIG\n"
LOOKS = ("AN", "RT", "XE99")  # change nothing, so they may be looked at again


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story"
    path.write_text(STORY)
    return path


def command(tmp_path, *arguments):
    return [sys.executable, "-m", "pnr", "--db", f"sqlite:///{tmp_path / 'host.db'}", "--now", NOW, "run",
            "--resume", tmp_path / "journal", *arguments, tmp_path / "story"]


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines() if line.endswith("}")]


def outline(record: dict) -> tuple:
    """A reply but for its locators: a crash leaves a gap in their numbers."""
    return record["entry"], record["ok"], record.get("code"), re.sub(r"\b[A-Z2-9]{6}\b", "LOCATR", record["reply"])


def summary(host_url: str) -> list[str]:
    """What counts of every booking: names, segments and remarks."""
    import pnr

    with pnr.open(host_url, now=NOW) as host:
        assert host.check() == []
        desk = host.desk("amadeus")
        lines = desk.enter("RT/SMITH").splitlines() + desk.enter("M").splitlines()
        return [re.sub(r"\b[A-Z2-9]{6}\b", "LOCATR", line) for line in lines if "SMITH" in line]


def test_an_interrupted_run_goes_on(tmp_path, story):
    """kill -9 at moments drawn anew each time, until the run comes to its end."""
    dice, seen, kills = random.Random(7), {}, 0
    while True:
        with subprocess.Popen(command(tmp_path, "--format", "jsonl"), stdout=subprocess.PIPE, text=True) as run:
            patience = dice.uniform(0.2, 1.2) if kills < 6 else 120
            try:
                out, _ = run.communicate(timeout=patience)
                ended = True
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                out, _ = run.communicate()
                kills, ended = kills + 1, False
        for record in records(out):
            assert record["n"] not in seen or record["entry"].startswith(LOOKS), "carried out twice"
            seen[record["n"]] = record
        if ended:
            break
    assert run.returncode == 1 and kills
    straight = subprocess.run(
        [sys.executable, "-m", "pnr", "--db", f"sqlite:///{tmp_path / 'other.db'}", "--now", NOW, "run", "--format",
         "jsonl", story], capture_output=True, text=True)
    wanted = {record["n"]: record for record in records(straight.stdout)}
    assert all(outline(seen[n]) == outline(wanted[n]) for n in seen)
    assert len(wanted) - len(seen) <= kills
    assert summary(f"sqlite:///{tmp_path / 'host.db'}") == summary(f"sqlite:///{tmp_path / 'other.db'}") != []


def test_a_finished_run_does_nothing_more(tmp_path, story):
    first = subprocess.run(command(tmp_path), capture_output=True, text=True)
    again = subprocess.run(command(tmp_path), capture_output=True, text=True)
    assert first.returncode == again.returncode == 1 and first.stdout.count("> ER") == 12
    assert "> " not in again.stdout and again.stderr == ""


def test_a_journal_of_other_entries_is_refused(tmp_path, cli, url):
    (tmp_path / "story").write_text("RM ONE\n")
    assert cli("run", "--resume", tmp_path / "journal", tmp_path / "story", db=url).code == 0
    (tmp_path / "story").write_text("RM OTHER\n")
    code, _, err = cli("run", "--resume", tmp_path / "journal", tmp_path / "story", db=url)
    assert code == 2 and "story:1: not what" in err and err.count("\n") == 1


class Killed(BaseException):
    """What a crash is to the code it stops."""


@pytest.mark.parametrize("serial", range(2, 9))  # 1 keeps what AN showed
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_around_every_commit(tmp_path, cli, url, monkeypatch, serial, when):
    """Just before the part is sent, and just after it was committed and before anybody heard."""
    from pnr.terminal.desk import Desk

    entries = "AN10DECPEKSHA\nSS1Y1;NM1SMITH/JOHN MR;RM ONE\nAP1;TKOK;RFTEST\nER\nRM LATER;RFTEST;ER\n"
    (tmp_path / "story").write_text(entries)
    carried_out = Desk.carry_out

    def crashing(desk, commands):
        writes = commands[0].weight > 1
        if writes and when == "before" and desk.serial + 1 == serial:
            raise Killed
        reply = carried_out(desk, commands)
        if writes and desk.serial == serial:
            raise Killed
        return reply

    arguments = ("run", "--resume", tmp_path / "journal", tmp_path / "story")
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "carry_out", crashing)
        patch.setattr("pnr.terminal.player.ignore", lambda desk: None)
        with pytest.raises(Killed):
            cli(*arguments, db=url)
    code, out, err = cli(*arguments, db=url)
    assert (code, err) == (0, "")
    shown = cli(db=url, typed="RT/SMITH\n").out
    assert shown.count("RM ONE") == shown.count("RM LATER") == shown.count("HK1") == 1


AREAS = """JIB0002BB/GS
NM1WHITE/ANN MS
JMA
SSCA1501Y10DECPEKSHA1
JIC0001AA
JUM/O-LON1A0100
JGU/TCM-12
JOB
JMB
RMTWO
IG
JO
JD
JMA
NM1SMITH/JOHN MR
JMC
RMTHREE
JD
"""


@pytest.mark.parametrize("first", (9, 16))
def test_a_run_goes_on_in_the_area_it_was_in(tmp_path, first):
    """Killed behind an entry, it ends as one that was never interrupted."""
    lines, ends = AREAS.splitlines(), set()
    for name, count in (("cut", first), ("whole", 0)):
        (folder := tmp_path / name).mkdir()
        asked = [*command(folder)[:-1], "-"]
        if count:
            with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
                run.stdin.write("\n".join([*lines[:count], "HE STEPS", ""]))
                run.stdin.flush()
                while "END OF DISPLAY" not in run.stdout.readline():
                    pass
                run.kill()
        text = "\n".join([*lines[:count], "HE STEPS", *lines[count:], ""])
        done = subprocess.run(asked, input=text, capture_output=True, text=True)
        ends.add(done.stdout.rpartition("AREA  TM")[2])
    assert len(ends) == 1, ends
    assert "C-IN" in ends.pop()
