"""What a command says when it cannot go on, in Vietnamese and English: what happened, and what to do.

Arguments in braces are named where the error is raised.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.messages.catalogue import Words, filled
from sheets_sync.messages.figures import with_figures


class Refusal(Exception):
    """Something that the caller can mend, as a code and arguments; every layer's own error is one."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code, args)
        self.code, self.args_ = code, args


def error_words(code: str, lang: str, args: Mapping[str, str]) -> Words:
    """The sentences of an error in a language; codes that are not in the table say so themselves."""
    entry = ERRORS.get(code) or ERRORS["unexpected"]
    vi_message, vi_mend, en_message, en_mend = entry
    message, mend = (vi_message, vi_mend) if lang == "vi" else (en_message, en_mend)
    return filled(Words(message, mend), {"code": code, **with_figures(args, lang)})


ERRORS: Mapping[str, tuple[str, str, str, str]] = {
    "unexpected": (
        "Lỗi không lường trước ({code}).", "Báo cho người vận hành kèm mã lỗi.",
        "Unexpected error ({code}).", "Tell your operator, with the code.",
    ),
    # Files
    "file-missing": (
        "Không có tệp {file}.", "Kiểm tra lại đường dẫn. Các tài liệu đang dùng: sheets-sync status",
        "There is no file {file}.", "Check the path. Documents in use: sheets-sync status",
    ),
    "file-unreadable": (
        "Không đọc được {file}: {reason}.", "Kiểm tra quyền truy cập tệp.",
        "{file} cannot be read: {reason}.", "Check its permissions.",
    ),
    "file-unwritable": (
        "Không ghi được {file}: {reason}.", "Kiểm tra quyền ghi và dung lượng đĩa.",
        "{file} cannot be written: {reason}.", "Check permissions and free space.",
    ),
    "file-open": (
        "{file} đang mở trong Excel hoặc LibreOffice (có tệp {lock}).", "Đóng tệp rồi chạy lại lệnh.",
        "{file} is open in Excel or LibreOffice ({lock} is there).", "Close it and run the command again.",
    ),
    "file-changed": (
        "{file} vừa bị chương trình khác thay đổi; chưa ghi gì.", "Chạy lại lệnh.",
        "{file} was changed by another program meanwhile; nothing was written.", "Run the command again.",
    ),
    "not-xlsx": (
        "{file} không phải tệp .xlsx hay .xlsm.", "Đặt tên tệp kết thúc bằng .xlsx.",
        "{file} is not named .xlsx or .xlsm.", "Give the file a name that ends in .xlsx.",
    ),
    "new-not-xlsx": (
        "Tệp mới {file} phải có đuôi .xlsx.", "Đổi đuôi tệp thành .xlsx.",
        "A new file must end in .xlsx, not {file}.", "End its name in .xlsx.",
    ),
    "not-a-workbook": (
        "{file} không phải sổ tính Excel.", "Lưu lại thành Excel Workbook (.xlsx).",
        "{file} is no Excel workbook.", "Save it as Excel Workbook (.xlsx).",
    ),
    "password-protected": (
        "{file} có mật khẩu hoặc ở định dạng .xls cũ.", "Bỏ mật khẩu, lưu thành Excel Workbook (.xlsx).",
        "{file} is protected by a password, or in the old .xls format.", "Take the password off and save it as Excel Workbook (.xlsx).",
    ),
    "strict-workbook": (
        "{file} ở định dạng Strict Open XML.", "Trong Excel chọn Save As → Excel Workbook (*.xlsx).",
        "{file} is a Strict Open XML workbook.", "In Excel choose Save As → Excel Workbook (*.xlsx).",
    ),
    "too-large": (
        "{file} quá lớn để đọc an toàn.", "Tách khối OKR ra một tệp nhỏ hơn.",
        "{file} is too large to be read safely.", "Move the OKR tabs into a smaller file.",
    ),
    "damaged": (
        "{file} bị hỏng.", "Mở bằng Excel hoặc LibreOffice, sửa rồi lưu lại.",
        "{file} is damaged.", "Open it in Excel or LibreOffice, repair and save it.",
    ),
    "doctype": (
        "{file} chứa khai báo DOCTYPE nên bị từ chối vì lý do an toàn.", "Mở và lưu lại bằng Excel.",
        "{file} holds a DOCTYPE and is refused for safety.", "Open and save it with Excel.",
    ),
    "unsafe-names": (
        "{file} chứa tên thành phần không an toàn hoặc trùng nhau.", "Mở và lưu lại bằng Excel.",
        "{file} holds unsafe or doubled part names.", "Open and save it with Excel.",
    ),
    "no-block": (
        "{file} không chứa khối OKR nào.", "Chèn một mẫu: sheets-sync insert ceo --into {file}",
        "{file} holds no OKR block.", "Insert a template: sheets-sync insert ceo --into {file}",
    ),
    "cannot-add-tab-signed": (
        "{file} có chữ ký số; thêm trang sẽ làm hỏng chữ ký.", "Chèn vào một tệp mới: --into okr.xlsx",
        "{file} is digitally signed; a new tab would break the signature.", "Insert into a new file: --into okr.xlsx",
    ),
    "cannot-add-tab-shared": (
        "{file} là sổ tính dùng chung kiểu cũ (Shared Workbook).", "Tắt chế độ dùng chung trong Excel, hoặc chèn vào tệp mới.",
        "{file} is an old-style shared workbook.", "Stop sharing it in Excel, or insert into a new file.",
    ),
    "cannot-add-tab-locked": (
        "Cấu trúc của {file} bị khoá nên không thêm được trang.", "Trong Excel: Review → Protect Workbook để mở khoá.",
        "The structure of {file} is locked; no tab can be added.", "Unlock it in Excel: Review → Protect Workbook.",
    ),
    "cannot-add-tab-no-workbook-part": (
        "{file} thiếu thành phần mà mọi sổ tính đều có.", "Mở và lưu lại bằng Excel, rồi chèn.",
        "{file} misses what every workbook has.", "Open and save it with Excel, then insert.",
    ),
    "cannot-edit-signed": (
        "{file} có chữ ký số; ghi vào tệp sẽ làm hỏng chữ ký.", "Gỡ chữ ký trong Excel (File → Info), rồi chạy lại lệnh.",
        "{file} is digitally signed; writing into it would break the signature.", "Remove the signature in Excel (File → Info), then run the command again.",
    ),
    "cannot-edit-shared": (
        "{file} là sổ tính dùng chung kiểu cũ (Shared Workbook) nên không ghi được.", "Tắt chế độ dùng chung trong Excel, rồi chạy lại lệnh.",
        "{file} is an old-style shared workbook, which cannot be written into.", "Stop sharing it in Excel, then run the command again.",
    ),
    "cannot-edit-locked": (
        "Cấu trúc của {file} bị khoá nên không gỡ được trang.", "Trong Excel: Review → Protect Workbook để mở khoá, rồi chạy lại lệnh.",
        "The structure of {file} is locked; no tab can be taken out.", "Unlock it in Excel (Review → Protect Workbook), then run the command again.",
    ),
    "cannot-edit-no-workbook-part": (
        "{file} thiếu thành phần mà mọi sổ tính đều có.", "Mở và lưu lại bằng Excel, rồi chạy lại lệnh.",
        "{file} misses what every workbook has.", "Open and save it with Excel, then run the command again.",
    ),
    "cannot-edit-no-tab": (
        "{file} không có trang “{tab}” chứa ô.", "Kiểm tra tên trang; sheets-sync sync cho biết trang nào đang được đọc.",
        "{file} has no tab of cells “{tab}”.", "Check the tab's name; sheets-sync sync tells which tabs are read.",
    ),
    "cannot-edit-array": (
        "Ô {cell} trong {file} thuộc một công thức mảng nên không ghi được; chưa ghi gì.", "Xoá công thức mảng đó trong Excel, rồi chạy lại lệnh.",
        "Cell {cell} in {file} belongs to an array formula and cannot be written; nothing was written.", "Clear that array formula in Excel, then run the command again.",
    ),
    "cannot-edit-table-header": (
        "Ô {cell} trong {file} là tiêu đề của bảng {table} nên không ghi được; chưa ghi gì.", "Dời bảng đó hoặc chuyển nó thành vùng thường (Convert to Range), rồi chạy lại lệnh.",
        "Cell {cell} in {file} is a header of the table {table} and cannot be written; nothing was written.", "Move that table or make it a plain range (Convert to Range), then run the command again.",
    ),
    "not-supported-yet": (
        "{file} là bảng tính Google; bản này chỉ đọc sổ tính Excel.", "Dùng một tệp .xlsx: sheets-sync insert ceo --into okr.xlsx",
        "{file} is a Google spreadsheet; this release works with Excel workbooks only.", "Use an .xlsx file: sheets-sync insert ceo --into okr.xlsx",
    ),
    # Insert
    "role-unknown": (
        "Không có mẫu cho vai trò “{role}”.", "Các vai trò, giống nhất đứng trước: {known}. Xem: sheets-sync templates list",
        "There is no template for role “{role}”.", "Roles, the most similar first: {known}. See: sheets-sync templates list",
    ),
    "templates-broken": (
        "Thư mục mẫu {folder} có lỗi nên không dùng được.", "Xem từng lỗi: sheets-sync templates check {folder}",
        "The templates in {folder} have mistakes and cannot be used.", "See each: sheets-sync templates check {folder}",
    ),
    "template-language": (
        "Mẫu “{role}” không có ngôn ngữ {lang}.", "Chọn --lang {known}, hoặc thêm bản dịch vào tệp của mẫu.",
        "The template “{role}” has no texts in {lang}.", "Choose --lang {known}, or add the translation to the template's file.",
    ),
    # Importing articles
    "article-not-text": (
        "{file} không phải văn bản UTF-8 hay UTF-16.", "Mở tệp và lưu lại dạng văn bản thuần (.txt), bảng mã UTF-8.",
        "{file} is no text in UTF-8 or UTF-16.", "Save it as plain text (.txt), encoding UTF-8.",
    ),
    "article-too-large": (
        "{file} quá lớn để là một bài viết.", "Chép phần có OKR sang một tệp văn bản riêng.",
        "{file} is too large for an article.", "Copy the part with the OKRs into a text file of its own.",
    ),
    "article-without-okrs": (
        "Không tìm thấy OKR nào trong {file}.", "Mỗi mục tiêu bắt đầu bằng “O1:”, mỗi kết quả then chốt bằng “KR1:”, ở đầu dòng.",
        "No OKRs were found in {file}.", "Begin each objective with “O1:” and each key result with “KR1:”, on a line of its own.",
    ),
    "cycle-unreadable": (
        "“{cycle}” không phải là chu kỳ.", "Viết ví dụ 2026-Q1, 2026-H1, 2026 hoặc 2026-01-15..2026-05-31.",
        "“{cycle}” is no cycle.", "Write such as 2026-Q1, 2026-H1, 2026 or 2026-01-15..2026-05-31.",
    ),
    "cycle-closed": (
        "Chu kỳ {cycle} đã đóng trong không gian “{workspace}”.", "Không còn gì để làm trong chu kỳ này; cho chu kỳ khác: sheets-sync insert VAI_TRÒ --into TỆP --cycle CHU_KỲ",
        "The cycle {cycle} is closed in workspace “{workspace}”.", "There is nothing left to do in it; for another one: sheets-sync insert ROLE --into FILE --cycle CYCLE",
    ),
    "values-missing": (
        "Mẫu này cần thêm: {names}.", "Thêm {flags}",
        "This template asks for {names}.", "Add {flags}",
    ),
    "values-unknown": (
        "Mẫu này không hỏi {names}.", "Các chỗ cần điền: {known}",
        "This template does not ask for {names}.", "It asks for: {known}",
    ),
    "value-bad": (
        "Giá trị của {name} phải dài 1–200 ký tự, không có ký tự điều khiển.", "Viết lại: --set {name}=\"…\"",
        "The value of {name} must have 1 to 200 characters, none of them control characters.", "Write it anew: --set {name}=\"…\"",
    ),
    "set-unreadable": (
        "“{text}” không có dạng TÊN=GIÁ TRỊ.", "Ví dụ: --set product_line=\"Loa thông minh\"",
        "“{text}” is not NAME=VALUE.", "Such as: --set product_line=\"Smart speakers\"",
    ),
    "owner-bad": (
        "Tên người phụ trách phải dài 1–200 ký tự.", "Viết lại --owner.",
        "The owner's name must have 1 to 200 characters.", "Write --owner anew.",
    ),
    "tab-bad": (
        "Tên trang “{tab}” không dùng được: tối đa 31 ký tự, không có [ ] : * ? / \\ và không bắt đầu hay kết thúc bằng '.", "Đổi --tab.",
        "The tab name “{tab}” cannot be used: at most 31 characters, none of [ ] : * ? / \\, no ' at its ends.", "Change --tab.",
    ),
    "tab-taken": (
        "Trong {file} đã có trang “{tab}”.", "Chọn tên khác bằng --tab, hoặc bỏ --tab.",
        "{file} already has a tab “{tab}”.", "Choose another --tab, or leave it out.",
    ),
    # Looking things up
    "measure-unknown": (
        "Không có chỉ số {measure} trong không gian “{workspace}”.", "Xem mã bằng: sheets-sync status --json",
        "There is no measure {measure} in workspace “{workspace}”.", "See the ids with: sheets-sync status --json",
    ),
    "document-unknown": (
        "Không có kế hoạch nào gắn với {document} trong không gian “{workspace}”.", "Xem tất cả bằng: sheets-sync status",
        "No plan is bound to {document} in workspace “{workspace}”.", "See all with: sheets-sync status",
    ),
    "cycle-empty": (
        "Không gian “{workspace}” không có kế hoạch nào đang mở trong chu kỳ {cycle}.", "Xem các kế hoạch: sheets-sync status",
        "Workspace “{workspace}” has no open plan in the cycle {cycle}.", "See the plans: sheets-sync status",
    ),
    "cycle-busy": (
        "Lệnh khác đang đọc {document} nên chưa đóng được chu kỳ {cycle}.", "Đợi lệnh đó xong rồi chạy lại.",
        "Another command is reading {document}; the cycle {cycle} was not closed.", "Wait for it and run this again.",
    ),
    # Correcting
    "correct-what": (
        "Cần đúng một trong hai: giá trị mới, hoặc rút lại.", "Ví dụ: sheets-sync correct {measure} --value 12 --reason \"gõ nhầm\", hoặc --retract --reason \"…\"",
        "Say either the new value or that it is retracted.", "Such as: sheets-sync correct {measure} --value 12 --reason \"a slip\", or --retract --reason \"…\"",
    ),
    "reason-bad": (
        "Cần lý do, dài 1–500 ký tự trên một dòng.", "Thêm --reason \"…\": lý do nằm trong lịch sử.",
        "A reason of 1 to 500 characters in one line is needed.", "Add --reason \"…\": it stands in the history.",
    ),
    "nothing-to-retract": (
        "Chỉ số {measure} không có giá trị nào để rút lại.", "Xem lịch sử: sheets-sync history {measure}",
        "Measure {measure} has no value to retract.", "See its history: sheets-sync history {measure}",
    ),
    "correct-ambiguous": (
        "“{value}” có thể là {first} hoặc {second}.", "Viết không có dấu phân cách hàng nghìn, ví dụ 1234; phần thập phân có 3 chữ số thì thêm số 0: 1,2340.",
        "“{value}” may mean {first} or {second}.", "Write it without separators of thousands, such as 1234; three decimals with a nought more: 1.2340.",
    ),
    "correct-out-of-range": (
        "{value} nằm ngoài khoảng cho phép ({low} đến {high}).", "Viết giá trị trong khoảng đó.",
        "{value} lies outside of what is possible ({low} to {high}).", "Give a value within that range.",
    ),
    "correct-unreadable": (
        "“{value}” không đọc được thành giá trị của chỉ số này (loại {kind}, đơn vị {unit}).", "Viết một con số theo đơn vị đó, ví dụ 12 hoặc 12,5.",
        "“{value}” cannot be read as a value of this measure (kind {kind}, unit {unit}).", "Write a number in that unit, such as 12 or 12.5.",
    ),
    # Adopting and removing
    "nothing-to-adopt": (
        "Mọi khối OKR trong {file} đã gắn với kế hoạch của chúng.", "Không cần nhận; đồng bộ bằng: sheets-sync sync {file}",
        "Every OKR block in {file} is bound to its plan already.", "There is nothing to adopt; sync with: sheets-sync sync {file}",
    ),
    "tab-without-block": (
        "Trang “{tab}” của {file} không có khối OKR nào như vậy.", "Các trang có khối: {tabs}",
        "Tab “{tab}” of {file} holds no such OKR block.", "Tabs that do: {tabs}",
    ),
    "adopt-unreadable": (
        "Khối trên trang “{tab}” của {file} thiếu {missing} nên không nhận được.", "Khôi phục dòng khoá ẩn và dòng tiêu đề, hoặc chèn lại mẫu: sheets-sync insert",
        "The block in tab “{tab}” of {file} lacks {missing} and cannot be adopted.", "Restore its hidden key row and its title, or insert the template anew: sheets-sync insert",
    ),
    "binding-busy": (
        "Lệnh khác đang đọc hoặc ghi {document}.", "Đợi lệnh đó xong rồi chạy lại.",
        "Another command is reading or writing {document}.", "Wait for it and run this again.",
    ),
    "remove-which": (
        "{file} có nhiều khối OKR.", "Nói rõ trang nào: --tab (các trang: {tabs})",
        "{file} holds several OKR blocks.", "Say which: --tab (tabs: {tabs})",
    ),
    "block-changed": (
        "Khối trên trang “{tab}” không còn như lúc chèn; các ô đã thay đổi: {cells}.", "Xoá trang trong Excel nếu thật sự không cần; hoặc trả các ô về như cũ rồi chạy lại.",
        "The block in tab “{tab}” is no longer as it was inserted; changed cells: {cells}.", "Delete the tab in Excel if it is truly not needed; or put the cells back and run this again.",
    ),
    "output-full": (
        "Không ghi được kết quả: {reason}.", "Giải phóng chỗ trống, hoặc chuyển kết quả sang nơi khác.",
        "The result cannot be written: {reason}.", "Free some space, or send the result elsewhere.",
    ),
    "output-is-bound": (
        "{file} chứa khối OKR của một kế hoạch nên không bị ghi đè.", "Chọn tên tệp khác bằng -o.",
        "{file} holds the OKR block of a plan and is not replaced.", "Choose another name with -o.",
    ),
    "tab-with-objects": (
        "Trang “{tab}” còn chứa thứ không phải của khối: {things}.", "Chuyển chúng sang trang khác (bình luận, biểu đồ, hình, bảng), rồi chạy lại.",
        "Tab “{tab}” holds what is not of the block: {things}.", "Move it to another tab (comments, charts, pictures, tables), then run this again.",
    ),
    "cycle-unread": (
        "Không đọc được {document} lần cuối nên chưa đóng được chu kỳ {cycle}.", "Sửa tệp; hoặc nếu tệp đã mất hẳn, gỡ kế hoạch: sheets-sync remove {document}; rồi chạy lại.",
        "{document} could not be read a last time; the cycle {cycle} was not closed.", "Put the file right; or, if it is gone for good, take its plan out: sheets-sync remove {document}; then run this again.",
    ),
    "tab-spoken-of": (
        "Công thức ở nơi khác trong tệp dùng trang “{tab}”: {cells}.", "Sửa các công thức đó trước.",
        "Formulas elsewhere in the file use the tab “{tab}”: {cells}.", "Change these formulas first.",
    ),
    "date-unreadable": (
        "“{date}” không phải là ngày.", "Viết ví dụ --at 2026-03-31",
        "“{date}” is not a date.", "Write such as --at 2026-03-31",
    ),
    "workspace-bad": (
        "Tên không gian “{workspace}” phải dài 1–100 ký tự.", "Đổi --workspace.",
        "The workspace name “{workspace}” must have 1 to 100 characters.", "Change --workspace.",
    ),
    # Exporting
    "export-suffix": (
        "Không rõ phải ghi {file} ở dạng nào.", "Đặt tên tệp kết thúc bằng .csv, .xlsx hoặc .json.",
        "It is not clear what kind of file {file} should be.", "Give it a name that ends in .csv, .xlsx or .json.",
    ),
    "output-exists": (
        "Đã có tệp {file}; chưa ghi gì.", "Thêm --force để thay tệp đó, hoặc chọn tên khác.",
        "{file} exists; nothing was written.", "Add --force to replace it, or choose another name.",
    ),
    "sheet-too-long": (
        "Có {rows} dòng, mà một trang Excel chỉ chứa được {most}; chưa ghi gì.", "Xuất ra JSON: sheets-sync export -o okr.json",
        "There are {rows} rows, and a sheet of Excel takes {most}; nothing was written.", "Export to JSON: sheets-sync export -o okr.json",
    ),
    # Settings and store
    "settings-unreadable": (
        "Không đọc được {file}: {reason}.", "Sửa tệp theo cú pháp TOML.",
        "{file} cannot be read: {reason}.", "Mend it; it is TOML.",
    ),
    "setting-unknown": (
        "{file} có thiết lập lạ “{name}”.", "Các thiết lập: {known}",
        "{file} has an unknown setting “{name}”.", "The settings are: {known}",
    ),
    "setting-not-text": (
        "Thiết lập {name} trong {file} phải là chuỗi.", "Đặt giá trị trong ngoặc kép.",
        "Setting {name} in {file} must be a string.", "Put the value into quotes.",
    ),
    "now-unreadable": (
        "{origin} = “{value}” không phải thời điểm có múi giờ.", "Viết ví dụ 2026-03-31T09:00:00+07:00.",
        "{origin} = “{value}” is no time with a zone.", "Write such as 2026-03-31T09:00:00+07:00.",
    ),
    "store-url": (
        "Địa chỉ kho dữ liệu không dùng được ({source}).", "Dùng sqlite:///ĐƯỜNG_DẪN hoặc postgresql+psycopg://…",
        "The store's address cannot be used ({source}).", "Use sqlite:///PATH or postgresql+psycopg://…",
    ),
    "store-unreachable": (
        "Không mở được kho dữ liệu {store} ({source}).", "Kiểm tra địa chỉ, quyền truy cập và máy chủ, rồi thử: sheets-sync db upgrade",
        "The store {store} ({source}) cannot be opened.", "Check the address, its permissions and the server, then try: sheets-sync db upgrade",
    ),
    "store-damaged": (
        "Kho dữ liệu {store} bị hỏng.", "Khôi phục từ bản sao lưu.",
        "The store {store} is damaged.", "Restore it from a backup.",
    ),
    "store-missing": (
        "Không có kho dữ liệu {store}.", "Kiểm tra địa chỉ.",
        "There is no store {store}.", "Check its address.",
    ),
    "store-conflict": (
        "Lệnh khác vừa ghi cùng lúc vào kho dữ liệu {store}.", "Chạy lại lệnh.",
        "Another command wrote to the store {store} at the same time.", "Run the command again.",
    ),
    "lease-lost": (
        "Lượt đồng bộ này quá lâu nên lượt khác đã tiếp quản; chưa ghi gì.", "Chạy lại lệnh.",
        "This pass took too long and another one took over; nothing was written.", "Run the command again.",
    ),
    "binding-unknown": (
        "Tài liệu này vừa được gỡ khỏi kế hoạch.", "Xem các kế hoạch: sheets-sync status",
        "This document was just unbound from its plan.", "See the plans: sheets-sync status",
    ),
    "plan-unknown": (
        "Kế hoạch này không còn trong kho dữ liệu {store}.", "Xem các kế hoạch: sheets-sync status",
        "This plan is no longer in the store {store}.", "See the plans: sheets-sync status",
    ),
    "plan-not-pending": (
        "Kế hoạch này đã được đọc nên không thể bỏ.", "Xem các kế hoạch: sheets-sync status",
        "This plan was read already and cannot be dropped.", "See the plans: sheets-sync status",
    ),
    "store-too-new": (
        "Kho dữ liệu {store} do phiên bản mới hơn tạo ra.", "Cập nhật sheets-sync.",
        "The store {store} was made by a newer release.", "Update sheets-sync.",
    ),
    "store-busy": (
        "Kho dữ liệu {store} đang bận.", "Đợi một lát rồi chạy lại.",
        "The store {store} is busy.", "Wait a moment and run the command again.",
    ),
    "document-of-another-workspace": (
        "{document} thuộc về một không gian khác.", "Dùng tệp khác, hoặc đúng --workspace.",
        "{document} belongs to another workspace.", "Use another file, or the right --workspace.",
    ),
    "json-or-lines": (
        "--json và --json-lines không đi cùng nhau.", "Chọn một: --json trả lời một lần ở cuối, --json-lines mỗi lượt một dòng.",
        "--json and --json-lines do not go together.", "Choose one: --json answers once at the end, --json-lines a line for each run.",
    ),
    "timeout": (
        "Đã hết thời gian cho phép (--timeout); những gì đã xong vẫn được giữ.", "Chạy lại để làm tiếp, hoặc cho thêm thời gian: --timeout SỐ_GIÂY",
        "Time is up (--timeout); what was done is kept.", "Run it again to go on, or give it more time: --timeout SECONDS",
    ),
    "interrupted": (
        "Đã dừng theo yêu cầu; những gì đã xong vẫn được giữ.", "Chạy lại để làm tiếp.",
        "Stopped as you asked; what was done is kept.", "Run it again to go on.",
    ),
}  # fmt: skip
