"""The store: what is known of plans, in SQLite or PostgreSQL, behind one repository.

It answers for nothing being lost, doubled or seen by the wrong workspace. It never reads documents, never decides, and
asks for no time but the one it is given. The rule a newcomer would break first: what a pass writes is one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sheets_sync.store.errors import StoreCode, StoreError
from sheets_sync.store.values import (
    DEFAULT_ZONE,
    Binding,
    BindingState,
    DocumentKind,
    Known,
    KnownFinding,
    OpenFinding,
    PlanRecord,
    RecordedRun,
    SyncRunRecord,
    Workspace,
)

if TYPE_CHECKING:
    from sheets_sync.store.repository import Store

__all__ = [
    "DEFAULT_ZONE",
    "Binding",
    "BindingState",
    "DocumentKind",
    "Known",
    "KnownFinding",
    "OpenFinding",
    "PlanRecord",
    "RecordedRun",
    "Store",
    "StoreCode",
    "StoreError",
    "SyncRunRecord",
    "Workspace",
    "open_store",
]


def open_store(url: str, *, create: bool = True) -> Store:
    """Open a store; `repository.open_store` says how."""
    from sheets_sync.store import repository

    return repository.open_store(url, create=create)


def __getattr__(name: str) -> Any:
    """Load SQLAlchemy only for who asks for the Store itself."""
    if name == "Store":
        from sheets_sync.store.repository import Store

        return Store
    raise AttributeError(name)
