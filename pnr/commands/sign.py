"""Sign in and out; who sits at a desk is the desk's own affair."""
from dataclasses import dataclass

from ..engine.store.weight import Weight
from ..errors import UnfiledWork
from .command import Command, Reply, execute


@dataclass(frozen=True)
class SignIn(Command):
    sign: str
    duty: str | None = None
    weight = Weight.LOCAL


@dataclass(frozen=True)
class SignOut(Command):
    pass


@dataclass(frozen=True)
class SignedIn(Reply):
    sign: str
    duty: str
    office: str
    alias: str = ""


@dataclass(frozen=True)
class SignedOut(Reply):
    sign: str
    office: str
    alias: str = ""  # what agents of another tongue call the office


@execute.register
def sign_out(command: SignOut, work) -> SignedOut:
    """Refused while a filed booking is being changed; a new one that was never filed is ignored, its seats go back."""
    if work.area.changed and work.area.base.version:
        raise UnfiledWork()
    work.drop()
    return SignedOut(work.agent.sign, work.office.id, work.office.alias)
