"""Memory-map files, linker maps and reports: lines and words moved, repeated, replaced and nested."""

import re

from fuzzing import odd
from fuzzing.encoding import encoded
from fuzzing.yaml_features import MOST_BYTES

NUMBER = re.compile(r"0x[0-9A-Fa-f]+|&[0-9A-Fa-f]+|\b[0-9][0-9A-Fa-f]*h?\b")
WORD = re.compile(r"[A-Za-z_]\w*|[^\w\s]")
# What opens and closes a part in each of the languages, and what refers to itself.
NESTS = [
    ("    [ 1 = 1", "    ]"),
    ("    IF :DEF:A", "    ENDIF"),
    ("#if 1", "#endif"),
    ("#ifdef A", "#endif"),
    ("IFDEF A", "ENDIF"),
    ("IF A", "ENDIF"),
    ("(", ")"),
    ("{", "}"),
    ("/*", "*/"),
    ("    MACRO", "    MEND"),
    ("A MACRO", "ENDM"),
    ("    WHILE 1 = 1", "    WEND"),
    ("<a>", "</a>"),
]
LOOPS = [
    "#define A A",
    "#define A B\n#define B A",
    "#define A (A+A)",
    "A EQU A",
    "A EQU B\nB EQU A",
    "A = A",
    "    GBLA A\nA SETA A + 1",
    '#include "SELF"',
    "    INCLUDE SELF",
    "    GET SELF",
    "INCLUDE SELF",
    "#define F(x) F(F(x))\nF(1)",
    "A\n    MACRO\n    A\n    MEND\n    A",
]


def dictionary(folder):
    """The words of all languages, from libFuzzer's dictionaries."""
    words = set()
    for path in sorted(folder.glob("*.dict")):
        words.update(re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text()))
    return sorted(word for word in words if "\\" not in word)


class TextMutation:
    def __init__(self, words):
        self.words = words
        self.operations = [
            self.number,
            self.number,
            self.number,
            self.word,
            self.word,
            self.delete,
            self.duplicate,
            self.move,
            self.insert,
            self.nest,
            self.loop,
            self.long_line,
            self.number_everywhere,
            self.join,
            self.quote,
        ]

    def mutate(self, rng, data, name="input"):
        lines = data.decode(errors="replace").split("\n")
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
            lines = rng.choice(self.operations)(rng, lines) or [""]
        return encoded(rng, "\n".join(lines).replace("SELF", name))

    def replaced(self, rng, lines, pattern, text):
        index = rng.randrange(len(lines))
        found = list(pattern.finditer(lines[index][:1000]))
        if found:
            match = rng.choice(found)
            lines[index] = lines[index][: match.start()] + text + lines[index][match.end() :]
        return lines

    def number(self, rng, lines):
        return self.replaced(rng, lines, NUMBER, odd.number(rng))

    def number_everywhere(self, rng, lines):
        index = rng.randrange(len(lines))
        lines[index] = NUMBER.sub(lambda _: odd.number(rng), lines[index])
        return lines

    def word(self, rng, lines):
        return self.replaced(rng, lines, WORD, rng.choice(self.words) if rng.random() < 0.7 else odd.word(rng))

    def insert(self, rng, lines):
        index = rng.randrange(len(lines) + 1)
        line = " ".join(rng.choice((rng.choice(self.words), odd.number(rng))) for _ in range(rng.randrange(1, 8)))
        return lines[:index] + [rng.choice(("", "    ")) + line] + lines[index:]

    def delete(self, rng, lines):
        start = rng.randrange(len(lines))
        return lines[:start] + lines[start + rng.choice((1, 1, 1, 5, 50)) :]

    def duplicate(self, rng, lines):
        start = rng.randrange(len(lines))
        end = start + rng.choice((1, 1, 3, 20))
        times = rng.choice((2, 2, 3, 20, 500, MOST_BYTES // max(1, sum(map(len, lines[start:end])))))
        repeated = lines[start:end] * times
        return lines[:start] + (repeated if rng.random() < 0.8 else [" ".join(repeated)]) + lines[end:]

    def move(self, rng, lines):
        line = lines.pop(rng.randrange(len(lines)))
        lines.insert(rng.randrange(len(lines) + 1), line)
        return lines

    def nest(self, rng, lines):
        start, end = rng.choice(NESTS)
        depth = rng.choice((1, 2, 60, 3000, 60000))
        place = rng.randrange(len(lines) + 1)
        between = rng.choice(("\n", "\n", " "))
        middle = lines[place : place + 1]
        text = between.join([start] * depth + middle + [end] * rng.choice((depth, depth, 0, depth + 1)))
        return lines[:place] + text.split("\n") + lines[place + 1 :]

    def loop(self, rng, lines):
        place = rng.randrange(len(lines) + 1)
        return lines[:place] + rng.choice(LOOPS).split("\n") + lines[place:]

    def long_line(self, rng, lines):
        index = rng.randrange(len(lines))
        part = rng.choice((lines[index], lines[index] + ", ", odd.number(rng) + ", ", "(", "1+", "\\", " ", "A"))[
            :200
        ]
        lines[index] += part * rng.choice((10, 1000, MOST_BYTES // max(1, len(part))))
        return lines

    def join(self, rng, lines):
        index = rng.randrange(len(lines))
        lines[index : index + 2] = [rng.choice(("", " ", "\\", ";", ",", "\t")).join(lines[index : index + 2])]
        return lines

    def quote(self, rng, lines):
        index = rng.randrange(len(lines))
        place = rng.randrange(len(lines[index]) + 1)
        lines[index] = lines[index][:place] + rng.choice("\"'`|;\\/*<>()$%&\u0000\u001b") + lines[index][place:]
        return lines
