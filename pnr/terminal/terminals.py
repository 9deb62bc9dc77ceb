"""Named terminals are held by one process at a time: the system frees the name when the process is gone."""
import os
from hashlib import blake2b
from pathlib import Path

from ..engine.store.open import Store
from ..errors import StoreUnavailable, TerminalHeld


class Terminals:
    """Locks on files beside the database, or in the user's own folder for one on a server."""

    def __init__(self, store: Store):
        self.store = store
        self.files: dict[str, int] = {}

    def folder(self) -> Path:
        if self.store.driver.path is not None:
            return Path(f"{self.store.driver.path}-terminals")
        from platformdirs import user_runtime_path

        place = blake2b(self.store.driver.address.encode(), digest_size=8).hexdigest()
        return user_runtime_path("pnr") / place

    def hold(self, name: str) -> None:
        """Raises TerminalHeld when another process has it."""
        if self.store.in_memory or name in self.files:
            return
        import fcntl

        file = self.opened(name)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            raise TerminalHeld(reason=f"terminal {name} is in use") from None
        self.files[name] = file

    def opened(self, name: str) -> int:
        folder = self.folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return os.open(folder / blake2b(name.encode(), digest_size=12).hexdigest(), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreUnavailable(reason=f"terminal {name}: {folder}: {error.strerror}") from error

    def release(self) -> None:
        for file in self.files.values():
            os.close(file)
        self.files.clear()
