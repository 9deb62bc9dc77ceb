"""The desk at a prompt, or at the end of a pipe."""
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from functools import partial
from typing import Any

from ..errors import PnrError, Unavailable
from .ticker import Ticker

MARK = "> "
DONE, REFUSED, UNREACHABLE = 0, 1, 3


class Chair:
    """A desk that is made ready behind the prompt, while the agent is still typing."""

    def __init__(self, make: Callable[[], Any], terminal: str | None = None):
        self.make, self.terminal = make, terminal
        self.lock = threading.Lock()
        self.made: Any = None
        self.fault: Exception | None = None

    def desk(self) -> Any:
        """The desk, once there is one; raises what kept it from being made."""
        with self.lock:
            if self.made is None and self.fault is None:
                try:
                    self.made = self.make()
                except (PnrError, ValueError, OSError) as fault:
                    self.fault = fault
        if self.fault:
            raise self.fault
        return self.made

    def host(self) -> Any:
        """The desk's host; None until the desk is made."""
        return self.made and self.made.host


def piped(chair: Chair) -> int:
    """One entry a line, replies alone on the way out; the exit code."""
    code = DONE
    for line in sys.stdin:
        answer = chair.desk().answer(line.removesuffix("\n").removesuffix("\r"))
        print(answer.screen, flush=True)
        if isinstance(answer.error, Unavailable):
            code = UNREACHABLE
        elif answer.error is not None:
            code = max(code, REFUSED)
    return code


def typed(chair: Chair) -> int:
    """prompt-toolkit: a line to edit, a history to recall. Ctrl-C clears the line, Ctrl-D leaves."""
    if chair.terminal and (left := chair.desk().left()):
        print(left, flush=True)
    from prompt_toolkit.patch_stdout import StdoutProxy

    session = session_for(chair)
    with StdoutProxy() as above, redirect_stderr(above), Ticker(chair.host):  # what threads say while the prompt waits
        for text in entries(session, chair):
            try:
                print(chair.desk().answer(text).screen, flush=True)
            except KeyboardInterrupt:
                continue
    return DONE


def entries(session: Any, chair: Chair) -> Iterator[str]:
    """What is typed, until the agent leaves; what keeps the desk from being made ends the prompt."""
    while True:
        try:
            yield session.prompt(MARK, pre_run=lambda: warm(session, chair))
        except EOFError:
            return


def session_for(chair: Chair) -> Any:
    """A prompt whose history stays in memory: what agents type holds names, papers and cards."""
    from prompt_toolkit import PromptSession

    from .completion import completer

    return PromptSession(completer=completer(chair), complete_while_typing=False, complete_in_thread=True,
                         key_bindings=bindings(chair), enable_open_in_editor=False)


def bindings(chair: Chair) -> Any:
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()
    keys.add("c-c")(clear)
    keys.add("tab")(partial(complete, chair))
    keys.add(Keys.BracketedPaste)(paste)
    return keys


def clear(event: Any) -> None:
    event.current_buffer.reset()


def complete(chair: Chair, event: Any) -> None:
    """Words are put in; where only a field may follow, its name is shown above the line.

    On an empty line, what an entry that could not be read may have been meant as.
    """
    from prompt_toolkit.application import run_in_terminal

    from .completion import fields, meant

    buffer = event.current_buffer
    hint = "" if buffer.text else meant(chair)
    if shown := hint or fields(chair, buffer.document.text_before_cursor):
        run_in_terminal(lambda: print(shown, flush=True))
    if hint:
        return
    if buffer.complete_state:
        buffer.complete_next()
    else:
        buffer.start_completion(insert_common_part=True)


def paste(event: Any) -> None:
    """Several lines are one transmission; the end of the last is not yet the key that sends."""
    lines = event.data.replace("\r\n", "\n").replace("\r", "\n")
    event.current_buffer.insert_text(lines.rstrip("\n"))


def needed(desk: Any) -> tuple:
    """What the first entries will ask for; it is made by being asked for."""
    world = desk.host.world
    return desk.dialect.reader.openings, desk.dialect.screens, world.places, world.airlines, world.timetable


def warm(session: Any, chair: Chair) -> None:
    """Make the desk once the prompt stands there; a fault ends the prompt, so that nobody types for nothing."""
    threads: list[threading.Thread] = []

    def begin(app: Any) -> None:
        if not threads:
            threads.append(threading.Thread(target=warmed, args=(app, chair), daemon=True))
            threads[0].start()

    if chair.made is None:
        session.app.after_render += begin


def warmed(app: Any, chair: Chair) -> None:
    try:
        needed(chair.desk())
    except (PnrError, ValueError, OSError) as fault:
        if app.is_running and app.loop:
            app.loop.call_soon_threadsafe(partial(app.exit, exception=fault))
