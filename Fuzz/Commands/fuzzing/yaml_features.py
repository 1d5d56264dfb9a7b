"""What else YAML can do: depth, anchors and aliases, merge keys, tags, documents, width; and matrices of scenarios."""

import json
import re

from fuzzing import odd

# What one mutation adds at most, so that time above the limit is not the input's own size.
MOST_BYTES = 500_000
INDENT = re.compile(r"( *)(- )?")


class YAMLFeatures:
    """Operations on lines; the class that has them has `keys`, `block` and `value`, too."""

    def nest(self, rng, lines):
        depth = rng.choice((3, 50, 600, 5000, 60000))
        key = rng.choice(self.keys)
        form = rng.randrange(4)
        if form == 0:
            return lines + [f"{key}: " + "[" * depth + "]" * rng.choice((depth, 0))]
        if form == 1:
            return lines + [f"{key}: " + "{a: " * depth + "1" + "}" * depth]
        if form == 2:
            return lines + [" " * level + "a:" for level in range(min(depth, 600))]
        return lines + [f"{key}: " + "- " * depth + "1"]

    def anchor(self, rng, lines):
        start, _ = self.block(rng, lines)
        if ":" in lines[start]:
            lines[start] = lines[start].replace(":", ": &a", 1)
        return self.insert_text(
            rng, lines, rng.choice(("*a", "[*a, *a]", "{ *a : 1 }", "*b", "&a [*a]", "&a { b: *a }"))
        )

    def insert_text(self, rng, lines, text):
        index = rng.randrange(len(lines) + 1)
        near = lines[min(index, len(lines) - 1)]
        return lines[:index] + [f"{INDENT.match(near).group(1)}{rng.choice(self.keys)}: {text}"] + lines[index:]

    def merge_key(self, rng, lines):
        texts = (
            "<<: { version: 1, name: x }",
            "<<: [{ a: 1 }, { a: 2 }]",
            "<<: *a",
            "<<: 1",
            "base: &a { ram: [] }\n<<: *a",
        )
        return rng.choice(texts).split("\n") + lines if rng.random() < 0.5 else lines + rng.choice(texts).split("\n")

    def bomb(self, rng, lines):
        depth, width = rng.choice(((3, 4), (9, 10), (30, 2), (200, 2)))
        bomb = [f"a0: &a0 [{', '.join(['x'] * width)}]"]
        bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
        use = rng.choice(
            (
                f"{rng.choice(self.keys)}: *a{depth - 1}",
                f"? *a{depth - 1}\n: 1",
                f"{{ *a{depth - 1} : 1 }}",
                f"<<: *a{depth - 1}",
            )
        )
        return bomb + lines + use.split("\n") if rng.random() < 0.7 else lines + bomb

    def tag(self, rng, lines):
        index = rng.randrange(len(lines))
        tag = rng.choice(
            (
                "!!int",
                "!!str",
                "!!float",
                "!!binary",
                "!!null",
                "!!map",
                "!!seq",
                "!!set",
                "!!python/object",
                "!x",
                "!<tag:x>",
                "!",
            )
        )
        lines[index] = lines[index].replace(": ", f": {tag} ", 1)
        return lines

    def documents(self, rng, lines):
        index = rng.randrange(len(lines) + 1)
        return (
            lines[:index]
            + [rng.choice(("---", "...", "%YAML 1.1", "%YAML 9.9", "%TAG ! x", "--- |", "--- &a", "# \u0000"))]
            + lines[index:]
        )

    def wide(self, rng, lines):
        count = rng.choice((10, 500, 5000, 50000))
        key, text = rng.choice(self.keys), odd.word(rng)
        form = rng.randrange(5)
        if form == 0:
            return lines + [f"{key}: [" + ", ".join([json.dumps(text[:12])] * count) + "]"]
        if form == 1:
            return lines + [f"{key}: {{" + ", ".join(f"k{n}: {n}" for n in range(count)) + "}"]
        if form == 2:
            return lines + [f"k{n}: {n}" for n in range(count)]
        if form == 3:
            return lines + [f"{key}:"] + [f"  - {text[:16]}"] * count
        return lines + ["#" * count, " " * count, "? " * count]

    def matrix(self, rng, lines):
        axes = rng.choice((1, 2, 3, 12))
        values = rng.choice((0, 1, 2, 3)) if axes < 12 else rng.choice((1, 10))
        if rng.random() < 0.2:
            # A long value that is used often.
            used, length = rng.choice(((1000, 10), (20000, 1000), (200000, 100000)))
            return lines + [f"shows: {'${p0}' * used}", "matrix:", f"  p0: [{'x' * length}]"]
        lines = lines + ["matrix:"] + [f"  p{axis}: [{', '.join(map(str, range(values)))}]" for axis in range(axes)]
        return self.value(rng, [line.replace("1", "${p0}", 1) if rng.random() < 0.1 else line for line in lines])

    def block_text(self, rng, lines):
        style = rng.choice(("|", ">", "|-", "|9", "|+", ">1", '"', "'", "|0"))
        return self.insert_text(rng, lines, style + "\n      " + odd.word(rng) + "\n   " + odd.word(rng))
