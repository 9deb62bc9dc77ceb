"""What an office's lists of bookings are read from, for the bookings that are there."""
import sqlalchemy as sa
from alembic import op

from pnr.engine.booking import standing
from pnr.engine.booking.tables import bookings, finders
from pnr.values.documents import read

revision = "0007"
down_revision = "0006"
BATCH = 500


def upgrade() -> None:
    """None of it is personal, so no key is needed."""
    connection, low = op.get_bind(), -1
    while found := connection.execute(sa.select(bookings.c.id, bookings.c.body).where(bookings.c.id > low)
                                      .order_by(bookings.c.id).limit(BATCH)).fetchall():
        rows = [{"kind": kind, "value": value, "booking": number}
                for number, body in found for kind, value in sorted(standing.rows(read(body)))]
        if rows:
            connection.execute(sa.insert(finders), rows)
        low = found[-1][0]
