"""The whole flow in one readable function, and the folder of tables that it gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import tables
from toolkit.errors import CorpusError
from toolkit.resources import cache_path, data_path, fingerprint

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.schema import Table

#: Number of the form of a corpus folder; goes up when the tables change so that older folders cannot be read.
FORM = 1
MANIFEST = "corpus.json"


@dataclass(frozen=True)
class Corpus:
    """All tables of one set of articles; see ``toolkit.tables`` for what their rows are."""

    articles: pd.DataFrame
    lines: pd.DataFrame
    problems: pd.DataFrame
    copies: pd.DataFrame
    sentences: pd.DataFrame
    voices: pd.DataFrame
    mentions: pd.DataFrame
    places: pd.DataFrame
    claims: pd.DataFrame
    blames: pd.DataFrame
    main_events: pd.DataFrame
    incidents: pd.DataFrame
    reports: pd.DataFrame
    tolls: pd.DataFrame
    frames: pd.DataFrame

    def __post_init__(self) -> None:
        import toolkit.evidence  # noqa: F401  gives the tables their accessor

    @classmethod
    def empty(cls) -> Corpus:
        """Return a corpus whose tables have no rows."""
        return cls(**{name: table.empty() for name, table in tables.TABLES.items()})

    @classmethod
    def load(cls, folder: str | Path) -> Corpus:
        """Load a corpus from its folder. Raises ``CorpusError`` when it is none, is incomplete or of another form."""
        folder = Path(folder)
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise CorpusError(
                f"{folder} is no corpus folder: it has no {MANIFEST}. Make one with: toolkit analyse SOURCE -o {folder}"
            ) from None
        except ValueError as error:
            raise CorpusError(f"{folder / MANIFEST} cannot be read: {error}") from None
        if manifest.get("form") != FORM:
            raise CorpusError(
                f"{folder} has form {manifest.get('form')}; this toolkit reads form {FORM}. Analyse the articles again."
            )
        missing = [name for name in tables.TABLES if not (folder / f"{name}.parquet").is_file()]
        if missing:
            raise CorpusError(f"{folder} lacks {', '.join(f'{name}.parquet' for name in missing)}")
        return cls(**{name: _read(folder / f"{name}.parquet", table) for name, table in tables.TABLES.items()})

    def save(self, folder: str | Path) -> Path:
        """Write each table as Parquet (GeoParquet where there is geometry) into ``folder``; the manifest comes last."""
        import toolkit

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MANIFEST).unlink(missing_ok=True)
        for name, table in tables.TABLES.items():
            _write(getattr(self, name), table, folder / f"{name}.parquet")
        manifest = {
            "form": FORM,
            "toolkit": toolkit.__version__,
            "data": fingerprint("data")[:16],
            "rows": {name: len(getattr(self, name)) for name in tables.TABLES},
        }
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        return folder

    def check(self) -> Corpus:
        """Return the corpus unchanged if each table is as ``toolkit.tables`` says; raise ``TableError`` otherwise."""
        for name, table in tables.TABLES.items():
            table.check(getattr(self, name))
        return self

    def with_chronicle(self) -> Corpus:
        """Return the corpus with the chronicle of real, sourced incidents beside its own (origin ``chronicle``)."""
        from toolkit.incidents import load_chronicle, match_chronicle

        chronicle = load_chronicle()
        return replace(
            self,
            incidents=_concat(tables.INCIDENTS, [match_chronicle(self.incidents, chronicle), chronicle.incidents]),
            claims=_concat(tables.CLAIMS, [self.claims, chronicle.claims]),
            reports=_concat(tables.REPORTS, [self.reports, chronicle.reports]),
            tolls=_concat(tables.TOLLS, [self.tolls, chronicle.tolls]),
        )

    def explore(self, **filters: Any):
        """Return the explorer dashboard of this corpus, to be shown in a notebook cell."""
        from toolkit.views import explore

        return explore(self, **filters)

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><th style='text-align:left'>{name}</th><td style='text-align:right'>{len(getattr(self, name)):,}</td>"
            f"<td style='text-align:left'>{escape(table.row)}</td></tr>"
            for name, table in tables.TABLES.items()
        )
        return f"<table><caption>Corpus</caption><tr><th>table</th><th>rows</th><th>a row is</th></tr>{rows}</table>"

    def __repr__(self) -> str:
        return "Corpus(" + ", ".join(f"{f.name}={len(getattr(self, f.name))}" for f in fields(self)) + ")"


def analyse(
    source,
    *,
    out: str | Path | None = None,
    sides: str = "auto",
    corrections: str | Path | None = None,
    progress: bool = True,
    batch: int = 500,
    on_batch: Callable[[int, int], None] | None = None,
    **reading,
) -> Corpus:
    """Read the articles of a source (or several) and make every table of them.

    ``source`` is whatever ``read_articles`` takes, or an ARTICLES frame. With ``out`` the corpus is saved there; what is
    done is kept batch by batch under ``out/parts``, so that an interrupted run goes on where it was. ``sides`` names the
    sides file, ``auto`` chooses it for each article by its words. ``corrections`` is a file that merges, splits and moves
    reports of incidents (``docs/incidents.md``). ``on_batch`` is told after each batch how many articles of how many are
    done; what it raises ends the run. Other options go to the readers.
    Raises ``SourceError`` when nothing can be read, ``DataFileError`` when the corrections have faults.
    """
    import pandas as pd
    from tqdm import tqdm

    from toolkit.articles import Reading, find_copies, read
    from toolkit.incidents import group_incidents

    found = (
        Reading(source, tables.LINES.empty(), tables.PROBLEMS.empty())
        if isinstance(source, pd.DataFrame)
        else read(source, progress=progress, **reading).require()
    )
    articles = found.articles
    parts = None if out is None else Path(out) / "parts"
    done = []
    with tqdm(total=len(articles), desc="Reading claims", unit="article", disable=not progress) as bar:
        for some in _batches(articles, batch):
            done.append(_keep(parts, some, sides) if parts else _analyse_batch(some, sides))
            bar.update(len(some))
            if on_batch is not None:
                on_batch(min(len(done) * batch, len(articles)), len(articles))
    whole = {name: _concat(tables.TABLES[name], [part[name] for part in done]) for name in _PER_ARTICLE}
    copies = find_copies(articles)
    incidents, reports, tolls = group_incidents(
        articles,
        whole["claims"],
        whole["places"],
        whole["blames"],
        main_events=whole["main_events"],
        copies=copies,
        corrections=corrections,
    )
    corpus = Corpus(
        articles=articles,
        lines=found.lines,
        problems=found.problems,
        copies=copies,
        incidents=incidents,
        reports=reports,
        tolls=tolls,
        **whole,
    )
    if out is not None and parts is not None:
        corpus.save(out)
        _remove(parts)
    return corpus


#: The tables that are made article by article, in the order of the flow.
_PER_ARTICLE = ("sentences", "voices", "mentions", "places", "claims", "blames", "main_events", "frames")


def _analyse_batch(articles: pd.DataFrame, sides: str = "auto") -> dict[str, pd.DataFrame]:
    """Make the tables of some articles that need no other articles. This is the flow."""
    from toolkit.claims import extract_blames, extract_claims, locate_claims, main_event
    from toolkit.framing import score_framing
    from toolkit.places import find, resolve
    from toolkit.voices import attribute_voices

    sentences, voices = attribute_voices(articles, sides)
    mentions = find(articles)
    places = resolve(mentions, articles=articles)
    claims = extract_claims(sentences, voices, places, sides, articles=articles)
    blames = extract_blames(sentences, voices, sides, articles=articles)
    main_events = main_event(articles, sentences, claims, places)
    claims = locate_claims(claims, sentences, places, main_events, articles=articles)
    frames = score_framing(sentences, voices, places, claims=claims, blames=blames)
    return dict(
        zip(_PER_ARTICLE, (sentences, voices, mentions, places, claims, blames, main_events, frames), strict=True)
    )


def load_sample(*, chronicle: bool = True, progress: bool = True) -> Corpus:
    """Return the corpus of the sample articles (written for teaching), with the chronicle of real incidents beside it.

    The articles are analysed on the first call; the tables are kept in the user's cache until data or code change.
    """
    corpus = analyse_once(data_path("sample", "articles.jsonl"), name="sample", progress=progress)
    return corpus.with_chronicle() if chronicle else corpus


def analyse_once(source: str | Path, *, name: str, progress: bool = True) -> Corpus:
    """Return the corpus of articles that ship with the toolkit, kept in the user's cache until data or code change."""
    folder = cache_path(f"{name}-{fingerprint('data', 'toolkit')[:16]}")
    if not (folder / MANIFEST).is_file():
        making = folder.with_name(folder.name + f".{hashlib.sha256(str(id(folder)).encode()).hexdigest()[:8]}")
        analyse(source, out=making, progress=progress)
        if not folder.exists():
            making.rename(folder)
        else:
            _remove(making)
    return Corpus.load(folder)


def _batches(articles: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    for first in range(0, len(articles), size):
        yield articles.iloc[first : first + size].reset_index(drop=True)


def _keep(parts: Path, articles: pd.DataFrame, sides: str) -> dict[str, pd.DataFrame]:
    """Analyse a batch, or load what an earlier, interrupted run made of the same texts with the same code and data."""
    digest = hashlib.sha256(f"{fingerprint('data', 'toolkit')} {sides}".encode())
    for row in articles[["article_id", "title", "published_at", "text"]].itertuples(index=False):
        digest.update(repr(tuple(row)).encode())
    folder = parts / digest.hexdigest()[:16]
    if (folder / "done").is_file():
        return {name: _read(folder / f"{name}.parquet", tables.TABLES[name]) for name in _PER_ARTICLE}
    made = _analyse_batch(articles, sides)
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in made.items():
        _write(frame, tables.TABLES[name], folder / f"{name}.parquet")
    (folder / "done").touch()
    return made


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _concat(table: Table, frames: list) -> pd.DataFrame:
    import pandas as pd

    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return table.empty()
    return table.frame(pd.concat([pd.DataFrame(frame)[table.names] for frame in frames], ignore_index=True))


def _write(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write a table as (Geo)Parquet; lists are lists of text even where all are empty, for readers such as DuckDB."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    frame[table.names].to_parquet(path, index=False)
    arrow = pq.read_table(path)
    geo = {key: value for key, value in (arrow.schema.metadata or {}).items() if key == b"geo"}
    for column in table.columns:
        if column.dtype == "list":
            at = arrow.schema.get_field_index(column.name)
            arrow = arrow.set_column(at, column.name, arrow[column.name].cast(pa.list_(pa.string())))
    pq.write_table(arrow.replace_schema_metadata(geo), path)


def _read(path: Path, table: Table) -> pd.DataFrame:
    import geopandas as gpd
    import pandas as pd

    return table.frame(gpd.read_parquet(path) if table.is_geo else pd.read_parquet(path))
