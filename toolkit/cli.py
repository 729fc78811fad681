"""The ``toolkit`` command. Each command is a thin call of a public function; progress goes to standard error."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Annotated, get_type_hints

import typer

from toolkit.errors import ToolkitError
from toolkit.views.options import Options
from toolkit.workshop.commands import app as workshop

app = typer.Typer(
    help="Study how news reports armed incidents in the South Caucasus.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(workshop, name="workshop")

Sources = Annotated[
    list[str], typer.Argument(help="Files, folders, patterns or addresses of articles.", metavar="SOURCE...")
]
SidesName = Annotated[str, typer.Option("--sides", help="Sides file: a name in data/sides, a path, or auto.")]
ServedCorpus = Annotated[
    Path | None, typer.Argument(help="Corpus folder; without it the sample articles and the chronicle.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]


def _say(text: str = "") -> None:
    typer.echo(text, err=True)


def _table(title: str, rows: list[tuple]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(str, row))
    Console(stderr=True).print(table)


@app.command()
def read(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", "-o", help="Parquet file of the articles.")],
    strict: Annotated[bool, typer.Option(help="Stop at the first thing that cannot be read.")] = False,
    fetch: Annotated[bool, typer.Option(help="Fetch the pages that feeds, sitemaps and story lists name.")] = False,
    quiet: Quiet = False,
) -> None:
    """Read and clean articles; say what was read, dropped and why."""
    from toolkit.articles import read_to_parquet

    written = read_to_parquet(sources, out, strict=strict, fetch=fetch, progress=not quiet)
    _table("Read", [("articles", f"{written.articles:,}"), ("written to", out)])
    if written.left_out:
        _table("Lines of pages left out, by kind", [(kind, f"{n:,}") for kind, n in written.left_out.items()])
    _problems(written.problems)


@app.command()
def analyse(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the corpus.")],
    sides: SidesName = "auto",
    corrections: Annotated[
        Path | None, typer.Option(help="File that merges, splits and moves reports of incidents (docs/incidents.md).")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read articles and make a corpus of them. A run that was interrupted goes on where it was."""
    from toolkit.corpus import analyse as analyse_sources

    try:
        corpus = analyse_sources(sources, out=out, sides=sides, corrections=corrections, progress=not quiet)
    except KeyboardInterrupt:
        _say(f"Stopped. What was done is kept in {out / 'parts'}; the same command goes on from there.")
        raise typer.Exit(130) from None
    counts = ("articles", "sentences", "places", "claims", "incidents")
    _table(f"Corpus in {out}", [(name, f"{len(getattr(corpus, name)):,}") for name in counts])
    _problems(corpus.problems)


def _takes(options: type) -> Callable[[Callable], Callable]:
    """Give a command the fields of a dataclass as options, with their defaults and help."""

    def give(command: Callable) -> Callable:
        own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.kind != p.VAR_KEYWORD]
        types = get_type_hints(options)
        made = [
            inspect.Parameter(
                f.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=f.default,
                annotation=Annotated[types[f.name], typer.Option(help=f.metadata["help"])],
            )
            for f in fields(options)
        ]
        command.__signature__ = inspect.Signature(own + made)  # type: ignore[attr-defined]
        return command

    return give


@app.command()
@_takes(Options)
def serve(corpus: ServedCorpus = None, **options) -> None:
    """Serve the dashboards."""
    from toolkit.views import serve as serve_views

    if corpus is None:
        _say("Preparing the sample corpus ...")
    serve_views(corpus, **options)


@app.command()
def export(
    corpus: ServedCorpus = None,
    html: Annotated[Path, typer.Option("--html", help="Folder for pages that open without server or network.")] = Path(
        "bundle"
    ),
    lang: Annotated[str, typer.Option(help="Language of the pages: en, hy, az, ka or ru.")] = "en",
    quiet: Quiet = False,
) -> None:
    """Write a corpus as a folder of plain pages, for a USB stick or a web server of files."""
    from toolkit.corpus import Corpus, load_sample
    from toolkit.views import export_html

    first = export_html(Corpus.load(corpus) if corpus else load_sample(), html, lang=lang, progress=not quiet)
    _say(f"Open {first}")


@app.command()
def annotate(
    source: Annotated[Path, typer.Argument(help="JSON Lines with id and text.")],
    target: Annotated[Path, typer.Argument(help="JSON Lines to write, one row for each row of the source.")],
    sides: SidesName = "auto",
    quiet: Quiet = False,
) -> None:
    """Annotate articles in the form of docs/annotation.md."""
    from toolkit.evaluation import annotate as annotate_file

    counts = annotate_file(source, target, sides=sides, progress=not quiet)
    _table(f"Annotations in {target}", list(counts.items()))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="JSON Lines of annotated articles (docs/annotation.md).")],
    sides: SidesName = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    quiet: Quiet = False,
) -> None:
    """Annotate the articles of a gold file and score the result against it."""
    from toolkit.evaluation import evaluate as evaluate_file

    figures = evaluate_file(gold, sides=sides, progress=not quiet)
    if as_json:
        typer.echo(figures.to_json(orient="index", indent=1))
    else:
        typer.echo(figures.to_string(float_format="{:.3f}".format, na_rep=""))


@app.command()
def geocode(
    file: Annotated[Path, typer.Argument(help="CSV file.")],
    column: Annotated[str, typer.Option("--column", "-c", help="Column of place names.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="CSV to write; else standard output.")] = None,
) -> None:
    """Find the places that a column of names stands for."""
    import pandas as pd

    from toolkit.errors import SourceError
    from toolkit.places import geocode as geocode_names

    if not file.is_file():
        raise SourceError(f"{file}: no such file")
    table = pd.read_csv(file, dtype=str)
    if column not in table:
        raise SourceError(f"{file}: no column {column!r}; it has {', '.join(map(str, table.columns))}")
    found = geocode_names(table[column])
    told = pd.DataFrame(found).drop(columns="geometry")
    kept = table.join(told.rename(columns={name: f"{name}_found" for name in told if name in table}))
    kept.to_csv(out or sys.stdout, index=False)
    _say(f"{found.place_id.notna().sum()} of {len(found)} names found")


gazetteer = typer.Typer(help="The gazetteer.", no_args_is_help=True)
app.add_typer(gazetteer, name="gazetteer")


@gazetteer.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of a gazetteer; without it that of the toolkit.")
    ] = None,
) -> None:
    """Verify a gazetteer; list every fault."""
    from toolkit.places import check_gazetteer

    faults = list(check_gazetteer(folder))
    for fault in faults:
        typer.echo(fault)
    _say(f"{len(faults)} fault(s)")
    raise typer.Exit(1 if faults else 0)


def _problems(problems) -> None:
    if not len(problems):
        return
    _table(
        f"{len(problems)} problem(s)",
        [
            (f"{row.source_file} {row.place or ''}".strip(), row.problem, row.action)
            for row in problems.head(20).itertuples()
        ],
    )
    if len(problems) > 20:
        _say(f"... and {len(problems) - 20} more, in the table problems")


def main() -> None:
    """Run the command; show errors that are meant for the user without a traceback."""
    try:
        app()
    except ToolkitError as error:
        _say(f"toolkit: {error}")
        sys.exit(2)


if __name__ == "__main__":
    main()
