"""Who has which objectives and key results, and who owns them, however the article is set."""

from __future__ import annotations

import pytest

from sheets_sync.articles.lines import read_lines
from sheets_sync.articles.owners import split_owners
from sheets_sync.articles.structure import find_structure

ROLES = [("CEO", [("Grow", ["Sell 5", "Sell 6"]), ("Learn", ["Read 7"])]), ("Sales Director", [("Win", ["Win 8"])])]

PLAIN = """\
Five OKRs for you
CEO
O1: Grow
KR1: Sell 5
KR2: Sell 6
O2: Learn
KR1: Read 7

Sales Director
O1: Win
KR1: Win 8
"""
MARKDOWN = """\
# Five OKRs for you

## 1. OKRs for the CEO

**O 1:** Grow
- **KR 1:** Sell 5
- **KR 2:** Sell 6

**O 2:** Learn
- **KR 1:** Read 7

![A picture](a.png)

## 2. Sales Director OKRs

**O 1:** Win
- **KR 1:** Win 8
"""
WORD = """\
1. CEO:\r
•\tObjective 1 – Grow\r
o\tKR1. Sell 5\r
o\tKR2. Sell 6\r
•\tObjective 2 – Learn\r
o\tKR1. Read 7\r
Photo: Unsplash\r
2. Sales Director:\r
•\tObjective 1 – Win\r
o\tKR1. Win 8\r
"""
UNLABELLED = """\
CEO
Objective: Grow
Key results:
- Sell 5
- Sell 6

Objective: Learn
Key results:
- Read 7

Sales Director
Objective: Win
Key results:
- Win 8
"""
ON_THEIR_OWN = """\
CEO
O1:
Grow
KR1:
Sell 5
KR2:
Sell 6
O2:
Learn
KR1:
Read 7
Sales Director
O1:
Win
KR1:
Win 8
"""
NO_BREAKS = """\
CEO
O1: Grow KR1: Sell 5 KR2: Sell 6
O2: Learn KR1: Read 7
Sales Director
O1: Win KR1: Win 8
"""


def structure(text: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (role.name, [(item.text, [result.text for result in item.key_results]) for item in role.objectives])
        for role in find_structure(read_lines(text)).roles
    ]


@pytest.mark.parametrize("text", [PLAIN, MARKDOWN, WORD, UNLABELLED, ON_THEIR_OWN, NO_BREAKS])
def test_one_structure_in_many_settings(text: str) -> None:
    assert structure(text) == ROLES


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("CEO – Giám đốc Điều hành", "CEO – Giám đốc Điều hành"),
        ("## 2. OKR mẫu cho Giám đốc Sản phẩm", "Giám đốc Sản phẩm"),
        ("Ví dụ OKR của vị trí Nhân viên Kinh doanh:", "Nhân viên Kinh doanh"),
        ("IV. Trưởng phòng Tài chính – Kế toán", "Trưởng phòng Tài chính – Kế toán"),
        ("Phần 3. OKR của Trưởng phòng Marketing", "Trưởng phòng Marketing"),
        ("**Vai trò: Kế toán trưởng**", "Kế toán trưởng"),
        ("OKRs for a Product Designer", "Product Designer"),
        ("HR Director's OKRs", "HR Director"),
        ("Mẫu OKR số 2: Giám đốc Bán hàng", "Giám đốc Bán hàng"),
        ("3/ Nhân viên Quản lý Khách hàng", "Nhân viên Quản lý Khách hàng"),
        ("(4) Giám đốc Hàng không", "Giám đốc Hàng không"),
    ],
)
def test_the_name_in_a_heading(heading: str, name: str) -> None:
    assert structure(f"{heading}\nO1: A\nKR1: B") == [(name, [("A", ["B"])])]


@pytest.mark.parametrize(
    "line",
    [
        "Có mặt: 9 thành viên Hội đồng quản trị",
        "# OKR mẫu cho CEO, giám đốc và nhân viên",
        "## Các mẫu OKR cho từng vị trí",
        "Các trưởng phòng cần đọc trước khi họp",
        "Tác giả: Trần Thị B, Giám đốc Nhân sự",
        "1. CEO\n2. Giám đốc Sản xuất\n",
    ],
)
def test_what_only_speaks_of_roles_names_none(line: str) -> None:
    assert structure(f"OKR\n{line}\nKế toán trưởng\n[O1] A\n(KR1) B") == [("Kế toán trưởng", [("A", ["B"])])]


def test_lines_that_were_broken_by_hand_are_one_text() -> None:
    text = "CEO\nO1: A\nKR 1: Xây dựng kế hoạch 3 năm cho\ndòng sản phẩm @Giám đốc Sản phẩm\nKR 2: B\n  @CEO, @CFO\n"
    [(_, [(_, results)])] = structure(text)
    assert results == ["Xây dựng kế hoạch 3 năm cho dòng sản phẩm @Giám đốc Sản phẩm", "B @CEO, @CFO"]


def test_prose_between_two_roles_belongs_to_neither() -> None:
    text = "CEO\nO1: A\nKR1: B\n\nA director leads a team. He needs goals.\nCFO\nThe CFO counts.\nO1: C\nKR1: D"
    assert structure(text) == [("CEO", [("A", ["B"])]), ("CFO", [("C", ["D"])])]


def test_what_an_article_says_about_okrs_is_no_okr() -> None:
    text = "OKRs\nMục tiêu (Objective): điều bạn muốn\nKết quả then chốt (Key Results): cách đo\n\nCEO\nO1: A\nKR1: B"
    assert structure(text) == [("CEO", [("A", ["B"])])]


def test_an_objective_that_goes_on_counting_stays_with_its_role() -> None:
    assert structure("CEO\nO1: A\nKR1: B\n\nSales\nO2: C\nKR1: D") == [("CEO", [("A", ["B"]), ("C", ["D"])])]


@pytest.mark.parametrize(
    ("text", "rest", "owners"),
    [
        ("Bán 5 @Giám đốc Sản phẩm", "Bán 5", ["Giám đốc Sản phẩm"]),
        ("Bán 5. @Giám đốc R&D và @HR Director", "Bán 5.", ["Giám đốc R&D", "HR Director"]),
        ("Bán 5 (@Trưởng khoa Nội, @Trưởng khoa Ngoại)", "Bán 5", ["Trưởng khoa Nội", "Trưởng khoa Ngoại"]),
        ("Bán 5 – @A @B", "Bán 5", ["A", "B"]),
        ("Sell 5 @Quản đốc xưởng 2", "Sell 5", ["Quản đốc xưởng 2"]),
        ("Viết cho a@b.example", "Viết cho a@b.example", []),
        ("Cùng @CFO chọn 2 vị", "Cùng @CFO chọn 2 vị", []),
    ],
)
def test_owners_stand_at_the_end(text: str, rest: str, owners: list[str]) -> None:
    found = split_owners(text)
    assert (found.text, list(found.owners)) == (rest, owners)
