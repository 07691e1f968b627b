import polars as pl
import pytest

from tests.transforms.rows import BODY, TITLE
from transforms.wire import wire_agencies

FIRST, *REST = BODY
# What stands before the text's first sentence: the agency, as written.
DATELINES = {
    "TARN, March 5 (AFP) – ": ("AFP", "AFP"),
    "TARN, Nor., Feb. 2 (UPI) -- ": ("UPI", "UPI"),
    "Tarn (dpa) - ": ("DPA", "dpa"),
    "TARN/GULL ISLAND (Reuters) - ": ("Reuters", "Reuters"),
    "(Reuters) - ": ("Reuters", "Reuters"),
    "(ANSA) - TARN, 5 MAR - ": ("ANSA", "ANSA"),
    "New Tarn, Mar 5 (PTI) ": ("PTI", "PTI"),
    "Tarn [Norland], March 5 (ANI): ": ("ANI", "ANI"),
    "TARN, March 5. /TASS/. ": ("TASS", "TASS"),
    "5 March, Tarn /Corr. BELTA/. ": ("BelTA", "Corr. BELTA"),
    "TARN, March 5, 2024 /PRNewswire/ -- ": ("PR Newswire", "PRNewswire"),
    "ТАРНА, 5 мар – РИА Новости. ": ("RIA Novosti", "РИА Новости"),
    "Tarn, 5 mar (EFE).- ": ("EFE", "EFE"),
    "TARN, 5 mars (AFP) — ": ("AFP", "AFP"),
    "WARSAW, March 5 (PAP) – ": ("PAP", "PAP"),
    "SEOUL, March 5 (Yonhap) -- ": ("Yonhap", "Yonhap"),
    "ANKARA (AA) - ": ("Anadolu", "AA"),
    "新华社塔恩3月5日电 ": ("Xinhua", "新华社"),
    "（中央社塔恩5日電）": ("Central News Agency", "中央社"),
    "【塔恩共同】": ("Kyodo", "共同"),
    "(타른=연합뉴스) ": ("Yonhap", "연합뉴스"),
}
# Lines between the headline and the text.
BYLINES = {
    "By the Associated Press": "AP",
    "By Reuters in Tarn": "Reuters",
    "By Reuters Staff": "Reuters",
    "Von dpa | 5. März 2024": "DPA",
    "By IDA MORROW, Associated Press": "AP",
    "By Ida Morrow / AP": "AP",
    "By Ida Morrow, AP Science Writer": "AP",
    "By Ida Morrow for Reuters": "Reuters",
    "By Ida Morrow of The Canadian Press": "Canadian Press",
    "Associated Press Writer": "AP",
    "Agence France-Presse in Tarn": "AFP",
    "Reuters | March 5, 2024 | 10:15": "Reuters",
    "Source: Xinhua": "Xinhua",
    "Источник: Укринформ": "Ukrinform",
    "来源：新华社": "Xinhua",
}
# Lines below the text.
SIGN_OFFS = {
    "(Reporting by Ida Morrow in Tarn; Editing by Tom Reiss)": "Reuters",
    "Reporting by Ida Morrow; additional reporting by Al Orne; editing by Tom Reiss": "Reuters",
    "Our Standards: The Thomson Reuters Trust Principles.": "Reuters",
    "It reopens in spring. – Reuters": "Reuters",
    "It reopens in spring. (PTI)": "PTI",
    "-- Bernama": "Bernama",
    "(ANI)": "ANI",
    "This story is published from a PTI feed.": "PTI",
    "Copyright 2024 The Associated Press. All rights reserved.": "AP",
    "(c) 2024 UPI": "UPI",
    "© 2024 AFP": "AFP",
}
# Lines that name an agency and do not say that the text is its own: where they stand, above or below the text.
NO_WIRES = {
    "Ida Morrow / Reuters": "above",
    "Photo: Ida Morrow/AFP": "above",
    "A lorry waits at the ramp. (Reuters)": "above",
    "Maud Ellery (AFP) smiles": "above",
    "Reuters": "above",
    "AP: board hid cracks in ramp": "above",
    "By Michael Bloomberg": "above",
    "By Ida Morrow, with AFP": "above",
    "By Ida Morrow and the Associated Press": "above",
    "Agence France-Presse (AFP) – founded in Tarn": "above",
    "American Airlines (AA) – what now?": "above",
    "MIAMI (MIA) – Tarn flights begin": "above",
    "Source: AP, AFP": "above",
    "The Associated Press contributed to this report.": "below",
    "Additional reporting by Reuters": "below",
    "With reporting by Reuters; edited by Tom Reiss": "below",
    "im/tr (AFP, Reuters)": "below",
    "im/tr (Reuters)": "below",
    "It was first told to Reuters.": "below",
    "© AFP": "below",
    "© 2024 Getty Images": "below",
    "Copyright 2024 Tarn Radio. The Associated Press contributed.": "below",
}


def _wires(*texts: str) -> list[str | None]:
    found = wire_agencies(_frame(*texts)).unique("doc", keep="first", maintain_order=True)
    wires = dict(found.select("doc", "agency").iter_rows())
    return [wires.get(doc) for doc in range(len(texts))]


def _frame(*texts: str) -> pl.DataFrame:
    return pl.DataFrame({"doc": range(len(texts)), "text": texts}, schema={"doc": pl.UInt32, "text": pl.String})


def test_dateline_names_the_wire_and_where_it_stands() -> None:
    texts = ["\n".join((TITLE, opening + FIRST, *REST)) for opening in DATELINES]
    rows = wire_agencies(_frame(*texts)).to_dicts()
    assert [(row["agency"], row["evidence"]) for row in rows] == list(DATELINES.values())
    assert [texts[row["doc"]][row["start"] : row["end"]] for row in rows] == [row["evidence"] for row in rows]
    assert {row["rule"] for row in rows} == {"dateline"}


def test_byline_names_the_wire() -> None:
    assert dict(zip(BYLINES, _wires(*("\n\n".join((TITLE, line, *BODY)) for line in BYLINES)), strict=True)) == BYLINES


def test_sign_off_names_the_wire() -> None:
    found = _wires(*("\n".join((TITLE, *BODY, line)) for line in SIGN_OFFS))
    assert dict(zip(SIGN_OFFS, found, strict=True)) == SIGN_OFFS


@pytest.mark.parametrize(("line", "place"), NO_WIRES.items())
def test_agency_that_is_quoted_or_helped_is_not_the_wire(line: str, place: str) -> None:
    assert _wires("\n".join((TITLE, line, *BODY) if place == "above" else (TITLE, *BODY, line))) == [None]


def test_agency_in_running_text_is_not_the_wire() -> None:
    assert _wires(
        f"{TITLE}\nThe board told Reuters that it had known. Reuters reported the cracks first, AFP said (AP denied).",
        f"{TITLE}\nReuters reported the cracks first.\nAccording to AFP, the ramp is old.",
    ) == [None, None]


def test_joint_dateline_names_each_agency() -> None:
    rows = wire_agencies(_frame(f"TARN (Reuters/AFP) - {FIRST}")).to_dicts()
    assert [(row["agency"], row["evidence"]) for row in rows] == [("Reuters", "Reuters/AFP"), ("AFP", "Reuters/AFP")]


def test_dateline_weighs_more_than_a_copyright() -> None:
    assert _wires(f"TARN (AFP) – {FIRST}\nCopyright 2024 The Associated Press.") == ["AFP"]


def test_dateline_of_a_quoted_passage_is_not_the_texts() -> None:
    quoted = f"TARN (AFP) – {FIRST}"
    assert _wires("\n".join((TITLE, "The agency wrote:", quoted)), "\n".join((*BODY, quoted))) == [None, None]


def test_copyright_may_follow_the_sign_off() -> None:
    assert _wires("\n".join((*BODY, "It reopens in spring. – Reuters", "© Tarn Radio"))) == ["Reuters"]


def test_texts_without_lines_have_no_wire() -> None:
    assert wire_agencies(_frame("", "\n \n")).is_empty()
    assert wire_agencies(_frame()).is_empty()
