"""Taking a block out of a document again, while nobody has put anything of his own into it."""

from __future__ import annotations

import os

from sheets_sync.layout.laying import lay_out
from sheets_sync.layout.reading import BlockReading, read_block
from sheets_sync.layout.untouched import changed_cells
from sheets_sync.store import Binding, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.documents import absolute
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.process import lease

MOST_CELLS = 20
"""Changed cells that a message names."""


def remove_block(app: App, workspace: Workspace, document: str, tab: str | None) -> Binding:
    """Take a block's tab out of its document and end its binding; the plan's history stays.

    Where the block or the whole document has gone already, only the binding ends.

    Returns:
        The binding as it was.

    Raises:
        UserError: no such block is bound; or it was changed, and how; or formulas elsewhere use its tab.
        UnreadableDocument: the document cannot be read or written.
        StoreError: it is being read by another process.
    """
    address = str(absolute(document))
    binding = _chosen(app, workspace, address, tab)
    with lease(app.store, binding.id) as fence:
        if fence is None:
            raise UserError("binding-busy", document=address)
        if os.path.exists(address):
            _take_out(app, workspace, binding)
        app.store.end(binding.id, app.clock())
    return binding


def _chosen(app: App, workspace: Workspace, address: str, tab: str | None) -> Binding:
    bound = [each for each in app.store.bindings_at("xlsx", address) if each.workspace == workspace.id]
    if not bound:
        raise UserError("document-unknown", document=address, workspace=workspace.name)
    tabs = ", ".join(each.tab for each in bound)
    if tab is None and len(bound) > 1:
        raise UserError("remove-which", file=address, tabs=tabs)
    chosen = next((each for each in bound if tab in (None, each.tab)), None)
    if chosen is None:
        raise UserError("tab-without-block", file=address, tab=tab or "", tabs=tabs)
    return chosen


def _take_out(app: App, workspace: Workspace, binding: Binding) -> None:
    reading = app.sources["xlsx"].read(binding.address)
    blocks = [block for grid in reading.grids if (block := read_block(grid)) and block.plan == binding.plan]
    block = blocks[0] if len(blocks) == 1 else next((each for each in blocks if each.tab == binding.tab), None)
    if block is None:
        return
    _refuse_if_changed(app, workspace, binding, block)
    editor = app.editors["xlsx"]
    if things := editor.beside_cells(binding.address, block.tab):
        raise UserError("tab-with-objects", tab=block.tab, things=", ".join(things))
    if cells := editor.speak_of(binding.address, block.tab):
        raise UserError("tab-spoken-of", tab=block.tab, cells=", ".join(cells))
    editor.remove_tab(binding.address, block.tab, signature=reading.signature)


def _refuse_if_changed(app: App, workspace: Workspace, binding: Binding, block: BlockReading) -> None:
    plan = app.store.plan_as_inserted(workspace.id, binding.plan)
    assert plan is not None
    fresh = lay_out(plan, tab=block.tab, binding=binding.id, document=binding.document, today=app.today(workspace.zone))
    changed = changed_cells(fresh, block)
    if changed:
        more = f", … (+{len(changed) - MOST_CELLS})" if len(changed) > MOST_CELLS else ""
        raise UserError("block-changed", tab=block.tab, cells=", ".join(changed[:MOST_CELLS]) + more)
