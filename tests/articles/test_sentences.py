"""What sentences say: one line each, as a person would note it.

kind direction target unit per; `>` or `<` before the target means strict, `a->b` a start, `a..b` a stretch.
"""

from __future__ import annotations

import pytest

from sheets_sync.articles.measures import Measured, Result, read_result
from sheets_sync.articles.reading import LANGUAGES
from sheets_sync.messages.article_remarks import Remark
from sheets_sync.okr.cell import plain
from sheets_sync.okr.model import Direction, Kind

VIETNAMESE = {
    "Mở rộng ra hơn 20 quốc gia, DAU ở nước ngoài đạt 100 triệu": ["count reach >20 quốc gia", "count reach 100000000"],
    "Xây dựng kế hoạch năm năm cho công ty": ["milestone"],
    "Phỏng vấn năm khách hàng doanh nghiệp": ["count reach 5 khách hàng"],
    "Tuyển thêm mười lăm điều dưỡng": ["count reach 15 điều dưỡng"],
    "Thu thập 10.000 phiếu khảo sát": ["count reach 10000 phiếu"],
    "Tổ chức 4-6 buổi hội thảo": ["count reach 4..6 buổi"],
    "Tổ chức từ 4 đến 6 buổi hội thảo": ["count reach 4..6 buổi"],
    "Tổ chức 3 buổi/quý": ["count reach 3 buổi per quarter"],
    "Hai tuần một lần họp với khách hàng chiến lược": ["count reach 1 lần per 2 weeks"],
    "Khảo sát ẩn danh 2 tháng một lần": ["count reach 1 lần per 2 months"],
    "Mỗi tuần đăng 3 bài trên fanpage": ["count reach 3 bài per week"],
    "Đăng 3 bài/tuần và 1 video/tháng": ["count reach 3 bài per week", "count reach 1 video per month"],
    "Trung bình mỗi ngày có 2 triệu lượt gọi API": ["count reach 2000000 lượt"],
    "Nâng tỷ lệ ký hợp đồng lên 50%": ["percent reach 50 %"],
    "Lượng gỗ thu hồi tăng lên 12 %": ["percent increase_by 12 %"],
    "Tăng lượng người theo dõi lên 20% và tương tác xã hội lên 30%": [
        "percent increase_by 20 %",
        "percent increase_by 30 %",
    ],
    "Tăng 20% người theo dõi và 30% lượt tương tác": ["percent increase_by 20 %", "percent increase_by 30 %"],
    "Tăng thêm 25% giá trị hợp đồng": ["percent increase_by 25 %"],
    "Tỷ lệ điều dưỡng đạt chuẩn tăng từ 20 % lên 35 %": ["percent reach 20->35 %"],
    "Giảm tỷ lệ rời bỏ xuống 5%": ["percent decrease_to 5 %"],
    "Giảm tỷ lệ nghỉ việc xuống dưới 15 %": ["percent decrease_to <15 %"],
    "Tỷ lệ nghỉ việc dưới 8%": ["percent at_most <8 %"],
    "Sai lệch không quá 2 %": ["percent at_most 2 %"],
    "Giữ tỷ lệ gia hạn ở mức 88%": ["percent at_least 88 %"],
    "Duy trì tỷ lệ hao hụt dưới 3 %": ["percent at_most <3 %"],
    "Đạt tỷ lệ giữ chân 7 ngày trên 55%": ["percent reach >55 %"],
    "Vẽ chân dung cho nhóm 10% học viên chăm chỉ nhất": ["milestone"],
    "85% yêu cầu mức P0 và P1 lên sóng": ["percent reach 85 %"],
    "Ban hành sổ tay phiên bản 3.1": ["milestone"],
    "Đạt chứng chỉ ISO 9001:2015": ["milestone"],
    "Lập kế hoạch marketing năm 2026": ["milestone"],
    "Doanh thu dịch vụ đạt 18,5 tỷ": ["currency reach 18500000000 VND"],
    "Đạt doanh thu 80 triệu USD, trong đó doanh thu nước ngoài 20 triệu USD": [
        "currency reach 80000000 USD",
        "currency reach 20000000 USD",
    ],
    "Chỉ số NPS đạt 8": ["score reach 8 điểm"],
    "Khảo sát thường niên đạt trên 75 điểm": ["score reach >75 điểm"],
    "Mở 50 điểm bán mới": ["count reach 50 điểm bán"],
    "Thời gian chờ giảm xuống 4 phút": ["count decrease_to 4 phút"],
    "Trả lời 95% email trong vòng 24 giờ": ["percent reach 95 %"],
    "Doanh số mỗi tháng tăng 60% so với tháng trước": ["percent increase_by 60 % per month"],
    "30 dự án thử nghiệm, 15% trong số đó ra thị trường": ["count reach 30 dự án", "percent reach 15 %"],
    "Khảo sát 3–4 hướng dịch vụ và ra mắt bản MVP trước cuối năm": ["count reach 3..4 hướng", "milestone"],
    "Hoàn tất 3 vòng thử và đưa phiên bản 2.0 lên cửa hàng": ["count reach 3 vòng"],
    "Tiktok tăng gấp đôi người theo dõi": ["percent increase_by 100 %"],
    "Mở 2 showroom tại Huế và 1 tại Hà Nội": ["count reach 2 showroom", "count reach 1 showroom"],
    "Công bố quy chế mới": ["milestone"],
    "Xin vay vốn ưu đãi 500 triệu đồng": ["currency reach 500000000 VND"],
    "Doanh số đạt 24 tỷ, riêng mảng mới đạt 3 tỷ": ["currency reach 24000000000 VND", "currency reach 3000000000 VND"],
    "Chi phí hạ tầng không quá 3 tỷ đồng/tháng": ["currency at_most 3000000000 VND per month"],
    "Không để khách chờ quá 5 phút": ["count at_most 5 phút"],
    "Tuyển 10 đại lý tại 5 tỉnh": ["count reach 10 đại lý"],
    "DAU đạt 100 triệu, có mặt tại hơn 20 quốc gia": ["count reach 100000000", "count reach >20 quốc gia"],
    "Soạn kịch bản cho nhóm 50 khách hàng lớn nhất": ["milestone"],
    "Thăm 10 khách hàng lớn nhất": ["count reach 10 khách hàng"],
    "Họp với 12 quản lý mỗi tháng một lần": ["count reach 1 lần per month"],
    "Diễn tập khôi phục mỗi quý, thời gian dừng dưới 30 phút": [
        "count reach 1 lần per quarter",
        "count at_most <30 phút",
    ],
    "Ứng dụng được phát hành trong quý 2, 95% tài xế cập nhật": ["milestone", "percent reach 95 %"],
    "Trước cuối tháng 3, chốt thiết kế, mức độ hài lòng đạt 90%": ["milestone", "percent reach 90 %"],
    "Doanh thu tăng 20% so với quý trước": ["percent increase_by 20 %"],
    "Số đơn hàng so với tháng trước tăng 15%": ["percent increase_by 15 %"],
    "Tăng 12% doanh thu so với cùng kỳ năm trước": ["percent increase_by 12 %"],
    "Tỷ lệ lỗi giảm xuống 3% so với 5% quý trước": ["percent decrease_to 3 %"],
    "Phỏng vấn 5 người dùng mỗi tuần": ["count reach 5 người dùng per week"],
    "Mỗi tuần gọi 20 người dùng": ["count reach 20 người dùng per week"],
    "Đạt 5 triệu người dùng mỗi ngày": ["count reach 5000000 người dùng"],
    "Đạt 90 nghìn người dùng hoạt động hằng tháng": ["count reach 90000 người dùng"],
    "Doanh thu quý đạt 1,2 tỷ": ["currency reach 1200000000 VND"],
    "Doanh thu hằng quý đạt 1,2 tỷ": ["currency reach 1200000000 VND"],
    "Doanh thu đạt 1,2 tỷ mỗi quý": ["currency reach 1200000000 VND per quarter"],
    "Hằng tuần đăng 3 bài": ["count reach 3 bài per week"],
    "Ký 3 lô trị giá 2 tỷ đồng": ["count reach 3 lô", "currency reach 2000000000 VND"],
    "Tuyển 20 người, một nửa trong số đó là nữ": ["count reach 20 người", "percent reach 50 %"],
}
ENGLISH = {
    "Enter more than 20 countries, win 100 million users": ["count reach >20 countries", "count reach 100000000 users"],
    "Write a five-year plan": ["milestone"],
    "Interview three customers": ["count reach 3 customers"],
    "Review the rate grid twice a week": ["count reach 2 times per week"],
    "Hold 4 to 6 workshops per quarter": ["count reach 4..6 workshops per quarter"],
    "Raise the signing rate to 50%": ["percent reach 50 %"],
    "Grow sign-ups by 2%": ["percent increase_by 2 %"],
    "Bring churn down to 5%": ["percent decrease_to 5 %"],
    "Keep staff turnover under 10%": ["percent at_most <10 %"],
    "Keep the renewal rate at 90%": ["percent at_least 90 %"],
    "7-day retention of 40%": ["percent reach 40 %"],
    "Build a model of the top 5% of users": ["milestone"],
    "Resolve 95% of P1 tickets within 4 hours": ["percent reach 95 %"],
    "€1.2m in direct bookings": ["currency reach 1200000 EUR"],
    "Reach an NPS of 9": ["score reach 9 points"],
    "A staff survey score of 4.2 out of 5": ["score reach 4.2 points"],
    "Double the number of leads": ["percent increase_by 100 %"],
    "Launch the menu by mid-April and sell 2,000 tickets": ["milestone", "count reach 2000 tickets"],
    "Cut response time from 8 hours to 2 hours": ["count decrease_to 8->2 hours"],
    "Zero critical incidents": ["count at_most 0 incidents"],
    "Digitise between 400 and 600 maps": ["count reach 400..600 maps"],
    "Keep complaints under 2 per 1,000 devices": ["count at_most <2"],
    "Call every wearer twice in the first 30 days": ["count reach 2 times"],
    "Never more than 5 open incidents": ["count at_most 5 incidents"],
    "Grow revenue by 20% compared with last quarter": ["percent increase_by 20 %"],
    "Revenue up 15% year on year": ["percent increase_by 15 %"],
    "Grow sales by 15% month on month": ["percent increase_by 15 % per month"],
    "500 leads compared with 300 last year": ["count reach 500 leads"],
    "Interview 5 users every week": ["count reach 5 users per week"],
    "Every day, call 20 users": ["count reach 20 users per day"],
    "Interview 3 partners and reach 5,000 users a day": ["count reach 3 partners", "count reach 5000 users"],
    "Interview 40 monthly active users": ["count reach 40 users"],
    "Quarterly revenue of $1.2m": ["currency reach 1200000 USD"],
    "$1.2m in quarterly revenue": ["currency reach 1200000 USD"],
    "Revenue of $1.2m per quarter": ["currency reach 1200000 USD per quarter"],
    "Interview users every week": ["count reach 1 times per week"],
    "Publish 3 reports monthly": ["count reach 3 reports per month"],
    "Sign 5 deals worth $2m": ["count reach 5 deals", "currency reach 2000000 USD"],
    "Keep variance within 2%": ["percent at_most 2 %"],
}  # fmt: skip
DATES = {
    "vi": {
        "Xong trước cuối tháng 2": ("feb-end", None),
        "Xong trước giữa tháng 3": ("mar-mid", None),
        "Xong trước quý 2": ("q2-start", None),
        "Xong trong quý I": ("q1-end", None),
        "Xong trước ngày 15/3": ("mar-mid", None),
        "Xong trước ngày 1/9": ("sep-start", None),
        "Xong trước 31/3/2026": ("2026-03-31", None),
        "Xong trước khi quý 2 kết thúc": ("q2-end", None),
        "Có bản MVP trước cuối năm": ("year-end", None),
        "Kể từ đầu tháng 11, tăng 2% lượt đăng ký": (None, "nov-start"),
        "Từ tháng 7 đến hết tháng 9, đào tạo 120 người": ("sep-end", "jul-start"),
        "Hoàn thành bộ tài liệu phục vụ bán hàng đến hết tháng 3": (None, None),
        "Trước cuối tháng 2, xong bộ tài liệu phục vụ bán hàng đến hết tháng 3": ("feb-end", None),
        "Sản lượng tăng 18 % so với quý 1": (None, None),
        "Lập kế hoạch năm 2026": (None, None),
        "Thăm 20 khách hàng mỗi tháng": (None, None),
    },
    "en": {
        "Done by the end of March": ("mar-end", None),
        "Done before mid-March": ("mar-mid", None),
        "Done before Q2": ("q2-start", None),
        "Done before the end of the first quarter": ("q1-end", None),
        "Done by year-end": ("year-end", None),
        "Grow 2% from the start of November": (None, "nov-start"),
        "A guide that serves sales until the end of March": (None, None),
        "Sell 300 upgrades between April and June": ("jun-end", "apr-start"),
        "You may visit 5 customers": (None, None),
    },
}
DOUBTS = {
    "Answer customers within 24 hours": Remark.WINDOW_OR_TARGET,
    "Answer customers in 24 hours": Remark.WINDOW_OR_TARGET,
    "Giảm chi phí 10%": Remark.DECREASE_BY,
    "Nâng độc đáo lên 40%": Remark.LEVEL_OR_GROWTH,
    "Thu về 10,000 phiếu": Remark.NUMBER_AMBIGUOUS,
    "Tăng doanh số 10-15%": Remark.RANGE_WITH_RULE,
    "Lọt top 3 thương hiệu": Remark.RANK,
    "Trả lời khách trong vòng 24 giờ": Remark.WINDOW_OR_TARGET,
    "9/10 khách hàng hài lòng": Remark.SHARE,
    "Gửi báo cáo mỗi tuần": Remark.RATE_ALONE,
}


def noted(found: Measured, lang: str) -> str:
    measure = found.measure
    if measure.kind is Kind.MILESTONE:
        return "milestone"
    assert measure.target is not None
    falls = measure.direction in (Direction.AT_MOST, Direction.DECREASE_TO)
    target = ("<" if falls else ">") * measure.strict + plain(measure.target)
    if measure.start is not None:
        target = f"{plain(measure.start)}->{target}"
    if measure.stretch is not None:
        target += f"..{plain(measure.stretch)}"
    parts = [
        measure.kind,
        measure.direction,
        target,
        measure.unit.in_lang(lang),
        f"per {measure.per}" * bool(measure.per),
    ]
    return " ".join(part for part in parts if part)


def read(text: str, lang: str) -> Result:
    return read_result(text, LANGUAGES[lang])


@pytest.mark.parametrize(
    ("lang", "text", "notes"),
    [("vi", *pair) for pair in VIETNAMESE.items()] + [("en", *pair) for pair in ENGLISH.items()],
)
def test_measures_of_a_sentence(lang: str, text: str, notes: list[str]) -> None:
    assert [noted(found, lang) for found in read(text, lang).measures] == notes


@pytest.mark.parametrize(
    ("lang", "text", "dates"), [(lang, *pair) for lang, table in DATES.items() for pair in table.items()]
)
def test_dates_of_a_sentence(lang: str, text: str, dates: tuple[str | None, str | None]) -> None:
    found = read(text, lang)
    assert (found.due, found.from_) == dates
    assert found.doubts == ()


@pytest.mark.parametrize(("text", "remark"), DOUBTS.items())
def test_what_is_doubted(text: str, remark: Remark) -> None:
    lang = "en" if text.isascii() else "vi"
    assert [doubt.remark for measured in read(text, lang).measures for doubt in measured.doubts] == [remark]


def test_of_several_dates_the_latest_is_kept_with_a_doubt() -> None:
    found = read("Bản nháp trước giữa tháng 2, bản cuối trước cuối tháng 3", "vi")
    assert found.due == "mar-end"
    assert [doubt.remark for doubt in found.doubts] == [Remark.DATES_SEVERAL]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thăm lại hơn 15 trường, tỷ lệ phản hồi trực tuyến hiệu quả đạt 75%", "Tỷ lệ phản hồi trực tuyến hiệu quả"),
        ("Tỷ lệ giữ chân sau 30 ngày đạt 50%", "Tỷ lệ giữ chân sau 30 ngày"),
        ("Tăng 12% tỷ lệ chuyển đổi", "Mức tăng tỷ lệ chuyển đổi"),
        ("Trước cuối tháng 1, hoàn thành sổ tay triển khai", "Hoàn thành sổ tay triển khai"),
    ],
)
def test_names_are_short_and_from_the_sentence(text: str, name: str) -> None:
    assert read(text, "vi").measures[-1].measure.name.vi == name


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("vi", "Ký hợp đồng trị giá 5 tỷ đồng", "Ký hợp đồng"),
        ("vi", "Phản hồi khách hàng trong vòng 24 giờ", "Phản hồi khách hàng"),
        ("vi", "Tăng 20% so với quý trước", "Mức tăng"),
        ("en", "Sign contracts worth $2m", "Sign contracts"),
        ("en", "20% more revenue compared with last year", "Growth in revenue"),
        ("en", "Revenue up 15% year on year", "Growth in revenue"),
        ("en", "Raise sales 8% versus last year", "Growth in sales"),
        ("en", "500 leads compared with 300 last year", "Leads"),
    ],
)
def test_names_stop_before_a_comparison_and_a_worth(lang: str, text: str, name: str) -> None:
    assert read(text, lang).measures[0].measure.name.in_lang(lang) == name
