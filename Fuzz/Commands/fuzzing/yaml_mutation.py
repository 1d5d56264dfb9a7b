"""Board and scenario files, changed by lines, blocks, values and keys, and by what else YAML can do."""

import json
import re

from fuzzing import odd
from fuzzing.encoding import encoded
from fuzzing.yaml_features import INDENT, MOST_BYTES, YAMLFeatures

# A value of a line: what follows "key: " or "- ", or a part of a flow collection.
VALUE = re.compile(r"(?<=: )[^,{}\[\]#\n]+|(?<=- )[^,{}\[\]#\n]+|(?<=[\[,] )?[\w./$\"{}-]+(?=[,\]])")
# So much of a long line is searched for values and keys.
LOOKED_AT = 1000
NUMBER = re.compile(r"\s*(0x[0-9A-Fa-f]+|\d+)\s*")
KEY = re.compile(r"[A-Za-z]\w*(?=:)")


def keys_of_schemas(folder):
    """All keys that the schemas in a folder know."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            found.update(value.get("properties", {}))
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    for path in sorted(folder.glob("*.schema.json")):
        if "sarif" not in path.name:
            walk(json.loads(path.read_text()))
    return sorted(found)


class YAMLMutation(YAMLFeatures):
    def __init__(self, keys):
        self.keys = keys
        self.operations = [
            self.value,
            self.value,
            self.value,
            self.key,
            self.key,
            *[self.likely] * 8,
            self.insert,
            self.insert,
            self.delete,
            self.duplicate,
            self.swap,
            self.indent,
            self.nest,
            self.anchor,
            self.merge_key,
            self.bomb,
            self.tag,
            self.documents,
            self.wide,
            self.matrix,
            self.block_text,
            self.flow,
        ]

    def mutate(self, rng, data):
        lines = data.decode(errors="replace").split("\n")
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
            lines = rng.choice(self.operations)(rng, lines) or [""]
        return encoded(rng, "\n".join(lines))

    def value(self, rng, lines):
        index = rng.randrange(len(lines))
        found = list(VALUE.finditer(lines[index][:LOOKED_AT]))
        if found:
            match = rng.choice(found)
            lines[index] = lines[index][: match.start()] + self.new_value(rng) + lines[index][match.end() :]
        return lines

    def likely(self, rng, lines):
        """A value of the same type: another number for a number, another value of the file for a word."""
        index = rng.randrange(len(lines))
        found = list(VALUE.finditer(lines[index][:LOOKED_AT]))
        if found:
            match = rng.choice(found)
            others = [other.group() for line in lines for other in VALUE.finditer(line[:LOOKED_AT])]
            new = f"0x{rng.choice(odd.NUMBERS):X}" if NUMBER.fullmatch(match.group()) else rng.choice(others)
            lines[index] = lines[index][: match.start()] + new + lines[index][match.end() :]
        return lines

    def new_value(self, rng):
        text = odd.word(rng)
        form = rng.randrange(8)
        if form == 0:
            return f"[{text}, {text}]"
        if form == 1:
            return f"{{ {rng.choice(self.keys)}: {text} }}"
        if form == 2:
            return json.dumps(text)
        return text

    def key(self, rng, lines):
        index = rng.randrange(len(lines))
        found = list(KEY.finditer(lines[index][:LOOKED_AT]))
        if found:
            match = rng.choice(found)
            old = match.group()
            new = rng.choice(
                (
                    rng.choice(self.keys),
                    rng.choice(self.keys),
                    old + "s",
                    old[:-1],
                    old.upper(),
                    json.dumps(odd.word(rng)),
                    "? " + old,
                )
            )
            lines[index] = lines[index][: match.start()] + new + lines[index][match.end() :]
        return lines

    def insert(self, rng, lines):
        index = rng.randrange(len(lines) + 1)
        near = lines[min(index, len(lines) - 1)]
        return (
            lines[:index]
            + [f"{INDENT.match(near).group(1)}{rng.choice(self.keys)}: {self.new_value(rng)}"]
            + lines[index:]
        )

    def block(self, rng, lines):
        """A line and what is indented below it."""
        start = rng.randrange(len(lines))
        depth = len(INDENT.match(lines[start]).group(1))
        end = start + 1
        while end < len(lines) and len(INDENT.match(lines[end]).group(1)) > depth:
            end += 1
        return start, end

    def delete(self, rng, lines):
        start, end = self.block(rng, lines)
        return lines[:start] + lines[end:]

    def duplicate(self, rng, lines):
        start, end = self.block(rng, lines)
        times = rng.choice((2, 2, 3, 20, 300, MOST_BYTES // max(1, sum(map(len, lines[start:end])))))
        return lines[:start] + lines[start:end] * times + lines[end:]

    def swap(self, rng, lines):
        start, end = self.block(rng, lines)
        block, rest = lines[start:end], lines[:start] + lines[end:]
        place = rng.randrange(len(rest) + 1)
        return rest[:place] + block + rest[place:]

    def indent(self, rng, lines):
        start, end = self.block(rng, lines)
        change = rng.choice(("  ", " ", "\t", "- ", "    "))
        return lines[:start] + [change + line for line in lines[start:end]] + lines[end:]

    def flow(self, rng, lines):
        """A bracket, comma or colon less, more, or another one."""
        index = rng.randrange(len(lines))
        places = [place for place, letter in enumerate(lines[index]) if letter in "{}[],:\"'-"]
        if places:
            place = rng.choice(places)
            lines[index] = (
                lines[index][:place]
                + rng.choice("{}[],:\"'-&*!|>%@` ") * rng.choice((0, 1, 2))
                + lines[index][place + 1 :]
            )
        return lines
