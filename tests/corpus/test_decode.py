import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decode import decode, decode_markup, decode_text
from corpus.reject import RejectedError

FRENCH = "Le président a déclaré que l’été serait très chaud, à Genève comme à Zürich. "
RUSSIAN = "Правительство сообщило в понедельник, что переговоры продолжатся. "


@given(st.text(st.characters(codec="utf-8")))
def test_utf8_comes_back_as_written_but_for_its_mark(text: str) -> None:
    assert decode(text.encode()) == (text.removeprefix("\ufeff"), "utf-8")


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_goes(mark: bytes, codec: str) -> None:
    assert decode_text(mark + "Zürich\r\n".encode(codec)) == ("Zürich\r\n", codec)


@pytest.mark.parametrize(
    ("label", "codec", "text", "encoding"),
    [
        ("windows-1251", "cp1251", RUSSIAN, "windows-1251"),
        ("Windows-1252", "cp1252", FRENCH, "windows-1252"),
        ("iso-8859-1", "cp1252", FRENCH, "windows-1252"),
        ("x-sjis", "cp932", "東京都は①月曜日", "cp932"),
        ("gb2312", "gb18030", "朱镕基㐀", "gb18030"),
        ("koi8-r", "koi8-r", RUSSIAN, "koi8-r"),
        ("utf-16", "utf-8", FRENCH, "utf-8"),
        ("utf8", "utf-8", FRENCH, "utf-8"),
    ],
)
def test_declared_charset_is_taken_as_browsers_take_it(label: str, codec: str, text: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><p>{text}</p>'
    assert decode_markup(page.encode(codec)) == (page, encoding)


def test_charset_is_found_in_http_equiv_and_in_an_xml_declaration() -> None:
    old = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + RUSSIAN
    xml = '<?xml version="1.0" encoding="windows-1251"?><html>' + RUSSIAN
    assert decode_markup(old.encode("cp1251")) == (old, "windows-1251")
    assert decode_markup(xml.encode("cp1251")) == (xml, "windows-1251")


def test_charset_is_not_looked_for_in_the_body() -> None:
    page = "<p>" + "x" * 5000 + '<meta charset="windows-1251">é'
    assert decode_markup(page.encode()) == (page, "utf-8")


@pytest.mark.parametrize("label", ["shift_jis", "no-such-charset", "hex", "unicode_escape", "utf-7", ""])
def test_declared_charset_that_does_not_fit_falls_through_to_utf8(label: str) -> None:
    page = f'<meta charset="{label}">\\u0041 +AGE- — “é”'
    assert decode_markup(page.encode()) == (page, "utf-8")


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (FRENCH, "cp1252", "windows-1252"),
        ("El presidente declaró que la situación mejoró el año pasado, según el Congreso español. ", "cp1252",
         "windows-1252"),
        ("It’s a café — said the mayor on Tuesday. “We will not go,” he added. ", "cp1252", "windows-1252"),
        ("Prezydent powiedział, że sytuacja w kraju jest dobra, mimo problemów z żywnością. ", "cp1250",
         "windows-1250"),
        ("Cumhurbaşkanı, ülkenin geleceği için önemli görüşmeler yapıldığını söyledi. ", "cp1254", "windows-1254"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        ("政府周一宣布谈判将继续进行，总统表示满意。", "gb18030", "gb18030"),
        ("政府は月曜日に協議が続くと発表した。", "cp932", "cp932"),
        ("정부는 월요일에 협상이 계속될 것이라고 발표했다. ", "cp949", "cp949"),
    ],
)  # fmt: skip
def test_undeclared_charset_is_recognised(text: str, codec: str, encoding: str) -> None:
    assert decode(text.encode(codec) * 3) == (text * 3, encoding)


def test_one_stray_byte_does_not_cost_a_utf8_document() -> None:
    data = RUSSIAN.encode()
    assert decode(data + b"\xff" + data * 4) == (RUSSIAN + "\ufffd" + RUSSIAN * 4, "utf-8/replace")


def test_bytes_in_no_encoding_are_rejected_with_the_first_bad_one() -> None:
    with pytest.raises(RejectedError, match=r"byte 2 \(0x81\) is not UTF-8 and no other encoding fits"):
        decode(b"ab" + b"\x81\xff\xd0\xbf\xe2\x80\x94" * 9)


def test_text_with_a_nul_is_binary() -> None:
    with pytest.raises(RejectedError, match="binary: NUL at byte 5"):
        decode_text(b"hello\0world")


@pytest.mark.parametrize("decode_kind", [decode_text, decode_markup])
def test_many_control_bytes_are_binary(decode_kind: object) -> None:
    data = b"a picture: " + bytes(range(1, 256)) * 4
    with pytest.raises(RejectedError, match=r"binary: \d+ control bytes in 1031, the first at byte 11"):
        decode_kind(data)  # type: ignore[operator]  # both have one signature


def test_few_control_characters_are_left_for_the_cleaning() -> None:
    text = "\x08A headline\x0b\r\n" + "and its text, " * 20 + "\x1f"
    assert decode_text(text.encode()) == (text, "utf-8")


def test_nul_in_a_page_is_left_to_the_parser() -> None:
    page = "<p>A page with one\0 and much text besides, as it should be.</p>"
    assert decode_markup(page.encode()) == (page, "utf-8")
