"""The words of the command line's own screens, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

SCREEN: Mapping[str, tuple[str, str]] = {
    "role": ("Vai trò", "Role"),
    "key_results": ("KR", "KRs"),
    "measures": ("Chỉ số", "Figures"),
    "progress": ("Tiến độ", "Progress"),
    "status": ("Trạng thái", "Status"),
    "when": ("Thời điểm", "When"),
    "value": ("Giá trị", "Value"),
    "confidence": ("Tự tin", "Confidence"),
    "where": ("Ở đâu", "Where"),
    "note": ("Ghi chú", "Note"),
    "expected": ("kỳ vọng {value}", "expected {value}"),
    "reported": ("đã báo cáo {reported}/{of} chỉ số", "{reported} of {of} measures reported"),
    "no_plans": ("Chưa có kế hoạch nào. Chèn một mẫu: sheets-sync insert ceo --into okr.xlsx", "No plans yet. Insert a template: sheets-sync insert ceo --into okr.xlsx"),
    "no_findings": ("Không có gì cần xem.", "Nothing needs a person."),
    "no_history": ("Chưa có giá trị nào.", "No values yet."),
    "retracted": ("đã rút lại", "retracted"),
    "inserted": ("Đã chèn “{title}” vào {document}, trang {tab}: {measures} chỉ số.", "Inserted “{title}” into {document}, tab {tab}: {measures} measures."),
    "would_insert": ("Sẽ chèn “{title}” vào {document}, trang {tab}: {measures} chỉ số. Chưa ghi gì.", "Would insert “{title}” into {document}, tab {tab}: {measures} measures. Nothing was written."),
    "next_sync": ("Gõ tiến độ vào cột “{column}”, rồi: sheets-sync sync {document}", "Type progress into column “{column}”, then: sheets-sync sync {document}"),
    "corrected": ("Đã đính chính. Bảng tính chưa đổi: gõ giá trị đúng vào ô để hai bên khớp nhau.", "Corrected. The sheet is unchanged: type the right value into its cell, so that both agree."),
    "by_hand": ("đính chính", "correction"),
    "adopted": ("Kế hoạch mới {plan} từ trang {tab} của {document}: {measures} chỉ số.", "New plan {plan} from tab {tab} of {document}: {measures} measures."),
    "removed": ("Đã gỡ khối ở trang {tab} của {document}; lịch sử vẫn được giữ.", "Took the block in tab {tab} out of {document}; its history is kept."),
    "cycle_closed": ("Đã đóng chu kỳ {cycle}: {count} kế hoạch, từ nay không đọc nữa.", "Closed the cycle {cycle}: {count} plans, read no more from now on."),
    "nothing_to_sync": ("Không có tài liệu nào để đồng bộ.", "There is nothing to sync."),
    "skipped": ("bỏ qua {count} tệp không có khối OKR", "skipped {count} files without an OKR block"),
    "outcome.ok": ("đã cập nhật", "updated"),
    "outcome.unchanged": ("không đổi", "unchanged"),
    "outcome.findings": ("cần xem", "needs a look"),
    "outcome.copied": ("bản sao, không đọc", "a copy, not read"),
    "outcome.unknown": ("kế hoạch lạ, không đọc", "unknown plan, not read"),
    "outcome.unreachable": ("không tới được", "out of reach"),
    "outcome.busy": ("đang được đồng bộ", "being synced already"),
    "outcome.failed": ("không đọc được", "cannot be read"),
    "run": ("{outcome} · {check_ins} giá trị mới · {revisions} thay đổi kế hoạch", "{outcome} · new values: {check_ins} · plan changes: {revisions}"),
    "infos": ("{count} ghi chú nhỏ: sheets-sync findings {document}", "smaller remarks: {count} (sheets-sync findings {document})"),
    "dry_run": ("Chạy thử: chưa ghi gì.", "Dry run: nothing was written."),
    "change": ("{cell}  {name}: {old} → {new}", "{cell}  {name}: {old} → {new}"),
    "mend": ("→ {mend}", "→ {mend}"),
    "severity.error": ("lỗi", "error"),
    "severity.warning": ("cảnh báo", "warning"),
    "severity.info": ("thông tin", "info"),
    "totals": ("{error} lỗi · {warning} cảnh báo · {info} thông tin", "errors: {error} · warnings: {warning} · infos: {info}"),
    "templates_good": ("{count} mẫu, không có lỗi.", "{count} templates, no mistakes."),
    "templates_bad": ("{count} lỗi.", "{count} mistakes."),
    "example": ("ví dụ: {example}", "such as: {example}"),
    "now_warning": ("Chú ý: đang dùng SHEETS_SYNC_NOW = {now} thay cho giờ thật.", "Note: SHEETS_SYNC_NOW = {now} stands in for the real time."),
    "store_ready": ("Kho dữ liệu {store} sẵn sàng.", "The store {store} is ready."),
    "syncing": ("Đang đồng bộ", "Syncing"),
    "usage_mend": ("Xem: sheets-sync --help", "See: sheets-sync --help"),
    "demo.start": ("Tệp và kho dữ liệu nằm trong {folder}", "Files and store are in {folder}"),
    "demo.insert": ("1. Chèn tám mẫu vai trò vào tám sổ tính Excel", "1. Eight role templates, inserted into eight Excel workbooks"),
    "demo.fill": ("2. openpyxl (không phải chương trình của ta) gõ tiến độ vào {cells} ô; đồng bộ", "2. openpyxl, not our own writer, types progress into {cells} cells; a sync reads them"),
    "demo.shuffle": ("3. openpyxl đảo {rows} dòng, ghi {cells} giá trị mới và làm hỏng một ô; đồng bộ lần nữa", "3. openpyxl shuffles {rows} rows, types {cells} new values and spoils one cell; a second sync"),
    "demo.synced": ("   {documents} sổ tính: {check_ins} giá trị mới, {findings} điều cần người xem", "   {documents} workbooks: {check_ins} new values, {findings} things for a person"),
    "demo.status": ("4. Tiến độ (sheets-sync status)", "4. Where everybody stands (sheets-sync status)"),
    "demo.findings": ("5. Điều cần người xem (sheets-sync findings): giá trị cũ được giữ, không đoán mò", "5. What needs a person (sheets-sync findings): the old value stands, nothing is guessed"),
    "demo.again": ("6. Đồng bộ lần ba: không có gì bị đọc hai lần", "6. A third sync: nothing is read twice"),
    "demo.end": ("Mở thử {file} bằng Excel hoặc LibreOffice; xem chi tiết: {command}", "Open {file} in Excel or LibreOffice; see the details with: {command}"),
}  # fmt: skip


def screen(key: str, lang: str, **args: object) -> str:
    """A sentence or heading of a screen."""
    vi, en = SCREEN[key]
    return (vi if lang == "vi" else en).format_map(args)
