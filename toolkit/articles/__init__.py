"""Articles: read what people have, clean it, and know what is a copy."""

from toolkit.articles.clean import Cleaned, clean_text
from toolkit.articles.copies import find_copies
from toolkit.articles.explain import explain_cleaning
from toolkit.articles.read import Reading, read, read_articles

__all__ = ["Cleaned", "Reading", "clean_text", "explain_cleaning", "find_copies", "read", "read_articles"]
