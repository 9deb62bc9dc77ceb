"""The desk typed at in a real terminal."""
import os
import sys
import time
from datetime import timedelta

import pexpect
import pyte
import pytest
from terminal.conftest import NOW

COLUMNS, ROWS = 100, 160
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


class Terminal:
    """A process at one end, a screen at the other; what is waited for is waited for on the screen."""

    def __init__(self, *arguments: str):
        environment = os.environ | {"PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm-256color"}
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(sys.executable, ["-m", "pnr", *arguments], env=environment, encoding="utf-8",
                                   dimensions=(ROWS, COLUMNS), timeout=30)

    @property
    def lines(self) -> list[str]:
        shown = [line.rstrip() for line in self.screen.display]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    def feed(self) -> None:
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            return

    def until(self, wanted, what: object = "") -> None:
        """Wait until the lines are as wanted."""
        end = time.monotonic() + 30
        while not wanted(self.lines):
            assert time.monotonic() < end, (what, self.lines)
            self.feed()

    def ready(self) -> None:
        self.until(lambda lines: lines and lines[-1] == ">", "prompt")

    def shows(self, text: str) -> None:
        self.until(lambda lines: any(text in line for line in lines), text)

    def enter(self, text: str) -> list[str]:
        """Type a line, wait for the next prompt; the reply."""
        before = len(self.lines)
        self.child.send(text + "\r")
        self.until(lambda lines: len(lines) > before and lines[-1] == ">", text)
        return self.lines[before:-1]

    def ended(self) -> int:
        end = time.monotonic() + 30
        while self.child.isalive() and time.monotonic() < end:
            try:
                self.feed()
            except pexpect.EOF:
                break
        self.child.wait()
        return self.child.exitstatus


@pytest.fixture
def terminal():
    made: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        made.append(Terminal("--db", "sqlite://", "--now", NOW, *arguments))
        return made[-1]

    yield start
    for item in made:
        item.child.close(force=True)


def test_an_entry_is_answered_and_ctrl_d_leaves(terminal):
    desk = terminal()
    desk.ready()
    assert any("PEK" in line for line in desk.enter("an10decpeksha"))
    assert desk.enter("SS1Y1")[-1].strip()
    desk.child.send("\x04")
    assert desk.ended() == 0


def test_ctrl_c_clears_the_line(terminal):
    desk = terminal()
    desk.ready()
    desk.child.send("RMHALF A LINE")
    desk.shows("> RMHALF A LINE")
    desk.child.send("\x03")
    desk.ready()
    desk.enter("RMWHOLE")
    assert not any("HALF" in line for line in desk.enter("RT"))
    desk.child.send("\x03\x04")
    assert desk.ended() == 0


def test_history(terminal):
    desk = terminal()
    desk.ready()
    desk.enter("RMONE")
    desk.enter("RMTWO")
    desk.child.send("\x1b[A\x1b[A")
    desk.until(lambda lines: lines[-1] == "> RMONE")
    desk.child.send("\x1b[B")
    desk.until(lambda lines: lines[-1] == "> RMTWO")


def test_completion_comes_from_the_grammar(terminal):
    desk = terminal()
    desk.ready()
    desk.enter("RT")  # by now the desk is made
    desk.child.send("TK\t")
    desk.shows("TKOK")
    desk.child.send("\x03")
    desk.ready()
    desk.child.send("SS1Y\t")
    desk.shows("<line>")
    desk.until(lambda lines: lines[-1] == "> SS1Y")


def test_tab_behind_an_entry_that_cannot_be_read_shows_what_was_meant(terminal):
    desk = terminal()
    desk.ready()
    assert desk.enter("AN10DEZPEKSHA") == ["INVALID FORMAT"]
    desk.child.send("\t")
    desk.shows("?   AN10DECPEKSHA")
    desk.until(lambda lines: lines[-1] == ">")


def test_paging(terminal):
    desk = terminal()
    desk.ready()
    desk.enter(";".join(f"RMLINE {number}" for number in range(30)))
    first = desk.enter("RT")
    second = desk.enter("MD")
    assert first[-1].strip() == ")" and second and second != first


def test_a_paste_of_several_lines_is_one_transmission(terminal):
    desk = terminal()
    desk.ready()
    desk.child.send(f"{PASTE}RMONE\r\nRMTWO\r\n{PASTED}")
    desk.shows("RMTWO")
    desk.child.send("\r")
    desk.until(lambda lines: lines[-1] == ">" and any("RM TWO" in line for line in lines))
    assert any("RM ONE" in line for line in desk.lines)
    assert sum("RM ONE" in line for line in desk.lines) == 1


def test_a_host_that_cannot_be_reached_ends_the_prompt(terminal):
    desk = terminal("--db", "sqlite:////no/such/folder/host.db")
    assert desk.ended() == 3
    desk.shows("pnr: ")
    assert not any("Traceback" in line for line in desk.lines)


def test_a_named_terminal_shows_what_was_left_there(terminal, tmp_path):
    where = ("--db", f"sqlite:///{tmp_path / 'host.db'}", "--terminal", "T1")
    desk = terminal(*where)
    desk.ready()
    desk.enter("NM1SMITH/JOHN MR")
    desk.child.kill(9)
    again = terminal(*where)
    again.shows("SMITH/JOHN MR")
    again.ready()


def test_a_named_terminal_tells_how_its_last_entry_ended(terminal, tmp_path):
    """The program was killed before it could; nothing is left in hand."""
    where = ("--db", f"sqlite:///{tmp_path / 'host.db'}", "--terminal", "T1")
    desk = terminal(*where)
    desk.ready()
    filed = desk.enter("SSCA1501Y10DECPEKSHA1;NM1SMITH/JOHN MR;AP1;TKOK;RFX;ET")
    desk.child.kill(9)
    again = terminal(*where)
    again.ready()
    assert again.lines[:-1] == filed == ["END OF TRANSACTION COMPLETE - 8QPUB2"]


def test_a_named_terminal_that_came_back_too_late(terminal, tmp_path):
    """Its seats are given back before anything is shown, and it is told so."""
    where = ("--db", f"sqlite:///{tmp_path / 'host.db'}", "--terminal", "T1")
    desk = terminal(*where)
    desk.ready()
    desk.enter("SSCA1501P10DECPEKSHA3")
    desk.child.kill(9)
    again = terminal(*where, "--now", "2026-12-01T12:01Z")
    again.ready()
    assert again.lines[:-1] == ["TIME OUT - PNR IGNORED"]
    assert any("DK3" in line for line in again.enter("SSCA1501P10DECPEKSHA3"))


def test_what_is_due_is_done_while_nobody_types(tmp_path):
    from terminal.test_ticker import SELL, hurried, sold, until

    import pnr

    url = f"sqlite:///{tmp_path / 'host.db'}"
    with pnr.open(url) as host:
        hurried(host.desk(), timedelta(seconds=0.1)).ask(SELL)
        prompt = Terminal("--db", url)
        prompt.ready()
        assert sold(host) == 2
        until(lambda: sold(host) == 0)
        prompt.child.send("\x04")
        assert prompt.ended() == 0


def test_the_first_start_of_all_says_what_takes_a_moment(terminal, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    desk = terminal()
    desk.shows("...")
    desk.child.send("AN10DECPEKSHA\r")
    desk.shows("AMADEUS AVAILABILITY")
    desk.ready()


def test_chinese_is_as_wide_as_it_is(terminal):
    desk = terminal("--dialect", "eterm")
    desk.ready()
    shown = desk.enter("NM1测试")
    assert any("1.测试" in line.replace(" ", "") for line in shown)
