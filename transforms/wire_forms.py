"""The forms in which a text says that it is an agency's: datelines, bylines, sign-offs, copyrights."""

from dataclasses import dataclass
from typing import Literal

from transforms.agencies import agency_pattern
from transforms.datelines import MONTH
from transforms.vocabulary import filled

Place = Literal["head", "tail", "last", "edge"]  # first lines, last lines, the very last line; edge: head or last


@dataclass(frozen=True, slots=True)
class Form:
    """One form, as patterns of a line's parts: before the phrase that names the agency, that phrase, behind it."""

    rule: str
    place: Place
    before: str
    behind: str
    phrase: str = agency_pattern()
    agency: str | None = None  # whose form it is, where the phrase names nobody
    is_joint: bool = False  # several agencies may have written it; elsewhere they are what somebody else wrote it from
    unless: str | None = None  # found in `before`, the form means something else

    @property
    def pattern(self) -> str:
        """The line's pattern, with the groups `before` and `phrase`."""
        return f"^(?P<before>{self.before})(?P<phrase>{self.phrase}){self.behind}"


_AGENCY = agency_pattern()
_WORD = r"[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]*"
_PARTICLE = r"(?:de|del|della|di|do|da|la|le|les|el|al|du|des|der|am|an|im|in|of|and|sur|upon|near|в|на|и|г)\b\.?"
_GAP = r"[\s,./:;|*–—-]*"
_NUMBER = r"\d+(?:st|nd|rd|th|er|º)?"
_PLACE_OR_DAY = rf"(?:{_WORD}|{_PARTICLE}|{_NUMBER}|(?i:{MONTH})|\[[\p{{L}} ]+\]){_GAP}"
_PLACE = rf"\s*(?:{_PLACE_OR_DAY})+"
_DATED = rf"{_PLACE}{_NUMBER}{_GAP}(?:{_PLACE_OR_DAY})*"
_DASH = r"(?:--|[–—_-])"
_OPEN, _CLOSE, _IN_BRACKETS = r"[(（\[]\s*", r"\s*[)）\]]", r"[^()（）\[\]]+?"
# A name that the short form in the bracket stands for, and what begins sentences only.
_EXPLAINED = (
    rf"{_AGENCY}|(?i:\b(?:press|presse|agency|agence|agentur|agencia|agenzia|news)\b)|^\s*(?:The|An?|Die|Der)\s"
)

_LINE_PART = r"[^|()\d]+?"
_NAMES = r"\p{Lu}[^|()\d]+?"
_ROLE = r"(?i:writers?|correspondents?|reporters?|editors?|staff|bureau chief)"
_WHERE = r"(?: (?:in|à) \p{Lu}[\p{L} ,.'’-]*)"
_WHEN = rf"(?:[\s|,•·–—-]+(?:.*\W)?(?:(?i:{MONTH})\s|\d+[:./-]\d).*)"
_END = r"\s*[.|]?\s*$"
_COPYRIGHT = r".*(?:©|\([cC]\)|(?i:copyright))[\s©,]*(?:\([cC]\)\s*)?"
_YEARS = r"(?:19|20)\d\d(?:\s*[,–-]\s*(?:19|20)\d\d)?,?\s*"
_OWNER_END = r"(?:$|[.,;:)]|(?i: all rights| l\.?p\b| inc\b| ltd\b| limited| news))"

# In the order of their weight: datelines first, for a line of its own may credit a picture.
FORMS = (
    # `PARIS, March 5 (AFP) – `, `Berlin (dpa) - `, `KYIV (Reuters/AFP): `
    Form(
        "dateline", "head", _PLACE + _OPEN, rf"{_CLOSE}[.,]?\s*(?:{_DASH}|[.:=]\s)", _IN_BRACKETS,
        is_joint=True, unless=_EXPLAINED,
    ),
    # `New Delhi, Mar 5 (PTI) The `: no mark behind the bracket, but a day before it
    Form(
        "dateline", "head", _DATED + _OPEN, rf"{_CLOSE}\s*(?:$|[\p{{Lu}}\p{{Lo}}\"“„«‘\d])", _IN_BRACKETS,
        is_joint=True, unless=_EXPLAINED,
    ),
    # `MOSCOW, March 5. /TASS/. `
    Form(
        "dateline", "head", rf"{_PLACE}/\s*", rf"\s*/[.,]?\s*(?:{_DASH}|[.:\p{{Lu}}\p{{Lo}}])", r"[^/]+?",
        is_joint=True, unless=_EXPLAINED,
    ),
    # `(Reuters) - `
    Form("dateline", "head", rf"\s*{_OPEN}", rf"{_CLOSE}\s*{_DASH}\s", _IN_BRACKETS, is_joint=True),
    # `МОСКВА, 5 мар – РИА Новости. ` before a paragraph; a short line like it is a byline
    Form("dateline", "head", rf"(?:{_DATED}|{_PLACE}{_DASH})[\s.,]*?", rf"(?:[.:]| {_DASH})\s.{{40}}"),
    # `新华社北京3月5日电`, `（中央社台北5日電）`
    Form(
        "dateline", "head", r"\s*[（(【\[]?据?",
        r"\p{Han}*\s?(?:\d+月)?\d+日\p{Han}*(?:[（(][^（()）]*[)）])?[电電讯訊]",
    ),
    # `【北京共同】`, `(서울=연합뉴스)`
    Form("dateline", "head", r"\s*[【\[(（][^【】\[\]()（）]*?[\p{Han}\p{Hangul}]\s?[=＝]?\s?", r"\s?[】\])）]"),
    # `By the Associated Press`, `Von Reuters | 5. März`, `By Reuters in Kyiv`
    Form(
        "byline", "head", filled(r"\W*(?i:<<byline_label>>)\s*[:：|]?\s*"), f"{_WHERE}?{_WHEN}?{_END}", _LINE_PART,
        is_joint=True,
    ),
    # `By JANE ROE, Associated Press`, `By Jane Roe / AP`, `By Jane Roe, AP Science Writer`, `By Jane Roe for Reuters`
    Form(
        "byline", "head", rf"\W*(?i:by|von|par|por)\s+{_NAMES}(?:\s*[,/|•·–—(]\s*|\s-\s|\s(?:of|for)\s)",
        rf"(?:\s(?:\p{{Lu}}\p{{L}}+\s)*{_ROLE})?\)?{_WHERE}?{_WHEN}?{_END}", _LINE_PART,
    ),
    # `Associated Press Writer`, `JANE ROE AP Science Writer`
    Form("byline", "head", rf"\s*(?:{_WORD}[\s,]+)*?", rf"(?:\s\p{{Lu}}\p{{L}}+)*\s{_ROLE}{_END}"),
    # `Agence France-Presse in Paris`, `Reuters | March 5, 2016`: an agency alone credits a picture as often
    Form("byline", "head", r"\s*(?:The )?", f"(?:{_WHERE}{_WHEN}?|{_WHEN}){_END}", _LINE_PART),
    # `Source: Xinhua`
    Form("source_line", "edge", filled(r"\W*(?i:<<source_label>>)\s*[:：]\s*"), f"{_WHEN}?{_END}", _LINE_PART),
    # `(Reporting by Jane Roe; Editing by John Doe)`: nobody but Reuters signs off like this
    Form(
        "sign_off", "tail", r"\s*", "",
        r"\(?(?i:(?:additional )?(?:reporting|writing)) by [^;]+;.*\b(?i:editing) by \p{Lu}.+", agency="Reuters",
    ),
    Form("sign_off", "tail", r".*?", "", r"Thomson Reuters Trust Principles", agency="Reuters"),
    # `… he said. – Reuters`, `… he said. (PTI)`
    Form("sign_off", "last", rf".*[.!?…。”\"’»)]\s*(?:{_DASH}+|[(（/])\s*", r"\s*[)）/]?\s*$", _LINE_PART),
    # `-- Bernama`, `(ANI)`, `ENDS/Reuters`
    Form("sign_off", "last", rf"\s*(?:ENDS?\s?/|{_DASH}+|[(（/])\s*", r"\s*[)）/]?\s*$", _LINE_PART),
    # `This story is published from a PTI feed`, `Distributed by Tribune Content Agency`
    Form(
        "sign_off", "tail", r".*\b(?i:(?:published|generated) from (?:an? |the )?|distributed by )",
        r"(?i:[.,)]|$| (?:\w+ )?(?:feed|service|wire))",
    ),
    # `Copyright 2016 The Associated Press. All rights reserved.`, `(c) 2016 UPI`; without a year `©` credits a picture
    Form("copyright", "tail", rf"{_COPYRIGHT}{_YEARS}(?i:by )?(?i:the )?", _OWNER_END),
    Form("copyright", "tail", r".*(?i:copyright)[\s©,]*(?:\([cC]\)\s*)?(?i:by )?(?i:the )?", _OWNER_END),
)  # fmt: skip
