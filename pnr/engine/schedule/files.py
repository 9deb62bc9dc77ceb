"""The world's files: small ones are read from the package, large ones unpacked once into the cache and mapped."""
import json
import lzma
import mmap
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
Progress = Callable[[str], None]
Mapped = mmap.mmap | bytes  # the same to read


@cache
def contents() -> dict[str, dict]:
    """What the package ships: name -> sha256 and size of the unpacked file."""
    return json.loads(packaged("world.json"))


def packaged(name: str) -> bytes:
    return (DATA / name).read_bytes()


def unpacked(name: str) -> bytes:
    return lzma.decompress(packaged(f"{name}.xz"))


def lines(name: str) -> list[str]:
    """The lines of a small table, without its heading."""
    return unpacked(name).decode().splitlines()[1:]


def mapped(name: str, progress: Progress | None = None) -> Mapped:
    """The bytes of a large file, shared by every process that maps it."""
    path = cached_path(name)
    try:
        if path.stat().st_size != contents()[name]["size"]:
            raise FileNotFoundError(path)
    except OSError:
        return unpack(name, path, progress)
    return map_file(path)


def cached_path(name: str) -> Path:
    """Its place in the user's cache, under a name that changes with what it holds."""
    from platformdirs import user_cache_path

    stem, _, kind = name.partition(".")
    return user_cache_path("pnr", appauthor=False) / f"{stem}-{contents()[name]['sha256'][:16]}.{kind}"


def unpack(name: str, path: Path, progress: Progress | None) -> Mapped:
    """Written beside its place and renamed, so that nobody maps half a file; kept in memory where that cannot be."""
    if progress:
        progress(f"Unpacking the world ({name}) ...")
    data = unpacked(name)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        return data
    return map_file(path)


def map_file(path: Path) -> Mapped:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
