"""How an entry is put together, in an agent's words, from the rules that read it.

Capitals are typed as they stand, small letters are fields; [x] may be left out, {x} repeated, (a|b) is a choice.
"""
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .reader import Family

RULE = re.compile(r"^[!?]?(_?[a-z]\w*)(?:\.-?\d+)?: *(.*(?:\n[ \t]+\S.*)*)", re.M)
TERMINAL = re.compile(r"^(_?[A-Z]\w*)(?:\.-?\d+)?: *(?:\"(.*)\"|/(.*)/)$", re.M)
PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"|(/(?:[^/\\]|\\.)+/)|(->|~\d+(?:\.\.\d+)?|[A-Za-z_]\w*|[()|?*+])')
AROUND = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)|\$$")  # what a pattern only looks at
GAP = re.compile(r"(\.|\[[^\]A-Z0-9]*\]|\\x20| )[?*+]?")
PLAIN = re.compile(r"[A-Z0-9/ :@*.-]+")
LONGEST = 24  # a part that is longer has a name, and a line of its own

Piece = tuple[str, str]


class Shape(NamedTuple):
    """Text for a part of an entry; one of several ways needs brackets around it."""

    text: str
    choice: bool = False

    def bracketed(self) -> str:
        return f"({self.text})" if self.choice else self.text


class Way(NamedTuple):
    """One way to put an entry together, and the command it is then."""

    command: str
    text: str


class Syntax:
    """The rules of a family, and the parts that were given a name while it was told."""

    def __init__(self, family: "Family"):
        self.start = family.start
        self.rules = {found[1]: list(pieces(found[2])) for found in RULE.finditer(family.grammar)}
        self.words = {name: literal or plain(pattern) for name, literal, pattern in TERMINAL.findall(family.grammar)}
        self.parts: dict[str, str] = {}  # those being told are empty
        self.ways = [Way(command or self.start, text) for text, command in self.choices(self.rules[self.start])]

    def told(self, commands: set[str], beginning: str) -> tuple[str, ...]:
        """The ways these commands are entered, then the parts with names of their own."""
        chosen = [way.text for way in self.ways if way.command in commands and way.text and begins(way.text, beginning)]
        for text in chosen:
            for name in words(text):
                line = f"{name} = {self.parts.get(name)}"
                if name in self.parts and line not in chosen:
                    chosen.append(line)
        return tuple(dict.fromkeys(chosen))

    def choices(self, rule: list[Piece]) -> Iterator[tuple[str, str]]:
        """The ways of a rule at its top, each with the name behind its arrow."""
        rest = list(rule)
        while rest:
            found = self.sequence(rest)
            if rest:
                rest.pop(0)  # the bar between two ways
            yield found

    def sequence(self, rest: list[Piece]) -> tuple[str, str]:
        """Parts up to a bar, a closing bracket or the end; takes them off `rest`."""
        text, name = "", ""
        while rest and rest[0] not in (("mark", "|"), ("mark", ")")):
            kind, piece = rest.pop(0)
            if piece == "->":
                name = rest.pop(0)[1]
                continue
            text = joined(text, repeated(self.part(kind, piece, rest), rest))
        return text, name

    def part(self, kind: str, piece: str, rest: list[Piece]) -> Shape:
        if kind == "literal":
            return Shape(piece)
        if piece == "(":
            shape = self.group(rest)
            rest.pop(0)
            return shape
        return self.named(piece) if kind == "name" else Shape("")

    def group(self, rest: list[Piece]) -> Shape:
        """Ways up to the closing bracket, which is left."""
        found = [self.sequence(rest)[0]]
        while rest and rest[0] == ("mark", "|"):
            rest.pop(0)
            found.append(self.sequence(rest)[0])
        return one_of(found)

    def named(self, name: str) -> Shape:
        """A terminal by its text; a rule by its name, or written out where it is words or other rules."""
        if name.strip("_")[:1].isupper():
            return Shape(self.words.get(name, ""))
        label, rule = spoken(name), self.rules.get(name, [])
        if label in self.parts:
            return Shape(label)
        if not name.startswith("_") and not any(kind == "literal" or piece in self.rules for kind, piece in rule):
            return Shape(label)
        self.parts[label] = ""
        shape = self.group(list(rule))
        if len(shape.text) <= LONGEST and label not in words(shape.text):
            del self.parts[label]
            return shape
        self.parts[label] = shape.text
        return Shape(label)


def words(text: str) -> list[str]:
    """The fields and parts it names."""
    return re.findall(r"[a-z][a-z-]+", text)


def begins(way: str, beginning: str) -> bool:
    """Whether an entry put together this way may begin so, as far as its first letters tell."""
    first = re.match(r"[A-Z]*", way)
    letters = first[0] if first else ""
    return not letters or letters.startswith(beginning) or beginning.startswith(letters)


def repeated(shape: Shape, rest: list[Piece]) -> Shape:
    """With the mark behind it, if there is one."""
    mark = rest[0][1] if rest and rest[0][0] == "mark" else ""
    if not (mark in ("?", "*", "+") or mark.startswith("~")):
        return shape
    rest.pop(0)
    if shape.text in ("", " ", ":"):
        return shape
    if mark == "?":
        return Shape(f"[{shape.text}]")
    return Shape((shape.bracketed() if mark == "+" else "") + f"{{{shape.text}}}")


def one_of(found: list[str]) -> Shape:
    """A choice; where nothing is one of the ways, it may be left out."""
    texts = [text for text in dict.fromkeys(found) if text]
    if "" in found and texts:
        return Shape(f"[{'|'.join(texts)}]")
    if len(texts) == 1 and texts[0].startswith("(") and texts[0].find(")") == len(texts[0]) - 1:
        return Shape(texts[0][1:-1], choice=True)  # brackets around it all
    return Shape("|".join(texts), choice=len(texts) > 1)


def joined(text: str, shape: Shape) -> str:
    """Two fields side by side have a blank between them."""
    more = shape.bracketed()
    gap = " " if text[-1:].islower() and more[:1].islower() else ""
    return text + gap + more


def spoken(name: str) -> str:
    return name.strip("_").replace("_", "-")


def plain(pattern: str) -> str:
    """A pattern that stands for one text, or for what separates; nothing where it stands for many."""
    text = GAP.sub(lambda found: ":" if ":" in found[0] else " ", AROUND.sub("", pattern).replace("\\/", "/"))
    return text if PLAIN.fullmatch(text) else ""


def pieces(text: str) -> Iterator[Piece]:
    """Kind (literal, pattern, name, mark) and text of what stands in a rule; comments are left out."""
    for literal, pattern, other in PIECE.findall(re.sub(r"^\s*//.*$", "", text, flags=re.M)):
        if other:
            yield ("name" if re.match(r"\w", other) else "mark"), other
        elif pattern:
            yield "pattern", pattern
        else:
            yield "literal", re.sub(r"\\(.)", r"\1", literal)
