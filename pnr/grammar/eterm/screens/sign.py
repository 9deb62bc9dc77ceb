"""Signed in, signed out."""
from ....commands.sign import SignedIn, SignedOut
from . import screen


@screen.register
def signed_in(reply: SignedIn) -> str:
    return f"{reply.alias or reply.office} SIGNED IN A"


@screen.register
def signed_out(reply: SignedOut) -> str:
    return f"{reply.alias or reply.office} {reply.sign} SIGNED OUT A"
