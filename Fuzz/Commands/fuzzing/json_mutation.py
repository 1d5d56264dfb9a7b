"""Results and reports in JSON, changed as a value: members, types, numbers, depth and width."""

import json

from fuzzing import odd
from fuzzing.encoding import encoded


def places(value, path=()):
    """Every part of a value, as the path that leads to it; the first few of long lists."""
    if path:
        yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value[:4]) if isinstance(value, list) else ()
    for key, part in parts:
        yield from places(part, path + (key,))


class JSONMutation:
    def mutate(self, rng, data):
        value = json.loads(data)
        for _ in range(rng.choice((1, 1, 2, 3))):
            found = list(places(value))
            if found:
                *way, last = rng.choice(found)
                target = value
                for key in way:
                    target = target[key]
                self.change(rng, target, last)
        text = json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", errors="replace").decode()
        return encoded(rng, self.damaged(rng, text))

    def change(self, rng, target, key):
        choice = rng.randrange(8)
        if choice == 0:
            del target[key]
        elif choice == 1 and isinstance(target, list):
            target.extend([target[key]] * rng.choice((1, 3, 200)))
        elif choice == 2 and isinstance(target, dict):
            target[odd.word(rng)] = target[key]
        else:
            target[key] = self.value(rng, target[key])

    def value(self, rng, old):
        return rng.choice(
            (
                None,
                True,
                False,
                [],
                {},
                "",
                old,
                [old],
                {"a": old},
                [None] * 50,
                -1,
                1.5,
                1e308,
                -0.0,
                10**30,
                rng.choice(odd.NUMBERS + odd.LARGE[:6]),
                odd.word(rng),
                odd.word(rng),
                odd.word(rng),
            )
        )

    def damaged(self, rng, text):
        choice = rng.randrange(12)
        place = rng.randrange(len(text) + 1)
        if choice == 0:
            return text[:place]
        if choice == 1:
            return text[:place] + rng.choice("{}[],:\"\\'0-eE.tfn\u0000\u001f") + text[place:]
        if choice == 2:
            depth = rng.choice((100, 3000, 100000))
            return text.replace("null", "[" * depth + "]" * depth, 1)
        if choice == 3:
            return text.replace("1", rng.choice(("1e999", "-", "01", "1.", "0x1", "9" * 5000, "NaN", "Infinity")), 1)
        if choice == 4:
            return text.replace('"', rng.choice(('"\\ud800', '"\\u0000', '"\\', '"\\x', '"\t')), rng.choice((1, 3)))
        return text
