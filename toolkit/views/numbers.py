"""Numbers of people and days as the reader sees them: bounds and what is not known stay visible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.views.store import Store


def number(store: Store, low: Any, high: Any) -> str:
    """Write a number with its bounds in the reader's language; null bounds are said, never filled in."""
    import pandas as pd

    if pd.isna(low) and pd.isna(high):
        return store.t("no number")
    if pd.isna(high):
        return store.t("at least {n}", n=f"{int(low):,}")
    if pd.isna(low):
        return store.t("at most {n}", n=f"{int(high):,}")
    return f"{int(low):,}" if low == high else store.t("{low} to {high}", low=f"{int(low):,}", high=f"{int(high):,}")


def said(store: Store, at: Any) -> str:
    """Write a day, or that it is not known."""
    import pandas as pd

    return f"{at:%Y-%m-%d}" if pd.notna(at) else store.t("day not known")
