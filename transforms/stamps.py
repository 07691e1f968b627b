"""Lines that are nothing but a date, and lines that are nothing but a name."""

from transforms.datelines import MONTH
from transforms.vocabulary import filled

_TIME = r"(?:(?:at |um |à |a las |в )?\d{1,2}[:.h]\d{2}(?::\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)?(?: ?\(?[A-Z]{2,4}\)?)?)"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?{MONTH}(?:\s+de)?,?\s+\d{{4}}|"
    rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}年\d{1,2}月\d{1,2}日)(?:\s*(?:г\.|года))?"
)
_WORD = filled(
    r"(?:<<weekday>>|mon|tue|wed|thu|fri|sat|sun|published|updated?|posted|last|on|at|le|um|mis à jour|actualizado|"
    r"обновлено)[:.,]*"
)
# A line that is nothing but dates, with their weekdays, times and labels.
STAMP_LINE = rf"(?i)^\W*(?:(?:{_WORD}|{_TIME})[\s|•·,/–-]*)*{_DATE}(?:[\s|•·,/–-]*(?:{_WORD}|{_DATE}|{_TIME}))*\W*$"

# A town, perhaps with its country, and a date: what some sites print under the headline.
PLACE_STAMP_LINE = (
    rf"^\p{{Lu}}[\p{{L}}'’-]{{2,}}(?:, \p{{Lu}}[\p{{L}}'’-]+)?\s*[,|·–—-]\s*(?i:(?:{_WORD}\s*)*{_DATE}"
    rf"(?:[\s|•·,/–-]*{_TIME})?\W*)$"
)
# The words of a person's name: with a capital, and those without one that never stand first or alone.
NAME_WORD = r"(?:\p{Lu}|[dl]['’]\p{Lu}|al-\p{Lu})[\p{L}.'’-]*"
NAME_PARTICLE = r"(?:d[aeiou]|d[ao]s|de[lnr]|della|van|von|zu|l[aeo]|el|al|bin|bint|ibn|ben|ter|ten|af)"
_NAME = r"[\p{Lu}][\p{L}'’-]+(?:[ ]+(?:[\p{Lu}][\p{L}'’-]*\.?|de|von|van|der|la|bin|al)){1,3}"
NAME_LINE = rf"^{_NAME}(?:(?:\s*(?:,| and | und | et | y | и |&)\s*){_NAME})*$"
