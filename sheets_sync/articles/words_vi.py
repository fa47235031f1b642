"""The words of Vietnamese articles, and the English ones that Vietnamese offices use."""

from __future__ import annotations

from sheets_sync.articles.words import (
    DateWords,
    FigureWords,
    LoneNumber,
    NameWords,
    NumberWords,
    RateWords,
    Words,
    amounts,
    meanings,
)
from sheets_sync.okr.numbers import CURRENCY_MARKS, MAGNITUDES

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF_YEAR = rf"(?:\s*(?:/|-|\.|,?\s*năm\s|\s)\s*{_YEAR}|\s+năm\s+nay)?"
_MONTH_NAMES = (
    r"giêng|mười\s+một|mười\s+hai|một|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|chạp"  # the longer before the shorter
)

DATES = DateWords(
    months=amounts(
        "giêng=1|một=1|hai=2|ba=3|tư=4|bốn=4|năm=5|sáu=6|bảy=7|bẩy=7|tám=8|chín=9|mười=10|mười một=11|mười hai=12"
        "|chạp=12"
    ),
    ordinals=amounts(
        "i=1|ii=2|iii=3|iv=4|một=1|nhất=1|hai=2|ba=3|tư=4|bốn=4|sáu=6|chín=9|đầu=1|đầu tiên=1|cuối=4|cuối cùng=4"
    ),
    periods=(
        rf"(?:ngày\s+)?(?P<day>\d{{1,2}})\s*(?:/|-|\.|tháng\s)\s*(?P<month>\d{{1,2}})\s*(?:/|-|\.|,?\s*năm\s)\s*{_YEAR}",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?:ngày|mùng|mồng)\s+(?P<day>\d{1,2})\s*(?:/|-|\s+tháng\s|\s)\s*(?P<month>\d{1,2})",
        rf"tháng\s*(?P<month>\d{{1,2}}|{_MONTH_NAMES}){_OF_YEAR}(?!\s*lần)",
        rf"(?:quý|quí|q)\s*\.?\s*(?P<quarter>[1-4]|iv|i{{1,3}}|một|nhất|hai|ba|tư|bốn|đầu\s+tiên|đầu|cuối\s+cùng|cuối)"
        rf"{_OF_YEAR}(?!\s*lần)",
        rf"(?P<months>3|6|9|ba|sáu|chín)\s+tháng\s+(?:đầu|(?P<ending_months>cuối))\s+(?:của\s+)?năm(?:\s+nay|\s+{_YEAR})?",
        rf"h(?P<half>[12]){_OF_YEAR}",
        rf"năm\s+{_YEAR}",
    ),
    weak=(
        r"(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})(?!\s*(?:sao|điểm|/|khách|lần|người))",
        rf"t(?P<month>1[0-2]|[1-9]){_OF_YEAR}",
        r"(?P<any_year>năm)(?:\s+(?:nay|này|tài\s+chính))?(?!\s+(?:sau|tới|trước|ngoái|kế|ngày|tuần|tháng|quý|giờ|phút|năm|\d))",
        r"(?P<now>(?:quý|quí|kỳ|chu\s+kỳ)(?:\s+(?:này|okr))?)(?!\s+khách)",
    ),
    before="trước|trước khi|trước thời điểm|trước thềm",
    since="từ|kể từ|kể từ khi|bắt đầu từ|bắt đầu vào|bắt đầu trong|tính từ|từ sau",
    until="đến|tới|cho đến|cho tới|đến trước|đến khi",
    until_there="và",
    within="trong|vào|ngay trong|nội trong|trong vòng|trong khoảng|vào khoảng|xong trong|xong vào",
    latest=(
        "chậm nhất|muộn nhất|chậm nhất là|muộn nhất là|không muộn hơn|không trễ hơn|trễ nhất|trễ nhất là|hạn chót"
        "|thời hạn|hạn|hạn hoàn thành|hạn cuối|deadline|hạn chót là|thời hạn là"
    ),
    of="của|ngày|thời điểm|các|ngày cuối cùng của|ngày cuối của|là",
    start="đầu|bắt đầu|những ngày đầu",
    middle="giữa|trung tuần",
    end="cuối|hết|kết thúc|cuối cùng|tuần cuối|ngày cuối|tuần cuối cùng|hết ngày|những ngày cuối",
    first_half="nửa đầu",
    second_half="nửa cuối|nửa sau",
    onwards="trở đi",
    closes="kết thúc|khép lại",
    serves="phục vụ|hỗ trợ|sử dụng|áp dụng|có hiệu lực|kéo dài|dùng|đáp ứng|có giá trị|hiệu lực",
    reference=(
        "so với|so với cùng kỳ|của|cho|kế hoạch|báo cáo|ngân sách|chiến lược|dữ liệu|số liệu|mục tiêu|okr|kết quả"
        "|cùng kỳ|hơn|lịch|sự kiện|tổng kết|đợt|chỉ tiêu|bằng|kỳ|doanh thu của|cho cả|cho toàn|phiên bản|lộ trình"
        "|định hướng"
    ),
    document=(
        "báo cáo|hồ sơ|kế hoạch|ngân sách|tổng kết|kiểm toán|số liệu|dữ liệu|lịch|dự toán|chiến lược|lộ trình"
        "|kết quả|quyết toán|đề án"
    ),
    yearly="khảo sát|đánh giá|báo cáo|tổng kết|kiểm kê|kỳ thi|thưởng",
    not_after=(
        "mỗi|hằng|hàng|một|từng|cứ|0|1|2|3|4|5|6|7|8|9|10|11|12|18|24|36|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài"
        "|mấy|nhiều|những"
    ),
)

_UNIT = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_TAIL = r"(?:mốt|một|hai|ba|tư|bốn|lăm|sáu|bảy|bẩy|tám|chín)"
_TENS = rf"(?:mười(?:\s+{_TAIL}(?!\s+(?:mươi|trăm)))?|{_UNIT}\s+(?:mươi(?:\s+{_TAIL})?|chục))(?!\w)"

NUMBERS = NumberWords(
    decimal=",",
    written=rf"{_UNIT}\s+trăm(?:\s+(?:linh|lẻ)\s+{_UNIT}|\s+{_TENS})?|{_TENS}|nửa(?=\s+(?:triệu|tỷ|tỉ))|{_UNIT}",
    small=amounts("một=1|mốt=1|hai=2|ba=3|bốn=4|tư=4|năm=5|lăm=5|sáu=6|bảy=7|bẩy=7|tám=8|chín=9|mười=10"),
    half="nửa",
    and_half="rưỡi",
    times={"mươi": 10, "chục": 10, "trăm": 100},
    magnitudes={**MAGNITUDES, "chục": 10, "trăm": 100, "vạn": 10_000},
    not_magnitude="lệ|số|suất|trọng|giá|phú",
    between="đến|tới|hoặc|hay|to|và tối đa",
    between_both=("giữa|khoảng giữa|trong khoảng", "và"),
    percent="phần trăm|percent",
    points="điểm phần trăm|điểm %",
    currencies=dict(CURRENCY_MARKS)
    | meanings(
        "đô=USD|đô la=USD|đô la mỹ=USD|đô-la=USD|đô mỹ=USD|dollars=USD|vnd=VND|việt nam đồng=VND"
        "|đồng việt nam=VND|euro=EUR|yên=JPY|yên nhật=JPY|bảng anh=GBP|nhân dân tệ=CNY|tệ=CNY|won=KRW|s$=SGD"
        "|baht=THB"
    ),
    not_currency="nghiệp|bộ|hành|đội|thời|phục|minh|nhất|ý|sáng|thị|hồ|la|đô",
)

_N = r"(?P<n>\d{1,2}|hai|ba|bốn|sáu|mười)"
_UNITS = r"(?P<unit>ngày|tuần|tháng|quý|quí|năm|học\s+k[ỳì]|nửa\s+năm)"
_TIMES = r"(?P<times>\d{1,2}|một|hai|ba|bốn)\s+lần"

RATES = RateWords(
    units=meanings(
        "học kỳ=2 quarters|học kì=2 quarters|nửa năm=2 quarters|ngày=day|tuần=week|tháng=month|quý=quarter"
        "|quí=quarter|năm=year"
    ),
    patterns=(
        rf"(?:(?:trong\s+)?(?:mỗi|cứ|cứ\s+mỗi|định\s+kỳ|đều\s+đặn)\s+)?(?:{_N}\s+)?{_UNITS}\s*(?:/\s*|\s){_TIMES}",
        rf"(?:(?:mỗi|cứ|định\s+kỳ|đều\s+đặn)\s+)?(?:{_N}\s+)?{_UNITS}\s*/\s*lần",
        rf"(?P<times>\d{{1,2}}|một|hai|ba|bốn)\s+lần\s*(?:/\s*|\s(?:trong\s+)?(?:mỗi|một|trên)\s+)(?:{_N}\s+)?{_UNITS}",
        rf"(?:trong\s+|theo\s+|cho\s+)?(?:mỗi|từng|cứ|cứ\s+mỗi)\s+(?:{_N}\s+|một\s+)?{_UNITS}",
        rf"/\s*(?:{_N}\s+)?{_UNITS}",
        rf"một\s+{_UNITS}",
    ),
    times=amounts("một=1|hai=2|ba=3|bốn=4"),
    adjectives=meanings(
        "hằng ngày=day|hàng ngày=day|hằng tuần=week|hàng tuần=week|hằng tháng=month|hàng tháng=month"
        "|hằng quý=quarter|hàng quý=quarter|hằng quí=quarter|hàng quí=quarter|hằng năm=year|hàng năm=year"
        "|thường niên=year"
    ),
    repeated=meanings(
        "theo tháng=month|theo quý=quarter|theo tuần=week|month on month=month|month-over-month=month|mom=month"
        "|qoq=quarter|wow=week"
    ),
    average="trung bình|bình quân|average",
    people="người dùng|hoạt động|người dùng hoạt động|truy cập hoạt động|active|dau|mau|wau|users",
    doing=(
        "phỏng vấn|tiến hành phỏng vấn|thực hiện phỏng vấn|gọi|gọi điện|gọi cho|thăm|đến thăm|gặp|gặp gỡ|khảo sát"
        "|tiến hành khảo sát|liên hệ|trao đổi|trò chuyện|đào tạo|huấn luyện|hướng dẫn|tư vấn|mời|quan sát"
    ),
    not_after="sau|trong|kéo dài|hơn|gần|khoảng|ít nhất|được|tròn|đúng|qua|suốt",
)

_THINGS = (
    "khách|khách hàng|người|người dùng|buổi|cuộc|dự án|đối tác|nhà cung cấp|chi nhánh|cửa hàng|sản phẩm|tính năng"
    "|bài|bài viết|video|nhân viên|nhân sự|kỹ sư|chuyên gia|chuyên viên|ứng viên|đại lý|hợp đồng|đơn hàng|thị trường"
    "|quốc gia|tỉnh|thành phố"
    "|chiến dịch|sự kiện|hội thảo|khóa|khoá|khóa học|khoá học|lớp|lượt|lần|phiếu|mẫu|bản|bộ|vòng|hướng|phòng|nhóm"
    "|đội|lỗi|báo cáo|quy trình|kênh"
    "|doanh nghiệp|công ty|trường|trường hợp|tình huống|ý tưởng|sáng kiến|thử nghiệm|phỏng vấn|khảo sát|diễn đàn"
    "|thành viên|lãnh đạo|quản lý|tài liệu|kịch bản|trang|điểm|điểm bán|kho|nhà máy|dây chuyền|máy|tấn|căn|ca|mục"
    "|giải pháp|dịch vụ|phản hồi|cuộc gọi|cuộc họp|cuộc phỏng vấn|buổi đào tạo|lập trình viên|bác sĩ|giáo viên"
    "|học viên|sinh viên|nhà đầu tư|đơn vị"
)
_TIME_UNITS = "giây|phút|giờ|tiếng|ngày|tuần|tháng|quý|quí|năm"
_NO_NUMBER = "thứ|bên thứ|đầu|cả|lần thứ|ngày|đợt|vòng"

FIGURES = FigureWords(
    currency="VND",
    rate=(
        "tỷ lệ|tỉ lệ|mức độ|mức|hiệu suất|hiệu quả|tỷ suất|tỉ suất|độ|thị phần|tỷ trọng|tỉ trọng|xác suất|công suất"
        "|năng suất|chất lượng|sự hài lòng|độ phủ|biên lợi nhuận|chỉ số|phần trăm|khả năng|retention|conversion"
        "|rate|uptime|csat|nps"
    ),
    amount=(
        "lượng|số|số lượng|số lượt|lượt|doanh thu|doanh số|sản lượng|lợi nhuận|chi phí|ngân sách|giá trị|đơn giá"
        "|giá|thu nhập|tổng|lưu lượng|quy mô|đơn hàng|người|người dùng|người theo dõi|khách hàng|khách|đơn|sản phẩm"
        "|lead|traffic|gmv|tương tác|follower|followers"
    ),
    head_first=True,
    money="doanh thu|doanh số",
    money_also=(
        "lợi nhuận|chi phí|ngân sách|gmv|arr|mrr|giá trị hợp đồng|giá trị đơn hàng|thu nhập|quỹ|vốn|công nợ|tiền"
        "|dòng tiền|lãi|kinh phí"
    ),
    score=(
        "khảo sát|gắn kết|hài lòng|nps|enps|csat|điểm|điểm số|điểm đánh giá|điểm trung bình|rating|score|đánh giá"
        "|net promoter score|chỉ số nps|số điểm"
    ),
    score_units="điểm|sao|points|stars|point",
    score_nouns=(
        "bán|bán hàng|bán lẻ|giao dịch|phục vụ|dịch vụ|kinh doanh|tiếp xúc|chạm|đến|dừng|nóng|yếu|đau|trưng bày"
        "|nhận|thu|phân phối|cầu|giao hàng|tiếp thị|lắp đặt|cung cấp|quảng cáo"
    ),
    time_units=_TIME_UNITS,
    short_times="giây|phút|giờ|tiếng|ngày",
    time_subject="thời gian|thời lượng|tốc độ|độ trễ|chu kỳ|chu trình|vòng đời|lead time|sla|downtime|thời hạn",
    time_nouns=(
        "đào tạo|học|tư vấn|huấn luyện|coaching|training|làm việc thiện nguyện|thực hành|giảng dạy|tình nguyện|công"
    ),
    things=_THINGS,
    filler=(
        "khoảng|gần|xấp xỉ|mức|là|được|con số|mốc|ngưỡng|của|tổng cộng|đúng|đủ|ở|ở mức|với|chừng|cỡ|ước|tầm|~|:"
        "|khoảng chừng|thành công|đến mức|một|bằng|tổng|riêng|=|tại|ổn định ở|ổn định|luôn|ở ngưỡng|bình quân"
        "|trung bình|có|thì|toàn bộ|cũng|cả"
    ),
    more=(
        "trên|hơn|vượt|vượt quá|vượt mốc|vượt mức|vượt ngưỡng|cao hơn|lớn hơn|nhiều hơn|quá|>|vượt qua|vượt trên"
        "|nhiều hơn mức|cao hơn mức"
    ),
    less=(
        "dưới|thấp hơn|nhỏ hơn|ít hơn|chưa đến|chưa tới|<|dưới mức|dưới ngưỡng|không đến|không tới|ngắn hơn|nhanh hơn"
    ),
    at_most=(
        "không quá|không có quá|không để quá|tối đa|không vượt quá|không vượt|nhiều nhất|không cao hơn|không lớn hơn"
        "|không hơn|cao nhất|≤|<=|trong phạm vi|trong giới hạn|tối đa là|trong ngưỡng|trong mức|không nhiều hơn"
    ),
    at_least=(
        "ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|từ|≥|>=|ít nhất là|tối thiểu là|chí ít|thấp nhất"
        "|không kém"
    ),
    or_less="trở xuống|hoặc thấp hơn|hoặc ít hơn",
    up_to="lên|lên đến|lên tới|đến|tới|lên mức|lên thành|lên trên",
    down_to="xuống|xuống còn|còn|xuống mức|xuống đến|xuống tới|chỉ còn|còn lại|về|về mức|về còn",
    by="thêm|tăng thêm|bớt|giảm thêm|thêm được|giảm bớt|giảm đi|đi|lên thêm",
    reach=(
        "đạt|đạt được|đạt tới|đạt đến|đạt mức|chạm|cán mốc|chiếm|thu về|mang về|ghi nhận|giành|lọt|chạm mốc|bảo đảm"
        "|đảm bảo|có được"
    ),
    rise="tăng|tăng trưởng|gia tăng|nâng|nâng cao|cải thiện|tăng mạnh|tăng nhanh",
    growth=(
        "tăng trưởng|mức tăng|tốc độ tăng|tốc độ tăng trưởng|mức tăng trưởng|tỷ lệ tăng trưởng|tỉ lệ tăng trưởng"
        "|tỷ lệ tăng"
    ),
    fall="giảm|cắt giảm|giảm thiểu|hạ|hạ thấp|rút ngắn|kéo giảm|thu hẹp|tiết kiệm|tiết giảm|hạn chế|kéo",
    keep=(
        "duy trì|giữ vững|giữ ở|giữ ổn định|giữ nguyên|giữ tỷ lệ|giữ tỉ lệ|giữ mức|giữ cho|bảo toàn|giữ được|giữ"
        "|ổn định ở|luôn"
    ),
    idioms=(
        "doanh số|tổng số|chỉ số|con số|điểm số|hệ số|giữ chân|giữ khách|tăng cường|giá trị gia tăng"
        "|gia tăng giá trị|tăng tốc|tăng ca|giảm tải|giảm giá|hạ tầng|cơ sở hạ tầng|kéo dài|hạ nguồn"
        "|tiền gửi tiết kiệm|sổ tiết kiệm|nâng cấp|nâng bậc|nâng tầm|nâng đỡ|giữ gìn|giữ kho"
    ),
    never="không để|không được|không cho|không có|tránh để|không|chớ để",
    breakers="với|để|nhằm|trong đó|bằng cách|đồng thời|khi|nếu|đối với|cho|trong khi|mà",
    since="từ|từ mức",
    growth_after=(
        "tăng trưởng|so với cùng kỳ|so với năm trước|so với năm ngoái|so với quý trước|so với tháng trước"
        "|so với kỳ trước|nhiều hơn|cao hơn"
    ),
    fall_after="giảm|thấp hơn so với|ít hơn so với",
    compared="so với|so với mức|so với con số|so với cùng kỳ",
    worth="trị giá|có trị giá",
    times="lần",
    multiplied="gấp|tăng gấp|gấp khoảng",
    doubled=amounts("gấp rưỡi=50|gấp đôi=100|gấp hai=100|nhân đôi=100|gấp ba=200|nhân ba=200|gấp bốn=300|gấp năm=400"),
    halved="giảm một nửa|giảm phân nửa|giảm đi một nửa|giảm còn một nửa",
    half_of="một nửa trong số đó|một nửa số|một nửa trong số|một nửa tổng số|một nửa là|phân nửa số|nửa số",
    repeated="",
    lone={
        "một": LoneNumber(told=True, not_after="số|thứ|trong", not_before="số|trong|vài|cách|phần|lần nữa|cửa"),
        "hai": LoneNumber(not_after=_NO_NUMBER + "|hạng", not_before="bên|chiều|mặt"),
        "ba": LoneNumber(not_after=_NO_NUMBER + "|hạng", not_before="mẹ|miền|bên|lô"),
        "bốn": LoneNumber(not_after=_NO_NUMBER),
        "tư": LoneNumber(told=True),
        "năm": LoneNumber(
            not_after=(
                "mỗi|hằng|hàng|cuối|đầu|giữa|hết|nửa|cả|theo|trong|của|quanh|thường|suốt|doanh thu|doanh số|báo cáo"
                "|ngân sách|kết quả|mục tiêu|chỉ tiêu|tổng kết|lợi nhuận|sản lượng|trước|sau|qua|tới|lần"
            ),
            only_before=_THINGS + "|" + _TIME_UNITS,
        ),
        "sáu": LoneNumber(not_after=_NO_NUMBER),
        "bảy": LoneNumber(not_after=_NO_NUMBER),
        "bẩy": LoneNumber(not_after=_NO_NUMBER),
        "tám": LoneNumber(not_after=_NO_NUMBER),
        "chín": LoneNumber(not_after=_NO_NUMBER, not_before="muồi|chắn|mùi"),
    },
    segment_before="nhóm|top|tốp|phân khúc|thuộc nhóm|nhóm khoảng|thuộc top|trong top|nằm trong",
    segment_after=(
        "lớn nhất|hàng đầu|cao nhất|thấp nhất|nhiều nhất|trung thành nhất|tốt nhất|quan trọng nhất|giá trị nhất"
        "|đầu bảng|tích cực nhất|có giá trị cao nhất|chi tiêu nhiều nhất|trên cùng|dẫn đầu|mua nhiều nhất"
        "|sinh lời nhất|đứng đầu|hoạt động nhất|thân thiết nhất"
    ),
    whose="cho|của|dành cho|với|tới|đến|trong|từ",
    of_them="trong số đó|trong đó|số đó",
    of_total="trong số|trên tổng số|trong tổng số|trên tổng|trong tổng|của tổng số|của toàn bộ",
    per_many="trên|trên mỗi|trong mỗi|cho mỗi|mỗi|trên tổng|trong",
    place_before="tại|ở|trong|trên|khắp|thuộc|của|cho",
    places=(
        "tỉnh|thành phố|tỉnh thành|tỉnh, thành|huyện|quận|xã|phường|quốc gia|nước|khu vực|vùng|miền|thị trường"
        "|châu lục|địa phương"
        "|địa bàn|thị xã|cơ sở|địa điểm"
    ),
    rank="top|tốp|hạng|thứ hạng|vị trí|xếp hạng|vị trí số|đứng thứ|thứ|vị trí thứ|xếp thứ|hàng thứ|no.|#",
    discount=(
        "giảm giá|chiết khấu|ưu đãi|khuyến mãi|khuyến mại|voucher|hoa hồng|lãi suất|hoàn tiền|thuế|vat|trả góp|mã giảm"
    ),
    no_discount="vốn ưu đãi|vay ưu đãi|tín dụng ưu đãi",
    labels="phiên bản|version|ver|v|tier|level|phase|hạng|loại|cấp|giai đoạn|priority|ưu tiên|iso|số|thứ",
    numbered=(
        "phiên bản|bản|version|ver|ver.|v|iso|soc|windows|ios|android|mức|loại|hạng|cấp|bậc|tầng|tier|tier-|level"
        "|phase|giai đoạn|đợt|số|quận|thứ|lần thứ|chương|khu vực|công nghiệp|công nghiệp lần thứ|ưu tiên|priority"
        "|web|cấp độ|chuẩn|tiêu chuẩn|mục tiêu|khu|lớp|khối|series|nghị định|thông tư|điều|khoản|covid|office|giải"
        "|nhóm|vòng|bước|hướng số|kịch bản|o|kr|okr|mức ưu tiên|hệ|khóa|khoá|màn hình|thế hệ|gen|đội|ca|kho"
        "|công nghệ"
    ),
    year_before=(
        "năm|okr|kế hoạch|giai đoạn|niên độ|tài khóa|fy|chiến lược|ngân sách|mùa|từ|đến|q1|q2|q3|q4|quý|tháng|trước"
        "|cuối|đầu|mục tiêu"
    ),
    window_before=(
        "trong|trong vòng|sau|trước|qua|kể từ|suốt|trong suốt|vòng|mỗi|cứ|trong tối đa|trong thời gian|sau khi|tới"
        "|giữ chân|trong khoảng"
    ),
    join="và|cùng|cùng với|&|and|đồng thời|rồi|sau đó|,|;|kèm|hoặc",
    along="với",
    deliver=(
        "hoàn thành|hoàn thiện|ra mắt|xây dựng|lập|triển khai|có|chốt|bàn giao|phát hành|ban hành|công bố|tổ chức"
        "|thiết kế|phát triển|đưa|trình|ký|ký kết|thiết lập|xác định|thống nhất|biên soạn|soạn|tạo|tung|khởi động"
        "|khai trương|vận hành|áp dụng|cho ra mắt|đưa ra|hoàn tất|viết|xuất bản|nghiệm thu|báo cáo|đóng gói"
        "|tích hợp|chuyển đổi|làm rõ|phân tích|cập nhật|kiện toàn|thành lập|nâng cấp|tái cấu trúc|nộp|đề xuất"
        "|phê duyệt|chạy thử|thử nghiệm|giới thiệu|đăng ký|mở|gửi|cho chạy|đạt được|sản xuất|bảo vệ|chuẩn hóa"
        "|chuẩn hoá|số hóa|tuyển được|cải tiến|rà soát"
        "|diễn tập|lắp đặt|lắp|cài đặt|in|bố trí|sắp xếp|di dời|kết nối|đấu nối|chuyển|sửa|tu bổ|cải tạo"
        "|kiểm định|quy hoạch"
    ),
    delivered="được|bị",
    repeat=(
        "diễn tập|họp|gặp|kiểm tra|rà soát|kiểm kê|kiểm thử|gửi|báo cáo|thăm|gọi|tổ chức|cập nhật|luyện tập"
        "|bảo trì|bảo dưỡng"
        "|sao lưu|đối soát|đối chiếu"
    ),
    stops=(
        "và|để|nhằm|với|trong|tại|ở|cho|từ|trước|sau|đến|tới|trên|dưới|bằng|qua|thông qua|mỗi|khi|được|có|đạt|tăng"
        "|giảm|là|của|về|hoặc|mà|do|vào|ra|lên|xuống|đã|sẽ|hơn|thuộc|cùng|đồng thời|trong đó|nhờ|sử dụng|đang|cần"
        "|so|so với|cũng|phải|không|bởi|dành|trở|nếu|giữa|vượt|trị giá|trong vòng|trong khoảng"
    ),
    classifiers=(
        "cuộc|buổi|bài|lần|lượt|phiếu|mẫu|vòng|hướng|cái|chiếc|đơn|bộ|khóa|khoá|người|giờ|phút|giây|ngày|tuần|tháng"
        "|tấn|ca|bản|đại lý|căn|lớp|trang|nhà|tỉnh|khách|video|lead|tài|suất|gói|quyển|cuốn|phòng|nhóm|đội|lỗi|kênh"
        "|năm|quý|tiếng|hồ sơ|ý|số"
    ),
)

VI = Words(
    lang="vi",
    dates=DATES,
    numbers=NUMBERS,
    rates=RATES,
    figures=FIGURES,
    names=NameWords(
        count="Số {}",
        share="Tỷ lệ {}",
        growth="Mức tăng {}",
        fall="Mức giảm {}",
        growth_of="mức tăng|mức giảm|tăng trưởng|tốc độ tăng",
        score_unit="điểm",
        times_unit="lần",
        leading=(
            "đạt|đạt được|giữ|duy trì|tăng|nâng|nâng cao|giảm|đưa|bảo đảm|đảm bảo|và|với|có|để|cải thiện|gia tăng"
            "|tăng trưởng|hạ|kéo|cắt giảm|rút ngắn|mở rộng|thúc đẩy|đẩy mạnh|tổng|trong đó|giữ vững|từ|đồng thời"
            "|cho|thêm|các|của|trên|hơn|tăng thêm|giảm thiểu|thành công|hướng tới"
        ),
        longest=8,
    ),
)
