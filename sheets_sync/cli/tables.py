"""Tables that read well in 80 columns, by the width that terminals give to characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import click

WIDTH = 80


def width(text: str) -> int:
    """Columns that a terminal gives a text."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def fit(text: str, columns: int, *, right: bool = False) -> str:
    """A text cut or padded to exactly so many columns; a cut ends in an ellipsis."""
    text = " ".join(text.split())
    if width(text) > columns:
        while width(text) > columns - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    padding = " " * (columns - width(text))
    return padding + text if right else text + padding


def line(cells: Sequence[tuple[str, int]]) -> None:
    """Print cells of given widths, two blanks apart; a negative width aligns to the right."""
    click.echo("  ".join(fit(text, abs(columns), right=columns < 0) for text, columns in cells).rstrip())


def rule(columns: int = WIDTH) -> None:
    """Print a thin line."""
    click.echo("─" * columns)


def paragraph(text: str, indent: str = "") -> None:
    """Print a text wrapped to the width, every line indented."""
    import textwrap

    click.echo(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))


def percent(fraction: float | None) -> str:
    """A fraction as whole percent, a dash where there is none."""
    return "–" if fraction is None else f"{int(fraction * 100 + 0.5)}%"


def bar(fraction: float | None, cells: int = 10) -> str:
    """A fraction as a bar of so many cells."""
    full = 0 if fraction is None else round(fraction * cells)
    return "█" * full + "░" * (cells - full)
