# Sourced by scripts/pnr and scripts/test: makes .venv in the checkout hold this package with the extras named.
# A stamp keeps what it was made from, so that a later start costs one comparison and no process.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

ready() {
    local extras=$1 stamp python
    for stamp in "$here/.venv/ready-test" "$here/.venv/ready-$1"; do  # the test extras hold all others
        [[ -f $stamp && "$(<"$stamp")" == "$here"$'\n'"$(<"$here/setup.cfg")" ]] && return
    done
    for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$python" "$here/scripts/ready.py" "$extras" </dev/null >&2
            return
        fi
    done
    echo "pnr: Python 3.11 or newer is needed" >&2
    exit 2
}
