"""The numbers by which a host knows terminals and printers."""
from hashlib import blake2b


def address(name: str, digits: int) -> int:
    """Devices of an office have numbers that stay."""
    low = 10 ** (digits - 1)
    return low + int.from_bytes(blake2b(name.encode(), digest_size=8).digest()) % (9 * low)


def terminal_pid(office: str) -> int:
    return address(office, 5)


def printer_pid(office: str, printer: int) -> int:
    return address(f"{office}/printer {printer}", 5)
