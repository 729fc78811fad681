"""Bytes to text: UTF-8 where it is, else the encoding that the bytes speak for, and always said which."""

from __future__ import annotations

import codecs

#: Older encodings of the region's pages, tried when bytes are not UTF-8.
ENCODINGS = ["cp1251", "koi8_r", "cp866", "cp1254", "iso8859_9", "cp1252"]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Control characters that text does not have.
_NOISE = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def decode(data: bytes) -> tuple[str | None, str | None]:
    """Return the text and, when it is not UTF-8, what it was decoded as; (None, None) when the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace").lstrip("\ufeff")
            return text, None if encoding == "utf-8-sig" else encoding
    if (wide := _wide(data)) is not None:
        return data.decode(wide, errors="replace"), wide
    sample = data[:65536]
    if len(sample) - len(sample.translate(None, _NOISE)) > len(sample) * 0.01:
        return None, None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    lines = data.splitlines(keepends=True)
    broken = [line for line in lines if not _is_utf8(line)]
    if len(broken) < len(lines) and any(not line.isascii() and _is_utf8(line) for line in lines):
        encoding = _guess(b"".join(broken))
        text = "".join(line.decode("utf-8" if _is_utf8(line) else encoding, errors="replace") for line in lines)
        return text, f"utf-8, and {encoding} in {len(broken)} line(s) that are not"
    encoding = _guess(data)
    return data.decode(encoding, errors="replace"), encoding


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text, and of its spaces and line ends, is nought."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 2 * 0.1 or min(even, odd) > max(even, odd) * 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(data: bytes) -> str:
    """Choose among ``ENCODINGS`` with charset-normalizer; all of them fit Cyrillic bytes, so letters have to be likely."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=ENCODINGS).best()
    if best is not None:
        return best.encoding
    return "cp1251"
