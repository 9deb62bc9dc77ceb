#!/usr/bin/env python3
"""Draft the next revision of the tables from what the metadata has and the newest revision lacks.

    scripts/draft_revision.py "what changes"     a new module in pnr/engine/store/migrations/versions
    scripts/draft_revision.py --first            the first one anew; only before a release, nobody has it yet

Read the draft before it is kept: a renamed column looks like one lost and one added.
"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from alembic.autogenerate import produce_migrations, render_python_code  # noqa: E402
from alembic.migration import MigrationContext  # noqa: E402
from sqlalchemy import create_engine  # noqa: E402

import pnr.engine.tables  # noqa: E402, F401 - every table must be known
from pnr.engine.store import migrating  # noqa: E402
from pnr.engine.store.tables import metadata, revisions  # noqa: E402

TEMPLATE = '''"""{words}."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.store.tables import Text, Word

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
{steps}
'''


def draft(first: bool) -> str:
    """The steps from the newest revision, or from nothing, to the metadata."""
    with create_engine("sqlite://").connect() as connection:
        if not first:
            migrating.step(connection, "head")
        context = MigrationContext.configure(connection, opts={"include_object": wanted, "render_as_batch": not first})
        return render_python_code(produce_migrations(context, metadata).upgrade_ops, render_as_batch=not first)


def wanted(item, name, kind, reflected, compared) -> bool:
    return not (kind == "table" and name == revisions.name)


def tidy(steps: str) -> str:
    """Our own words for texts, no notes of alembic's, our quotes."""
    steps = re.sub(r"sa\.String\(length=(\d+)\)(\.with_variant\(sa\.String\([^)]*\), '\w+'\)){3}", r"Word(\1)", steps)
    steps = re.sub(r"sa\.Text\(\)(\.with_variant\(sa\.Text\([^)]*\), '\w+'\)){2}", "Text", steps)
    steps = re.sub(r",\s+info=\{[^}]*\}", "", steps)
    steps = re.sub(r"^    (    sa\.|sqlite_|sa\.)", r"        \1", steps, flags=re.MULTILINE)
    return "\n".join(line for line in steps.replace("'", '"').splitlines() if not line.strip().startswith("#"))


def main(words: str) -> None:
    first = words == "--first"
    before = None if first else migrating.scripts().get_current_head()
    revision = f"{int(before or 0) + 1:04}"
    text = TEMPLATE.format(words="The first tables" if first else words.strip(".").capitalize(), revision=revision,
                           before=f'"{before}"' if before else None, steps=tidy(draft(first)))
    path = migrating.FOLDER / "versions" / f"r{revision}.py"
    path.write_text(text)
    print(f"{path}; set REVISION in pnr/engine/store/schema.py to {revision}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
