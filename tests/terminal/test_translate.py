"""`pnr translate`: a line out for each line in, and no database."""
import subprocess
import sys

import pytest

from pnr.grammar.dialect import load
from pnr.terminal.translate import Translation, translated


@pytest.fixture
def lines():
    """Lines of a file in Amadeus said in eTerm, or the other way; and whether all could be."""

    def say(*given: str, dialect: str = "amadeus", to: str = "eterm"):
        translation = Translation(load(dialect), load(to))
        return [translation.line(line) for line in given], translation.complete

    return say


def test_a_line_for_each_line(lines):
    said, complete = lines("# a booking", "AN10DECPEKSHA", "", "SS2Y1", "ET")
    assert said == ["# a booking", "AV:PEKSHA/10DEC", "", "SD1Y2", "@"] and complete


def test_what_cannot_be_said_keeps_its_line(lines):
    said, complete = lines("RFJOHN", "AN10DECPEKMAD/XFRA", "ET")
    assert said == ["# cannot say: RFJOHN (set received from)",
                    "# cannot say: AN10DECPEKMAD/XFRA (display availability with via FRA)", "@"]
    assert not complete


def test_what_cannot_be_read(lines):
    assert lines("?", "SS1") == (["# cannot say: ? (unknown-entry)", "# cannot say: SS1 (check-format)"], False)


def test_entries_on_one_line(lines):
    assert lines("SD1Y2@", dialect="eterm", to="amadeus") == (["SS2Y1;ET"], True)
    assert lines("SS2Y1;ET") == (["SD1Y2@"], True)
    assert lines("AN10DECPEKSHA;SS2Y1") == (["# cannot say: AN10DECPEKSHA;SS2Y1 (2 entries on one line)"], False)


def test_names_in_braces_stay(lines):
    said, complete = lines("RT{locator}", "RT{A.locator}", "TWD/TKT{ticket}", "TTP/P{n}")
    assert said[0] == "RT{locator}" and said[2] == "DETR:TN/{ticket}" and not complete
    assert said[1] == "RT{A.locator}" and said[3] == "# cannot say: TTP/P{n} ({n})"


def test_prompts_go_and_replies_too(lines):
    assert lines(">TKTL08DEC/1200") == (["TKTL1200/08DEC"], True)
    assert lines("> ET", "END OF TRANSACTION", "> IG") == (["> @", "", "> IG"], True)


def test_directives_change_what_is_read(lines):
    said, complete = lines("#! agent B dialect eterm", "SD1Y2", "#! agent A", "SS2Y1", "#! dialect eterm", "SD1Y2",
                           to="amadeus")
    assert said == ["#! agent B dialect amadeus", "SS2Y1", "#! agent A", "SS2Y1", "#! dialect amadeus", "SS2Y1"]
    assert complete


def test_card_numbers_are_not_repeated(lines):
    (said,), _ = lines("FPCCVI4929000000006/1230/N123456")
    assert said.startswith("# cannot say: ") and "4929000000006" not in said


def test_files(tmp_path):
    file = tmp_path / "entries"
    file.write_bytes(b"AN10DECPEKSHA\r\nET\r\n")
    said: list[str] = []
    assert translated("amadeus", "eterm", (file, file), said.append)
    assert said == ["AV:PEKSHA/10DEC", "@"] * 2


@pytest.mark.parametrize("typed, out, code", [
    ("AV:PEKSHA/10DEC\nNM1张三\n", "AN10DECPEKSHA\n# cannot say: NM1张三 (add names)\n", 1), ("@\n", "ET\n", 0),
])
def test_the_command_and_its_exit_code(process, typed, out, code):
    assert process("--dialect", "eterm", "translate", "--to", "amadeus", typed=typed) == (code, out, "")


def test_a_dialect_nobody_speaks(cli):
    done = cli("translate", "--to", "klingon")
    assert done.code == 2 and len(done.err.splitlines()) == 1


def test_no_database_is_opened():
    script = ("import sys; from pathlib import Path; from pnr.terminal.translate import translated\n"
              "translated('amadeus', 'eterm', (Path('-'),), print); print(*sys.modules)")
    done = subprocess.run([sys.executable, "-c", script], input="AN10DECPEKSHA\nET\n", text=True, capture_output=True)
    assert not {"sqlalchemy", "numpy", "cryptography"} & set(done.stdout.splitlines()[-1].split())
