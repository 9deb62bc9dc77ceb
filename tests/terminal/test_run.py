"""`pnr run`: what it prints, compares and records."""
import json
import subprocess
import sys

import pytest
from terminal.conftest import BOOK, NOW

SHORT = "RT\nXE9\nHE SS\n"


def test_text_is_a_transcript_that_passes_its_own_check(cli, tmp_path):
    more = "RT{locator}\n#! advance 30m\nXI;RFTEST;ET\n#! agent B office LON1A0100\nRT{main.locator}\nRT{ticket}\n"
    code, text, err = cli("run", "-", typed="# a story\n" + BOOK + more)
    assert (code, err) == (1, "") and text.startswith("# a story\n> AN10DECPEKSHA;SS1Y1\n")
    story = tmp_path / "story"
    story.write_text(text, encoding="utf-8")
    assert cli("run", "--check", story) == (0, "10 passed, 0 failed\n", "")
    assert cli("run", "--check", story, story, db="") == (0, "20 passed, 0 failed\n", "")


def test_other_seats_head_the_transcript(cli, tmp_path):
    code, text, _ = cli("--office", "NYC1A0100", "run", typed="AN10DECNYCLON\n")
    assert text.startswith("#! agent main office NYC1A0100\n> AN10DECNYCLON\n")
    (tmp_path / "story").write_text(text)
    assert cli("run", "--check", tmp_path / "story")[:2] == (0, "1 passed, 0 failed\n")


def test_check_shows_a_unified_diff_and_counts(cli, tmp_path):
    story = tmp_path / "story"
    story.write_text("> RT\nSOMETHING\n> HE SS\n...\n> IG\n\n> XE9\n{*} {*}\n")
    code, out, _ = cli("run", "--check", story)
    assert code == 1 and out.endswith("2 passed, 1 failed\n")
    assert out.startswith(f"--- {story}:1 > RT\n+++ shown\n@@ -1 +1 @@\n-SOMETHING\n+")


def test_only_differences_count_in_a_check(cli, tmp_path):
    (tmp_path / "story").write_text("> XE9\n...\n")
    assert cli("run", "--check", tmp_path / "story")[0] == 0
    assert cli("run", tmp_path / "story")[0] == 1


def test_accept_rewrites_replies_and_keeps_what_fits(cli, tmp_path):
    story = tmp_path / "story"
    text = "# kept\n\n> RT\nOLD\n\n#! advance 1h\n> HE SS\n{*} SS - {*}\n...\n> XE9\n# said\n"
    story.write_bytes(text.replace("\n", "\r\n").encode())
    story.chmod(0o640)
    before = story.read_bytes()
    shown = cli("run", typed="RT\nXE9\n").out.splitlines()
    code, out, _ = cli("run", "--accept", story)
    assert code == 0 and out == f"{story}: replies rewritten\n"
    refused = shown[3].encode() + b"\r\n"
    assert story.read_bytes() == before.replace(b"OLD", shown[1].encode()).replace(b"> XE9\r\n", b"> XE9\r\n" + refused)
    assert story.stat().st_mode & 0o777 == 0o640
    assert cli("run", "--check", story)[1] == "3 passed, 0 failed\n"
    assert cli("run", "--accept", story) == (0, "", "")


def test_accept_leaves_a_file_of_entries_alone(cli, tmp_path):
    entries = tmp_path / "entries"
    entries.write_text("AN10DECPEKSHA\nSS1Y1\n")
    code, out, err = cli("run", "--accept", entries)
    assert (code, out) == (2, "") and f"{entries}:1: not a transcript" in err
    assert entries.read_text() == "AN10DECPEKSHA\nSS1Y1\n"


def test_records(cli):
    code, out, _ = cli("run", "--format", "jsonl", typed="AN10DECPEKSHA;SS1Y1\nXE9\n\n#! agent B\nRT{ticket}\n")
    sold, refused, unset = map(json.loads, out.splitlines())
    assert code == 1
    segment = sold["data"]["booking"]["segments"][0]
    assert list(segment) == ["tattoo", "number", "carrier", "flight", "booking_class", "date", "origin", "destination",
                             "status", "seats", "departs", "arrives"]
    assert (segment["booking_class"], segment["date"], segment["status"], segment["departs"][2]) == (
        "Y", "2026-12-10", "DK", ":")
    assert {name: sold[name] for name in ("v", "n", "desk", "dialect", "entry", "ok", "filed")} == {
        "v": 1, "n": 1, "desk": "main", "dialect": "amadeus", "entry": "AN10DECPEKSHA;SS1Y1", "ok": True, "filed": True}
    assert (refused["ok"], refused["filed"], refused["code"], refused["facts"]) == (
        False, False, "no-such-element", {"numbers": [9]})
    assert (unset["n"], unset["desk"], unset["entry"], unset["code"]) == (3, "B", "RT{ticket}", "not-set")


def test_availability_as_data(cli):
    shown = json.loads(cli("run", "--format", "jsonl", typed="AN10DECPEKLON\n").out)["data"]
    assert (shown["kind"], shown["date"], shown["origin"]) == ("AvailabilityDisplay", "2026-12-10", "PEK")
    flight = shown["lines"][0]["flights"][0]
    assert flight.keys() >= {"carrier", "number", "operating", "origin", "destination", "departs", "arrives",
                             "arrives_day_offset", "equipment", "stops", "classes"}
    assert shown["lines"][0]["line"] == 1 and flight["departs"][2] == ":"
    assert all(len(name) == 1 and value.isdigit() for name, value in flight["classes"])


def test_quiet_shows_only_what_failed(cli):
    code, out, _ = cli("run", "--quiet", typed=SHORT)
    assert code == 1 and out.startswith("> ") and out.endswith("\n1 passed, 2 failed\n") and "HE SS" not in out


def test_stop(cli, tmp_path):
    assert cli("run", "--stop", typed=SHORT).out.count("> ") == 1
    (tmp_path / "story").write_text("> RT\n...\n> IG\nNO\n> IG\nNO\n")
    assert cli("run", "--check", "--stop", tmp_path / "story").out.endswith("1 passed, 1 failed\n")


def test_every_run_begins_and_ends_with_empty_areas(cli, url):
    sold = "AN10DECPEKSHA;SS1Y1\nNM1SMITH/JOHN MR\n"
    assert cli("--terminal", "T1", db=url, typed=sold).code == 0
    assert "SMITH" in cli("--terminal", "T1", db=url, typed="RT\n").out
    assert "SMITH" not in cli("--terminal", "T1", "run", db=url, typed="RT\n").out
    assert cli("--terminal", "T1", "run", db=url, typed=sold).code == 0
    assert "SMITH" not in cli("--terminal", "T1", db=url, typed="RT\n").out
    assert cli("check", db=url) == (0, "", "")


def test_real_cards_are_not_repeated(cli):
    assert "4929420573595709" not in cli("run", typed="RMCARD 4929420573595709\n").out.splitlines()[0]


@pytest.mark.parametrize("text, reason", [
    ("#! fly\n", "stdin:1: unknown directive: #! fly"),
    ("RT\n#! advance soon\n", "stdin:2: #! advance soon: not a span of time: soon"),
    ("#! agent A office XXX\n", "stdin:1: #! agent A office XXX: "),
    ("#! agent A sign\n", "stdin:1: #! agent A sign: options of agent are office, sign, dialect, each with its value"),
    ("#! dialect klingon\n", "stdin:1: #! dialect klingon: "),
    ("#! now yesterday\n", "stdin:1: #! now yesterday: "),
    ("#! now\n", "stdin:1: cannot be read: #! now"),
])
def test_what_cannot_be_played_ends_the_run_with_its_line(cli, text, reason):
    code, _, err = cli("run", typed=text)
    assert code == 2 and err.startswith(f"pnr: {reason}") and err.count("\n") == 1


def test_files_that_cannot_be_read(cli, tmp_path):
    (tmp_path / "latin").write_bytes(b"RM caf\xe9\n")
    assert cli("run", tmp_path / "none")[0] == 2
    assert cli("run", tmp_path)[0] == 2
    code, _, err = cli("run", tmp_path / "latin")
    assert (code, err) == (2, f"pnr: {tmp_path / 'latin'}: not UTF-8 at byte 6\n")
    assert cli("run", "--accept", "-")[0] == 2


def test_a_pipe_can_converse():
    """Each answer comes before the next entry is sent."""
    command = [sys.executable, "-m", "pnr", "--db", "sqlite://", "--now", NOW, "run", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as talk:
        locator = ""
        for entry in (*BOOK.splitlines(), "RT{}"):
            talk.stdin.write(entry.format(locator) + "\n")
            record = json.loads(talk.stdout.readline())
            assert record["ok"], record
            locator = record["data"].get("booking", {}).get("locator") or ""
        talk.stdin.close()
        assert talk.wait(30) == 0 and len(locator) == 6


def test_a_file_s_name_may_say_its_dialect(cli, tmp_path):
    texts = {"one.amadeus": "> TKOK\n...\n", "two.eterm": "> RT\n...\n",
             "three": "> HE SS\nHELP SS - FLIGHTS SOLD\n...\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    files = [tmp_path / name for name in texts]
    code, out, _ = cli("run", *files)
    assert [line for line in out.splitlines() if line.startswith("#!")] == ["#! dialect eterm", "#! dialect amadeus"]
    (tmp_path / "all").write_text(out)
    for played in (files, [tmp_path / "all"]):
        assert cli("run", "--check", *played)[:2] == (0, "3 passed, 0 failed\n")
    assert cli("run", "--check", *files, db="")[:2] == (0, "3 passed, 0 failed\n")


def test_two_desks_and_a_transmission(cli):
    text = (BOOK + "#! agent A office LON1A0100 sign 0002BB\nRT{main.locator}\n#! agent main\nIG\n"
            "#! transmit\nRMONE\nRMTWO\n#! end\n")
    code, out, _ = cli("run", typed=text)
    assert "#! transmit\n> RMONE\n> RMTWO\n#! end\n" in out
    assert out.count("SMITH/JOHN MR") >= 3 and "RM ONE" in out and "RM TWO" in out
