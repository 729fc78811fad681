"""Claims: casualty claims, laying of blame, and the main event of an article."""

from toolkit.claims.blame import extract_blames
from toolkit.claims.event import main_event
from toolkit.claims.explain import explain_claim
from toolkit.claims.extract import extract_claims
from toolkit.claims.locate import locate_claims

__all__ = ["explain_claim", "extract_blames", "extract_claims", "locate_claims", "main_event"]
