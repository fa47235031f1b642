"""Insert: a role template becomes a plan in the store and a block in a workbook.

The plan is stored as pending first, then the file is replaced in one step, then the plan is active: killed in between,
the next cycle finds the block in the file and activates the plan, or finds none and removes it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sheets_sync.excel.inserting import Target, open_target
from sheets_sync.layout.block import Block
from sheets_sync.layout.laying import lay_out
from sheets_sync.okr.cycle import Cycle, CycleError
from sheets_sync.okr.model import Plan
from sheets_sync.okr.template import BadValue, MissingValues, RoleTemplate, UnknownValues, make_plan
from sheets_sync.store import StoreError, Workspace
from sheets_sync.sync.bootstrap import App
from sheets_sync.sync.documents import is_spreadsheet
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.process import lease

LONGEST_TAB = 31
"""UTF-16 units that Excel allows in a tab's name."""

LONGEST_OWNER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asked to insert, as they typed it."""

    template: RoleTemplate
    file: str
    lang: str
    cycle: str | None = None
    owner: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    tab: str | None = None
    protect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    """What was inserted; `document` is the absolute path."""

    plan: Plan
    block: Block
    binding: str
    document: str


def insert_into_workbook(app: App, workspace: Workspace, order: Order, *, dry_run: bool = False) -> Inserted:
    """Insert a template into a new workbook, or as a new tab of an existing one.

    Raises:
        UserError: an argument cannot be used.
        UnreadableDocument: the workbook cannot be read, or cannot take a tab.
        StoreError: the store refuses it.
    """
    today = app.today(workspace.zone)
    cycle = _cycle(order.cycle) if order.cycle else Cycle.quarter_of(today)
    if app.store.is_closed(workspace.id, cycle):
        raise UserError("cycle-closed", cycle=cycle.label, workspace=workspace.name)
    plan = _plan(app, order, cycle)
    if is_spreadsheet(order.file):
        raise UserError("not-supported-yet", file=order.file)
    target = open_target(Path(order.file))
    tab = _tab(order.tab, f"OKR {cycle.label}", target)
    binding, document = app.new_id("binding"), app.new_id("document")
    if dry_run:
        if any(bound.workspace != workspace.id for bound in app.store.bindings_at("xlsx", target.address)):
            raise StoreError("document-of-another-workspace", document=target.address)
        block = lay_out(plan, tab=tab, binding=binding, document=document, today=today)
        target.with_block(block, protect=order.protect)
        return Inserted(plan=plan, block=block, binding=binding, document=target.address)
    bound = app.store.add_plan(
        workspace.id,
        plan,
        binding=binding,
        document=document,
        kind="xlsx",
        address=target.address,
        tab=tab,
        at=app.clock(),
    )
    with lease(app.store, binding):
        try:
            block = lay_out(plan, tab=tab, binding=binding, document=bound.document, today=today)
            target.replace(target.with_block(block, protect=order.protect))
        except BaseException:
            if app.sources["xlsx"].signature(target.address) == target.signature:
                app.store.discard(plan.id)
            raise
        app.store.activate(binding)
    return Inserted(plan=plan, block=block, binding=binding, document=target.address)


def _cycle(text: str) -> Cycle:
    try:
        return Cycle.parse(text)
    except CycleError as error:
        raise UserError("cycle-unreadable", cycle=text) from error


def _plan(app: App, order: Order, cycle: Cycle) -> Plan:
    owner = None if order.owner is None else unicodedata.normalize("NFC", order.owner).strip()
    if owner is not None and (not 0 < len(owner) <= LONGEST_OWNER or not owner.isprintable()):
        raise UserError("owner-bad")
    if order.lang not in (languages := order.template.name.by_lang):
        raise UserError("template-language", role=order.template.id, lang=order.lang, known=", ".join(languages))
    try:
        return make_plan(order.template, lang=order.lang, owner=owner, cycle=cycle, values=order.values, ids=app.new_id)
    except MissingValues as error:
        flags = " ".join(f'--set {name}="…"' for name in error.names)
        raise UserError("values-missing", names=", ".join(error.names), flags=flags) from error
    except UnknownValues as error:
        known = ", ".join(blank.name for blank in order.template.placeholders) or "–"
        raise UserError("values-unknown", names=", ".join(error.names), known=known) from error
    except BadValue as error:
        raise UserError("value-bad", name=error.name) from error


def _tab(asked: str | None, default: str, target: Target) -> str:
    """The new tab's name: the one asked for if it is free and possible, else the default, numbered if taken."""
    taken = {name.casefold() for name in target.tabs}
    if asked is None:
        names: Iterable[str] = (default if n == 1 else f"{default} ({n})" for n in range(1, len(taken) + 2))
        return next(name for name in names if name.casefold() not in taken)
    tab = unicodedata.normalize("NFC", asked).strip()
    too_long = len(tab.encode("utf-16-le")) // 2 > LONGEST_TAB
    unusable = not tab or too_long or set(tab) & set("[]:*?/\\") or tab[0] == "'" or tab[-1] == "'"
    if unusable or not tab.isprintable() or tab.casefold() == "history":
        raise UserError("tab-bad", tab=tab)
    if tab.casefold() in taken:
        raise UserError("tab-taken", tab=tab, file=target.address)
    return tab
