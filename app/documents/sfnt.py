"""The tables of a font file: big-endian numbers, substitutions, and a file put together again.

OpenType specification 1.9.
"""

import struct
from array import array


def numbers(code: str, data: bytes) -> "array[int]":
    """Big-endian numbers of a table; `I` is four bytes on every platform CPython runs on."""
    numbers = array(code)
    numbers.frombytes(data)
    if struct.pack("=H", 1) == struct.pack("<H", 1):
        numbers.byteswap()
    return numbers


def _checksum(data: bytes) -> int:
    return sum(numbers("I", data + bytes(-len(data) % 4))) & 0xFFFFFFFF


def assembled(tables: dict[str, bytes]) -> bytes:
    """A font file from its tables, with their checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)
    )
    offset, directory, body = 12 + 16 * count, [header], []
    for tag in sorted(tables):
        data = tables[tag]
        directory.append(struct.pack(">4sLLL", tag.encode(), _checksum(data), offset, len(data)))
        body.append(data + bytes(-len(data) % 4))
        offset += len(body[-1])
    font = bytearray(b"".join(directory + body))
    head = 12 + 16 * count + sum(map(len, body[: sorted(tables).index("head")]))
    struct.pack_into(">L", font, head + 8, (0xB1B0AFBA - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def substitutes(gsub: bytes, feature: bytes) -> dict[int, int]:
    """What one feature replaces glyph by glyph (OpenType, GSUB, lookups of type 1)."""
    _, _, _, features, lookups = struct.unpack_from(">5H", gsub, 0)
    found: dict[int, int] = {}
    for lookup in _lookups_of(gsub, features, feature):
        (offset,) = struct.unpack_from(">H", gsub, lookups + 2 + 2 * lookup)
        at = lookups + offset
        kind, _, count = struct.unpack_from(">3H", gsub, at)
        if kind == 1:
            for sub in struct.unpack_from(f">{count}H", gsub, at + 6):
                found |= _single_substitution(gsub, at + sub)
    return found


def _lookups_of(gsub: bytes, features: int, tag: bytes) -> list[int]:
    (count,) = struct.unpack_from(">H", gsub, features)
    lookups: dict[int, None] = {}
    for n in range(count):
        name, offset = struct.unpack_from(">4sH", gsub, features + 2 + 6 * n)
        if name == tag:
            at = features + offset
            (used,) = struct.unpack_from(">H", gsub, at + 2)
            lookups |= dict.fromkeys(struct.unpack_from(f">{used}H", gsub, at + 4))
    return list(lookups)


def _single_substitution(gsub: bytes, at: int) -> dict[int, int]:
    form, coverage, third = struct.unpack_from(">3H", gsub, at)
    glyphs = _coverage(gsub, at + coverage)
    if form == 1:
        return {glyph: (glyph + third) & 0xFFFF for glyph in glyphs}
    return dict(zip(glyphs, struct.unpack_from(f">{third}H", gsub, at + 6), strict=True))


def _coverage(gsub: bytes, at: int) -> list[int]:
    form, count = struct.unpack_from(">2H", gsub, at)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", gsub, at + 4))
    ranges = [struct.unpack_from(">3H", gsub, at + 4 + 6 * n) for n in range(count)]
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]
