"""Role templates as files in folders: finding, loading, checking and showing them.

It answers for which template a role's name means. What a file may say stands in `reader`.
The rule a newcomer would break first: a file with mistakes is never loaded in part, and never replaced silently
by another folder's file of the same role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import sheets_sync
from sheets_sync.messages.template_mistakes import TemplateCode
from sheets_sync.okr.model import Direction
from sheets_sync.okr.template import (
    RoleTemplate,
    TemplateKeyResult,
    TemplateMeasure,
    TemplateObjective,
)
from sheets_sync.sync.templates.nodes import MAX_BYTES, TemplateMistake
from sheets_sync.sync.templates.reader import read_template

SUFFIXES = (".yaml", ".yml")
Json = dict[str, Any]
Loaded = tuple[list[RoleTemplate], list[TemplateMistake]]
"""Templates without mistakes, by id, and the mistakes of the other files, by file and line."""


class UnknownRole(LookupError):
    """No folder has a template of that id; `known` are those that there are."""

    def __init__(self, role_id: str, known: Sequence[str]) -> None:
        super().__init__(role_id)
        self.role_id, self.known = role_id, tuple(known)


class BrokenTemplate(ValueError):
    """The template's file, or its folder, has mistakes."""

    def __init__(self, mistakes: Sequence[TemplateMistake]) -> None:
        super().__init__(f"{mistakes[0].file}:{mistakes[0].line}: {mistakes[0].code}")
        self.mistakes = tuple(mistakes)


def shipped_folder() -> Path:
    """The folder of the templates that come with the product: in the package, else in its checkout."""
    package = Path(sheets_sync.__file__).resolve().parent
    packed = package / "_data" / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


def template_folders(own: Path | None) -> list[Path]:
    """Where templates are looked for: a company's own folder, where there is one, before the shipped one."""
    return [own, shipped_folder()] if own else [shipped_folder()]


def load_folders(folders: Iterable[Path]) -> Loaded:
    """Everything in several folders: a role stands as the first folder that has a file of its name says."""
    templates: list[RoleTemplate] = []
    mistakes: list[TemplateMistake] = []
    taken: set[str] = set()
    for folder in folders:
        files, unreadable = _files(folder)
        good, bad = _read([file for file in files if file.stem not in taken])
        taken |= {file.stem for file in files}
        templates += good
        mistakes += unreadable + bad
    return sorted(templates, key=lambda template: template.id), mistakes


def load_folder(folder: Path) -> list[RoleTemplate]:
    """The templates of a folder that have no mistakes, by id; `check_folder` tells of the others."""
    return load_folders([folder])[0]


def check_folder(folder: Path) -> list[TemplateMistake]:
    """Every mistake in a folder's templates, by file and line."""
    return load_folders([folder])[1]


def load(folders: Sequence[Path], role_id: str) -> RoleTemplate:
    """The template of a role: that of the first folder that has a file of its name.

    Raises:
        UnknownRole: there is none.
        BrokenTemplate: that file has mistakes, or a folder cannot be read.
    """
    known: set[str] = set()
    for folder in folders:
        files, unreadable = _files(folder)
        templates, mistakes = _read([file for file in files if file.stem == role_id])
        if mistakes or unreadable:
            raise BrokenTemplate(unreadable + mistakes)
        if templates:
            return templates[0]
        known |= {file.stem for file in files}
    raise UnknownRole(role_id, sorted(known))


def role_names(folders: Iterable[Path]) -> list[str]:
    """The ids of all roles, by the names of their files, whatever these hold."""
    return sorted({file.stem for folder in folders for file in _files(folder)[0]})


def _files(folder: Path) -> tuple[list[Path], list[TemplateMistake]]:
    """A folder's template files; hidden ones (a system's own notes) are passed over."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        return [], [_unreadable(folder, error)]
    return [entry for entry in entries if entry.suffix in SUFFIXES and not entry.name.startswith(".")], []


def _read(files: Iterable[Path]) -> Loaded:
    templates: list[RoleTemplate] = []
    mistakes: list[TemplateMistake] = []
    first: dict[str, Path] = {}
    for file in files:
        template, found = _read_file(file)
        if (other := first.setdefault(file.stem, file)) is not file:
            args = {"found": file.stem, "other": other.name}
            found.insert(0, TemplateMistake(file, 1, TemplateCode.ID_DOUBLED, args))
        elif template:
            templates.append(template)
        mistakes += found
    return templates, mistakes


def _read_file(file: Path) -> tuple[RoleTemplate | None, list[TemplateMistake]]:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [_unreadable(file, error)]
    if len(data) > MAX_BYTES:
        return None, [TemplateMistake(file, 1, TemplateCode.TOO_LARGE, {"limit": str(MAX_BYTES)})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [TemplateMistake(file, line, TemplateCode.NOT_UTF8)]
    return read_template(text, file)


def _unreadable(path: Path, error: OSError) -> TemplateMistake:
    return TemplateMistake(path, 1, TemplateCode.UNREADABLE, {"reason": error.strerror or str(error)})


def template_summary(template: RoleTemplate) -> Json:
    """One line of `templates list`: {id, name: {vi, en}, objectives: [key results of each], measures}."""
    key_results = [len(objective.key_results) for objective in template.objectives]
    measures = sum(len(kr.measures) for objective in template.objectives for kr in objective.key_results)
    return {
        "id": template.id,
        "name": template.name.by_lang,
        "objectives": key_results,
        "measures": measures,
    }


def template_as_json(template: RoleTemplate) -> Json:
    """The file as JSON, with the same keys and shapes; what is at its default is left out, as people do."""
    placeholders = {
        blank.name: {
            "label": blank.label.by_lang,
            "ask": blank.ask.by_lang,
            "example": blank.example.by_lang,
        }
        for blank in template.placeholders
    }
    return _given(
        id=template.id,
        name=template.name.by_lang,
        placeholders=placeholders,
        objectives=[_objective(objective) for objective in template.objectives],
    )


def _objective(objective: TemplateObjective) -> Json:
    return _given(
        text=objective.text.by_lang,
        weight=_number(objective.weight),
        due=objective.due,
        key_results=[_key_result(key_result) for key_result in objective.key_results],
    )


def _key_result(key_result: TemplateKeyResult) -> Json:
    from_ = {"from": key_result.from_}  # a keyword of Python
    return _given(
        text=key_result.text.by_lang,
        owners=[owner.by_lang for owner in key_result.owners],
        weight=_number(key_result.weight),
        **from_,
        due=key_result.due,
        measures=[_measure(measure) for measure in key_result.measures],
    )


def _measure(measure: TemplateMeasure) -> Json:
    target: Any = _number(measure.target)
    if measure.stretch is not None:
        target = [target, _number(measure.stretch)]
    shown: Json = {"name": measure.name.by_lang, "kind": measure.kind.value}
    if measure.direction is not Direction.REACH:
        shown["direction"] = measure.direction.value
    return shown | _given(
        start=_number(measure.start),
        target=target,
        unit=measure.unit.by_lang,
        strict=measure.strict or None,
        per=str(measure.per) if measure.per else None,
        ask_start=measure.ask_start or None,
    )


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _given(**fields: Any) -> Json:
    """The fields that have something to say: neither None nor empty (0 does)."""
    return {key: value for key, value in fields.items() if value is not None and value not in ({}, [])}
