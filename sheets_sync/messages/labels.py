"""The words that stand in a block, in the block's language: headers, rules, periods, confidence, status, hints.

The reader finds a rule or a confidence again by the same tables, whatever language the block is in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

HEADERS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "id": "Mã", "objective": "Mã mục tiêu", "key_result": "Mã KR",
        "text": "Mục tiêu / Kết quả then chốt", "owner": "Phụ trách", "due": "Hạn", "measure": "Chỉ số",
        "target": "Chỉ tiêu", "unit": "Đơn vị", "current": "Hiện tại", "progress": "Tiến độ",
        "status": "Trạng thái", "confidence": "Tự tin", "note": "Ghi chú",
        "start": "Ban đầu", "rule": "Cách tính", "stretch": "Vượt bậc", "per": "Mỗi", "weight": "Trọng số", "from": "Từ ngày",
        "expected": "Kỳ vọng", "met": "Đạt",
    },
    "en": {
        "id": "Id", "objective": "Objective id", "key_result": "Key result id",
        "text": "Objective / key result", "owner": "Owner", "due": "Due", "measure": "Measure",
        "target": "Target", "unit": "Unit", "current": "Current", "progress": "Progress",
        "status": "Status", "confidence": "Confidence", "note": "Note",
        "start": "Start", "rule": "Rule", "stretch": "Stretch", "per": "Per", "weight": "Weight", "from": "From",
        "expected": "Expected", "met": "Met",
    },
}  # fmt: skip

RULES: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "reach": "đạt", "increase_by": "tăng thêm", "decrease_to": "giảm xuống", "at_most": "tối đa",
        "at_least": "tối thiểu", "milestone": "cột mốc", "reach >": "đạt >", "increase_by >": "tăng thêm >",
        "decrease_to <": "giảm xuống <", "at_most <": "tối đa <", "at_least >": "tối thiểu >",
    },
    "en": {
        "reach": "reach", "increase_by": "increase by", "decrease_to": "decrease to", "at_most": "at most",
        "at_least": "at least", "milestone": "milestone", "reach >": "reach >", "increase_by >": "increase by >",
        "decrease_to <": "decrease to <", "at_most <": "at most <", "at_least >": "at least >",
    },
}  # fmt: skip

CONFIDENCES: Mapping[str, Mapping[str, str]] = {
    "vi": {"high": "rất tốt", "medium": "ổn", "low": "không ổn"},
    "en": {"high": "high", "medium": "medium", "low": "low"},
}

STATUSES: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "done": "✔ Hoàn thành", "on_track": "● Đúng tiến độ", "at_risk": "▲ Có rủi ro",
        "behind": "■ Chậm", "overdue": "✖ Quá hạn", "no_report": "○ Chưa báo cáo",
    },
    "en": {
        "done": "✔ Done", "on_track": "● On track", "at_risk": "▲ At risk",
        "behind": "■ Behind", "overdue": "✖ Overdue", "no_report": "○ No report",
    },
}  # fmt: skip

PERIOD_UNITS: Mapping[str, Mapping[str, str]] = {
    "vi": {"day": "ngày", "week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"},
    "en": {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"},
}

NO_PROGRESS = "–"

TICKS = frozenset("✓✔☑✅√")

TEXTS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "as_of": "Tính đến",
        "plan_row": "TOÀN BỘ KẾ HOẠCH",
        "start_hint": "Điền mức ban đầu ở cột “Ban đầu” (nhóm cột bên phải).",
        "current_title": "Giá trị hiện tại",
        "current_help": "Gõ một con số theo đơn vị của dòng: 12 · 12,5 · 35%. Cột mốc: phần trăm hoàn thành, hoặc ✓ khi xong.",
        "current_wrong": "Ô này cần một con số. Vẫn giữ nội dung vừa gõ?",
        "date_title": "Ngày",
        "date_help": "Gõ ngày, ví dụ 31/03/2026.",
        "date_wrong": "Ô này cần một ngày, ví dụ 31/03/2026. Vẫn giữ nội dung vừa gõ?",
        "target_title": "Chỉ tiêu",
        "target_help": "Con số cần đạt. Thay đổi ở đây được ghi vào lịch sử kế hoạch.",
        "number_help": "Gõ một con số, hoặc để trống.",
        "choice_title": "Chọn trong danh sách",
        "rule_help": "Cách tính tiến độ. Dấu > hoặc <: phải vượt hẳn mục tiêu.",
        "confidence_help": "Bạn tin sẽ đạt đến mức nào: rất tốt, ổn hay không ổn?",
        "per_help": "Chỉ số tính lại từ đầu mỗi: tuần, tháng, 2 tháng, quý. Để trống nếu không.",
        "choice_wrong": "Giá trị không có trong danh sách. Vẫn giữ?",
        "computed_title": "Ô tự tính",
        "computed_wrong": "Ô này do bảng tính tự tính. Nếu gõ đè, công thức sẽ mất. Vẫn gõ?",
        "hidden_wrong": "Mã nhận dạng của dòng: sửa đi thì dòng không còn được đọc. Vẫn sửa?",
        "page": "Trang &P / &N",
    },
    "en": {
        "as_of": "As of",
        "plan_row": "WHOLE PLAN",
        "start_hint": "Fill the baseline in column “Start” (grouped columns on the right).",
        "current_title": "Current value",
        "current_help": "Type a number in the row's unit: 12 · 12.5 · 35%. Milestones: percent done, or ✓ when done.",
        "current_wrong": "This cell takes a number. Keep what you typed?",
        "date_title": "Date",
        "date_help": "Type a date such as 2026-03-31.",
        "date_wrong": "This cell takes a date such as 2026-03-31. Keep what you typed?",
        "target_title": "Target",
        "target_help": "The number to get to. Changes here are kept in the plan's history.",
        "number_help": "Type a number, or leave it blank.",
        "choice_title": "Choose from the list",
        "rule_help": "How progress is computed. > or <: the target must truly be passed.",
        "confidence_help": "How sure are you of getting there: high, medium or low?",
        "per_help": "The measure starts anew every: week, month, 2 months, quarter. Blank if it does not.",
        "choice_wrong": "This is not in the list. Keep it?",
        "computed_title": "Computed cell",
        "computed_wrong": "The sheet computes this cell. Typing here replaces its formula. Go on?",
        "hidden_wrong": "This is the row's id: without it the row is no longer read. Go on?",
        "page": "Page &P / &N",
    },
}


def period_label(count: int, unit: str, lang: str) -> str:
    """A period as the block shows it: tháng, 2 tháng, month, 2 months."""
    word = PERIOD_UNITS[lang][unit]
    if count == 1:
        return word
    return f"{count} {word}" if lang == "vi" else f"{count} {word}s"


def rule_named(text: str, lang: str) -> str | None:
    """The key in `RULES` that a cell's text is in a language; no freer than the block's formulas compare it."""
    text = unicodedata.normalize("NFC", text).casefold()
    return next((key for key, label in RULES[lang].items() if label.casefold() == text), None)


def confidence_named(text: str) -> str | None:
    """The key in `CONFIDENCES` that a cell's text means, in either language."""
    return _CONFIDENCE_KEYS.get(fold(text))


def period_named(text: str) -> tuple[int, str] | None:
    """Count and unit of a period that a cell's text means, in either language."""
    match = re.fullmatch(r"(?:moi |per |every )?(?:([1-9]\d?) )?([a-z]+?)s?", fold(text), re.ASCII)
    unit = _PERIOD_KEYS.get(match[2]) if match else None
    return (int(match[1] or 1), unit) if match and unit else None


def is_start_hint(text: str) -> bool:
    """Whether a note is our own hint to fill the start, which is nobody's note."""
    return text.strip() in {texts["start_hint"] for texts in TEXTS.values()}


def fold(text: str) -> str:
    """A text for comparison: without accents, tones, case and double blanks; đ is d."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").replace("Ð", "D"))
    text = "".join(character for character in text if not unicodedata.combining(character))
    return " ".join(text.casefold().split())


def _keys(table: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {fold(label): key for labels in table.values() for key, label in labels.items()}


_CONFIDENCE_KEYS = _keys(CONFIDENCES)
_PERIOD_KEYS = _keys(PERIOD_UNITS) | {"qui": "quarter"}  # quí, the other spelling of quý
