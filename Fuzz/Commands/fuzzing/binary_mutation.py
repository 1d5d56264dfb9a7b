"""PE images, ELF files and kernel images: fields of headers and tables, lengths, ends and zero tails."""

import struct

from fuzzing import odd


def field_places(data):
    """Offsets of 32-bit words that steer a reader: headers and tables of PE, ELF and B000FF files."""
    if data[:2] == b"MZ" and len(data) >= 0x40:
        yield 0x3C
        header = struct.unpack_from("<I", data, 0x3C)[0]
        if header + 24 <= len(data):
            sections, optional = (
                struct.unpack_from("<H", data, header + 6)[0],
                struct.unpack_from("<H", data, header + 20)[0],
            )
            end = min(header + 24 + optional + 40 * min(sections, 96), len(data) - 4)
            yield from range(header, end, 2)
            yield from table_places(data, header + 24 + optional, sections)
    elif data[:4] == b"\x7fELF" and len(data) >= 52:
        yield from range(0, 52, 2)
        table, size, count = struct.unpack_from("<I", data, 0x20)[0], *struct.unpack_from("<HH", data, 0x2E)
        yield from range(table, min(table + size * count, len(data) - 4), 4)
    elif data[:7] == b"B000FF\n":
        yield from range(7, min(len(data) - 4, 7 + 8 + 12), 4)
        yield from range(max(15, len(data) - 64), len(data) - 4)
        for signature in places_of(data, b"ECEC"):
            yield from range(signature, min(signature + 0x100, len(data) - 4), 4)


def table_places(data, start, sections):
    """The first words of each section, where import, export, relocation and unwind tables stand."""
    for section in range(min(sections, 96)):
        header = start + 40 * section
        if header + 40 <= len(data):
            size, raw = struct.unpack_from("<II", data, header + 16)
            yield from range(raw, min(raw + size, raw + 0x200, len(data) - 4), 4)


def places_of(data, signature):
    place = data.find(signature)
    while place >= 0:
        yield place
        place = data.find(signature, place + 1)


def section_headers(data):
    """Places of the section headers of a PE image."""
    if data[:2] == b"MZ" and len(data) >= 0x40:
        header = struct.unpack_from("<I", data, 0x3C)[0]
        if header + 24 <= len(data):
            sections, optional = (
                struct.unpack_from("<H", data, header + 6)[0],
                struct.unpack_from("<H", data, header + 20)[0],
            )
            places = (header + 24 + optional + 40 * section for section in range(min(sections, 96)))
            return [place for place in places if place + 40 <= len(data)]
    return []


class BinaryMutation:
    def __init__(self):
        self.operations = [
            self.field,
            self.field,
            self.field,
            self.field,
            self.field,
            self.fields,
            self.flip,
            self.truncate,
            self.zero_tail,
            self.extend,
            self.copy,
            self.text,
            self.unterminated,
            *[self.tail] * 3,
        ]

    def mutate(self, rng, data):
        data = bytearray(data)
        for _ in range(rng.choice((1, 1, 1, 2, 2, 4))):
            rng.choice(self.operations)(rng, data)
        return bytes(data)

    def put(self, data, place, value, size):
        if 0 <= place and place + size <= len(data):
            data[place : place + size] = (value % (1 << 8 * size)).to_bytes(size, "little")

    def field(self, rng, data):
        places = list(field_places(bytes(data))) or [rng.randrange(len(data) + 1)]
        place, size = rng.choice(places), rng.choice((1, 2, 4, 4))
        old = int.from_bytes(data[place : place + size], "little")
        near = [
            old + 1,
            old - 1,
            old * 2,
            old ^ 0x80000000,
            old + 0x1000,
            old - 0x1000,
            len(data),
            len(data) - 1,
            len(data) - 4,
        ]
        self.put(data, place, rng.choice(odd.NUMBERS + near * 3), size)

    def tail(self, rng, data):
        """A section that is longer in memory than in the file, and a word of a table that leads to about its end."""
        headers = section_headers(data)
        if not headers:
            return self.field(rng, data)
        place = rng.choice(headers)
        size, start, raw_size = struct.unpack_from("<III", data, place + 8)
        if rng.random() < 0.7:
            raw_size = rng.choice((raw_size // 2, max(0, raw_size - 0x200), min(size, raw_size), 0, 1))
            size = rng.choice((size, raw_size + 0x1000, raw_size + 1, 0x100000))
            self.put(data, place + 8, size, 4)
            self.put(data, place + 16, raw_size, 4)
        places = list(field_places(bytes(data))) or [0]
        for _ in range(rng.choice((1, 1, 4, 30))):
            self.put(
                data,
                rng.choice(places) & ~3,
                start + rng.choice((raw_size, size)) + rng.choice((-4, -2, -1, 0, 0, 1, 0x10)),
                4,
            )

    def fields(self, rng, data):
        for _ in range(rng.randrange(2, 12)):
            self.field(rng, data)

    def flip(self, rng, data):
        for _ in range(rng.choice((1, 4, 40))):
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)

    def truncate(self, rng, data):
        places = [place for place in field_places(bytes(data)) if place < len(data)]
        del data[rng.choice(places) if places and rng.random() < 0.6 else rng.randrange(len(data) + 1) :]

    def zero_tail(self, rng, data):
        """The file ends early, and where its headers say there is more, there are zeroes, or nothing."""
        start = rng.randrange(len(data) + 1)
        data[start:] = bytes(len(data) - start)
        if rng.random() < 0.3:
            del data[start + rng.randrange(1, 64) :]

    def extend(self, rng, data):
        data += bytes([rng.choice((0, 0xFF, 0x41))]) * rng.choice((1, 4, 0x1000, 0x20000))

    def copy(self, rng, data):
        if len(data) > 8:
            length = min(rng.choice((4, 8, 20, 40, 512)), len(data) - 1)
            source, target = rng.randrange(len(data) - length), rng.randrange(len(data) - length)
            data[target : target + length] = data[source : source + length]

    def text(self, rng, data):
        """Another text in place of a name."""
        names = [
            place
            for name in (b".dll", b".exe", b".DLL", b"_I", b".text", b"SMD", b"COREDLL")
            for place in places_of(bytes(data), name)
        ]
        if names:
            place = max(0, rng.choice(names) - rng.choice((0, 0, 3, 8)))
            new = odd.word(rng).encode(errors="replace")[: rng.choice((1, 4, 20, 200))]
            data[place : place + len(new)] = new[: max(0, len(data) - place)]

    def unterminated(self, rng, data):
        """No zero from here to the end, so that a name has none."""
        start = rng.randrange(len(data) + 1)
        data[start:] = data[start:].replace(b"\0", b"A")
