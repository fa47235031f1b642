"""A workspace as pandas DataFrames: plans, measures, history, Findings, for notebooks and programs.

It answers for the same columns and dtypes whatever is stored, nothing included; docs/exports.md lists them. It never
writes. The rule a newcomer would break first: pandas is imported here alone, and never when the command line starts.

    from sheets_sync import frames

    with frames.open() as data:
        measures = data.measures()
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from sheets_sync.config import load_settings
from sheets_sync.layout.report import Column, Form, Table
from sheets_sync.store import Workspace
from sheets_sync.sync.bootstrap import App, bootstrap
from sheets_sync.sync.exporting import gather
from sheets_sync.sync.workspaces import open_workspace

DTYPES = {
    Form.TEXT: "str",
    Form.WHOLE: "Int64",
    Form.NUMBER: "Float64",
    Form.SHARE: "Float64",
    Form.FLAG: "boolean",
    Form.DAY: "datetime64[us]",
    Form.MOMENT: "datetime64[us, UTC]",
}
"""The dtype of each form but WORD, which is a category of all its words."""


@contextmanager
def open(*, database_url: str | None = None, workspace: str | None = None, at: str | None = None) -> Iterator[Frames]:
    """Open the store that the command line would use here, to read from it.

    Args:
        database_url: another store: an SQLAlchemy URL, as in the settings.
        workspace: the tenant; by default that of the settings, else `local`.
        at: a day (ISO date): all frames are as it was known at its end, as `sheets-sync status --at`.

    Raises:
        ConfigError: a setting cannot be used.
        StoreError: the store cannot be opened.
        UserError: the workspace's name cannot be one.
    """
    settings = load_settings(os.environ, Path.cwd())
    if database_url is not None:
        settings = replace(settings, database_url=database_url, source="database_url")
    with bootstrap(settings) as app:
        yield Frames(app, open_workspace(app, workspace, make=False), at)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of one workspace; each call reads the store anew.

    Every method raises StoreError, and UserError for an `at` that is no date.
    """

    app: App
    workspace: Workspace
    at: str | None = None

    def plans(self) -> pd.DataFrame:
        """A row a plan, oldest first."""
        return _frame(gather(self.app, self.workspace, self.at).plans())

    def measures(self) -> pd.DataFrame:
        """A row a measure whose row still stands in its block, by plan."""
        return _frame(gather(self.app, self.workspace, self.at).measures())

    def history(self) -> pd.DataFrame:
        """A row a check-in, struck ones and those of archived measures included: by plan and measure, oldest first."""
        return _frame(gather(self.app, self.workspace, self.at, check_ins=True).history())

    def findings(self) -> pd.DataFrame:
        """A row a Finding, the open ones first."""
        return _frame(gather(self.app, self.workspace, self.at, findings=True).known_findings())


def _frame(table: Table) -> pd.DataFrame:
    values = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    series = {column.key: _series(column, list(each)) for column, each in zip(table.columns, values, strict=True)}
    return pd.DataFrame(series)


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    if column.form is Form.WORD:
        return pd.Series(pd.Categorical(values, categories=list(column.choices)))
    return pd.Series(values, dtype=DTYPES[column.form])
