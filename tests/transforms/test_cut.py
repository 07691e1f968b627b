from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.rows import BODY, TITLE, article, loaded, loaded_all, page
from transforms.cut import raw_index
from transforms.repair import apply, repair_text
from warehouse import schema

DATELINES = {
    "TARN – ": ("TARN", None),
    "PORT TARN, March 5 (Reuters) - ": ("PORT TARN", "Reuters"),
    "Tarn (AFP) – ": ("Tarn", "AFP"),
    "TARN, 5 May 2023 — ": ("TARN", None),
    "TARN, Nor. (AP) _ ": ("TARN", "AP"),
    "TARN (EFE).- ": ("TARN", "EFE"),
    "PORT TARN N.D. -- ": ("PORT TARN", None),
    "ТАРНА, 5 мар - РИА Новости. ": ("ТАРНА", "РИА Новости"),
}
NO_DATELINES = ("NATO – ", "The board – ", "EXCLUSIVE - ", "It sank - ")


def test_dateline_is_recorded_and_cut() -> None:
    for rows, (place, agency) in zip(
        loaded_all(*(page(TITLE, prefix + BODY[0], *BODY[1:]) for prefix in DATELINES)), DATELINES.values(), strict=True
    ):
        found = rows[schema.Articles][0]
        assert (found["dateline"], found["text"]) == (place, "\n".join(BODY))
        assert [row["name"] for row in rows[schema.Credits]] == ([agency] if agency else [])


def test_glued_date_is_cut_and_becomes_the_date() -> None:
    found = article(page(TITLE, f"date 2021-06-06 {BODY[0]}", *BODY[1:]))
    assert (str(found["published_on"]), found["text"].splitlines()[0]) == ("2021-06-06", BODY[0])


def test_dateline_on_its_own_line_gives_place_and_agency() -> None:
    rows = loaded(page(TITLE, "PORT TARN, Jan 12 (Reuters) -", *BODY))
    assert rows[schema.Articles][0]["dateline"] == "PORT TARN"
    assert [row["name"] for row in rows[schema.Credits]] == ["Reuters"]


def test_words_before_a_dash_that_are_no_place_stay() -> None:
    rows = loaded_all(*(page(TITLE, opening + BODY[0], *BODY[1:]) for opening in NO_DATELINES))
    for found, opening in zip(rows, NO_DATELINES, strict=True):
        assert found[schema.Articles][0]["text"].startswith(opening)


def test_edits_give_the_text_of_the_article_from_the_raw_lines() -> None:
    content = page(TITLE, f"  date 2021-06-06 TARN\u00a0(Reuters) -  {BODY[0]}", f"{BODY[1]}[1]", BODY[2])
    rows = loaded(content)
    texts = []
    for line in (row for row in rows[schema.Lines] if row["kept"]):
        text = line["raw"]
        for edit in reversed([row for row in rows[schema.LineEdits] if row["line_no"] == line["line_no"]]):
            start, end = edit["start"] - line["start"], edit["end"] - line["start"]
            assert text[start:end] == edit["removed"]
            text = text[:start] + edit["replacement"] + text[end:]
        texts.append(text)
    assert "\n".join(texts) == rows[schema.Articles][0]["text"] == "\n".join(BODY)


@given(st.text(alphabet=st.sampled_from("ab\u00a0\u200b&amp; "), max_size=30))
def test_raw_index_maps_back_to_what_stands_there(line: str) -> None:
    spans = repair_text(line)
    text = apply(line, spans)
    edited = {at for start, end, *_ in spans for at in range(start, end)}
    for at, char in enumerate(text):
        index = raw_index(at, spans)
        assert index in edited or index == len(line) or line[index] == char or index - 1 in edited
