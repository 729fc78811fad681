"""What a table is: named columns with types, units, what null means and which values are allowed; made and checked by pandera.

``toolkit.tables`` describes the tables themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: pandas dtypes by the short names used in columns. ``list`` columns hold Python lists (never null: an empty list is none).
DTYPES = {
    "str": "str",
    "int": "Int64",
    "float": "float64",
    "bool": "bool",
    "date": "datetime64[us]",
    "time": "datetime64[us, UTC]",
    "list": "object",
    "geometry": "geometry",
}


@dataclass(frozen=True)
class Column:
    """One column: its name, dtype, meaning, unit, what null means (``None``: never null) and the allowed values."""

    name: str
    dtype: str
    meaning: str
    unit: str | None = None
    null: str | None = None
    allowed: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Table:
    """The description of one table, and its checks."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...] = field(repr=False)

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    @property
    def is_geo(self) -> bool:
        """True for tables with a geometry column, which are GeoDataFrames in EPSG:4326."""
        return any(column.dtype == "geometry" for column in self.columns)

    def frame(self, rows: list[dict[str, Any]] | pd.DataFrame) -> pd.DataFrame:
        """Build the table from rows; missing columns become null, other columns raise ``TableError``."""
        import pandas as pd

        from toolkit.errors import TableError

        data = pd.DataFrame(rows)
        unknown = [name for name in data.columns if name not in self.names]
        if unknown:
            raise TableError(
                f"table {self.name}: unknown column(s) {', '.join(map(str, unknown))}; allowed: {', '.join(self.names)}"
            )
        series = {}
        for column in self.columns:
            values = data.get(column.name)
            series[column.name] = _as_dtype(values, column, data.index)
        out = pd.DataFrame(series, index=pd.RangeIndex(len(data)))
        if self.is_geo:
            import geopandas as gpd

            return gpd.GeoDataFrame(out, geometry="geometry", crs=4326)
        return out

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, with the right dtypes."""
        return self.frame([])

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return ``frame`` unchanged if it is this table; raise ``TableError`` naming every fault otherwise."""
        import pandera.errors

        from toolkit.errors import TableError

        missing = [name for name in self.names if name not in frame.columns]
        if missing:
            raise TableError(f"table {self.name}: missing column(s) {', '.join(missing)}")
        try:
            self.schema().validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as error:
            cases = error.failure_cases
            whole = cases.schema_context == "DataFrameSchema"  # these list every cell of the row: keep the key
            cases = cases[~whole | cases.column.eq(self.key[0] if self.key else cases.column)]
            lines = [
                f"  {case.column or case.schema_context}: {case.check}, got {case.failure_case!r}"
                + (f" in row {case.index}" if case.index is not None else "")
                for case in cases.head(20).itertuples()
            ]
            more = f"\n  ... and {len(cases) - 20} more" if len(cases) > 20 else ""
            raise TableError(f"table {self.name}: {len(cases)} fault(s)\n" + "\n".join(lines) + more) from None
        return frame

    def schema(self):
        """Return the pandera schema of the table (columns in any order, others allowed)."""
        import pandera.pandas as pa

        columns = {}
        for column in self.columns:
            checks = [pa.Check.isin(column.allowed)] if column.allowed else []
            dtype = None if column.dtype in ("list", "geometry", "str") else DTYPES[column.dtype]
            if column.dtype == "list":
                checks.append(
                    pa.Check(
                        lambda value: isinstance(value, list | tuple) or hasattr(value, "tolist"),
                        element_wise=True,
                        error="is a list",
                    )
                )
            elif column.dtype == "str":
                checks.append(pa.Check(lambda value: isinstance(value, str), element_wise=True, error="is text"))
            columns[column.name] = pa.Column(dtype, checks=checks, nullable=column.null is not None, required=True)
        span = (
            [
                pa.Check(
                    lambda frame: (frame["start"].isna() | (frame["start"] <= frame["end"])).fillna(True).astype(bool),
                    error="start <= end",
                )
            ]
            if {"start", "end"} <= set(self.names)
            else []
        )
        bounds = (
            [
                pa.Check(
                    lambda frame: (
                        (frame["low"].isna() | frame["high"].isna() | (frame["low"] <= frame["high"]))
                        .fillna(True)
                        .astype(bool)
                    ),
                    error="low <= high",
                )
            ]
            if {"low", "high"} <= set(self.names)
            else []
        )
        unique = list(self.key) if self.key else None
        return pa.DataFrameSchema(columns, checks=span + bounds, unique=unique, name=self.name)


def _as_dtype(values, column: Column, index):
    import pandas as pd

    if column.dtype == "list":
        if values is None:
            return pd.Series([[] for _ in index], index=pd.RangeIndex(len(index)), dtype=object)
        return pd.Series(
            [list(v) if isinstance(v, list | tuple) or hasattr(v, "tolist") else [] for v in values],
            index=pd.RangeIndex(len(index)),
            dtype=object,
        )
    if column.dtype == "geometry":
        import geopandas as gpd

        return gpd.GeoSeries([None] * len(index) if values is None else list(values), crs=4326)
    if column.dtype == "bool":
        return pd.Series([False] * len(index) if values is None else values.fillna(False).to_numpy(), dtype=bool)
    if values is None:
        return pd.Series([None] * len(index), dtype=DTYPES[column.dtype])
    values = values.reset_index(drop=True)
    if column.dtype == "time":
        return pd.to_datetime(values, utc=True).astype(DTYPES["time"])
    if column.dtype == "date":
        return pd.to_datetime(values).astype(DTYPES["date"])
    return values.astype(DTYPES[column.dtype])


def column(name, dtype, meaning, *, unit=None, null=None, allowed=None) -> Column:
    """Describe a column."""
    return Column(name, dtype, meaning, unit, null, allowed)
