"""The secrets of a database: sealed personal fields, search values that tell nothing, the permutation of locators.

One master secret a key number. The newest seals, every one opens, and the oldest gives the search values and the
locators, which must never change. The masters are kept beside the database, never in it: a key file or PNR_KEY.
"""
from __future__ import annotations

import hmac
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

from ...errors import StoreUnavailable
from .driver import Driver

VARIABLE = "PNR_KEY"
MARK = 8  # letters that tell keys apart which lie aside
ROW = "key."  # rows of the world table: key.<number> -> the check value of that master
DOCUMENTED = {0: sha256(b"pnr: the documented key of a database made with a fixed clock; it keeps no secret").digest()}

Change = Callable[[str], str]


class Keys:
    """The masters of one database, by number."""

    def __init__(self, masters: Mapping[int, bytes]):
        self.masters = dict(sorted(masters.items()))
        self.oldest, self.newest = min(self.masters), max(self.masters)
        self.locator = derived(self.masters[self.oldest], "locator")[:32]
        self.index_key = derived(self.masters[self.oldest], "index")[:32]
        self.ciphers: dict[int, Any] = {}

    def seal(self, record: str) -> Change:
        """A function that seals texts of this record: the same text in the same record gives the same sealed text."""
        encrypt, place, mark = self.cipher(self.newest).encrypt, [record.encode()], f"{self.newest}:"
        return lambda text: mark + b64encode(encrypt(text.encode(), place)).decode()

    def opened(self, record: str) -> Change:
        """A function that opens what was sealed for this record, with whichever key it was sealed."""
        place = [record.encode()]

        def opening(sealed: str) -> str:
            number, _, body = sealed.partition(":")
            try:
                return self.cipher(int(number)).decrypt(b64decode(body), place).decode()
            except Exception as error:  # a lost key, a changed text, another record's: all mean the same here
                raise StoreUnavailable(reason=f"a sealed field of {record} cannot be opened") from error

        return opening

    def resealed(self, record: str) -> Change:
        """After a rotation: what another key sealed, sealed by the newest."""
        seal, opened, mark = self.seal(record), self.opened(record), f"{self.newest}:"
        return lambda sealed: sealed if sealed.startswith(mark) else seal(opened(sealed))

    def index(self, value: str) -> str:
        """What stands in a search row instead of the value."""
        return hmac.digest(self.index_key, value.encode(), "sha256").hex()

    def cipher(self, number: int) -> Any:
        found = self.ciphers.get(number)
        if found is None:
            from cryptography.hazmat.primitives.ciphers.aead import AESSIV

            found = self.ciphers[number] = AESSIV(derived(self.masters[number], "seal"))
        return found

    def rows(self) -> dict[str, str]:
        """What the database remembers of its keys: enough to notice a wrong one."""
        return {f"{ROW}{number}": derived(master, "check")[:16].hex() for number, master in self.masters.items()}


def derived(master: bytes, use: str) -> bytes:
    return hmac.digest(master, use.encode(), sha512)


# ---- where the masters are kept

def made(driver: Driver, fixed: bool) -> Keys:
    """The keys of a new database."""
    return Keys(DOCUMENTED if fixed else found(driver) or drawn(driver))


def unlocked(driver: Driver, rows: Mapping[str, str]) -> Keys:
    """The keys of a database that remembers these rows; raises StoreUnavailable when one is missing or another."""
    wanted = {name: check for name, check in rows.items() if name.startswith(ROW)}
    if wanted == Keys(DOCUMENTED).rows():
        return Keys(DOCUMENTED)
    held = found(driver)
    if held and opens(held, wanted):
        return Keys(held)
    if taken := taken_up(driver, wanted):
        return taken
    if not held:
        raise StoreUnavailable(reason=f"{driver.shown}: its key is missing ({key_file(driver)} or {VARIABLE})")
    raise StoreUnavailable(reason=f"{driver.shown}: the key in {source(driver)} is not its key")


def opens(masters: Mapping[int, bytes], wanted: Mapping[str, str]) -> bool:
    """Whether these are the keys of a database that remembers these rows."""
    return bool(wanted) and wanted.items() <= Keys(masters).rows().items()


def taken_up(driver: Driver, wanted: Mapping[str, str]) -> Keys | None:
    """The key of a restore that came to its COMMIT and no further: it lies aside, and is taken up now."""
    if os.environ.get(VARIABLE):
        return None
    file = key_file(driver)
    for other in sorted(file.parent.glob(f"{file.name}.{'?' * MARK}")):
        masters = read(text_of(other), str(other))
        if masters and opens(masters, wanted):
            adopt(driver, Keys(masters))
            return Keys(masters)
    return None


def fitting(driver: Driver, rows: Mapping[str, str], beside: str = "") -> Keys:
    """The keys a dump with these rows was sealed with: documented, this database's, or in the text beside the dump."""
    if rows.items() == Keys(DOCUMENTED).rows().items():
        return Keys(DOCUMENTED)
    for masters in (found(driver), read(beside, "the key beside the dump")):
        if masters and opens(masters, rows):
            return Keys(masters)
    raise StoreUnavailable(reason="the dump was sealed with a key that is not here")


def announce(driver: Driver, keys: Keys) -> None:
    """Lay the key of what is about to be restored aside, so that no crash parts the one from the other."""
    if keys.masters == DOCUMENTED or keys.masters == found(driver):
        return
    if os.environ.get(VARIABLE):
        raise StoreUnavailable(reason=f"{VARIABLE} is not the key of what is to be restored")
    store(aside(key_file(driver), written(keys.masters)), keys.masters, replace=True)


def adopt(driver: Driver, keys: Keys) -> None:
    """Keep the key of a restored database; the one it replaces is put aside, since older backups may need it."""
    if keys.masters == DOCUMENTED or keys.masters == found(driver):
        return
    file = key_file(driver)
    if file.exists():
        os.replace(file, aside(file, file.read_text("ascii")))
    store(file, keys.masters, replace=True)
    aside(file, written(keys.masters)).unlink(missing_ok=True)


def aside(file: Path, text: str) -> Path:
    return file.with_name(f"{file.name}.{sha256(text.encode()).hexdigest()[:MARK]}")


def source(driver: Driver) -> str:
    return VARIABLE if os.environ.get(VARIABLE) else str(key_file(driver))


def found(driver: Driver) -> dict[int, bytes]:
    return read(source_text(driver), source(driver))


def source_text(driver: Driver) -> str:
    return os.environ.get(VARIABLE) or text_of(key_file(driver))


def text_of(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise StoreUnavailable(reason=f"{file}: {error}") from error


def read(text: str, where: str) -> dict[int, bytes]:
    """`1:base64`, one for each key, parted by blanks, commas or lines."""
    try:
        pairs = [item.split(":", 1) for item in text.replace(",", " ").split()]
        masters = {int(number): b64decode(body, validate=True) for number, body in pairs}
    except ValueError as error:
        raise StoreUnavailable(reason=f"{where}: not a key") from error
    if any(number < 1 or len(master) < 32 for number, master in masters.items()):
        raise StoreUnavailable(reason=f"{where}: not a key")
    return masters


def written(masters: Mapping[int, bytes]) -> str:
    return "".join(f"{number}:{b64encode(master).decode()}\n" for number, master in sorted(masters.items()))


def key_file(driver: Driver) -> Path:
    """Beside an SQLite file; for a database elsewhere in the user's data folder, named by its address."""
    if driver.path:
        return Path(f"{driver.path}.key")
    from platformdirs import user_data_path

    return user_data_path("pnr") / "keys" / f"{sha256(driver.address.encode()).hexdigest()[:16]}.key"


def drawn(driver: Driver) -> dict[int, bytes]:
    """A new master, kept before it is used; when two processes draw at once, the first one's counts for both."""
    store(key_file(driver), {1: secrets.token_bytes(32)}, replace=False)
    return found(driver)


def rotated(driver: Driver) -> dict[int, bytes]:
    """One master more in the key file. The next opening of the database takes it up and seals with it."""
    if os.environ.get(VARIABLE):
        raise StoreUnavailable(reason=f"the key comes from {VARIABLE}: add the next one there")
    masters = found(driver)
    if not masters:
        raise StoreUnavailable(reason=f"{driver.shown}: no key file to add to ({key_file(driver)})")
    masters[max(masters) + 1] = secrets.token_bytes(32)
    store(key_file(driver), masters, replace=True)
    return masters


def epoch() -> int:
    """Where versions of what this program makes begin, so that nobody takes them for those of what was there before."""
    return 1 + secrets.randbits(30)


def store(path: Path, masters: Mapping[int, bytes], replace: bool) -> None:
    """Write the key file whole, readable by its owner only."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(written(masters))
            file.flush()
            os.fsync(file.fileno())
        try:
            (os.replace if replace else os.link)(beside, path)
        except FileExistsError:
            return
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnavailable(reason=f"{path}: {error.strerror}") from error
