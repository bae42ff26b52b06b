"""A font as reportlab's canvas takes it: one composite font per paper, subset and embedded.

reportlab's own TTFont cuts a font into pieces of 256 characters and writes five hex digits for
characters beyond U+FFFF, so that a rare name prints but cannot be copied or searched. This one
writes two-byte codes (Identity-H, ISO 32000-1, 9.7) and UTF-16 pairs in ToUnicode.
"""

import hashlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from app.documents.truetype import Face

_SYMBOLIC, _PER_BLOCK = 4, 100
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class _Used:
    """The characters one document has drawn with one font, numbered in order of use."""

    __slots__ = ("codes", "glyphs", "internal_name", "texts")

    def __init__(self) -> None:
        self.codes: dict[str, bytes] = {}
        self.glyphs: list[int] = [0]
        self.texts: list[str] = ["\ufffd"]
        self.internal_name = ""


class _Known(dict[str, tuple[int, float]]):
    """Character -> (glyph, width in thousandths of the em), looked up once."""

    def __init__(self, face: Face, glyph_of: Callable[[str], int]) -> None:
        super().__init__()
        self._face, self._glyph_of = face, glyph_of

    def __missing__(self, char: str) -> tuple[int, float]:
        glyph = self._glyph_of(char)
        self[char] = (glyph, self._face.width(glyph))
        return self[char]


class PaperFont:
    """What reportlab asks of a dynamic font; the names of the methods are reportlab's.

    `glyph_of` gives the glyph that draws a character, which need not be the font's first choice.
    """

    _dynamicFont = _multiByte = 1  # noqa: N815
    shapable = False

    def __init__(self, name: str, face: Face, glyph_of: Callable[[str], int]) -> None:
        self.fontName = name
        self.outlines = face
        self._known = _Known(face, glyph_of)
        self.face = SimpleNamespace(name=name, ascent=face.ascent, descent=face.descent)
        self.encoding = SimpleNamespace(name="UTF-8")
        self._documents: WeakKeyDictionary[Any, _Used] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """The width of `text` in points at `size` points."""
        known = self._known
        return sum([known[char][1] for char in text]) * size / 1000

    def splitString(  # noqa: N802
        self,
        text: str,
        doc: Any,
        encoding: str = "utf-8",
    ) -> list[tuple[int, bytes]]:
        """The two-byte codes of `text`, all of subset 0."""
        used = self._used(doc)
        codes = used.codes
        return [(0, b"".join([codes.get(c) or self._new_code(used, c) for c in text]))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """The name under which page content refers to the font."""
        used = self._used(doc)
        if not used.internal_name:
            used.internal_name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + used.internal_name
            doc.delayedFonts.append(self)
        return "/" + used.internal_name

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font into the document; called once, when all text is known."""
        from reportlab.pdfbase import pdfdoc

        used = self._documents.pop(doc)
        program = self.outlines.subset(used.glyphs)
        name = f"{_tag(program)}+{self.outlines.name}"
        entry = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": "/" + name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, name, used, program)]),
                "ToUnicode": _stream(doc, "ToUnicode:" + name, _to_unicode(used.texts)),
            }
        )
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[used.internal_name] = doc.Reference(entry, used.internal_name)

    def _descendant(self, doc: Any, name: str, used: _Used, program: bytes) -> Any:
        from reportlab.pdfbase import pdfdoc

        entry = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": "/" + name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": "/Identity",
                "DW": 1000,
                "W": pdfdoc.PDFArray(self._widths(used.glyphs)),
                "FontDescriptor": self._descriptor(doc, name, program),
            }
        )
        return doc.Reference(entry, "CIDFont:" + name)

    def _descriptor(self, doc: Any, name: str, program: bytes) -> Any:
        from reportlab.pdfbase import pdfdoc

        face = self.outlines
        entry = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": "/" + name,
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(list(face.bounds)),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.ascent,
                "StemV": face.weight // 5,
                "FontFile2": _stream(doc, "FontFile:" + name, program),
            }
        )
        return doc.Reference(entry, "FontDescriptor:" + name)

    def _widths(self, glyphs: list[int]) -> list[Any]:
        """Number and width of each glyph that is not one em wide (ISO 32000-1, 9.7.4.3)."""
        from reportlab.pdfbase import pdfdoc

        widths = [(number, self.outlines.width(glyph)) for number, glyph in enumerate(glyphs)]
        narrow = [(number, width) for number, width in widths if width != 1000]
        return [part for n, width in narrow for part in (n, pdfdoc.PDFArray([width]))]

    def _used(self, doc: Any) -> _Used:
        used = self._documents.get(doc)
        if used is None:
            used = self._documents[doc] = _Used()
        return used

    def _new_code(self, used: _Used, char: str) -> bytes:
        code = len(used.glyphs).to_bytes(2, "big")
        used.glyphs.append(self._known[char][0])
        used.texts.append(char)
        used.codes[char] = code
        return code


def _stream(doc: Any, key: str, content: str | bytes) -> Any:
    """An uncompressed stream: zlib's output differs between its builds, ours must not."""
    from reportlab.pdfbase import pdfdoc

    stream = pdfdoc.PDFStream(content=content)
    if isinstance(content, bytes):
        stream.dictionary["Length1"] = len(content)
        stream.content = content + b"\n"
    return doc.Reference(stream, key)


def _tag(program: bytes) -> str:
    """Six letters that differ between subsets of one font, so that merged papers stay apart."""
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def _to_unicode(texts: list[str]) -> str:
    """The map from codes back to text, as UTF-16 (ISO 32000-1, 9.10.3)."""
    lines = [
        f"<{n:04X}> <{text.encode('utf-16-be').hex().upper()}>" for n, text in enumerate(texts)
    ]
    blocks = [lines[n : n + _PER_BLOCK] for n in range(1, len(lines), _PER_BLOCK)]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return _CMAP_HEAD + body + _CMAP_TAIL
