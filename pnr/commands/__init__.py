"""The canonical command tree: what every dialect can say. A family's module is imported with its grammar."""
from .command import Command, Outside, Reply, execute

__all__ = ["Command", "Outside", "Reply", "execute"]
