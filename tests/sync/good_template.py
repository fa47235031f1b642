"""A template file without mistakes, small enough to count its lines."""

GOOD = """\
id: seller
name: {vi: "Bán hàng", en: "Seller"}
placeholders:
  city:
    label: {vi: "Thành phố", en: "City"}
    ask: {vi: "Ở đâu?", en: "Where?"}
    example: {vi: "Huế", en: "Hue"}
objectives:
  - text: {vi: "Lớn mạnh ở {{city}}", en: "Grow in {{city}}"}
    due: mar-end
    weight: 2
    key_results:
      - text: {vi: "Nhiều khách", en: "Many customers"}
        owners:
          - {vi: "Trưởng phòng", en: "Manager"}
        from: q1-start
        measures:
          - name: {vi: "Khách", en: "Customers"}
            kind: count
            target: 20
            unit: {vi: "khách", en: "customers"}
          - {name: {vi: "Kế hoạch", en: "Plan"}, kind: milestone}
"""
