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

# Anywhere in a line, glued to the words around it: a date with its year, and the time of day beside it.
STAMPED = (
    rf"(?i:(?:19|20)\d\d-\d\d?-\d\d?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|(?:19|20)\d\d年\d\d?月\d\d?日|"
    rf"(?:19|20)\d\d[./]\d\d?[./]\d\d?|\d\d?[./-]\d\d?[./-](?:(?:19|20)\d\d|\d\d)|"
    rf"\d\d?(?:st|nd|rd|th|er|\.)?\s+(?:de\s+|of\s+)?{MONTH}(?:\s+de)?,?\s+(?:19|20)\d\d|"
    rf"{MONTH}\s+\d\d?(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)(?:\s*(?:г\.|года))?"
)
_LABEL = filled(
    r"(?i:(?:first |originally |last )?(?:published|posted|updated?|modified|created|released|veröffentlicht|erstellt|"
    r"aktualisiert|stand|publié|mis à jour|modifié|publicado|actualizado|опубликовано|обновлено)"
    r"(?: on| at| am| le| el)?\s*[:：|-]?\s*)"
)
_CLOCK = (
    r"(?i:(?:at|um|à|a las|в|kl\.?)\s+)?(?i:\d\d?[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?|\s?uhr\b|\s?hrs?\b)?|"
    r"\d\d?\s?[ap]\.?m\b\.?)(?:\s?\(?(?:[A-Z]{2,4}|UTC|GMT)(?:\s?[+-]\d\d?(?::\d\d)?)?\b\)?)?"
)
_DAY_NAME = filled(r"(?i:\b(?:<<weekday>>|mon|tues?|wed|thurs?|fri|sat|sun)\b[.,]*)")
# All of a line that says when, and how it is labelled.
ANY_STAMP = rf"{_LABEL}|{STAMPED}|{_CLOCK}|{_DAY_NAME}"
AGO = (
    r"(?i:\d+\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b(?:\s+ago\b)?|"
    r"\d+\s?(?:mo|[smhdwy])(?:\s+ago\b)?)"
)
READING_TIME = r"(?i:\d+[ -]min(?:ute)?s?(?: of)? read(?:ing)?\b|\[?\s*(?:\d+ )?comments?\s*\]?)"

# The words of a person's name: with a capital, and those without one that never stand first or alone.
NAME_WORD = r"(?:\p{Lu}|[dl]['’]\p{Lu}|al-\p{Lu})[\p{L}.'’-]*"
NAME_PARTICLE = r"(?:d[aeiou]|d[ao]s|de[lnr]|della|van|von|zu|l[aeo]|el|al|bin|bint|ibn|ben|ter|ten|af)"
_NAME = r"[\p{Lu}][\p{L}'’-]+(?:[ ]+(?:[\p{Lu}][\p{L}'’-]*\.?|de|von|van|der|la|bin|al)){1,3}"
NAME_LINE = rf"^{_NAME}(?:(?:\s*(?:,| and | und | et | y | и |&)\s*){_NAME})*$"
