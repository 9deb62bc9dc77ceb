"""Make .venv in the checkout and install the package editable into it; one process at a time."""
import compileall
import fcntl
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
HOME = HERE / ".venv"
PYTHON = HOME / "bin" / "python"


def works() -> bool:
    """Whether the environment's Python and pip run; a moved or half-made one does not."""
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def main(extras: str) -> int:
    HOME.mkdir(exist_ok=True)
    lock = os.open(HOME, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)  # a second starter waits here, then finds the stamp
    stamp = HOME / f"ready-{extras}"
    wanted = f"{HERE}\n{(HERE / 'setup.cfg').read_text(encoding='utf-8')}"
    if stamp.exists() and stamp.read_text(encoding="utf-8").rstrip("\n") == wanted.rstrip("\n"):
        return 0
    print("pnr: setting up .venv, once ...", flush=True)
    if not works():
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(HOME)
    install = ["install", "--quiet", "--quiet", "--disable-pip-version-check", "--editable", f"{HERE}[{extras}]"]
    done = subprocess.run([PYTHON, "-m", "pip", *install], cwd=HERE)
    if done.returncode == 0:
        compileall.compile_dir(HERE / "pnr", quiet=2)  # also where Python is told to write no bytecode by itself
        stamp.write_text(wanted, encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
