"""The values that cross the store's border beside those of `okr`: frozen, without anything of a database in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sheets_sync.okr.finding import Finding
from sheets_sync.okr.history import CheckIn
from sheets_sync.okr.model import Plan

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"

DocumentKind = Literal["xlsx", "google"]
BindingState = Literal["pending", "active", "ended"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A tenant. All that the store tells is told to one of them; `zone` decides its dates."""

    id: int
    name: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The fact that a plan's block stands in a tab of a document.

    `workspace`, `plan` and `document` are ids; `address` is an absolute path or a spreadsheet's id. `signature` is the
    document's when this block was last read, None if it must be read whatever the document's is now. `closed`: the
    plan's cycle was closed, its block is not read any more.
    """

    id: str
    workspace: int
    plan: str
    document: str
    kind: DocumentKind
    address: str
    tab: str
    state: BindingState
    signature: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncRunRecord:
    """One pass over one binding, as its maker knows it: when, how it ended, and what it cost."""

    started: datetime
    finished: datetime
    outcome: str
    calls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRun:
    """What a pass has changed, counted; `id` is the run that check-ins name."""

    id: str
    check_ins: int
    revisions: int
    opened: int
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFinding:
    """A Finding that is still open, with where it belongs; `address` is its document's, `lang` its plan's."""

    id: int
    finding: Finding
    binding: str
    plan: str
    address: str
    lang: str
    first_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFinding:
    """A Finding that is open, or was until `closed_at`; `address` is its document's, `lang` its plan's."""

    finding: Finding
    plan: str
    address: str
    lang: str
    first_seen: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A plan with its canonical values by measure id, now or as both were known at some time."""

    plan: Plan
    binding: Binding
    values: dict[str, CheckIn]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one state of the store holds of plans, with all their check-ins and Findings, oldest first."""

    plans: list[PlanRecord]
    check_ins: list[CheckIn]
    findings: list[KnownFinding]
