"""Named states of the host, kept beside the user's data: the same dump as a backup, on any store."""
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAME = re.compile(r"[\w.-]{1,60}")


class Snapshots:
    def __init__(self, options: Any, say: Callable[[str], None]):
        self.options, self.say = options, say

    def act(self, action: str, name: str | None) -> int:
        if action in ("save", "load") and not NAME.fullmatch(name or ""):
            raise ValueError(f"snapshot {action} wants a name of letters, digits, dots and hyphens")
        return getattr(self, action)(name) or 0

    @property
    def folder(self) -> Path:
        from platformdirs import user_data_path

        return user_data_path("pnr", ensure_exists=True) / "snapshots"

    def save(self, name: str) -> None:
        from ..engine.store.restore import backup

        self.folder.mkdir(mode=0o700, exist_ok=True)
        with self.options.host() as host:
            backup(host.store, self.folder / name)

    def load(self, name: str) -> int:
        """The host as it was; audited, as after any restore."""
        from ..engine.store.restore import restore_file
        from .cli import audited

        if not (self.folder / name).exists():
            raise ValueError(f"no snapshot {name}; snapshot list shows those there are")
        with self.options.host() as host:
            restore_file(host.store, self.folder / name, force=True)
        with self.options.host() as host:
            return audited(host)

    def list(self, name: str | None) -> None:
        for path in sorted(self.folder.glob("*")):
            self.say(path.name)

    def reset(self, name: str | None) -> None:
        """A fresh world under the same keys."""
        from ..engine.store.restore import clear

        with self.options.host() as host:
            clear(host.store)
