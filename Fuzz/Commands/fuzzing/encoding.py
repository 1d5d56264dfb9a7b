"""The bytes of a mutated text: nearly always UTF-8."""


def encoded(rng, text):
    """Nearly always UTF-8; else another encoding, another line end, or a damaged byte."""
    choice = rng.randrange(40)
    if choice == 0:
        return text.encode("utf-16", errors="replace")
    if choice == 1:
        return text.encode("utf-16-be", errors="replace")
    if choice == 2:
        return b"\xef\xbb\xbf" + text.encode(errors="replace")
    if choice == 3:
        return text.encode("utf-32", errors="replace")
    if choice == 4:
        return text.replace("\n", rng.choice(("\r\n", "\r", "\x85", "\u2028"))).encode(errors="replace")
    data = text.encode(errors="replace")
    if choice == 5 and data:
        place = rng.randrange(len(data))
        return data[:place] + bytes([rng.randrange(256)]) * rng.choice((1, 2, 100)) + data[place + 1 :]
    if choice == 6 and data:
        return data[: rng.randrange(len(data))]
    return data
