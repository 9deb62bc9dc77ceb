"""The names commands have for programs. Frozen: a class may be renamed, its name here may not."""
from ..reading import snake

COMMANDS: dict[str, str] = {}


def name_of(command: type) -> str:
    return COMMANDS.get(command.__name__) or snake(command.__name__)
