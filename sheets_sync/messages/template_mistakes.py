"""What can be wrong in a role template file, and how it is mended, in Vietnamese and English.

Arguments in braces: `found` is what stands in the file, `key` the key, the others are named where the mistake is
found (`sync.templates.nodes`, `sync.templates.reader`). File and line are shown beside the sentence, not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sheets_sync.messages.catalogue import Words


class TemplateCode(StrEnum):
    """The closed list of mistakes in a template file."""

    # The file
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"
    YAML_SYNTAX = "yaml-syntax"
    ALIAS = "alias"
    TOO_DEEP = "too-deep"

    # Keys and shapes
    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    EMPTY_LIST = "empty-list"
    NOT_BOOLEAN = "not-boolean"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    DOUBLED_KEY = "doubled-key"

    # Texts
    NOT_BY_LANGUAGE = "not-by-language"
    LANGUAGE_MISSING = "language-missing"
    NOT_A_TEXT = "not-a-text"
    EMPTY_TEXT = "empty-text"
    TEXT_TOO_LONG = "text-too-long"
    NOT_NFC = "not-nfc"
    OWNER_SEPARATOR = "owner-separator"

    # Ids and placeholders
    BAD_ID = "bad-id"
    ID_DOUBLED = "id-doubled"
    BAD_PLACEHOLDER = "bad-placeholder"
    PLACEHOLDER_RESERVED = "placeholder-reserved"
    PLACEHOLDER_UNDECLARED = "placeholder-undeclared"
    PLACEHOLDER_UNUSED = "placeholder-unused"
    PLACEHOLDER_DIFFERS = "placeholder-differs"

    # Figures and dates
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_DIRECTION = "unknown-direction"
    NOT_FOR_MILESTONE = "not-for-milestone"
    UNIT_KIND_MISMATCH = "unit-kind-mismatch"
    BAD_NUMBER = "bad-number"
    OUT_OF_RANGE = "out-of-range"
    WEIGHT_NOT_POSITIVE = "weight-not-positive"
    TARGET_MISSING = "target-missing"
    BAD_RANGE = "bad-range"
    STRETCH_ONLY_REACH = "stretch-only-reach"
    GROWTH_NEEDS_TARGET = "growth-needs-target"
    GROWTH_NEEDS_START = "growth-needs-start"
    BAD_PERIOD = "bad-period"
    BAD_DATE_WORD = "bad-date-word"

    # What the import left for a person
    REVIEW_OPEN = "review-open"


def mistake_words(code: TemplateCode, lang: str, args: Mapping[str, str]) -> Words:
    """The mistake's sentences in a language ("vi" or "en"), its arguments filled in."""
    message, mend = TEMPLATE_MISTAKES[code][lang]
    return Words(message.format_map(args).strip(), mend.format_map(args))


TEMPLATE_MISTAKES: Mapping[TemplateCode, Mapping[str, Words]] = {
    TemplateCode.UNREADABLE: {
        "vi": Words("Không đọc được: {reason}.", "Kiểm tra đường dẫn và quyền đọc."),
        "en": Words("It cannot be read: {reason}.", "Check the path and the right to read it."),
    },
    TemplateCode.TOO_LARGE: {
        "vi": Words("Tệp lớn hơn {limit} byte.", "Mẫu vai trò chỉ vài kilobyte: kiểm tra xem có nhầm tệp không."),
        "en": Words("The file has more than {limit} bytes.", "A template has a few kilobytes: is it the right file?"),
    },
    TemplateCode.NOT_UTF8: {
        "vi": Words("Từ dòng này tệp không phải UTF-8.", "Lưu lại tệp với bảng mã UTF-8."),
        "en": Words("From this line on the file is not UTF-8.", "Save the file again, as UTF-8."),
    },
    TemplateCode.CONTROL_CHARACTER: {
        "vi": Words("Có ký tự điều khiển hoặc dấu xuống dòng ({found}).", "Xoá ký tự đó; viết văn bản trên một dòng."),
        "en": Words("There is a control character or a line break ({found}).", "Take it out; keep each text on one line."),
    },
    TemplateCode.YAML_SYNTAX: {
        "vi": Words("YAML sai cú pháp: {problem}.", "Sửa từ dòng này; thụt lề bằng dấu cách, đặt văn bản trong ngoặc kép."),
        "en": Words("This is not YAML: {problem}.", "Mend it here or just above; indent with blanks, put texts in quotes."),
    },
    TemplateCode.ALIAS: {
        "vi": Words("Không dùng tham chiếu “*{found}” trong mẫu.", "Chép nội dung được tham chiếu vào đây."),
        "en": Words("A template does not use references such as “*{found}”.", "Write out here what it refers to."),
    },
    TemplateCode.TOO_DEEP: {
        "vi": Words("Lồng quá {limit} cấp.", "Đối chiếu với một mẫu có sẵn: sheets-sync templates show ceo."),
        "en": Words("It is nested more than {limit} deep.", "Compare with a shipped one: sheets-sync templates show ceo."),
    },
    TemplateCode.NOT_A_MAPPING: {
        "vi": Words("Ở đây cần các cặp `khoá: giá trị`, nhưng lại có “{found}”.", "Viết mỗi khoá trên một dòng, giá trị sau dấu hai chấm."),
        "en": Words("Pairs `key: value` are due here, not “{found}”.", "Write each key on a line of its own, then a colon and its value."),
    },
    TemplateCode.NOT_A_LIST: {
        "vi": Words("`{key}` phải là danh sách, nhưng lại có “{found}”.", "Viết mỗi mục trên một dòng, bắt đầu bằng dấu gạch “- ”."),
        "en": Words("`{key}` must be a list, not “{found}”.", "Write each item on a line of its own, after a dash “- ”."),
    },
    TemplateCode.EMPTY_LIST: {
        "vi": Words("`{key}` đang trống.", "Thêm ít nhất một mục."),
        "en": Words("`{key}` is empty.", "Give it at least one item."),
    },
    TemplateCode.NOT_BOOLEAN: {
        "vi": Words("`{key}` phải là true hoặc false, không phải “{found}”.", "Viết `{key}: true`, hoặc bỏ dòng này."),
        "en": Words("`{key}` must be true or false, not “{found}”.", "Write `{key}: true`, or leave the line out."),
    },
    TemplateCode.UNKNOWN_KEY: {
        "vi": Words("Ở đây không có khoá `{key}`.", "Dùng một trong các khoá (gần giống nhất đứng trước): {known}."),
        "en": Words("There is no key `{key}` here.", "Use one of these, the most similar first: {known}."),
    },
    TemplateCode.MISSING_KEY: {
        "vi": Words("Thiếu khoá `{key}`.", "Thêm `{key}: …` vào mục bắt đầu ở dòng này."),
        "en": Words("The key `{key}` is missing.", "Add `{key}: …` to what begins on this line."),
    },
    TemplateCode.DOUBLED_KEY: {
        "vi": Words("Khoá `{key}` đã có ở dòng {first}.", "Giữ lại một trong hai."),
        "en": Words("The key `{key}` stands in line {first} already.", "Keep one of the two."),
    },
    TemplateCode.NOT_BY_LANGUAGE: {
        "vi": Words("`{key}` phải ghi theo ngôn ngữ, không phải “{found}”.", 'Viết {{vi: "…", en: "…"}}.'),
        "en": Words("`{key}` must be given by language, not “{found}”.", 'Write {{vi: "…", en: "…"}}.'),
    },
    TemplateCode.LANGUAGE_MISSING: {
        "vi": Words("`{key}` thiếu ngôn ngữ: {missing}.", "Thêm bản dịch: tên của mẫu quyết định cần những ngôn ngữ nào."),
        "en": Words("`{key}` lacks: {missing}.", "Add it: the template's name decides which languages every text needs."),
    },
    TemplateCode.NOT_A_TEXT: {
        "vi": Words("“{found}” không phải là văn bản.", "Đặt văn bản trong ngoặc kép."),
        "en": Words("“{found}” is not a text.", "Put the text in quotes."),
    },
    TemplateCode.EMPTY_TEXT: {
        "vi": Words("Văn bản đang trống.", "Viết nội dung, hoặc bỏ hẳn khoá này."),
        "en": Words("The text is empty.", "Write it, or leave the key out."),
    },
    TemplateCode.TEXT_TOO_LONG: {
        "vi": Words("Văn bản dài hơn {limit} ký tự.", "Viết ngắn lại: nó phải nằm gọn trong một ô."),
        "en": Words("The text has more than {limit} characters.", "Shorten it: it must fit into a cell."),
    },
    TemplateCode.NOT_NFC: {
        "vi": Words("Dấu của “{found}” được gõ rời (Unicode tổ hợp).", "Gõ lại bằng bộ gõ Unicode dựng sẵn (NFC)."),
        "en": Words("The accents of “{found}” are characters of their own.", "Type it again in composed Unicode (NFC)."),
    },
    TemplateCode.OWNER_SEPARATOR: {
        "vi": Words("“{found}” có dấu phẩy hoặc chấm phẩy nên sẽ bị đọc thành nhiều người.", "Ghi mỗi người phụ trách thành một mục."),
        "en": Words("“{found}” holds a comma or semicolon and would be read as several owners.", "Give each owner an item of its own."),
    },
    TemplateCode.BAD_ID: {
        "vi": Words("Mã “{found}” không khớp với tên tệp “{stem}”, hoặc có ký tự không dùng được.", "Đặt mã và tên tệp giống nhau: chữ thường a–z đứng đầu, rồi a–z, 0–9 và _."),
        "en": Words("The id “{found}” is not the file's name “{stem}”, or has characters that an id must not have.", "Give both the same name: a letter a-z, then a-z, 0-9 and _."),
    },
    TemplateCode.ID_DOUBLED: {
        "vi": Words("Mã “{found}” đã có ở tệp {other}.", "Đổi tên hoặc xoá một trong hai tệp."),
        "en": Words("The id “{found}” is that of {other} already.", "Rename or delete one of the two files."),
    },
    TemplateCode.BAD_PLACEHOLDER: {
        "vi": Words("“{found}” không phải là chỗ trống điền được ở đây.", "Viết {{{{ten}}}} (chữ thường a–z, 0–9, _), chỉ trong mục tiêu, kết quả then chốt và chỉ số."),
        "en": Words("“{found}” is no placeholder that is filled in here.", "Write {{{{name}}}} (a-z, 0-9, _), in objectives, key results and measures only."),
    },
    TemplateCode.PLACEHOLDER_RESERVED: {
        "vi": Words("Chỗ trống `{name}` có sẵn, không khai báo lại.", "Đặt tên khác, hoặc bỏ phần khai báo: {{{{{name}}}}} tự được điền."),
        "en": Words("The placeholder `{name}` is built in.", "Give it another name, or take the declaration out: {{{{{name}}}}} fills itself."),
    },
    TemplateCode.PLACEHOLDER_UNDECLARED: {
        "vi": Words("Chỗ trống {{{{{name}}}}} chưa được khai báo.", "Thêm `{name}` vào `placeholders`, với label, ask và example."),
        "en": Words("The placeholder {{{{{name}}}}} is not declared.", "Add `{name}` to `placeholders`, with label, ask and example."),
    },
    TemplateCode.PLACEHOLDER_UNUSED: {
        "vi": Words("Chỗ trống `{name}` không được dùng ở đâu.", "Viết {{{{{name}}}}} vào một văn bản, hoặc bỏ khai báo."),
        "en": Words("The placeholder `{name}` is used nowhere.", "Write {{{{{name}}}}} into a text, or take the declaration out."),
    },
    TemplateCode.PLACEHOLDER_DIFFERS: {
        "vi": Words("`{key}` không có {names} ở mọi ngôn ngữ.", "Dùng cùng những chỗ trống trong mỗi bản dịch."),
        "en": Words("`{key}` does not have {names} in every language.", "Use the same placeholders in each translation."),
    },
    TemplateCode.UNKNOWN_KIND: {
        "vi": Words("Không có loại chỉ số “{found}”.", "Dùng một trong các loại (gần giống nhất đứng trước): {known}."),
        "en": Words("There is no kind “{found}”.", "Use one of these, the most similar first: {known}."),
    },
    TemplateCode.UNKNOWN_DIRECTION: {
        "vi": Words("Không có hướng “{found}”.", "Dùng một trong các hướng (gần giống nhất đứng trước): {known}."),
        "en": Words("There is no direction “{found}”.", "Use one of these, the most similar first: {known}."),
    },
    TemplateCode.NOT_FOR_MILESTONE: {
        "vi": Words("Cột mốc không có `{key}`.", "Bỏ `{key}`, hoặc đổi loại của chỉ số."),
        "en": Words("A milestone has no `{key}`.", "Take `{key}` out, or give the measure another kind."),
    },
    TemplateCode.UNIT_KIND_MISMATCH: {
        "vi": Words("Đơn vị “{found}” không hợp với loại {kind}.", "percent dùng “%”, currency dùng một mã ba chữ in hoa (VND, USD) cho mọi ngôn ngữ, count và score dùng từ khác."),
        "en": Words("The unit “{found}” does not go with the kind {kind}.", "percent takes “%”, currency one code of three capitals (VND, USD) in every language, count and score any other word."),
    },
    TemplateCode.BAD_NUMBER: {
        "vi": Words("`{key}`: “{found}” không phải là số.", "Chỉ dùng chữ số, dấu chấm cho phần thập phân, tối đa 15 chữ số, không ngoặc kép."),
        "en": Words("`{key}`: “{found}” is not a number.", "Use digits only, a dot for decimals, at most 15 digits, no quotes."),
    },
    TemplateCode.OUT_OF_RANGE: {
        "vi": Words("`{key}`: {found} nằm ngoài khoảng cho phép của loại {kind} ({low} đến {high}).", "Viết một số trong khoảng đó."),
        "en": Words("`{key}`: {found} is outside of what a {kind} can be ({low} to {high}).", "Write a number within that range."),
    },
    TemplateCode.WEIGHT_NOT_POSITIVE: {
        "vi": Words("Trọng số {found} phải lớn hơn 0.", "Viết số dương, hoặc bỏ dòng này (trọng số 1)."),
        "en": Words("The weight {found} must be above 0.", "Write a positive number, or leave the line out (weight 1)."),
    },
    TemplateCode.TARGET_MISSING: {
        "vi": Words("Chỉ số loại {kind} cần có `target`.", "Thêm `target: …`, hoặc dùng `kind: milestone`."),
        "en": Words("A measure of kind {kind} needs a `target`.", "Add `target: …`, or make it `kind: milestone`."),
    },
    TemplateCode.BAD_RANGE: {
        "vi": Words("Khoảng mục tiêu {found} phải gồm mức cam kết rồi mức vượt bậc xa hơn.", "Viết như `target: [2, 3]`, hoặc chỉ một số."),
        "en": Words("The range {found} must be the committed target, then a stretch beyond it.", "Write it as `target: [2, 3]`, or give one number."),
    },
    TemplateCode.STRETCH_ONLY_REACH: {
        "vi": Words("Mức vượt bậc chỉ dùng với reach, không dùng với {direction}.", "Chỉ ghi một số ở `target`."),
        "en": Words("A stretch goes with reach only, not with {direction}.", "Give `target` one number."),
    },
    TemplateCode.GROWTH_NEEDS_TARGET: {
        "vi": Words("increase_by cần mục tiêu lớn hơn 0, không phải {found}.", "Ghi mức tăng bằng phần trăm, ví dụ 20."),
        "en": Words("increase_by needs a target above 0, not {found}.", "Write the growth in percent, such as 20."),
    },
    TemplateCode.GROWTH_NEEDS_START: {
        "vi": Words("increase_by của loại {kind} cần giá trị ban đầu lớn hơn 0.", "Thêm `start: …`, hoặc `ask_start: true` để hỏi khi dùng."),
        "en": Words("increase_by of a {kind} needs a start above 0.", "Add `start: …`, or `ask_start: true` to have it asked for."),
    },
    TemplateCode.BAD_PERIOD: {
        "vi": Words("Không đọc được chu kỳ “{found}”.", "Viết day, week, month, quarter, year, hoặc như `2 months`."),
        "en": Words("“{found}” is no period.", "Write day, week, month, quarter, year, or such as `2 months`."),
    },
    TemplateCode.BAD_DATE_WORD: {
        "vi": Words("`{key}`: “{found}” không phải là mốc thời gian.", "Viết như jan-start, feb-mid, mar-end, q1-start, q1-end, year-end, hoặc 2026-03-31."),
        "en": Words("`{key}`: “{found}” is no date.", "Write such as jan-start, feb-mid, mar-end, q1-start, q1-end, year-end, or 2026-03-31."),
    },
    TemplateCode.REVIEW_OPEN: {
        "vi": Words("Chỗ này còn chờ người xem lại. {reason}", "Xem lại, sửa nếu cần, rồi xoá dòng `review`."),
        "en": Words("This waits for somebody to look at it. {reason}", "Look at it, mend it if need be, then take the line `review` out."),
    },
}  # fmt: skip
