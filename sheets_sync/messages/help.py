"""The `--help` pages in Vietnamese, and an example for each command.

The English stands with the commands; here it is the key, without line breaks. tests/test_docs.py tells what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "": "insert ceo --into okr.xlsx",
    "templates": "templates list",
    "templates list": "templates list",
    "templates show": "templates show ceo",
    "templates check": "templates check our-templates",
    "templates import": "templates import article.txt --lang vi -o our-templates",
    "insert": "insert sales_director --into okr.xlsx --lang vi --cycle 2026-Q1",
    "sync": "sync okr.xlsx",
    "status": "status okr.xlsx --at 2026-03-31",
    "findings": "findings okr.xlsx",
    "history": "history m3cmj4r81g",
    "correct": 'correct m3cmj4r81g --value 12 --reason "Counted twice"',
    "adopt": "adopt okr_v2.xlsx",
    "remove": 'remove okr.xlsx --tab "OKR 2026-Q1"',
    "export": "export -o okr.xlsx",
    "cycle": "cycle close 2026-Q1",
    "cycle close": "cycle close 2026-Q1",
    "demo": "demo",
    "db": "db upgrade",
    "db upgrade": "db upgrade",
    "completion": "completion bash >> ~/.bashrc",
}
"""What may be typed behind `sheets-sync`, by command."""

VIETNAMESE: Mapping[str, str] = {
    # What click says itself
    "Options": "Tuỳ chọn",
    "Commands": "Các lệnh",
    "Show this message and exit.": "Hiện trang này rồi thoát.",
    "Show the version and exit.": "Hiện phiên bản rồi thoát.",
    # Of many commands
    "Answer in JSON on stdout.": "Trả lời bằng JSON trên stdout.",
    "No remarks and no progress: nothing on stderr but errors.": "Không nhắc gì, không hiện tiến độ: stderr chỉ có lỗi.",
    "The tenant to act for (default: local).": "Không gian làm việc (mặc định: local).",
    "Show what would change; write nothing.": "Cho xem sẽ thay đổi gì; không ghi gì.",
    "Stop after so many seconds, with what was done until then; exit 3.": "Dừng sau chừng ấy giây, giữ những gì đã xong; mã thoát 3.",
    "Which tab, where several hold a block.": "Trang nào, nếu nhiều trang có khối OKR.",
    # Commands
    "OKRs that live in Excel and Google Sheets: insert role templates, read progress back.": "OKR ngay trong Excel và Google Sheets: chèn mẫu theo vai trò, đọc lại tiến độ.",
    "Role templates: list, show, check, import.": "Mẫu theo vai trò: liệt kê, xem, kiểm tra, nhập từ bài viết.",
    "Make role templates of an article that lists OKRs by role. Exit 1 if something needs a person.": "Tạo mẫu theo vai trò từ một bài viết liệt kê OKR. Mã thoát 1 nếu có chỗ cần người xem.",
    "Language of the article, and of the templates.": "Ngôn ngữ của bài viết và của các mẫu.",
    "The folder for the templates, one file a role; it is made.": "Thư mục cho các mẫu, mỗi vai trò một tệp; chưa có thì được tạo.",
    "Replace files that are there already.": "Ghi đè các tệp đã có.",
    "List the role templates.": "Liệt kê các mẫu theo vai trò.",
    "Show one role template.": "Xem một mẫu.",
    "Check every template in a folder: each mistake with file, line and mend. Exit 1 if there is one.": "Kiểm tra mọi mẫu trong một thư mục: từng lỗi kèm tệp, dòng và cách sửa. Mã thoát 1 nếu có lỗi.",
    "Insert a role template into a workbook, as a new plan.": "Chèn một mẫu vào sổ tính, thành kế hoạch mới.",
    "The workbook: a new one, or one to add a tab to.": "Sổ tính: tệp mới, hoặc tệp sẵn có để thêm trang.",
    "Language of the block.": "Ngôn ngữ của khối.",
    "2026-Q1, 2026-H1, 2026 or two dates (default: this quarter).": "2026-Q1, 2026-H1, 2026 hoặc hai ngày (mặc định: quý này).",
    "Whose plan it is (default: the role's name).": "Kế hoạch của ai (mặc định: tên vai trò).",
    "A placeholder's value; may be repeated.": "Giá trị cho một chỗ cần điền; dùng được nhiều lần.",
    "Name of the new tab (default: OKR and the cycle).": "Tên trang mới (mặc định: OKR và chu kỳ).",
    "Lock computed cells, key row and ids.": "Khoá các ô tính toán, dòng khoá và cột mã.",
    "Show what would be inserted; write nothing.": "Cho xem sẽ chèn gì; không ghi gì.",
    "Read documents, or everything bound when none is named, and store what is new. Exit 1 when a warning or error is open, 3 when some of several documents could not be read or time ran out.": "Đọc các tài liệu, hoặc mọi tài liệu đã gắn kế hoạch nếu không nêu tên, và lưu những gì mới.\n\nMã thoát 1 khi còn cảnh báo hay lỗi, 3 khi có tài liệu không đọc được trong số nhiều tài liệu hoặc đã hết giờ.",
    "Read every bound document, also those whose time and size are the same.": "Đọc mọi tài liệu đã gắn kế hoạch, cả khi thời gian và cỡ tệp không đổi.",
    "Give ids to the complete rows that people added, in the document.": "Cấp mã, ngay trong tài liệu, cho các dòng đầy đủ mà người dùng tự thêm.",
    "Answer with a line of JSON for each run, as it ends.": "Trả lời mỗi lượt một dòng JSON, ngay khi lượt kết thúc.",
    "Show where every plan stands, or those of one document.": "Xem tiến độ mọi kế hoạch, hoặc của một tài liệu.",
    "As it was known at the end of that day.": "Như đã biết vào cuối ngày đó.",
    "List what needs a person: every open finding, with its cell and its mend.": "Liệt kê những gì cần người xem: từng điều còn mở, kèm ô và cách sửa.",
    "List every accepted value of a measure, oldest first.": "Liệt kê mọi giá trị đã nhận của một chỉ số, cũ nhất trước.",
    "Correct the value of a measure that counts, or retract it, with a reason. The old value is struck out in the history, never deleted. The sheet is not written.": "Đính chính giá trị đang tính của một chỉ số, hoặc rút lại, kèm lý do.\n\nGiá trị cũ bị gạch trong lịch sử chứ không bị xoá. Bảng tính không bị ghi.",
    "The right value, in the measure's unit; points for a percent.": "Giá trị đúng, theo đơn vị của chỉ số; phần trăm thì tính bằng điểm.",
    "Take the value back: the measure is unreported again.": "Rút giá trị lại: chỉ số trở về chưa báo cáo.",
    "Why; it stands in the history.": "Vì sao; lý do nằm trong lịch sử.",
    "Make a plan of its own of a copied block, or of one from another store, and read it.": "Biến khối được sao chép, hoặc khối từ kho dữ liệu khác, thành kế hoạch riêng rồi đọc.",
    "Take a block out of a document while it is as it was inserted; else say which cells have changed.": "Gỡ một khối khỏi tài liệu khi nó còn như lúc chèn; nếu không, nêu những ô đã thay đổi.",
    "Write all plans with their figures: CSV, a workbook with charts, or JSON with history and findings. Without a file, CSV goes to stdout, JSON with --json.": "Ghi mọi kế hoạch cùng số liệu: CSV, sổ tính có biểu đồ, hoặc JSON kèm lịch sử và những điều cần xem.\n\nKhông nêu tệp thì CSV ra stdout, thêm --json thì JSON.",
    "A file that ends in .csv, .xlsx or .json.": "Tệp có đuôi .csv, .xlsx hoặc .json.",
    "Language of a workbook (default: the screen's).": "Ngôn ngữ của sổ tính (mặc định: như màn hình).",
    "Replace a file that exists.": "Thay tệp đã có.",
    "Close cycles that are over.": "Đóng các chu kỳ đã qua.",
    "Read the documents of a cycle a last time and close its plans: they are never read again. A cycle closes by itself 30 days after its end.": "Đọc lần cuối các tài liệu của một chu kỳ rồi đóng các kế hoạch: từ đó không đọc nữa.\n\nChu kỳ tự đóng 30 ngày sau khi kết thúc.",
    "Show the main job: insert, fill, shuffle, sync, look.": "Xem thử công việc chính: chèn, điền, xáo trộn, đồng bộ, xem.",
    "The store: where it is and which form it has.": "Kho dữ liệu: nằm ở đâu và ở dạng nào.",
    "Bring the store to this release's form (every command does so by itself too).": "Đưa kho dữ liệu về dạng của bản này (lệnh nào cũng tự làm việc đó).",
    "Print the script that makes a shell complete commands, options, roles and files.": "In đoạn mã giúp shell tự điền lệnh, tuỳ chọn, vai trò và tệp.",
}  # fmt: skip
