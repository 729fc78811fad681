"""``toolkit workshop``: lay out a learner's folder, restore a lesson, check a machine, make slides and the offline kit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Run a workshop: lessons, checks of a machine, slides, the offline kit.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", "-f", help="The learner's folder.")]


@app.command()
def start(
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    teacher: Annotated[bool, typer.Option("--teacher", help="With solutions and instructor notes.")] = False,
) -> None:
    """Lay out the lessons in a new folder; nothing is ever written over."""
    from toolkit.workshop.folder import start as start_folder

    written = start_folder(folder, teacher=teacher)
    typer.echo(f"{len(written)} lessons in {folder}. Go on with: cd {folder} && jupyter lab")


@app.command()
def reset(lesson: Annotated[int, typer.Argument(help="Number of the lesson.")], folder: Folder = Path(".")) -> None:
    """Restore a lesson; the learner's own copy is kept in my_notes."""
    from toolkit.workshop.folder import reset as reset_lesson

    path, kept = reset_lesson(lesson, folder)
    typer.echo(f"{path} is as at the start." + (f" Your own copy is {kept}." if kept else ""))


@app.command()
def doctor(folder: Folder = Path(".")) -> None:
    """Check this machine; each line that says fix says how."""
    from toolkit.workshop.doctor import doctor as look

    findings = look(folder)
    for finding in findings:
        typer.echo(str(finding))
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@app.command()
def lessons() -> None:
    """List the lessons with their minutes."""
    from toolkit.workshop.lessons import lessons as all_lessons

    for lesson in all_lessons():
        typer.echo(f"{lesson.number}  {lesson.minutes} min  {lesson.title}")


@app.command()
def slides(
    lesson: Annotated[int, typer.Argument(help="Number of the lesson.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="HTML file to write.")] = Path("slides.html"),
    execute: Annotated[bool, typer.Option(help="Run the cells and show their output.")] = True,
) -> None:
    """Write a lesson as slides that need no network."""
    from toolkit.workshop.lessons import find_lesson
    from toolkit.workshop.slides import slides as write_slides

    typer.echo(f"Slides in {write_slides(find_lesson(lesson), out, execute=execute)}")


@app.command()
def code(
    folder: Annotated[Path, typer.Argument(help="Folder for the answers, one file for each coder.")],
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 5007,
    address: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 lets phones of the room in.")
    ] = "localhost",
) -> None:
    """Serve the ten articles and the codebook of lesson 7 for a class to code."""
    from toolkit.resources import data_path
    from toolkit.views.coding_page import serve_coding
    from toolkit.workshop.corpus import coding_articles

    serve_coding(coding_articles(), data_path("workshop", "codebook.yml"), folder=folder, port=port, address=address)


@app.command()
def bundle(
    out: Annotated[Path, typer.Argument(help="A new folder for the kit.")],
    wheels: Annotated[
        Path | None, typer.Option(help="Folder of wheels to use instead of downloading what the lock file names.")
    ] = None,
) -> None:
    """Make the offline kit: wheels, lessons, articles, static dashboards, checksums, and an installer that needs no network."""
    from toolkit.workshop.bundle import bundle as make

    kit = make(out, wheels=wheels)
    typer.echo(f"The kit is in {kit}. On a machine without a network: python {kit / 'install.py'} FOLDER")
