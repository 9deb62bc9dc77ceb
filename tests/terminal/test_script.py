"""Command files, transcripts and directives, line by line."""
import pytest

from pnr.terminal.script import Comment, Directive, Entry, ScriptError, escaped, plain, steps, written


def read(text: str, whole: bool = True) -> list:
    return list(steps(text.splitlines(keepends=True), "file", whole))


def entries(text: str, whole: bool = True) -> list[tuple]:
    return [(step.text, step.expected) for step in read(text, whole) if isinstance(step, Entry)]


def test_a_command_file_has_an_entry_a_line():
    text = "# a story\n\nAN10DECPEKSHA\r\n>SS1Y1\n▶NM1A/B\n\x10AP1\n\x1eTKOK\n> RFX\n>\n   \n"
    assert entries(text) == [(entry, None) for entry in ("AN10DECPEKSHA", "SS1Y1", "NM1A/B", "AP1", "TKOK", "RFX")]


def test_a_byte_order_mark_is_no_character():
    assert entries("\ufeffRT\n") == [("RT", None)] and entries("\ufeff> RT\nNO\n") == [("RT", ("NO",))]


def test_the_first_line_of_substance_makes_a_transcript():
    assert entries("# note\n\n> RT\nNO PNR\n") == [("RT", ("NO PNR",))]
    assert entries(">RT\nNO PNR\n") == [("RT", None), ("NO PNR", None)]


def test_replies_keep_their_inner_blanks_and_lose_trailing_ones():
    assert entries("> RT\n  A  \n\n  B \n\n\n> IG\nIGNORED") == [("RT", ("  A", "", "  B")), ("IG", ("IGNORED",))]


def test_an_entry_without_a_reply_expects_nothing():
    assert entries("> RT\n> IG\n\n\n") == [("RT", None), ("IG", None)]


def test_a_backslash_hides_what_would_be_read():
    lines = ["> RT", "# NOTE", "\\ BACK", ">RT", " # X"]
    assert escaped(lines) == ["\\> RT", "\\# NOTE", "\\\\ BACK", ">RT", " # X"]
    assert entries("\n".join(written("HE", "\n".join(lines)))) == [("HE", tuple(lines))]


def test_comments_stand_anywhere():
    text = "> RT\n# about the reply\nLINE 1\n# in between\nLINE 2\n# after\n> IG\n"
    assert entries(text) == [("RT", ("LINE 1", "LINE 2")), ("IG", None)]
    assert sum(isinstance(step, Comment) for step in read(text)) == 3


def test_a_reply_knows_its_lines_in_the_file():
    (first, second) = (step for step in read("\n> RT\nA\n\nB\n\n> IG\n") if isinstance(step, Entry))
    assert (first.line, first.reply_at) == (2, (2, 5)) and (second.line, second.reply_at) == (7, (7, 7))


def test_directives():
    text = "#! now 2026-12-01T09:00Z\n#!agent A office LON1A0100\nRT\n#! advance 30m\n"
    found = [(step.word, step.words) for step in read(text) if isinstance(step, Directive)]
    assert found == [("now", ("2026-12-01T09:00Z",)), ("agent", ("A", "office", "LON1A0100")), ("advance", ("30m",))]


def test_a_transmission_in_a_command_file():
    assert entries("#! transmit\nNM 1A/B\n>CT 1\n#! end\n\\\n") == [("NM 1A/B\nCT 1", None), ("\\", None)]


def test_a_transmission_in_a_transcript():
    text = "#! transmit\n> NM 1A/B\n> CT 1\n#! end\n 1.A/B\n> I\nNO PNR\n"
    assert entries(text) == [("NM 1A/B\nCT 1", (" 1.A/B",)), ("I", ("NO PNR",))]
    assert "\n".join(written("NM 1A/B\nCT 1", " 1.A/B")) == text.split("\n> I")[0]


@pytest.mark.parametrize("text, reason", [
    ("#! jump 3\n", "file:1: unknown directive"),
    ("RT\n#! end\n", "file:2: #! end without #! transmit"),
    ("#! transmit\nRT\n", "file:2: #! transmit without #! end"),
    ("#! transmit\n#! now X\n#! end\n", "file:2: #! now X inside a transmission"),
])
def test_what_cannot_be_played_is_said_with_its_line(text, reason):
    with pytest.raises(ScriptError, match="file:") as caught:
        read(text)
    assert str(caught.value).startswith(reason)


def test_entries_come_as_their_lines_arrive():
    """Nothing is read ahead: a program at the other end of a pipe waits for the answer."""
    arrived = []

    def lines():
        for line in ("> RT\n", "OLD REPLY\n", "> IG\n"):
            arrived.append(line)
            yield line

    found = steps(lines(), "pipe")
    assert next(found).text == "RT" and arrived == ["> RT\n"]
    assert [step.text for step in found] == ["IG"]


def test_plain():
    assert plain("A  \n\n B\n \n\n") == ["A", "", " B"]
