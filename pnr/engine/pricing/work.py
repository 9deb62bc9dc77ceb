"""How much looking for the lowest price is done before it is told that not everything was looked at."""

MOST = 20_000  # pricing units, tried or thought of


class Work:
    """A count that runs out: what then was not tried is `capped`."""

    def __init__(self, most: int = MOST):
        self.left, self.capped = most, False

    def spend(self) -> bool:
        """One more; False when none is left."""
        if not self.left:
            self.capped = True
            return False
        self.left -= 1
        return True
