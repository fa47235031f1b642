"""Which line names a role, and what in it is the name: "2. OKR mẫu cho Giám đốc Sản phẩm" -> "Giám đốc Sản phẩm".

It judges lines that are no labels; it does not know which of them stand before an objective (`structure` does).
The rule a newcomer would break first: a heading is found by likeness, so each sign only adds to a score; the best of
the lines between two plans wins.
"""

from __future__ import annotations

import re

from sheets_sync.articles.lines import Line
from sheets_sync.messages.article_remarks import Remark

LIKELY = 2
"""The score from which on a line may be a heading."""

SURE = 5
"""The score of a line that names a role and looks like a heading."""

_LONGEST = 100
_ROLE = re.compile(
    r"\b(?:(?:tổng\s+|phó\s+)*giám\s+đốc|giám\s+sát|trưởng|phó\s+phòng|quản\s+lý|quản\s+trị|chuyên\s+(?:viên|gia)|nhân\s+viên"
    r"|kỹ\s+sư|lập\s+trình\s+viên|kế\s+toán|thiết\s+kế|trợ\s+lý|điều\s+phối|chủ\s+tịch|kiểm\s+soát|nhà\s+thiết\s+kế"
    r"|cán\s+bộ|thủ\s+kho|bác\s+sĩ|giáo\s+viên|giảng\s+viên|biên\s+tập|phóng\s+viên|tư\s+vấn\s+viên|phòng|ban|bộ\s+phận|đội"
    r"|chủ\s+nhiệm|thư\s+ký|phụ\s+trách|c[a-z]{1,2}o|vp|head|chief|director|manager|managers|lead|leader|supervisor|specialist|officer|executive"
    r"|designer|engineer|developer|analyst|accountant|assistant|coordinator|consultant|representative|recruiter"
    r"|staff|team|department|president|founder|owner|marketer|writer|editor|scientist|architect|administrator|associate"
    r"|hr|qa|tester|marketing|sales|agent|teacher|nurse|buyer|planner)\b",
    re.IGNORECASE,
)
_OKR = re.compile(r"\bokrs?\b", re.IGNORECASE)
_PICTURE = re.compile(
    r"!\[|<img\b|\[(?:ảnh|hình|image|photo|picture|video)[^\]]*\]$"
    r"|\(?(?:ảnh|hình(?:\s+ảnh)?|nguồn(?:\s+ảnh)?|minh\s+họa|minh\s+hoạ|biểu\s+đồ|infographic|tranh|video|image|photo|picture|figure"
    r"|fig|source|credit|credits|illustration|caption|screenshot)(?:\s+(?:minh\s+họa|minh\s+hoạ|chụp|credit|credits|source|by"
    r"|courtesy|bìa|đại\s+diện|\d{1,2}))?\s*(?:[:：\-–—.(]|$|\d)"
    r"|(?:ảnh|hình|photo|photos|image|images|picture)\s+(?:by|của|từ|from|courtesy|minh|chụp|trên|via)\b|©|unsplash|shutterstock|freepik|pexels"
    r"|getty|istock",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)|(?:xem|đọc|tìm\s+hiểu|tham\s+khảo)\s+(?:thêm|ngay|chi\s+tiết)|(?:read|see|learn|find)\s+(?:more|also)|see\s+also"
    r"|(?:bài\s+viết|chủ\s+đề|tin)\s+liên\s+quan|related\s+(?:articles|posts)|(?:chia\s+sẻ|share)\s*(?:[:：]|bài|this|trên|on)"
    r"|(?:đăng\s+ký|subscribe|sign\s+up|liên\s+hệ|contact\s+us|hotline|tải\s+(?:về|ngay|miễn)|download)\b|mục\s+lục|table\s+of\s+contents",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"(?:(?:các|những|bộ|bảng|một\s+số|ví\s+dụ(?:\s+về)?|mẫu|sample|example|examples|template|templates|the)\s+)*"
    r"okrs?(?:\s+(?:mẫu|samples?|examples?|templates?|ví\s+dụ))*"
    r"(?:\s*(?:[:：\-–—]|(?:dành\s+)?cho|của|tại|for|of)\s*|\s+)(?:(?:an?|the|các|một)\s+)?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:okr\s+)?mẫu(?:\s+okr)?(?:\s+số)?|ví\s+dụ|example|sample|template|phần|part|chương|chapter|mục|section|bài|case|số|no\.?|nhóm|bộ)\s*(?:\d{1,2}|[ivx]{1,4})\b\s*[.:)\-–—]*\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:là|cần|nên|phải|được|(?<!hàng )không|sẽ|đã|đang|giúp|thường|luôn|chúng\s+ta|bạn|họ"
    r"|is|are|was|were|be|has|have|had|will|should|must|can"
    r"|may|needs?|helps?|you|your|we|our|they|their|this|these|that|who|how|why|what|when)\b",
    re.IGNORECASE,
)
"""Words of a sentence; no name of a role has them."""
_TELLS = re.compile(r"[^\W\d_][:：]\s*\S|;")
"""What tells something about itself ("Present: nine members of the board"), or lists."""
_COUNTS = re.compile(r"(?<![\w./-])\d+\s+[^\W\d_]{2,}|\b(?:19|20)\d\d\b|(?:[^,]+,){3}")
"""A number of something, a year, a long list: "9 members"; the number behind a name ("xưởng 2") is none."""
_EACH = re.compile(r"(?:từng|mỗi|mọi|tất\s+cả|toàn\s+bộ|nhiều|every|each|all|several|many)\b", re.IGNORECASE)
_ANNOUNCES = r"\b(?:sau\s+đây|dưới\s+đây|như\s+sau|below|following|follows)\b"
_ANNOUNCES_UNNAMED = _ANNOUNCES + r"|\b(?:gồm|here|ví\s+dụ|lưu\s+ý|note)\b"
_KIND_OF_NAME = re.compile(
    r"(?:vị\s+trí|vai\s+trò|chức\s+danh|chức\s+vụ|role|position|job\s+title|title)\b\s*(?:\d{1,2}\s*)?[:：\-–—.]?\s*",
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(
    r"(?:['’]s?)?\s+(?:(?:sample|example)\s+)?okrs?(?:\s+(?:mẫu|samples?|examples?|templates?))?", re.IGNORECASE
)


def likeness(line: Line) -> int:
    """How much a line looks like the heading of a role; below `LIKELY` it is none."""
    text = line.bare
    if len(text) > _LONGEST or noise(line) or text[-1] in ".!?;,…" or text[:1].islower():
        return 0
    named, words = name_in(line), len(text.split())
    if _reads_on(text, bool(_ROLE.search(named))) or _is_of_many(named):
        return 0
    role, set_off = bool(_ROLE.search(named)), bool(line.heading or line.strong)
    score = 3 * set_off + bool(line.numbered) + (bool(_OKR.search(text)) and (role or not set_off))
    score -= 3 * (bool(_SENTENCE.search(named)) + bool(_TELLS.search(named)) + bool(_COUNTS.search(named)))
    score += 3 * role + (len(named.split()) <= 8) - 2 * (words > 14)
    return score - 2 * (line.bulleted and not line.strong) + (1 if text.isupper() else 0)


def _is_of_many(named: str) -> bool:
    """Whether a line speaks of several roles: "CEO, giám đốc và nhân viên", "từng vị trí"."""
    if _EACH.match(named):
        return True
    roles = [part for part in re.split(r",|\b(?:và|and|đến|to)\b", named) if _ROLE.match(part.strip())]
    return len(roles) > 2 or (len(roles) > 1 and "," in named)


def _reads_on(text: str, named: bool) -> bool:
    """Whether a line only announces what follows: it ends in a colon and speaks of it."""
    says = _ANNOUNCES if named else _ANNOUNCES_UNNAMED
    return text[-1] in ":：" and bool(re.search(says, text, re.IGNORECASE))


def noise(line: Line) -> Remark | None:
    """What a line is that is known to be beside the matter: a picture and its credit, a link, a drawn line."""
    if not any(map(str.isalnum, line.said)):
        return Remark.DRAWN_LINE
    if _PICTURE.match(line.bare) or (
        len(line.bare) < 120 and re.search(r"©|\b(?:unsplash|shutterstock|freepik|pexels)\b", line.bare, re.I)
    ):
        return Remark.PICTURE
    return Remark.LINK if _LINK.match(line.bare) else None


def name_in(line: Line) -> str:
    """The role's name in a heading; the whole heading where nothing stands around the name."""
    text = line.bare.strip().rstrip(":： ")
    for pattern in (_PART, _BEFORE_NAME, _KIND_OF_NAME):
        if (found := pattern.match(text)) and text[found.end() :].strip():
            text = text[found.end() :].strip()
    behind = re.search(_BEHIND_NAME.pattern + "$", text, re.IGNORECASE)
    return text[: behind.start()].strip() if behind and behind.start() else text
