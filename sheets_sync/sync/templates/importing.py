"""Import: an article on disk becomes template files, one a role, with what needs a person marked in them.

The text is read and the files are looked for before anything is written; each file is written in one step.
The rule a newcomer would break first: a doubt goes into the file as `review: true`, so that `templates check` keeps
telling of it until a person has taken it out.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sheets_sync.articles.reading import Article, ImportedRole, Place, apart, read_article
from sheets_sync.excel.files import replace_file, signature_of
from sheets_sync.messages.article_remarks import remark_words
from sheets_sync.messages.labels import fold
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.templates.folders import load_folder, shipped_folder, template_as_json
from sheets_sync.sync.templates.nodes import printable

MAX_BYTES = 5 * 2**20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the article as read, and the files, in the order of its roles."""

    article: Article
    files: tuple[Path, ...]


def import_article(source: Path, lang: str, folder: Path, *, force: bool = False) -> Imported:
    """Make template files of an article.

    Args:
        source: the text file.
        lang: the language that it is written in, "vi" or "en".
        folder: where the files go; it is made.
        force: whether files that are there already are replaced.

    Raises:
        UserError: the text cannot be read, holds no OKRs, or a file is there.
        UnreadableDocument: a file cannot be written.
    """
    article = read_article(article_text(source), lang, shipped_names())
    if not article.roles:
        raise UserError("article-without-okrs", file=str(source))
    files = {folder / f"{role.template.id}.yaml": _yaml(role, lang) for role in article.roles}
    signatures = {file: signature_of(file) for file in files}
    if not force and (there := [file for file, signature in signatures.items() if signature is not None]):
        raise UserError("output-exists", file=str(there[0]))
    for file, text in files.items():
        replace_file(file, text.encode("utf-8"), expected=signatures[file])
    return Imported(article, tuple(files))


def article_text(source: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        UserError: there is no such file, or it is no text.
    """
    try:
        with source.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError("file-missing", file=str(source)) from error
    except OSError as error:
        raise UserError("file-unreadable", file=str(source), reason=error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise UserError("article-too-large", file=str(source))
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UserError("article-not-text", file=str(source)) from error
    if "\0" in text:
        raise UserError("article-not-text", file=str(source))
    return text


def shipped_names() -> Mapping[str, str]:
    """The ids of the shipped roles by their names in each language, folded."""
    templates = load_folder(shipped_folder())
    return {fold(name): template.id for template in templates for name in template.name.by_lang.values()}


def imported_json(imported: Imported, lang: str) -> Json:
    """The answer of an import: what was made, what needs a person and what was not used, in a language."""
    roles = list(zip(imported.article.roles, imported.files, strict=True))
    return {
        "templates": [_summary(role, file) for role, file in roles],
        "review": [
            {
                "template": role.template.id,
                "where": _where(place),
                "text": _text(role, place),
                "reason": reason(role, place, lang),
            }
            for role, _ in roles
            for place in sorted(role.doubts)
        ],
        "ignored": [
            {"line": line.line, "text": line.text, "reason": remark_words(line.remark, lang)}
            for line in imported.article.ignored
        ],
    }


def _summary(role: ImportedRole, file: Path) -> Json:
    template = role.template
    key_results = [found for objective in template.objectives for found in objective.key_results]
    return {
        "id": template.id,
        "file": str(file),
        "name": template.name.vi or template.name.en,
        "objectives": len(template.objectives),
        "key_results": len(key_results),
        "measures": sum(len(found.measures) for found in key_results),
        "review": len(role.doubts),
    }


def _where(place: Place) -> str:
    """A place as people count: O1 KR2 M1."""
    return " ".join(f"{name}{number + 1}" for name, number in zip(("O", "KR", "M"), place, strict=False))


def _text(role: ImportedRole, place: Place) -> str:
    """The sentence of a place; a measure's is its name."""
    part = _part(template_as_json(role.template), place)
    texts: dict[str, str] = part["name"] if len(place) == 3 else part["text"]
    return next(iter(texts.values()))


def reviewed(role: ImportedRole, lang: str) -> Json:
    """A template as its file says it, with `review` and `reason` where something is doubtful."""
    whole = template_as_json(role.template)
    for place in role.doubts:
        _part(whole, place).update(review=True, reason=apart(reason(role, place, lang)))
    return whole


def reason(role: ImportedRole, place: Place, lang: str) -> str:
    """Why a person should look at a part of a template, in a language."""
    doubts = role.doubts[place]
    return " ".join(
        remark_words(doubt.remark, lang, found=printable(doubt.found), currency=doubt.currency) for doubt in doubts
    )


def _part(whole: Json, place: Place) -> Json:
    part = whole
    for key, number in zip(("objectives", "key_results", "measures"), place, strict=False):
        part = part[key][number]
    return part


def _yaml(role: ImportedRole, lang: str) -> str:
    import yaml

    return yaml.safe_dump(reviewed(role, lang), allow_unicode=True, sort_keys=False, width=1000)
