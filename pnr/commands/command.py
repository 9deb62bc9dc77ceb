"""What can be asked of the host, what is answered, and the one place that answers."""
from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, ClassVar

from ..engine.store.weight import Weight


class Command:
    """Something an agent asks, in no dialect. Frozen, comparable, safe to try twice."""

    weight: ClassVar[Weight] = Weight.WORK


class Reply:
    """What a command answers, in no dialect."""


@dataclass(frozen=True)
class Outside(Reply):
    """Not yet an answer: call this outside any transaction, then carry out the command made of what it returned.

    What was done so far stays. A call that raises is the refusal of the entry; where the command is refused,
    `otherwise` is carried out before that is said.
    """

    call: Callable[[], Any]
    then: Callable[[Any], Command]
    otherwise: Command | None = None


@singledispatch
def execute(command: Command, work) -> Reply:
    """Carry out `command` in this unit of work; raises a PnrError when it may not be done."""
    raise NotImplementedError(type(command).__name__)
