"""Voices: sentences with exact spans, and for each stretch of a sentence who is speaking."""

from toolkit.voices.frames import attribute_voices

__all__ = ["attribute_voices"]
