"""SENTENCES and VOICES of made-up articles."""

from toolkit.tables import SENTENCES, VOICES


def tables_of(texts, *, lang="en", voice="OUTLET", kind="own", article="a"):
    """Return SENTENCES and VOICES of one article: each text is a sentence, wholly in one voice (or one voice for each)."""
    voices = [voice] * len(texts) if isinstance(voice, str) else voice
    sentences, stretches, at = [], [], 0
    for n, (text, who) in enumerate(zip(texts, voices, strict=True)):
        span = {"article_id": article, "sentence_id": f"{article}:{n}", "start": at, "end": at + len(text)}
        sentences.append({**span, "n": n, "text": text, "part": "body", "paragraph": n, "lang": lang})
        how = "own" if who == "OUTLET" else (kind if kind != "own" else "indirect")
        stretches.append({**span, "voice_id": f"{article}:{n}:0", "kind": how, "voice": who, "role": "unknown"})
        at += len(text) + 1
    return SENTENCES.frame(sentences), VOICES.frame(stretches)
