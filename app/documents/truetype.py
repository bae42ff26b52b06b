"""TrueType font files: which characters they hold, how wide, and subsets of their outlines.

reportlab reads a whole Chinese font into dictionaries before the first glyph (0.1 s each); a
paper uses a few hundred of 30,000. Here a file is mapped into memory and looked up on demand.
Tables are as in the OpenType specification 1.9.
"""

import mmap
import struct
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from app.documents.sfnt import assembled, numbers, substitutes

_COPIED = ("cvt ", "fpgm", "prep")
_ARGS_ARE_WORDS, _HAS_SCALE, _MORE, _HAS_XY_SCALE, _HAS_2X2 = 0x1, 0x8, 0x20, 0x40, 0x80
_NO_EMBEDDING = 0x0002 | 0x0100 | 0x0200
_UNICODE_CMAPS = ((3, 10), (0, 4), (0, 6))


class NotUsable(Exception):
    """The file has no TrueType outlines, no full Unicode map, or may not be embedded."""


class Face:
    """One font file. Widths and metrics are in thousandths of the em.

    Raises NotUsable for a file that cannot go into a paper, OSError if it cannot be read.
    """

    def __init__(self, file: Traversable | Path) -> None:
        self._data = _mapped(file)
        try:
            self._tables = self._directory()
            self._read_metrics()
            self._read_characters()
            self.name = self._postscript_name()
        except (struct.error, UnicodeDecodeError) as error:
            raise NotUsable("broken") from error
        self._half_widths: dict[int, int] | None = None

    def glyph(self, code: int) -> int:
        """The glyph of a code point; 0, the empty box, where there is none."""
        group = bisect_right(self._starts, code) - 1
        if group < 0 or code > self._ends[group]:
            return 0
        return self._firsts[group] + code - self._starts[group]

    def width(self, glyph: int) -> float:
        """The advance of a glyph in thousandths of the em."""
        last = len(self._advances) // 2 - 1
        return float(self._advances[2 * min(glyph, last)] * self._scale)

    def outline(self, glyph: int) -> bytes:
        """The record of a glyph in `glyf`; empty for a space."""
        start, end = self._places[glyph], self._places[glyph + 1]
        base = self._tables["glyf"][0]
        return self._data[base + start : base + end]

    def half_width(self, glyph: int) -> int:
        """The half-width form of a glyph, by the feature `hwid`; 0 where there is none."""
        if self._half_widths is None:
            has_features = "GSUB" in self._tables
            self._half_widths = substitutes(self._table("GSUB"), b"hwid") if has_features else {}
        return self._half_widths.get(glyph, 0)

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file in which the n-th of `glyphs` has number n; parts of composites follow."""
        wanted = list(glyphs)
        outlines: list[bytes] = []
        places = {glyph: number for number, glyph in reversed(list(enumerate(wanted)))}
        while len(outlines) < len(wanted):
            outlines.append(self._renumbered(self.outline(wanted[len(outlines)]), places, wanted))
        return assembled(self._subset_tables(wanted, outlines))

    def _directory(self) -> dict[str, tuple[int, int]]:
        data = self._data
        if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
            raise NotUsable("no TrueType outlines")
        (count,) = struct.unpack_from(">H", data, 4)
        tables = {}
        for n in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * n)
            tables[tag.decode("latin-1")] = (offset, length)
        if not {"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "name"} <= tables.keys():
            raise NotUsable("tables are missing")
        return tables

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_metrics(self) -> None:
        head, hhea = self._table("head"), self._table("hhea")
        (em,) = struct.unpack_from(">H", head, 18)
        self._scale = scale = 1000 / em
        self.bounds = tuple(round(v * scale) for v in struct.unpack_from(">4h", head, 36))
        self.ascent, self.descent = (round(v * scale) for v in struct.unpack_from(">2h", hhea, 4))
        self.weight = 400
        if "OS/2" in self._tables:
            os2 = self._table("OS/2")
            self.weight, _, permission = struct.unpack_from(">3H", os2, 4)
            if permission & _NO_EMBEDDING:
                raise NotUsable("may not be embedded")
        (full,) = struct.unpack_from(">H", hhea, 34)
        self._advances = numbers("H", self._table("hmtx")[: 4 * full])
        self._bearings = numbers("H", self._table("hmtx")[4 * full :])
        (long_places,) = struct.unpack_from(">h", head, 50)
        places = numbers("I" if long_places else "H", self._table("loca"))
        self._places = places if long_places else array("I", (2 * place for place in places))

    def _read_characters(self) -> None:
        """The groups of a format 12 map: characters from start to end, glyphs from first on."""
        base = self._tables["cmap"][0]
        (count,) = struct.unpack_from(">H", self._data, base + 2)
        records = [struct.unpack_from(">HHL", self._data, base + 4 + 8 * n) for n in range(count)]
        for platform, encoding, offset in records:
            form, _, _, _, groups = struct.unpack_from(">HHLLL", self._data, base + offset)
            if (platform, encoding) in _UNICODE_CMAPS and form == 12:
                start = base + offset + 16
                flat = numbers("I", self._data[start : start + 12 * groups])
                self._starts, self._ends, self._firsts = flat[::3], flat[1::3], flat[2::3]
                return
        raise NotUsable("no full Unicode map")

    def _postscript_name(self) -> str:
        base = self._tables["name"][0]
        count, strings = struct.unpack_from(">2H", self._data, base + 2)
        for n in range(count):
            platform, _, _, kind, length, offset = struct.unpack_from(
                ">6H", self._data, base + 6 + 12 * n
            )
            if kind == 6 and platform in (0, 3):
                start = base + strings + offset
                return self._data[start : start + length].decode("utf-16-be")
        raise NotUsable("no name")

    def _renumbered(self, outline: bytes, places: dict[int, int], wanted: list[int]) -> bytes:
        """The outline with the parts of a composite numbered anew; new parts join `wanted`."""
        if len(outline) < 10 or outline[0] < 0x80:
            return outline
        changed, at, flags = bytearray(outline), 10, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">2H", outline, at)
            if part not in places:
                places[part] = len(wanted)
                wanted.append(part)
            struct.pack_into(">H", changed, at + 2, places[part])
            at += 8 if flags & _ARGS_ARE_WORDS else 6
            at += 2 * bool(flags & _HAS_SCALE) + 4 * bool(flags & _HAS_XY_SCALE)
            at += 8 * bool(flags & _HAS_2X2)
        return bytes(changed)

    def _subset_tables(self, wanted: list[int], outlines: list[bytes]) -> dict[str, bytes]:
        head, hhea = bytearray(self._table("head")), bytearray(self._table("hhea"))
        maxp = bytearray(self._table("maxp"))
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        struct.pack_into(">H", hhea, 34, len(wanted))
        struct.pack_into(">H", maxp, 4, len(wanted))
        places, padded = [0], []
        for outline in outlines:
            padded.append(outline + bytes(-len(outline) % 4))
            places.append(places[-1] + len(padded[-1]))
        tables = {tag: self._table(tag) for tag in _COPIED if tag in self._tables}
        return tables | {
            "glyf": b"".join(padded),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(map(self._metric, wanted)),
            "loca": struct.pack(f">{len(places)}L", *places),
            "maxp": bytes(maxp),
        }

    def _metric(self, glyph: int) -> bytes:
        full = len(self._advances) // 2
        if glyph < full:
            return struct.pack(">2H", self._advances[2 * glyph], self._advances[2 * glyph + 1])
        return struct.pack(">2H", self._advances[2 * full - 2], self._bearings[glyph - full])


def _mapped(file: Traversable | Path) -> mmap.mmap | bytes:
    if not isinstance(file, Path):
        return file.read_bytes()
    with file.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
