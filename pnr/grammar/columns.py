"""Text laid out in columns, as screens need it; papers that are posted are laid out the same way."""
from ..values.columns import (  # noqa: F401
    ascii_capitals,
    chunks,
    columns,
    cut,
    filled,
    fitting,
    plainly,
    right,
    width,
    wrapped,
)
