"""The words of an exported workbook: sheets, headers, captions and closed lists, in Vietnamese and English.

Keys are those of the columns (`sync.tables`); CSV, JSON and frames have the keys themselves, in every language.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.messages.labels import CONFIDENCES, RULES, STATUSES

SHEETS: Mapping[str, tuple[str, str]] = {
    "overview": ("Tổng quan", "Overview"),
    "plans": ("Kế hoạch", "Plans"),
    "measures": ("Chỉ số", "Measures"),
    "history": ("Lịch sử", "History"),
    "findings": ("Điều cần xem", "Findings"),
}

COLUMN_HEADERS: Mapping[str, tuple[str, str]] = {
    "role_name": ("Vai trò", "Role"),
    "owner": ("Chủ kế hoạch", "Plan owner"),
    "cycle": ("Chu kỳ", "Cycle"),
    "objective": ("Mục tiêu", "Objective"),
    "key_result": ("Kết quả then chốt", "Key result"),
    "owners": ("Phụ trách", "Owners"),
    "measure": ("Chỉ số", "Measure"),
    "kind": ("Loại", "Kind"),
    "direction": ("Cách tính", "Rule"),
    "strict": ("Phải vượt hẳn", "Strict"),
    "per": ("Mỗi", "Per"),
    "start": ("Ban đầu", "Start"),
    "target": ("Chỉ tiêu", "Target"),
    "stretch": ("Vượt bậc", "Stretch"),
    "unit": ("Đơn vị", "Unit"),
    "current": ("Hiện tại", "Current"),
    "progress": ("Tiến độ", "Progress"),
    "expected": ("Kỳ vọng", "Expected"),
    "met": ("Đạt", "Met"),
    "status": ("Trạng thái", "Status"),
    "stretch_progress": ("Tiến độ vượt bậc", "Stretch progress"),
    "confidence": ("Tự tin", "Confidence"),
    "note": ("Ghi chú", "Note"),
    "reported": ("Đã báo cáo", "Reported"),
    "of": ("Số chỉ số", "Measures"),
    "from": ("Từ ngày", "From"),
    "due": ("Hạn", "Due"),
    "weight": ("Trọng số", "Weight"),
    "read_at": ("Đọc lúc", "Read at"),
    "read_raw": ("Nội dung ô", "Cell content"),
    "read_document": ("Đọc từ tài liệu", "Read from document"),
    "read_tab": ("Đọc từ trang", "Read from tab"),
    "read_cell": ("Đọc từ ô", "Read from cell"),
    "read_run": ("Lượt đọc", "Read by run"),
    "cycle_start": ("Chu kỳ từ", "Cycle from"),
    "cycle_end": ("Chu kỳ đến", "Cycle to"),
    "lang": ("Ngôn ngữ", "Language"),
    "document": ("Tài liệu", "Document"),
    "tab": ("Trang", "Tab"),
    "cell": ("Ô", "Cell"),
    "as_of": ("Tính đến", "As of"),
    "role": ("Mã vai trò", "Role id"),
    "plan_id": ("Mã kế hoạch", "Plan id"),
    "objective_id": ("Mã mục tiêu", "Objective id"),
    "key_result_id": ("Mã kết quả", "Key result id"),
    "measure_id": ("Mã chỉ số", "Measure id"),
    "at": ("Thời điểm", "When"),
    "value": ("Giá trị", "Value"),
    "raw": ("Nội dung ô", "Cell content"),
    "struck": ("Đã gạch", "Struck"),
    "reason": ("Lý do", "Reason"),
    "run": ("Lượt đọc", "Run"),
    "severity": ("Mức độ", "Severity"),
    "code": ("Mã", "Code"),
    "found": ("Nội dung ô", "Found"),
    "message": ("Chuyện gì", "What"),
    "mend": ("Cách sửa", "Mend"),
    "first_seen": ("Thấy từ", "First seen"),
    "closed_at": ("Hết lúc", "Closed"),
}

CAPTIONS: Mapping[str, tuple[str, str]] = {
    "title": ("OKR · {workspace}", "OKR · {workspace}"),
    "as_of": ("Tính đến ngày {day}", "As of {day}"),
    "by_plan": ("Tiến độ từng kế hoạch", "Progress by plan"),
    "by_role": ("Tiến độ theo vai trò (trung bình các kế hoạch)", "Progress by role (mean of its plans)"),
    "trend": ("Tiến độ theo thời gian", "Progress over time"),
    "plan": ("Kế hoạch", "Plan"),
    "role": ("Vai trò (số kế hoạch)", "Role (plans)"),
    "day": ("Ngày", "Day"),
    "no_plans": ("Chưa có kế hoạch nào.", "There are no plans yet."),
    "page": ("Trang &P / &N", "Page &P / &N"),
}

WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "status": STATUSES,
    "confidence": CONFIDENCES,
    "direction": RULES,
    "kind": {
        "vi": {
            "count": "số đếm", "percent": "phần trăm", "currency": "tiền tệ", "score": "điểm số",
            "milestone": "cột mốc",
        },
        "en": {
            "count": "count", "percent": "percent", "currency": "currency", "score": "score",
            "milestone": "milestone",
        },
    },
    "severity": {
        "vi": {"info": "thông tin", "warning": "cảnh báo", "error": "lỗi"},
        "en": {"info": "info", "warning": "warning", "error": "error"},
    },
}  # fmt: skip
"""What stands for the values of closed lists, by column and language."""


def in_lang(both: tuple[str, str], lang: str) -> str:
    """One of two texts by language, Vietnamese first."""
    return both[lang != "vi"]
