"""Fare calculation lines: read, written, checked and said as data; they know neither engine nor database."""
