"""The first sheet of a report: how far everything is, as charts, and the figures that the charts are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sheets_sync.excel.paper import Paper
from sheets_sync.excel.writing import ACCENT, FONT, INK, LINE, MUTED
from sheets_sync.layout.grid import EPOCH_1900
from sheets_sync.layout.report import Bar, Overview, Trend
from sheets_sync.messages.exports import COLUMN_HEADERS, SHEETS, in_lang

BLUE, PALE = "#2F75B5", "#D6DCE4"
LINES = (BLUE, "#E07B00", "#3C8D40", "#B01E6B", "#7A4FBF", "#00989D", "#8C5A2B", "#D64545", "#5B6572", "#A3A000")
CHARTS_ROW = 3
CHART_WIDTH, TREND_HEIGHT, BAR_HEIGHT, AROUND_BARS, GAP = 640, 400, 30, 140, 20
PIXELS_A_ROW = 20
MOST_DAY_LABELS = 14
SMALL = {"name": FONT, "size": 9, "color": INK}


def draw_overview(paper: Paper, overview: Overview) -> None:
    """Write the sheet."""
    sheet = paper.add_sheet(in_lang(SHEETS["overview"], paper.lang))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 20, 13)
    sheet.set_row(0, 30)
    title = paper.caption("title", workspace=overview.workspace)
    sheet.write_string(0, 0, title, paper.format(font_size=16, bold=True, font_color=ACCENT))
    day = overview.day.strftime("%d/%m/%Y") if paper.lang == "vi" else overview.day.isoformat()
    sheet.write_string(1, 0, paper.caption("as_of", day=day), paper.format(font_color=MUTED))
    if not overview.bars:
        sheet.write_string(CHARTS_ROW, 0, paper.caption("no_plans"), paper.format())
        return
    height = AROUND_BARS + BAR_HEIGHT * len(overview.bars)
    row = CHARTS_ROW + ceil(max(height, TREND_HEIGHT if overview.trend else 0) / PIXELS_A_ROW) + 2
    _draw_bars(paper, sheet, overview, row, height)
    if overview.trend:
        _draw_trend(paper, sheet, overview.trend, row + len(overview.bars) + 2)


def _draw_bars(paper: Paper, sheet: Worksheet, overview: Overview, row: int, height: int) -> None:
    first = paper.caption("role" if overview.by_role else "plan")
    progress, expected = (in_lang(COLUMN_HEADERS[key], paper.lang) for key in ("progress", "expected"))
    paper.write_header(sheet, row, [first, progress, expected])
    for number, bar in enumerate(overview.bars, row + 1):
        _write_bar(paper, sheet, number, bar)
    labels = {"value": True, "num_format": "0%", "position": "outside_end", "font": SMALL | {"bold": True}}
    names = [bar.label for bar in overview.bars]
    chart = paper.book.add_chart({"type": "bar"})
    should = _series(sheet, row, 2, expected, names, [bar.expected for bar in overview.bars])
    chart.add_series(should | {"fill": {"color": PALE}, "overlap": 100, "gap": 45})
    has = _series(sheet, row, 1, progress, names, [bar.progress for bar in overview.bars])
    chart.add_series(has | {"fill": {"color": BLUE}, "data_labels": labels})
    chart.set_x_axis(_percents() | {"label_position": "high"})
    chart.set_y_axis({"reverse": True, "num_font": SMALL, "line": {"color": LINE}, "major_tick_mark": "none"})
    _place(paper, sheet, chart, "by_role" if overview.by_role else "by_plan", height, 0)


def _write_bar(paper: Paper, sheet: Worksheet, row: int, bar: Bar) -> None:
    percent = paper.lined(num_format="0%")
    sheet.write_string(row, 0, bar.label, paper.lined())
    for column, share in ((1, bar.progress), (2, bar.expected)):
        if share is None:
            sheet.write_blank(row, column, None, percent)
        else:
            sheet.write_number(row, column, share, percent)


def _draw_trend(paper: Paper, sheet: Worksheet, trend: Trend, row: int) -> None:
    _write_trend(paper, sheet, trend, row)
    days = [(day - EPOCH_1900).days for day in trend.days]
    chart = paper.book.add_chart({"type": "line"})
    for column, ((label, shares), colour) in enumerate(zip(trend.lines, LINES, strict=False), 1):
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        look = {"line": {"color": colour, "width": 2}, "marker": marker}
        chart.add_series(_series(sheet, row, column, label, days, shares) | look)
    chart.set_x_axis(
        {
            "date_axis": True,
            "major_unit": 7 * (1 + len(trend.days) // MOST_DAY_LABELS),
            "major_unit_type": "days",
            "num_format": "dd/mm" if paper.lang == "vi" else "[$-409]d mmm",
            "num_font": SMALL,
            "line": {"color": LINE},
        }
    )
    chart.set_y_axis(_percents())
    _place(paper, sheet, chart, "trend", TREND_HEIGHT, CHART_WIDTH + GAP)


def _write_trend(paper: Paper, sheet: Worksheet, trend: Trend, row: int) -> None:
    sheet.set_row(row, 60)
    paper.write_header(sheet, row, [paper.caption("day"), *(label for label, _ in trend.lines)])
    for number, day in enumerate(trend.days):
        sheet.write_datetime(row + 1 + number, 0, day, paper.lined(num_format=paper.days, align="left"))
        for column, (_, shares) in enumerate(trend.lines, 1):
            if (share := shares[number]) is not None:
                sheet.write_number(row + 1 + number, column, share, paper.lined(num_format="0%"))


def _series(
    sheet: Worksheet,
    header: int,
    column: int,
    name: str,
    categories: Sequence[str | int],
    values: Sequence[float | None],
) -> dict[str, Any]:
    """The figures of a column under its header, for what stands in the first one.

    A chart holds a copy of what it shows, for programs that do not compute. It is given here: XlsxWriter has written
    the rows out and forgotten them.
    """
    first, last = header + 1, header + len(values)
    return {
        "name": [sheet.name, header, column],
        "name_data": [name],
        "categories": [sheet.name, first, 0, last, 0],
        "categories_data": categories,
        "values": [sheet.name, first, column, last, column],
        "values_data": values,
    }


def _percents() -> dict[str, Any]:
    grid = {"visible": True, "line": {"color": "#E7EAEE"}}
    return {
        "min": 0,
        "max": 1,
        "major_unit": 0.25,
        "num_format": "0%",
        "num_font": SMALL,
        "major_gridlines": grid,
        "line": {"none": True},
    }


def _place(paper: Paper, sheet: Worksheet, chart: Any, title: str, height: int, left: int) -> None:
    font = {"name": FONT, "size": 12, "bold": True, "color": ACCENT}
    chart.set_title({"name": paper.caption(title), "name_font": font, "overlay": False})
    chart.set_legend({"position": "bottom", "font": SMALL})
    chart.set_size({"width": CHART_WIDTH, "height": height})
    chart.set_chartarea({"border": {"color": LINE}})
    sheet.insert_chart(CHARTS_ROW, 0, chart, {"x_offset": left, "object_position": 2})
