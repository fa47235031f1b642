"""Adopting blocks: copies, and blocks of other stores, become plans of their own here.

As with an insert, the plan is stored as pending, then the file is changed in one step, then the plan is active.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheets_sync.layout.edit import edited
from sheets_sync.layout.grid import DocumentReading
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.messages.labels import fold
from sheets_sync.okr.model import Plan
from sheets_sync.store import Binding, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.copies import CannotAdopt, Copy, copy_of
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.passes import Passes
from sheets_sync.sync.process import lease
from sheets_sync.sync.results import RunResult
from sheets_sync.sync.syncing import named_workbook
from sheets_sync.sync.templates.folders import load_folders, template_folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """Plans that were made of blocks: where each stands now; and what came of reading the document afterwards."""

    plans: tuple[tuple[Plan, Binding], ...]
    results: tuple[RunResult, ...]


def adopt_document(app: App, workspace: Workspace, document: str, tab: str | None, lang: str) -> Adopted:
    """Make a new plan of each block in a document, or in one tab, that is not bound there; then read them.

    Raises:
        UserError: there is no such block, or it misses what makes a plan, or its cycle is closed.
        UnreadableDocument: the document cannot be read or written.
        StoreError: another workspace holds the document.
    """
    address = str(named_workbook(document))
    reading = app.sources["xlsx"].read(address)
    roles = _roles(app)
    copies = [_copy(app, workspace, address, block, roles) for block in _unbound(app, address, reading, tab)]
    plans = []
    for copy in copies:
        binding, reading = _adopt(app, workspace, address, copy, reading)
        plans.append((copy.plan, binding))
    results = Passes(app, workspace.id, lang, dry_run=False).over_document(address, reading)
    return Adopted(plans=tuple(plans), results=tuple(results))


def _unbound(app: App, address: str, reading: DocumentReading, tab: str | None) -> list[BlockReading]:
    blocks = [block for grid in reading.grids if (block := read_block(grid))]
    if not blocks:
        raise UserError("no-block", file=address)
    unbound = [block for block in blocks if not _is_bound(app, address, block, blocks)]
    chosen = [block for block in unbound if tab in (None, block.tab)]
    if tab is not None and all(block.tab != tab for block in blocks):
        raise UserError("tab-without-block", file=address, tab=tab, tabs=", ".join(each.tab for each in blocks))
    if not chosen:
        raise UserError("nothing-to-adopt", file=address)
    return chosen


def _is_bound(app: App, address: str, block: BlockReading, blocks: Sequence[BlockReading]) -> bool:
    """Whether a pass reads this block: it is its plan's only one in the bound document, or in the bound tab."""
    binding = app.store.binding_of_plan(block.plan) if block.plan else None
    if binding is None:
        return False
    moved = binding.address != address and app.sources["xlsx"].signature(binding.address) is None
    if binding.address != address and not moved:
        return False
    return block.tab == binding.tab or sum(each.plan == block.plan for each in blocks) == 1


def _copy(app: App, workspace: Workspace, address: str, block: BlockReading, roles: dict[str, str]) -> Copy:
    known = app.store.plan(workspace.id, block.plan) if block.plan else None
    try:
        copy = copy_of(block, known, roles, app.new_id)
    except CannotAdopt as error:
        raise UserError("adopt-unreadable", file=address, tab=block.tab, missing=error.missing) from error
    if app.store.is_closed(workspace.id, copy.plan.cycle):
        raise UserError("cycle-closed", cycle=copy.plan.cycle.label, workspace=workspace.name)
    return copy


def _adopt(
    app: App, workspace: Workspace, address: str, copy: Copy, reading: DocumentReading
) -> tuple[Binding, DocumentReading]:
    """The new plan's binding, and the document with its ids; what was read before the edit counts."""
    binding = app.store.add_plan(
        workspace.id,
        copy.plan,
        binding=app.new_id("binding"),
        document=app.new_id("document"),
        kind="xlsx",
        address=address,
        tab=copy.block.tab,
        at=app.clock(),
    )
    with lease(app.store, binding.id):
        try:
            edit = copy.edit(binding.id, binding.document)
            signature = app.editors["xlsx"].edit(address, (edit,), signature=reading.signature)
        except BaseException:
            if app.sources["xlsx"].signature(address) == reading.signature:
                app.store.discard(copy.plan.id)
            raise
        app.store.activate(binding.id)
    grids = tuple(edited(grid, edit) if grid.tab == edit.tab else grid for grid in reading.grids)
    return binding, replace(reading, signature=signature, grids=grids)


def _roles(app: App) -> dict[str, str]:
    """The ids of all known roles by their folded names."""
    templates, _ = load_folders(template_folders(app.settings.templates))
    return {fold(name): template.id for template in templates for name in template.name.by_lang.values()}
