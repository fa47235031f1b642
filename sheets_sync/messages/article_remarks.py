"""What an import says about an article's lines and about what it is unsure of, in Vietnamese and English.

Arguments in braces: `found` is what stands in the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Remark(StrEnum):
    """The closed list of remarks."""

    # Lines that are not used
    INTRODUCTION = "introduction"
    BESIDE = "beside"
    AFTER = "after"
    PICTURE = "picture"
    LINK = "link"
    DRAWN_LINE = "drawn-line"
    NO_KEY_RESULTS = "no-key-results"

    # Structure that a person should look at
    NO_HEADING = "no-heading"
    NO_RESULTS_YET = "no-results-yet"
    OBJECTIVE_OWNER = "objective-owner"
    OWNER_LONG = "owner-long"
    MENTION_INSIDE = "mention-inside"
    LIST_JOINED = "list-joined"
    EMPTY_ITEM = "empty-item"
    BLANK = "blank"
    BRACES = "braces"
    TEXT_TOO_LONG = "text-too-long"

    # Figures
    NUMBER_AMBIGUOUS = "number-ambiguous"
    NUMBER_UNUSED = "number-unused"
    DECREASE_BY = "decrease-by"
    LEVEL_OR_GROWTH = "level-or-growth"
    RANGE_WITH_RULE = "range-with-rule"
    RANK = "rank"
    WINDOW_OR_TARGET = "window-or-target"
    SHARE = "share"
    CURRENCY_ASSUMED = "currency-assumed"
    RATE_ALONE = "rate-alone"
    OUT_OF_RANGE = "out-of-range"

    # Dates
    DATES_SEVERAL = "dates-several"
    DATE_INEXACT = "date-inexact"
    DATE_UNCLEAR = "date-unclear"


def remark_words(remark: Remark, lang: str, **args: str) -> str:
    """The remark's sentence in a language ("vi" or "en"), its arguments filled in."""
    vi, en = REMARKS[remark]
    return (vi if lang == "vi" else en).format_map(args)


REMARKS: Mapping[Remark, tuple[str, str]] = {
    Remark.INTRODUCTION: ("Lời dẫn trước mục tiêu đầu tiên.", "It stands before the first objective."),
    Remark.BESIDE: ("Không phải vai trò, mục tiêu hay kết quả then chốt.", "It is no role, objective or key result."),
    Remark.AFTER: ("Đứng sau kết quả then chốt cuối cùng.", "It stands after the last key result."),
    Remark.PICTURE: ("Hình ảnh hoặc chú thích ảnh.", "A picture or its credit."),
    Remark.LINK: ("Liên kết hoặc lời mời xem thêm.", "A link, or an invitation to read on."),
    Remark.DRAWN_LINE: ("Chỉ có ký hiệu, không có chữ.", "It holds signs only, no words."),
    Remark.NO_KEY_RESULTS: ("Chỉ nói về mục tiêu hay kết quả then chốt, không nêu mục tiêu nào.", "It only speaks of objectives or key results; it is none."),
    Remark.NO_HEADING: ("Không thấy dòng nào ghi tên vai trò: hãy đặt tên cho mẫu này.", "No line names the role: give this template a name."),
    Remark.NO_RESULTS_YET: ("Mục tiêu này không có kết quả then chốt nào: hãy viết kết quả thay cho câu này.", "This objective has no key results: write some in place of this sentence."),
    Remark.OBJECTIVE_OWNER: ("Mục tiêu không có người phụ trách riêng: hãy chuyển “{found}” xuống các kết quả then chốt.", "An objective has no owner of its own: move “{found}” to its key results."),
    Remark.OWNER_LONG: ("“{found}” quá dài để là tên vai trò.", "“{found}” is too long for a role's name."),
    Remark.MENTION_INSIDE: ("“{found}” đứng giữa câu: có phải người phụ trách không?", "“{found}” stands within the sentence: is it an owner?"),
    Remark.LIST_JOINED: ("Câu này gộp cả danh sách bên dưới; có thể cần tách thành nhiều kết quả.", "The list beneath was taken into the sentence; it may have to be several key results."),
    Remark.EMPTY_ITEM: ("Nhãn không có nội dung: hãy viết nội dung.", "The label has no text: write it."),
    Remark.BLANK: ("Còn chỗ trống “{found}”: hãy điền, hoặc khai báo thành chỗ trống của mẫu (placeholders).", "“{found}” is a blank: fill it in, or declare it under `placeholders`."),
    Remark.BRACES: ("Trong bài là “{found}”; dấu ngoặc nhọn kép dành cho chỗ trống nên đã được tách ra.", "The article says “{found}”; double braces mean placeholders and were set apart."),
    Remark.TEXT_TOO_LONG: ("Câu dài quá 1.000 ký tự nên không vừa một ô.", "The sentence has more than 1,000 characters and does not fit into a cell."),
    Remark.NUMBER_AMBIGUOUS: ("“{found}”: dấu này tách hàng nghìn hay phần thập phân?", "“{found}”: does the sign group thousands, or is it a decimal point?"),
    Remark.NUMBER_UNUSED: ("“{found}” không được hiểu là chỉ tiêu: đúng không?", "“{found}” was not taken for a target: is that right?"),
    Remark.DECREASE_BY: ("“{found}” là mức giảm; chỉ tiêu ghi mức giảm được, vì chưa biết giảm xuống đến đâu.", "“{found}” is what it should fall by; the measure counts the fall, for where it should end is not said."),
    Remark.LEVEL_OR_GROWTH: ("“{found}”: đạt đến mức này, hay tăng thêm bấy nhiêu?", "“{found}”: a level to reach, or growth?"),
    Remark.RANGE_WITH_RULE: ("“{found}” là một khoảng; với cách tính này chỉ giữ được một số.", "“{found}” is a range; with this rule only one number is kept."),
    Remark.RANK: ("“{found}” là thứ hạng: ghi là cột mốc, đạt hay chưa đạt.", "“{found}” is a rank: it became a milestone, reached or not."),
    Remark.WINDOW_OR_TARGET: ("“{found}”: chỉ tiêu về thời gian, hay chỉ là thời hạn?", "“{found}”: a target for a time, or only a period?"),
    Remark.SHARE: ("“{found}” được ghi thành phần trăm.", "“{found}” was turned into percent."),
    Remark.CURRENCY_ASSUMED: ("“{found}” không nói loại tiền: tạm ghi {currency}.", "“{found}” names no currency: {currency} is assumed."),
    Remark.RATE_ALONE: ("“{found}” không kèm con số: tạm hiểu là một lần mỗi kỳ.", "“{found}” comes without a figure: once in each period is assumed."),
    Remark.OUT_OF_RANGE: ("“{found}” nằm ngoài khoảng cho phép của chỉ số.", "“{found}” lies outside of what such a measure accepts."),
    Remark.DATES_SEVERAL: ("Câu này có nhiều thời hạn ({found}); chỉ giữ thời hạn muộn nhất.", "The sentence names several dates ({found}); the latest one is kept."),
    Remark.DATE_INEXACT: ("Mẫu không ghi được “{found}” chính xác; đã lấy ngày gần nhất ghi được.", "A template cannot say “{found}” exactly; the nearest day that it can say is used."),
    Remark.DATE_UNCLEAR: ("“{found}”: có phải thời hạn không?", "“{found}”: is it the due date?"),
}  # fmt: skip
