"""A QR code as lines of half blocks, for a dark terminal: what is light on paper is lit."""
QUIET = 2  # modules around it
HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}


def drawn(text: str) -> list[str]:
    """Two rows of modules in a line of characters."""
    from segno import make_qr

    rows = [[bool(module) for module in row] for row in make_qr(text, error="L", boost_error=False).matrix_iter(
        border=QUIET)]
    if len(rows) % 2:
        rows.append([True] * len(rows[0]))
    return ["".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
            for upper, lower in zip(rows[::2], rows[1::2], strict=True)]
