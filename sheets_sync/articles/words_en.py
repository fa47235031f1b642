"""The words of English articles."""

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
_OF_YEAR = rf"(?:\s*(?:/|-|,?\s*(?:of\s)?|\s)\s*{_YEAR})?"
_MONTHS = (
    r"(?P<month>january|february|(?-i:March)|april|(?-i:May|MAY)|june|july|august|september|october|november|december"
    r"|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\.?"
)
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")

DATES = DateWords(
    months={
        **{name: number for number, name in enumerate((*_NAMES, "december"), 1)},
        **{name[:3]: number for number, name in enumerate((*_NAMES, "december"), 1)},
        "sept": 9,
    },
    ordinals=amounts(
        "first=1|second=2|third=3|fourth=4|last=4|final=4|1st=1|2nd=2|3rd=3|4th=4|one=1|two=2|three=3|four=4"
        "|six=6|nine=9"
    ),
    periods=(
        rf"{_MONTHS}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?(?![.,]?\d)(?!\s*(?:%|percent|people|new))",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTHS}(?:,?\s+{_YEAR})?",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)",
        rf"{_MONTHS}{_OF_YEAR}",
        rf"q\s?(?P<quarter>[1-4])(?P<closed>[\s-]end)?{_OF_YEAR}",
        rf"(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s+quarter{_OF_YEAR}",
        rf"quarter\s+(?P<quarter>[1-4]|one|two|three|four){_OF_YEAR}",
        rf"(?P<half>first|second)\s+half(?:\s+of\s+(?:(?:the|this)\s+)?(?:year|{_YEAR}))?",
        rf"h(?P<half>[12]){_OF_YEAR}",
        r"(?P<months>\bthree|six|nine|3|6|9)\s+months\s+of\s+(?:the|this)\s+year",
    ),
    weak=(
        r"(?P<closed>year[\s-]end|eoy|year['’]s\s+end)",
        r"(?P<any_year>(?:calendar\s+|financial\s+|fiscal\s+)?year)(?!\s+(?:one|two|three|\d))",
        _YEAR,
        r"(?P<now>quarter|cycle|period)",
    ),
    before="before|prior to|ahead of",
    since=(
        "between|from|starting|starting in|starting from|starting with|since|as of|beginning in|beginning|starting on"
    ),
    until="until|till|up to|through|to",
    until_there="and",
    within="by|in|on|at|during|within|no later than|not later than",
    latest="deadline|due|due by|due date|latest|at the latest by",
    of="of|the|this|of the|of this|day of|last day of",
    start="start|beginning|early|first day|the start|the beginning",
    middle="middle|mid|the middle",
    end="end|late|close|last day|the end|last week|the close",
    first_half="first half",
    second_half="second half|latter half",
    onwards="on|onwards|onward",
    closes="ends|is over|closes",
    serves=(
        "serve|serves|serving|support|supports|last|lasts|lasting|run|runs|use|used|cover|covers|valid|apply"
        "|applies|helps"
    ),
    reference=(
        "vs|vs.|versus|than|of|plan for|report for|budget for|strategy for|data for|of the|compared with"
        "|compared to|plan|report|budget|strategy|roadmap for|roadmap|over|targets for|goals for|from the|for the"
    ),
    document=(
        "report|plan|budget|audit|review|accounts|results|figures|data|forecast|roadmap|strategy|statement|calendar"
        "|schedule"
    ),
    yearly="survey|review|report|audit|accounts|inventory|bonus",
    not_after="every|each|per|a|one|0|1|2|3|4|5|6|7|8|9|10|11|12|two|three|four|six",
)

_SMALL = tuple(
    amounts(
        "zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|eleven=11|twelve=12|thirteen=13"
        "|fourteen=14|fifteen=15|sixteen=16|seventeen=17|eighteen=18|nineteen=19"
    )
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UP_TO_99 = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(reversed(_SMALL))})"

NUMBERS = NumberWords(
    decimal=".",
    written=rf"half\s+a(?=\s+(?:million|billion))|twice|thrice|(?:{_UP_TO_99}|a)\s+(?:hundred(?:\s+(?:and\s+)?{_UP_TO_99})?|dozen)|{_UP_TO_99}",
    small={
        **{word: number for number, word in enumerate(_SMALL)},
        **{word: number * 10 for number, word in enumerate(_TENS, 2)},
        "twice": 2,
        "thrice": 3,
    },
    half="half a",
    and_half="and a half",
    times={"hundred": 100, "dozen": 12},
    magnitudes={**MAGNITUDES, "hundred": 100, "dozen": 12, "mil": 10**6},
    not_magnitude="",
    between="to|or|and up to|through",
    between_both=("between|anywhere between|somewhere between", "and"),
    percent="percent|per cent|pct",
    points="percentage points|percentage point|pp|ppt|pts %|% points|%-points",
    currencies=dict(CURRENCY_MARKS)
    | meanings(
        "dollars=USD|dollar=USD|us dollars=USD|euros=EUR|euro=EUR|pounds=GBP|yen=JPY|s$=SGD|yuan=CNY|won=KRW|baht=THB"
    ),
    not_currency="bills",
)

_N = r"(?P<n>\d{1,2}|two|three|four|six)"
_UNITS = r"(?P<unit>day|week|month|quarter|half-year|semester|fortnight|year)s?"
_TIMES = r"(?P<times>once|twice|one\s+time|(?:two|three|four|\d{1,2})\s+times|)"

RATES = RateWords(
    units=meanings(
        "half-year=2 quarters|semester=2 quarters|day=day|week=week|month=month|quarter=quarter|year=year"
        "|fortnight=2 weeks"
    ),
    patterns=(
        rf"(?P<times>once|twice|(?:two|three|four|\d{{1,2}})\s+times)\s+(?:a|an|per|each|every|in)\s+(?:{_N}\s+)?{_UNITS}",
        rf"(?:per|each|every)\s+(?:{_N}\s+)?{_UNITS}",
        r"every\s+(?P<other>other|second)\s+(?P<unit>day|week|month|quarter|year)",
        r"(?<=\w\s)an?\s+(?P<unit>day|week|month|quarter|year)(?!\s+(?:ago|later|long|of))",
        rf"/\s*(?:{_N}\s+)?{_UNITS}",
    ),
    times=amounts("once=1|twice=2|two=2|three=3|four=4|one=1"),
    adjectives=meanings(
        "daily=day|weekly=week|monthly=month|quarterly=quarter|yearly=year|annually=year|annual=year"
        "|biweekly=2 weeks|bi-weekly=2 weeks|fortnightly=2 weeks|bimonthly=2 months|bi-monthly=2 months"
    ),
    repeated=meanings(
        "month on month=month|month over month=month|month-on-month=month|month-over-month=month|mom=month"
        "|quarter on quarter=quarter|quarter over quarter=quarter|quarter-on-quarter=quarter"
        "|quarter-over-quarter=quarter|qoq=quarter|week on week=week|week over week=week|week-on-week=week"
        "|week-over-week=week|wow=week"
    ),
    average="average|averaging|avg|mean|on average",
    people="active|users|dau|mau|wau",
    doing=(
        "interview|conduct interviews with|call|phone|visit|meet|meet with|survey|contact|talk to|talk with|speak to"
        "|speak with|train|coach|invite|observe|onboard"
    ),
    not_after="in|within|after|for|over|than|about|than half|half|lasting|of|once|is|as|this|that|such",
)

_THINGS = (
    "customers|users|people|sessions|interviews|projects|partners|engineers|events|articles|videos|stores|countries"
    "|leads|visits|calls"
)
_TIME_UNITS = (
    "second|seconds|minute|minutes|hour|hours|day|days|week|weeks|month|months|quarter|quarters|year|years"
    "|business days|working days"
)

FIGURES = FigureWords(
    currency="USD",
    rate=(
        "rate|ratio|level|share|efficiency|effectiveness|score|satisfaction|retention|conversion|accuracy|coverage"
        "|adoption|engagement|productivity|utilisation|utilization|uptime|margin|percentage|quality|index|churn"
        "|turnover|awareness|compliance|completion|penetration|win rate|success|availability|margins|proportion"
        "|attendance|loyalty"
    ),
    amount=(
        "number|volume|amount|revenue|revenues|sales|traffic|profit|profits|spend|cost|costs|output|shipments"
        "|sign-ups|signups|leads|orders|followers|visits|visitors|downloads|users|customers|subscribers|income"
        "|bookings|price"
    ),
    head_first=False,
    money="revenue|revenues|sales|turnover of",
    money_also=(
        "profit|profits|cost|costs|budget|gmv|arr|mrr|income|spend|spending|contract value|order value|bookings"
        "|funding|savings|cash flow|worth"
    ),
    score="survey|engagement|satisfaction|nps|enps|csat|score|scores|rating|ratings|rated|net promoter score",
    score_units="point|points|star|stars",
    score_nouns="of sale|of contact|of presence|of interest|of distribution",
    time_units=_TIME_UNITS,
    short_times="second|seconds|minute|minutes|hour|hours|day|days|business days|working days",
    time_subject=(
        "time|times|duration|latency|lead time|cycle|speed|sla|downtime|delay|turnaround|hours to|days to|wait"
    ),
    time_nouns=(
        "of training|of coaching|training|coaching|of learning|learning|of consulting|of volunteering|of practice"
        "|of mentoring|mentoring|of content"
    ),
    things=_THINGS,
    filler=(
        "by|hand over|handing over|take over|win over|carry over|about|around|approximately|roughly|nearly|almost"
        "|some|a|an|the|of|is|total|a total of|level of|rate of|~|:|=|with|each|only|exactly|just|mark of|score of"
        "|rating of|average of|an average of|value of|are|be|a level of|a rate of|all|at|target of|as|closing"
        "|growth of|rise of"
    ),
    more=(
        "more than|over|above|greater than|higher than|exceed|exceeds|exceeding|beyond|past|upwards of|better than"
        "|in excess of|>|surpass|surpassing|top"
    ),
    less="less than|fewer than|under|below|lower than|<|beneath|shorter than|faster than",
    at_most=(
        "at most|no more than|not more than|up to|max|maximum|maximum of|a maximum of|not exceed|not exceeding"
        "|no higher than|≤|<=|capped at|within|not over|no longer than|at or below|not above"
    ),
    at_least=(
        "at least|no less than|no fewer than|not less than|minimum|minimum of|a minimum of|min|≥|>=|no lower than"
        "|not below|at or above"
    ),
    or_less="or less|or fewer|or lower|or below|or under",
    up_to="to|up to|towards|toward",
    down_to="down to|back to",
    by="by an additional|an additional|additional|another|by another|extra",
    reach=(
        "reach|reaches|reaching|achieve|achieves|achieving|achieved|hit|attain|attaining|get to|earn|earning|score"
        "|secure|bring in|generate|deliver|ensure|get|obtain"
    ),
    rise=(
        "increase|increases|increasing|increased|grown|raised|boosted|lifted|improved|grow|grows|growing|raise"
        "|raises|raising|boost|boosts|boosting|lift|lifting|improve|improves|improving|expand|expanding|up|rise"
        "|rises|rising|enhance"
    ),
    growth="growth|an increase of|growth rate|increase of|rise of|uplift of|growth of|gain of",
    fall=(
        "reduced|lowered|decreased|shortened|halved|reduce|reduces|reducing|cut|cuts|cutting|decrease|decreases"
        "|decreasing|lower|lowers|lowering|shrink|bring down|drop|shorten|shortening|slash|minimise|minimize|save"
        "|saving|trim|halve|reduction|reduction of|limit|decline"
    ),
    idioms=(
        "improve on|cut-off|save the date|keep in touch|growth team|growth hacking|up and running|sign up|sign-up"
        "|set up|follow up|follow-up|start-up|back up|grow into|lift off|top up|cut over"
    ),
    keep=(
        "maintain|maintains|maintaining|maintained|kept|held|keep|keeps|keeping|hold steady|hold at|sustain"
        "|sustaining|stay|stays|remain|remains|stable at|steady at|preserve"
    ),
    never="never|not let|not allow|not have|do not|no one|nobody|without letting|must not",
    breakers="with|so that|in order to|including|while|when|for|of which|through|via|and achieve|and reach",
    since="from",
    growth_after=(
        "growth|increase|more|higher|uplift|rise|improvement|gain|month on month|month over month|year on year"
        "|year over year|yoy|mom|qoq|boost|month-on-month|month-over-month|year-on-year|year-over-year|faster|up"
    ),
    fall_after="reduction|decrease|fewer|less|lower|drop|decline|cut|fall|savings|saving|shorter",
    compared=(
        "compared|compared with|compared to|versus|vs|vs.|relative to|year on year|year-on-year|year over year"
        "|year-over-year|yoy"
    ),
    worth="worth|valued at",
    times="times|fold|x",
    multiplied="grow|increase|raise",
    doubled=amounts(
        "double=100|doubling=100|twofold=100|two-fold=100|triple=200|tripling=200|threefold=200|quadruple=300"
    ),
    halved="halve|halved|halving|cut in half|cut by half|reduce by half",
    half_of="half of them|half of these|half of those|half of all|half of our|half of which",
    repeated="twice|thrice",
    lone={
        "one": LoneNumber(
            not_after="number|no|day|this|that|each|every|any|the|which|not|number-|step|phase|tier|level|from",
            not_before="of|another|place|on|to one|day|who|that|stop|at|more|year|voice|team",
        ),
        "second": LoneNumber(told=True),
        "twice": LoneNumber(not_before="as|the|that|more|over|its|their|what"),
        "thrice": LoneNumber(not_before="as|the|that"),
    },
    segment_before="top|largest|biggest|best|the top|bottom|among the top|upper|lower|most active|highest",
    segment_after="largest|biggest|most|best|highest|lowest|most active|most valuable|most loyal|top",
    whose="for the|of the|for our|of our|among the|to the|with the|from the",
    of_them="of them|of which|of these|of those",
    of_total="of|out of|of the|of our|of a total of|out of a total of|from a total of|from a pool of|of all",
    per_many="per|in every|for every|out of every|per every|in|out of|each",
    place_before="in|at|across|over|throughout|from|for",
    places=(
        "cities|countries|provinces|regions|states|districts|counties|towns|villages|sites|locations|continents|areas|boroughs"
    ),
    rank="top|rank|ranked|no.|number|#|position|place",
    discount="discount|discount of|commission|vat|tax|interest|cashback|coupon|rebate",
    no_discount="",
    labels="version|ver|v|tier|level|phase|priority|stage|iso|number|no.|step|class|grade|generation",
    numbered=(
        "version|ver|ver.|v|iso|soc|windows|ios|android|tier|level|phase|stage|step|wave|round|type|class|grade"
        "|category|group|zone|area|region|series|chapter|priority|p|web|industry|covid|office|number|no.|generation"
        "|gen|article|section|part|form|unit|room|o|kr|okr|batch|cohort|release|sprint|milestone|track|option"
    ),
    year_before=(
        "in|for|of|since|fy|okr|plan|strategy|year|by|the|budget|season|from|to|until|before|through|roadmap|during"
        "|edition"
    ),
    window_before=(
        "in|within|after|over|every|per|last|next|first|past|for|during|following|previous|inside|the first"
        "|the last|the next|the past"
    ),
    join="and|&|then|as well as|plus|,|;|or",
    along="with",
    deliver=(
        "complete|finish|launch|build|ship|deliver|publish|release|draw up|define|design|develop|hand over|sign"
        "|roll out|set up|introduce|write|create|prepare|agree|present|open|implement|establish|finalise|finalize"
        "|produce|submit|get|have|migrate|integrate|document|start|begin|run|put|make|hold|organise|organize|train"
        "|automate|revise|update|clarify|approve|draft|report|go live|take|bring|close|win|test|pilot|deploy"
        "|upgrade|share|standardise|standardize|hire"
        "|install|move|rebuild|renovate|repair|connect|switch|rehearse|relaunch|certify"
    ),
    delivered="is|are|was|be|been|being|gets|get",
    repeat="drill|rehearse|test|meet|audit|review|send|report|visit|call|check|inspect|update|back up|hold|run",
    stops=(
        "and|to|with|in|at|for|from|before|after|until|by|on|over|under|through|via|per|when|that|which|who|of|as"
        "|is|are|be|or|so|while|within|including|during|into|than|across|among|about|each|every|a|an|the|using"
        "|against|between|has|have|having|more|up|down|above|below|without|towards|compared|versus|vs|relative|worth|valued"
    ),
    classifiers="",
)

EN = Words(
    lang="en",
    dates=DATES,
    numbers=NUMBERS,
    rates=RATES,
    figures=FIGURES,
    names=NameWords(
        count="{}",
        share="Share of {}",
        growth="Growth in {}",
        fall="Reduction in {}",
        growth_of="growth|increase|reduction|decrease",
        score_unit="points",
        times_unit="times",
        leading=(
            "reach|achieve|keep|maintain|increase|grow|raise|boost|lift|improve|expand|reduce|cut|decrease|lower"
            "|and|with|a|an|the|our|get|bring|hold|attain|of|at|an average|average of|deliver|ensure|to|by|total"
            "|hit|sustain|generate|drive|overall|more|have|has|move|take|push|shorten|secure|earn|on|for|from"
        ),
        longest=7,
    ),
)
