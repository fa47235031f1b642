"""What each Finding says and how it is mended, in Vietnamese and English.

Arguments in braces: `found` is what stands in the cell, `column` the column's header in the block's language,
the others are named where the Finding is made. docs/findings.md is generated from this table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sheets_sync.messages.codes import Code
from sheets_sync.messages.figures import with_figures


class Words(NamedTuple):
    """One Finding in one language: what happened, and what to do."""

    message: str
    mend: str


def words(code: Code, lang: str, args: Mapping[str, str]) -> Words:
    """The Finding's sentences in a language ("vi" or "en"), its arguments filled in."""
    return filled(CATALOGUE[code][lang], with_figures(args, lang))


def filled(sentences: Words, args: Mapping[str, str]) -> Words:
    """Sentences with their arguments filled in; one that was not given shows as an ellipsis."""
    known = defaultdict(lambda: "…", args)
    return Words(sentences.message.format_map(known), sentences.mend.format_map(known))


def _both(vi: tuple[str, str], en: tuple[str, str]) -> Mapping[str, Words]:
    return {"vi": Words(*vi), "en": Words(*en)}


CATALOGUE: Mapping[Code, Mapping[str, Words]] = {
    Code.TEXT_NOT_NUMBER: _both(
        vi=(
            "“{found}” không đọc được thành số.",
            "Gõ một con số vào ô, ví dụ 12 hoặc 12,5; lời giải thích để ở cột Ghi chú.",
        ),
        en=(
            "“{found}” cannot be read as a number.",
            "Type a number such as 12 or 12.5; put explanations into the Note column.",
        ),
    ),
    Code.COMBINED_NUMBER: _both(
        vi=(
            "“{found}” ghép nhiều con số hoặc nhiều chữ như nghìn, triệu, tỷ nên không đọc được chắc chắn.",
            "Gõ thành một con số viết đầy đủ bằng chữ số, ví dụ 1200000 thay cho “1 triệu 2”.",
        ),
        en=(
            "“{found}” puts together several numbers, or several words such as thousand or million; it cannot be read for certain.",
            "Type one true number in digits, such as 1200000 for “1 triệu 2”.",
        ),
    ),
    Code.AMBIGUOUS_NUMBER: _both(
        vi=(
            "“{found}” có thể là {first} hoặc {second}.",
            "Gõ lại thành số (không phải văn bản): {first} hoặc {second}.",
        ),
        en=(
            "“{found}” may mean {first} or {second}.",
            "Type it again as a true number, not as text: {first} or {second}.",
        ),
    ),
    Code.AMBIGUOUS_PERCENT: _both(
        vi=(
            "{found} không mang dấu phần trăm nên có thể là {first} % hoặc {second} %.",
            "Đặt định dạng phần trăm cho ô rồi gõ lại: {first} % hoặc {second} %.",
        ),
        en=(
            "{found} carries no percent sign and may mean {first} % or {second} %.",
            "Format the cell as a percentage and type it again: {first} % or {second} %.",
        ),
    ),
    Code.PERCENT_NOT_EXPECTED: _both(
        vi=(
            "{found} là phần trăm, nhưng chỉ số này không tính bằng phần trăm: có thể là {first} hoặc {second}.",
            "Đặt lại định dạng số cho ô rồi gõ giá trị theo đơn vị của chỉ số.",
        ),
        en=(
            "{found} is a percentage, but this measure is not one: it may mean {first} or {second}.",
            "Give the cell a number format and type the value in the measure's unit.",
        ),
    ),
    Code.DATE_NOT_NUMBER: _both(
        vi=("Ô chứa ngày tháng (số {found}), trong khi cần một con số.", "Đặt định dạng số cho ô rồi gõ lại giá trị."),
        en=(
            "The cell holds a date (serial {found}) where a number is due.",
            "Give the cell a number format and type the value again.",
        ),
    ),
    Code.BOOLEAN_NOT_NUMBER: _both(
        vi=("Ô chứa {found}, trong khi cần một con số.", "Gõ một con số vào ô."),
        en=("The cell holds {found} where a number is due.", "Type a number into the cell."),
    ),
    Code.ERROR_VALUE: _both(
        vi=("Công thức trong ô bị lỗi: {found}.", "Sửa công thức, hoặc gõ giá trị trực tiếp."),
        en=("The cell's formula fails with {found}.", "Repair the formula, or type the value itself."),
    ),
    Code.STILL_LOADING: _both(
        vi=(
            "Ô đang tải dữ liệu (“{found}”).",
            "Đợi bảng tính tải xong rồi đồng bộ lại; nếu vẫn vậy, kiểm tra quyền truy cập nguồn dữ liệu.",
        ),
        en=(
            "The cell is still loading (“{found}”).",
            "Wait for the sheet and sync again; if it stays so, check the access to its source.",
        ),
    ),
    Code.NOT_CALCULATED: _both(
        vi=("Công thức trong ô chưa được tính.", "Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi đồng bộ."),
        en=(
            "The cell's formula was never calculated.",
            "Open the file in Excel or LibreOffice, save it, and sync again.",
        ),
    ),
    Code.WRONG_CURRENCY: _both(
        vi=("“{found}” ghi bằng {currency}, còn chỉ số tính bằng {unit}.", "Quy đổi sang {unit} rồi gõ lại."),
        en=("“{found}” is in {currency}, the measure is in {unit}.", "Convert it to {unit} and type it again."),
    ),
    Code.OUT_OF_RANGE: _both(
        vi=("{found} nằm ngoài khoảng cho phép ({low} đến {high}).", "Kiểm tra lại và gõ giá trị trong khoảng đó."),
        en=(
            "{found} lies outside of what is possible ({low} to {high}).",
            "Check it and type a value within that range.",
        ),
    ),
    Code.CLEARED: _both(
        vi=(
            "Ô đã bị xoá trắng; giá trị cuối cùng {last} vẫn được giữ.",
            'Gõ giá trị mới; hoặc rút lại giá trị cũ: sheets-sync correct {measure} --retract --reason "…"',
        ),
        en=(
            "The cell was cleared; the last value {last} still stands.",
            'Type the new value; or take the old one back: sheets-sync correct {measure} --retract --reason "…"',
        ),
    ),
    Code.VALUES_WENT_BACK: _both(
        vi=(
            "{count} giá trị cùng lúc trở về mức của ngày {day}, như khi khôi phục phiên bản cũ của tệp; các giá trị đã được ghi nhận.",
            "Nếu không cố ý, khôi phục phiên bản mới nhất của tệp rồi đồng bộ lại; nếu đúng là vậy, không cần làm gì: thông báo tự đóng khi có giá trị mới.",
        ),
        en=(
            "{count} values went back at once to those of {day}, as when an older version of the file is restored; they were accepted.",
            "If that is not meant, restore the newest version and sync again; if it is, nothing to do: this closes with the next new value.",
        ),
    ),
    Code.SHEET_DIFFERS: _both(
        vi=(
            "Ô ghi {found}, giá trị đã đính chính là {last}.",
            "Gõ giá trị đúng vào ô để bảng tính và số liệu khớp nhau.",
        ),
        en=(
            "The cell says {found}, the corrected value is {last}.",
            "Type the right value into the cell, so that sheet and record agree.",
        ),
    ),
    Code.CONFIDENCE_UNKNOWN: _both(
        vi=("Mức tự tin “{found}” không có trong danh sách.", "Chọn một mức trong danh sách của ô: {choices}."),
        en=("The confidence “{found}” is none of the list.", "Choose one from the cell's list: {choices}."),
    ),
    Code.DATE_NOT_READABLE: _both(
        vi=(
            "“{found}” ở cột {column} không phải là ngày.",
            "Gõ ngày thật sự, ví dụ 31/03/2026, và để bảng tính tự nhận dạng; ngày cũ vẫn được dùng.",
        ),
        en=(
            "“{found}” in column {column} is not a date.",
            "Type a true date such as 2026-03-31; until then the old one holds.",
        ),
    ),
    Code.RULE_UNKNOWN: _both(
        vi=(
            "Cách tính “{found}” không có trong danh sách.",
            "Chọn một cách tính trong danh sách của ô; cách cũ vẫn được dùng.",
        ),
        en=(
            "The rule “{found}” is none of the list.",
            "Choose a rule from the cell's list; until then the old one holds.",
        ),
    ),
    Code.PERIOD_UNKNOWN: _both(
        vi=("Chu kỳ “{found}” không đọc được.", "Ghi ví dụ: tháng, 2 tháng, tuần, quý; hoặc để trống."),
        en=(
            "The period “{found}” cannot be read.",
            "Write such as: month, 2 months, week, quarter; or leave it blank.",
        ),
    ),
    Code.TARGET_MISSING: _both(
        vi=(
            "Ô chỉ tiêu trống; chỉ tiêu cũ {last} vẫn được dùng.",
            "Gõ chỉ tiêu vào ô, hoặc xoá cả dòng nếu không theo dõi nữa.",
        ),
        en=(
            "The target is blank; the old one, {last}, still holds.",
            "Type the target, or delete the row if it is no longer tracked.",
        ),
    ),
    Code.TEXT_MISSING: _both(
        vi=("Cột {column} của dòng này trống; nội dung cũ vẫn được dùng.", "Gõ lại nội dung: {text}"),
        en=("Column {column} of this row is blank; the old wording still holds.", "Type it again: {text}"),
    ),
    Code.GROWTH_NEEDS_START: _both(
        vi=(
            "Chưa tính được mức tăng: cần giá trị ban đầu lớn hơn 0.",
            "Điền cột {column} (nhóm cột thu gọn bên phải).",
        ),
        en=(
            "Growth cannot be computed without a start above 0.",
            "Fill column {column} (in the collapsed columns on the right).",
        ),
    ),
    Code.GROWTH_NEEDS_TARGET: _both(
        vi=("Chỉ tiêu tăng phải lớn hơn 0 %, ô đang ghi {found}.", "Gõ mức tăng cần đạt, ví dụ 20 %."),
        en=("A growth target must be above 0 %; the cell says {found}.", "Type the growth to reach, such as 20 %."),
    ),
    Code.WEIGHT_NOT_POSITIVE: _both(
        vi=("Trọng số {found} không lớn hơn 0 nên được tính là 1.", "Gõ trọng số lớn hơn 0, hoặc để trống (bằng 1)."),
        en=("The weight {found} is not above 0 and counts as 1.", "Type a weight above 0, or leave it blank (1)."),
    ),
    Code.DUE_BEFORE_CYCLE: _both(
        vi=("Hạn {found} nằm trước ngày đầu chu kỳ ({cycle_start}).", "Nếu không cố ý, sửa hạn trong ô."),
        en=(
            "The due date {found} lies before the cycle's first day ({cycle_start}).",
            "Change it in the cell if that is not meant.",
        ),
    ),
    Code.FROM_AFTER_CYCLE: _both(
        vi=(
            "Ngày bắt đầu {found} nằm sau ngày cuối chu kỳ ({cycle_end}); chưa kỳ vọng tiến độ.",
            "Nếu không cố ý, sửa ngày trong ô.",
        ),
        en=(
            "It starts on {found}, after the cycle's last day ({cycle_end}); no progress is expected.",
            "Change the date in the cell if that is not meant.",
        ),
    ),
    Code.START_ASKED: _both(
        vi=(
            "Chỉ số này cần mức ban đầu để tính tiến độ đúng.",
            "Điền cột {column} (nhóm cột thu gọn bên phải); để trống nghĩa là tính từ 0.",
        ),
        en=(
            "This measure needs its baseline for true progress.",
            "Fill column {column} (in the collapsed columns on the right); blank counts as 0.",
        ),
    ),
    Code.KEY_RESULT_DIFFERS: _both(
        vi=(
            "Các dòng của cùng một kết quả then chốt ghi khác nhau; đang dùng: “{text}”.",
            "Ghi giống nhau ở mọi dòng của kết quả then chốt này.",
        ),
        en=(
            "The rows of one key result are worded differently; “{text}” is used.",
            "Word all rows of this key result alike.",
        ),
    ),
    Code.ROW_WITHOUT_ID: _both(
        vi=(
            "Dòng này không có mã nên chưa được đọc: “{found}”.",
            "Để theo dõi dòng này: sheets-sync sync --adopt TỆP (ghi mã vào tệp); nếu không cần, xoá dòng.",
        ),
        en=(
            "This row has no id and is not read: “{found}”.",
            "To track it: sheets-sync sync --adopt FILE (writes an id into the file); else delete the row.",
        ),
    ),
    Code.ROW_INCOMPLETE: _both(
        vi=(
            "Dòng mới “{found}” còn thiếu hoặc chưa đọc được: {columns}.",
            "Điền các cột đó (Cách tính ở nhóm cột thu gọn bên phải), rồi: sheets-sync sync --adopt TỆP; nếu không cần, xoá dòng.",
        ),
        en=(
            "The new row “{found}” lacks, or has unreadable: {columns}.",
            "Fill these columns (Rule is in the collapsed columns on the right), then: sheets-sync sync --adopt FILE; else delete the row.",
        ),
    ),
    Code.ROW_NOT_PLACED: _both(
        vi=(
            "Dòng mới “{found}” không nằm dưới mục tiêu nào của kế hoạch.",
            "Chuyển dòng xuống dưới mục tiêu của nó rồi: sheets-sync sync --adopt TỆP.",
        ),
        en=(
            "The new row “{found}” stands beneath none of the plan's objectives.",
            "Move it beneath its objective, then: sheets-sync sync --adopt FILE.",
        ),
    ),
    Code.OBJECTIVES_INTERLEAVED: _both(
        vi=(
            "Dòng mới “{found}” nằm ở chỗ các dòng của nhiều mục tiêu xen lẫn nhau nên không rõ thuộc mục tiêu nào.",
            "Sắp các dòng lại theo mục tiêu (hoặc chuyển dòng mới vào giữa các dòng cùng mục tiêu), rồi: sheets-sync sync --adopt TỆP.",
        ),
        en=(
            "The new row “{found}” stands where rows of several objectives are mixed; its objective is unclear.",
            "Sort the rows by objective (or move the new one among its own), then: sheets-sync sync --adopt FILE.",
        ),
    ),
    Code.BROKEN_ID: _both(
        vi=(
            "Mã “{found}” ở cột ẩn id bị hỏng nên dòng không được đọc.",
            "Hoàn tác, hoặc chép lại mã đúng; nếu là dòng mới, xoá mã hỏng rồi: sheets-sync sync --adopt TỆP.",
        ),
        en=(
            "The id “{found}” in the hidden column id is broken; the row is not read.",
            "Undo, or restore the right id; if the row is new, clear the broken id, then: sheets-sync sync --adopt FILE.",
        ),
    ),
    Code.UNKNOWN_ID: _both(
        vi=(
            "Mã “{found}” không thuộc kế hoạch này nên dòng không được đọc.",
            "Nếu dòng là kết quả mới của kế hoạch này (dán từ bảng khác, hoặc lần nhận trước bị ngắt): sheets-sync sync --adopt TỆP (dòng nhận mã mới); nếu không, xoá dòng.",
        ),
        en=(
            "The id “{found}” is not of this plan; the row is not read.",
            "If the row is a new result of this plan (pasted from elsewhere, or an adoption was interrupted): sheets-sync sync --adopt FILE (it gets a new id); else delete it.",
        ),
    ),
    Code.DOUBLED_ID: _both(
        vi=(
            "Mã “{found}” xuất hiện ở các dòng {rows}; dòng này không được đọc.",
            "Xoá dòng đã sao chép; hoặc sửa nội dung bản sao cho khác dòng gốc rồi: sheets-sync sync --adopt TỆP (bản sao thành dòng mới).",
        ),
        en=(
            "The id “{found}” stands in rows {rows}; this row is not read.",
            "Delete the copied row; or word the copy differently, then: sheets-sync sync --adopt FILE (it becomes a row of its own).",
        ),
    ),
    Code.ROW_CONTRADICTS_ID: _both(
        vi=(
            "Mã ẩn của dòng là của “{own}”, nhưng dòng ghi “{row}”: nội dung vài dòng đã bị dời mà không kèm mã, nên dòng này không được đọc.",
            "Hoàn tác việc sắp xếp hay dán (khi sắp xếp hay di chuyển, chọn cả dòng, kể cả các cột ẩn), hoặc khôi phục phiên bản trước.",
        ),
        en=(
            "The row's hidden id is that of “{own}”, but the row says “{row}”: cells of some rows were moved without their ids, so this one is not read.",
            "Undo the sort or the paste (take whole rows, hidden columns too, when you sort or move), or restore an earlier version.",
        ),
    ),
    Code.MERGED_CELLS: _both(
        vi=("Các ô {found} bị gộp nên giá trị bên trong có thể đã mất.", "Bỏ gộp ô rồi gõ lại giá trị từng dòng."),
        en=(
            "The cells {found} are merged; values beneath may be lost.",
            "Unmerge them and type the value of each row again.",
        ),
    ),
    Code.MISSING_COLUMN: _both(
        vi=(
            "Thiếu cột “{column}” (khoá {key}) nên giá trị cũ của cột được giữ.",
            "Hoàn tác việc xoá cột, hoặc khôi phục một phiên bản trước.",
        ),
        en=(
            "Column “{column}” (key {key}) is gone; its old values still hold.",
            "Undo the deletion, or restore an earlier version.",
        ),
    ),
    Code.DOUBLED_COLUMN: _both(
        vi=(
            "Khoá cột {key} xuất hiện ở các cột {columns} nên cột không được đọc.",
            "Xoá bản sao của cột, hoặc xoá khoá của nó ở dòng khoá ẩn.",
        ),
        en=(
            "The column key {key} stands in columns {columns}; none of them is read.",
            "Delete the copied column, or clear its key in the hidden key row.",
        ),
    ),
    Code.BLOCK_MOSTLY_GONE: _both(
        vi=(
            "{gone} trong {of} dòng của khối đã biến mất cùng lúc; chưa dòng nào bị lưu trữ.",
            "Hoàn tác hoặc khôi phục phiên bản trước; nếu cố ý, xoá từng phần nhỏ rồi đồng bộ.",
        ),
        en=(
            "{gone} of the block's {of} rows vanished at once; none was archived.",
            "Undo or restore an earlier version; if it is meant, delete fewer rows at a time and sync.",
        ),
    ),
    Code.NOT_ADOPTED: _both(
        vi=("Chưa ghi được mã cho các dòng mới: {reason}", "{remedy} Rồi: sheets-sync sync --adopt TỆP"),
        en=("The new rows did not get their ids: {reason}", "{remedy} Then: sheets-sync sync --adopt FILE"),
    ),
    Code.BLOCK_GONE: _both(
        vi=(
            "Không còn khối OKR của kế hoạch {plan} trong tệp; số liệu cũ được giữ.",
            "Khôi phục trang tính hoặc dòng khoá ẩn đã xoá, hay phiên bản trước của tệp; nếu bỏ hẳn: sheets-sync remove TỆP.",
        ),
        en=(
            "The block of plan {plan} is no longer in the file; its figures are kept.",
            "Restore the deleted tab or its hidden key row, or an earlier version of the file; gone for good: sheets-sync remove FILE.",
        ),
    ),
    Code.UNKNOWN_PLAN: _both(
        vi=(
            "Khối mang mã kế hoạch {plan} mà kho dữ liệu này không biết; không đọc.",
            "Kiểm tra SHEETS_SYNC_DATABASE_URL và --workspace; hoặc nhận khối thành kế hoạch mới: sheets-sync adopt TỆP.",
        ),
        en=(
            "The block belongs to plan {plan}, unknown to this store; it is not read.",
            "Check SHEETS_SYNC_DATABASE_URL and --workspace; or make it a new plan here: sheets-sync adopt FILE.",
        ),
    ),
    Code.COPIED_FILE: _both(
        vi=(
            "Tệp là bản sao của {original}; không đọc để khỏi lẫn số liệu.",
            "Làm việc trên tệp gốc; xoá tệp gốc nếu tệp này thay thế nó (cả bản trùng do OneDrive tạo); hoặc tách thành kế hoạch riêng: sheets-sync adopt TỆP.",
        ),
        en=(
            "The file is a copy of {original}; it is not read, lest figures mix.",
            "Work in the original; delete the original if this file replaces it (also a OneDrive conflict copy); or make it a plan of its own: sheets-sync adopt FILE.",
        ),
    ),
    Code.COPIED_TAB: _both(
        vi=(
            "Trang “{found}” là bản sao của khối trên trang “{original}”; không đọc.",
            'Xoá trang sao chép; đổi tên trang gốc về “{original}”; hoặc tách thành kế hoạch riêng: sheets-sync adopt TỆP --tab "{found}".',
        ),
        en=(
            "Tab “{found}” is a copy of the block bound to tab “{original}”; it is not read.",
            'Delete the copy; name the original tab “{original}” again; or make the copy a plan of its own: sheets-sync adopt FILE --tab "{found}".',
        ),
    ),
    Code.MOVED_FILE: _both(
        vi=("Tệp đã chuyển từ {original}; từ nay đọc ở đây.", "Không cần làm gì."),
        en=("The file moved here from {original}; it is read here from now on.", "Nothing to do."),
    ),
    Code.CYCLE_CLOSED: _both(
        vi=(
            "Chu kỳ {cycle} đã đóng nên khối này không còn được đọc; số liệu được giữ nguyên.",
            "Không cần làm gì; cho chu kỳ mới: sheets-sync insert.",
        ),
        en=(
            "The cycle {cycle} is closed; this block is no longer read and its figures stand.",
            "Nothing to do; for a new cycle: sheets-sync insert.",
        ),
    ),
    Code.DOCUMENT_MISSING: _both(
        vi=(
            "Không tìm thấy tệp {document}; số liệu cũ được giữ.",
            "Đưa tệp về chỗ cũ, hoặc đồng bộ đường dẫn mới: sheets-sync sync TỆP; nếu bỏ hẳn: sheets-sync remove TỆP.",
        ),
        en=(
            "The file {document} is not there; its figures are kept.",
            "Put it back, or sync its new place: sheets-sync sync FILE; gone for good: sheets-sync remove FILE.",
        ),
    ),
    Code.DOCUMENT_UNREADABLE: _both(
        vi=("{reason}", "{remedy}"),
        en=("{reason}", "{remedy}"),
    ),
}
