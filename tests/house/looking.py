"""How the house tests look at the house: its files, their trees, and what they import."""
import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pnr

HOUSE = Path(pnr.__file__).parent
TOP = HOUSE.parent
DIALECTS = ("amadeus", "eterm", "sabre", "galileo", "apollo")


@cache
def modules() -> tuple[Path, ...]:
    return tuple(path for path in sorted(HOUSE.rglob("*.py")) if "__pycache__" not in path.parts)


def inside(path: Path) -> str:
    """engine/store/open.py"""
    return path.relative_to(HOUSE).as_posix()


def named(path: Path) -> str:
    """pnr.engine.store.open"""
    parts = ["pnr", *path.relative_to(HOUSE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(path: Path, *kinds: type) -> Iterator:
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, by its whole name, with the line; `from x import y` gives x.y."""
    package = named(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in nodes(path, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
            continue
        base = package[:len(package) - node.level + 1] if node.level else []
        source = ".".join([*base, *([node.module] if node.module else [])])
        yield from ((f"{source}.{alias.name}", node.lineno) for alias in node.names)


def below(*floors: str) -> list[Path]:
    """The modules of these floors; a name without a folder is a module of the ground."""
    return [path for path in modules() if inside(path).split("/")[0].removesuffix(".py") in floors]


def place(path: Path, node: ast.AST) -> str:
    return f"{inside(path)}:{node.lineno}"  # type: ignore[attr-defined]
