"""The styles part -> what each cell style makes of a number. All else in it is passed over, however odd."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheets_sync.excel.package.errors import too_large
from sheets_sync.excel.package.formats import BUILTIN, GENERAL, Format, read_format
from sheets_sync.excel.package.markup import MAIN, Attributes, Handler, parse, whole_number

CELL_STYLES, STYLE, NUMBER_FORMAT = f"{MAIN}cellXfs", f"{MAIN}xf", f"{MAIN}numFmt"
MAX_STYLES, MAX_CODE = 100_000, 255
"""Excel allows 65,490 styles, and codes of so many characters."""


def read_styles(part: str, chunks: Iterable[bytes]) -> Sequence[Format]:
    """The format of each cell style, by its index.

    Raises:
        PackageError: the part is no well-formed XML, too large or has a DOCTYPE.
    """
    handler = _Handler(part)
    for _ in parse(part, chunks, handler):
        pass
    known = {id_: read_format(code) for id_, code in handler.codes.items()}
    return [known.get(id_) or BUILTIN.get(id_, GENERAL) for id_ in handler.styles]


class _Handler(Handler):
    def __init__(self, part: str) -> None:
        self._part = part
        self._in_cell_styles = False
        self.codes: dict[int, str] = {}
        self.styles: list[int] = []

    def opened(self, tag: str, attributes: Attributes) -> None:
        if tag == CELL_STYLES:
            self._in_cell_styles = True
        elif tag == STYLE and self._in_cell_styles:
            self.styles.append(whole_number(attributes.get("numFmtId"), 0))
        elif tag == NUMBER_FORMAT:
            self.codes.setdefault(
                whole_number(attributes.get("numFmtId"), -1), attributes.get("formatCode", "")[:MAX_CODE]
            )
        if max(len(self.styles), len(self.codes)) > MAX_STYLES:
            raise too_large(self._part)

    def closed(self, tag: str) -> None:
        if tag == CELL_STYLES:
            self._in_cell_styles = False
