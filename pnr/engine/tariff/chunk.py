"""Lines taken apart by columns all at once: where each cell begins, where it differs from the one above, what is new.

A cell of up to eight bytes is one number here, so that thousands are compared in one step. Most columns of a filed
table hold long runs of the same cell.
"""
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy

from .columns import WORD, Token

COMMA, NEWLINE = ord(","), ord("\n")
MASKS = numpy.array([(1 << 8 * size) - 1 for size in range(WORD)] + [2**64 - 1], dtype="<u8")
MANY = 64  # stretches of a head: with more, combinations are gathered one by one



class Uneven(Exception):
    """Not every line has as many cells as there are columns, or cells are quoted: look at them one by one."""


class Chunk:
    """Whole lines of so many columns, each ended by a newline; raises Uneven."""

    def __init__(self, data: bytes, width: int):
        self.data = data
        if b'"' in data or b"\0" in data or b"\n#" in data or data[:1] == b"#":
            raise Uneven
        padded = numpy.frombuffer(data + bytes(WORD), dtype=numpy.uint8)
        ends = numpy.flatnonzero((padded == COMMA) | (padded == NEWLINE)).astype(numpy.int32)
        if len(ends) % width or data.count(b"\n") * width != len(ends):
            raise Uneven
        self.ends = numpy.ascontiguousarray(ends.reshape(-1, width).T)
        if (padded[self.ends[-1]] != NEWLINE).any():
            raise Uneven
        starts = numpy.concatenate((numpy.zeros(1, numpy.int32), ends[:-1] + 1))
        self.starts = numpy.ascontiguousarray(starts.reshape(-1, width).T)
        self.words = numpy.ndarray(len(data) + 1, dtype="<u8", buffer=padded, strides=(1,))
        self.columns = [Cut(self, starts, ends) for starts, ends in zip(self.starts, self.ends, strict=True)]

    def __len__(self) -> int:
        return self.starts.shape[1]

    def beginnings(self, columns: tuple[int, ...]) -> list[int]:
        """Lines where a run of the same cells in these columns begins."""
        found = self.columns[columns[0]].differs
        for column in columns[1:]:
            found = found | self.columns[column].differs
        return numpy.flatnonzero(found).tolist()

    def tokens(self, lines: list[int], columns: tuple[int, ...]) -> list[tuple[Token, ...]]:
        """What stands in these columns of these lines."""
        return list(zip(*(self.columns[column].tokens(lines) for column in columns), strict=True)) if columns else [()]

    def distinct(self, columns: tuple[int, ...]) -> Iterator[tuple[tuple[Token, ...], set[Token]]]:
        """Every combination of cells in these columns, each once: all but the last, and what stands in that."""
        *head, last = columns
        begins = self.beginnings(tuple(head)) if head else [0]
        if len(begins) > MANY or self.columns[last].longest > WORD:
            for row in self.tokens(self.beginnings(columns), columns):
                yield row[:-1], {row[-1]}
            return
        heads = self.tokens(begins, tuple(head))
        for known, (first, end) in zip(heads, pairwise([*begins, len(self)]), strict=True):
            yield known, self.columns[last].distinct(first, end)

    def runs(self, columns: tuple[int, ...]) -> Iterator[tuple[tuple[Token, ...], bytes]]:
        """Stretches of lines with the same cells there: the cells, and the lines without their last newline."""
        begins = self.beginnings(columns)
        starts, ends = self.starts[0].tolist(), self.ends[-1].tolist()
        for key, (first, end) in zip(self.tokens(begins, columns), pairwise([*begins, len(self)]), strict=True):
            yield key, self.data[starts[first]:ends[end - 1]]


class Cut:
    """One column of a chunk."""

    def __init__(self, chunk: Chunk, starts, ends):
        self.data, self.words, self.starts, self.sizes = chunk.data, chunk.words, starts, ends - starts
        self.longest = int(self.sizes.max())

    def cell(self, line: int) -> str:
        start = int(self.starts[line])
        return self.data[start:start + int(self.sizes[line])].decode()

    @cached_property
    def first(self):
        """The first eight bytes of every cell as a number, fewer where it is shorter."""
        return self.words[self.starts] & MASKS[numpy.minimum(self.sizes, WORD)]

    @cached_property
    def differs(self):
        """Where a cell is not the one above it; the first always."""
        found = numpy.ones(len(self.starts), dtype=bool)
        numpy.not_equal(self.first[1:], self.first[:-1], out=found[1:])
        if self.longest > WORD:
            found[1:] |= self.sizes[1:] != self.sizes[:-1]
        for offset in range(WORD, self.longest, WORD):
            rest = numpy.clip(self.sizes - offset, 0, WORD)
            word = self.words[numpy.minimum(self.starts + offset, len(self.data))] & MASKS[rest]
            found[1:] |= word[1:] != word[:-1]
        return found

    def tokens(self, lines: list[int]) -> list[Token]:
        """What stands in these lines: of short columns numbers, else the cells."""
        return self.first[lines].tolist() if self.longest <= WORD else [self.cell(line) for line in lines]

    @cached_property
    def numbers(self) -> list[int]:
        return self.first.tolist()

    def distinct(self, first: int, end: int) -> set[Token]:
        """The cells of these lines, each once, where none is longer than a word."""
        changes = numpy.flatnonzero(self.differs[first + 1:end]) + first + 1
        if len(changes) * 4 < end - first:
            return {self.first[first].item(), *self.first[changes].tolist()}
        return set(self.numbers[first:end])
