"""Articles: read what people have, clean it, and know what is a copy."""

from toolkit.articles.clean import Cleaned, clean_text
from toolkit.articles.copies import find_copies
from toolkit.articles.explain import explain_cleaning
from toolkit.articles.read import Reading, ReadingWarning, read, read_articles, read_batches
from toolkit.articles.write import read_to_parquet

__all__ = [
    "Cleaned",
    "Reading",
    "ReadingWarning",
    "clean_text",
    "explain_cleaning",
    "find_copies",
    "read",
    "read_articles",
    "read_batches",
    "read_to_parquet",
]
