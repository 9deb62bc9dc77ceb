"""Help at a desk: about the last entry as well as about any other."""
from ..commands import Reply
from ..commands.help import ExplainError, Help
from ..grammar.dialect import Dialect
from .typed import Typed


def helped(command: Help | ExplainError, dialect: Dialect, typed: Typed) -> Reply:
    from ..grammar import help as said

    entry, error = typed.asked
    if isinstance(command, ExplainError):
        return said.explained(dialect, command.text, error)
    return said.last(dialect, entry, error) if command.topic == "/" else said.about(dialect, command.topic)
