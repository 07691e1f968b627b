"""Bytes to text: by byte order mark, declared charset, UTF-8, then what charset-normalizer makes of them."""

import codecs
import re
from typing import NamedTuple

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes

from corpus.reject import RejectedError

# The longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED_WITHIN = 4096  # bytes; the HTML standard wants the charset in the first 1024, pages are laxer

# A page means the larger set when it says the smaller one (encoding.spec.whatwg.org/#names-and-labels);
# one that declares UTF-16 in ASCII bytes is not in UTF-16.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-8-sig": "utf-8", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
# Python codecs that are notations, not charsets: they would rewrite a page that names them.
_NOT_CHARSETS = frozenset({"utf-7", "unicode-escape", "raw-unicode-escape", "punycode", "idna"})

# What the web was written in before UTF-8. The first wins a tie: charset-normalizer alone reads French and
# English in windows-1252 as windows-1250 ("déclaré ŕ Genčve"), Spanish as hp-roman8.
_LEGACY = (
    "cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "koi8_r",
    "koi8_u", "cp866", "iso8859_2", "iso8859_5", "iso8859_7", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949",
)  # fmt: skip
_DAMAGED_SHARE = 0.01  # characters lost; a page cut in mid-character or with one stray byte stays far below

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_BINARY_SHARE = 0.05  # of control bytes; compressed data has 0.1, scraped text with stray ones under 0.01
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")


class Decoded(NamedTuple):
    """Text, and the name of the encoding it was decoded with; `utf-8/replace` lost some bytes to U+FFFD."""

    text: str
    encoding: str


def decode_text(data: bytes) -> Decoded:
    """Decode plain text; a file that holds NUL, or control bytes in number, is rejected as binary."""
    if not _has_wide_mark(data):
        _refuse_binary(data, nul_is_binary=True)
    return decode(data)


def decode_markup(data: bytes) -> Decoded:
    """Decode a page by the charset it declares first. A stray NUL is left to the parser, as browsers do."""
    if not _has_wide_mark(data):
        _refuse_binary(data, nul_is_binary=False)
    head = data[:_DECLARED_WITHIN]
    return decode(data, EncodingDetector.find_declared_encoding(head, is_html=True, search_entire_document=True))


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`, its byte order mark left out; `declared` is a hint that a failure to decode overrules."""
    mark, marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    body = data[len(mark) :]
    for codec in (marked, _codec(declared), "utf-8"):
        if codec is not None and (text := _strictly(body, codec)) is not None:
            return Decoded(text, _name(codec))
    if decoded := _guessed(body) or _damaged_utf8(body):
        return decoded
    start = len(mark) + _first_invalid(body)
    raise RejectedError(
        f"byte {start} (0x{data[start]:02x}) is not UTF-8 and no other encoding fits; "
        "convert it to UTF-8 or declare its charset"
    )


def _codec(label: str | None) -> str | None:
    """Return the Python codec a declared label means, null for a label that is no charset."""
    try:
        name = codecs.lookup((label or "").strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):  # ValueError: a NUL in the label
        return None
    return None if name in _NOT_CHARSETS else _MEANT.get(name, name)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
        text.encode()  # some codecs let lone surrogates through, which no frame can hold
    except (UnicodeError, LookupError):  # LookupError: a codec from bytes to bytes, such as hex
        return None
    return text


def _guessed(data: bytes) -> Decoded | None:
    """Return what charset-normalizer finds cleanest, then most like a language, then most common on the web."""
    matches = [
        (round(match.chaos, 3), -round(match.coherence, 3), _LEGACY.index(codec), match)
        for match in from_bytes(data, cp_isolation=list(_LEGACY))
        for codec in match.could_be_from_charset
        if codec in _LEGACY
    ]
    if not matches:
        return None
    _, _, order, match = min(matches, key=lambda candidate: candidate[:3])
    return Decoded(str(match), _name(_LEGACY[order]))


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    return Decoded(text, "utf-8/replace") if text.count("\ufffd") <= _DAMAGED_SHARE * len(text) else None


def _first_invalid(data: bytes) -> int:
    """Return the offset of the first byte that is not UTF-8; the length when all are."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _name(codec: str) -> str:
    """Return Python's name of a codec, but for the code pages that every page calls windows-125x."""
    return re.sub(r"^cp(125\d|874)$", r"windows-\1", codecs.lookup(codec).name)


def _has_wide_mark(data: bytes) -> bool:
    return any(data.startswith(mark) for mark, name in _MARKS if name != "utf-8")


def _refuse_binary(data: bytes, *, nul_is_binary: bool) -> None:
    nul = data.find(0) if nul_is_binary else -1
    if nul >= 0:
        raise RejectedError(f"binary: NUL at byte {nul}; text has none (UTF-16 needs its byte order mark)")
    count = len(data) - len(data.translate(None, _CONTROLS))
    if count > _BINARY_SHARE * len(data) and (first := _CONTROL.search(data)):
        raise RejectedError(f"binary: {count} control bytes in {len(data)}, the first at byte {first.start()}")
