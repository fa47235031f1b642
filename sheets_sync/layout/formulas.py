"""The formulas of a block: `okr.progress` in the spreadsheet's language.

`{key}` is the cell of the same row in that column, `[key]` the whole column from the key row to the end row, `<name>`
a cell in the title or key row. Only SUMIFS and COUNTIFS over ids, so that rows may stand in any order; a roll-up
reads only columns of the level beneath, never one that holds its own cell or one depending on it. Flags are 1 and 0,
for programs count booleans differently. `{rule}` is compared with the words of the block's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sheets_sync.messages.labels import NO_PROGRESS, RULES, STATUSES

_START = "IF(ISNUMBER({start}),{start},0)"
_FALLS = f"OR(%decrease_to%,%at_most%,AND(%reach%,ROUND({{target}}-{_START},9)<0))"
_GUARDRAIL = "OR(%at_most%,%at_least%)"
_NOT_STRICT = 'IF(OR(RIGHT({rule},1)=">",RIGHT({rule},1)="<"),0,1)'
_REACHED = "IF(ROUND({target}-{current},9)>=0,1,0)"
_WEIGHT = "IF(ISNUMBER({weight}),IF({weight}>0,{weight},1),1)"
_FROM = "IF(ISNUMBER({from}),{from},<cycle_start>)"

MEASURE: Mapping[str, str] = {
    "progress": (
        'IF(NOT(ISNUMBER({current})),"%none%",'
        "IF(%milestone%,MAX(0,MIN(1,{current})),"
        'IF(NOT(ISNUMBER({target})),"%none%",'
        'IF(%increase_by%,IF({target}<=0,"%none%",'
        'IF(TRIM({unit})="%",MAX(0,MIN(1,{current}/{target})),'
        f'IF({_START}>0,MAX(0,MIN(1,({{current}}-{_START})/{_START}/{{target}})),"%none%"))),'
        f"IF({_GUARDRAIL},{{met}},"
        f"IF({_FALLS},IF(AND(ISNUMBER({{start}}),ROUND({_START}-{{target}},9)>0),"
        f"MAX(0,MIN(1,({_START}-{{current}})/({_START}-{{target}}))),{_REACHED}),"
        f"IF(ROUND({{target}}-{_START},9)=0,IF(ROUND({{current}}-{{target}},9)>=0,1,0),"
        f"MAX(0,MIN(1,({{current}}-{_START})/({{target}}-{_START}))))))))))"
    ),
    "met": (
        "IF(NOT(ISNUMBER({current})),0,"
        "IF(%milestone%,IF(ROUND({current}-1,9)>=0,1,0),"
        "IF(NOT(ISNUMBER({target})),0,"
        "IF(%increase_by%,IF({target}<=0,0,"
        f'IF(TRIM({{unit}})="%",IF(SIGN(ROUND({{current}}-{{target}},9))+{_NOT_STRICT}>0,1,0),'
        f"IF({_START}>0,IF(SIGN(ROUND(({{current}}-{_START})/{_START}-{{target}},9))+{_NOT_STRICT}>0,1,0),0))),"
        f"IF(SIGN(ROUND(IF({_FALLS},{{target}}-{{current}},{{current}}-{{target}}),9))+{_NOT_STRICT}>0,1,0)))))"
    ),
    "expected": (
        f"IF({_FROM}><cycle_end>,0,IF({{m_due}}<={_FROM},1,MAX(0,MIN(1,(<as_of>-{_FROM})/({{m_due}}-{_FROM})))))"
    ),
    "status": (
        f'IF(AND(OR({_GUARDRAIL},{{per}}<>""),{{m_due}}>=<as_of>),'
        'IF(NOT(ISNUMBER({progress})),"%no_report%",IF({met}=1,"%on_track%","%behind%")),'
        "%status({m_due}<<as_of>)%)"
    ),
    "m_share": f"{_WEIGHT}/MAX(1,COUNTIFS([key_result],{{key_result}}))",
    "m_points": 'IF(ISNUMBER({progress}),{m_share}*{progress},"")',
    "m_pace": "{m_share}*{expected}",
    "m_met": "{met}",
    "m_due": (
        "IF(ISNUMBER({due}),{due},"
        'IF(COUNTIFS([id],{objective},[due],">0")>0,'
        'SUMIFS([due],[id],{objective})/COUNTIFS([id],{objective},[due],">0"),<cycle_end>))'
    ),
}

OBJECTIVE: Mapping[str, str] = {
    "progress": (
        'IF(COUNTIFS([objective],{id},[m_points],">=0")=0,"%none%",'
        "SUMIFS([m_points],[objective],{id})/SUMIFS([m_share],[objective],{id}))"
    ),
    "met": "IF(COUNTIFS([objective],{id})=0,0,IF(COUNTIFS([objective],{id},[m_met],1)=COUNTIFS([objective],{id}),1,0))",
    "expected": (
        "IF(COUNTIFS([objective],{id})=0,0,SUMIFS([m_pace],[objective],{id})/SUMIFS([m_share],[objective],{id}))"
    ),
    "status": (
        'IF(COUNTIFS([objective],{id})=0,"%no_report%",%status(COUNTIFS([objective],{id},[m_due],">="&<as_of>)=0)%)'
    ),
    "o_share": f"IF(COUNTIFS([objective],{{id}})=0,0,{_WEIGHT})",
    "o_points": 'IF(ISNUMBER({progress}),{o_share}*{progress},"")',
    "o_pace": "{o_share}*{expected}",
}

PLAN: Mapping[str, str] = {
    "progress": (
        'IF(COUNTIFS([objective],{id},[o_points],">=0")=0,"%none%",'
        "SUMIFS([o_points],[objective],{id})/SUMIFS([o_share],[objective],{id}))"
    ),
    "met": 'IF(COUNTIFS([m_share],">0")=0,0,IF(COUNTIFS([m_met],0)=0,1,0))',
    "expected": (
        'IF(COUNTIFS([m_share],">0")=0,0,SUMIFS([o_pace],[objective],{id})/SUMIFS([o_share],[objective],{id}))'
    ),
    "status": ('IF(COUNTIFS([m_share],">0")=0,"%no_report%",%status(COUNTIFS([m_due],">="&<as_of>)=0)%)'),
}

_STATUS = (
    'IF({{met}}=1,"%done%",IF({overdue},"%overdue%",IF(NOT(ISNUMBER({{progress}})),"%no_report%",'
    'IF(ROUND({{progress}}-({{expected}}-<on_track_margin>),9)>=0,"%on_track%",'
    'IF(ROUND({{progress}}-({{expected}}-<at_risk_margin>),9)>=0,"%at_risk%","%behind%")))))'
)


def in_words(formula: str, lang: str) -> str:
    """A formula with the rules and statuses of a language in it; addresses are still to be put in."""
    formula = re.sub(r"%status\((.*)\)%", lambda match: _STATUS.format(overdue=match[1]), formula)

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if name == "none":
            return NO_PROGRESS
        return STATUSES[lang][name] if name in STATUSES[lang] else _rule_test(name, lang)

    return re.sub(r"%([a-z_]+)%", word, formula)


def addressed(formula: str, cell: Callable[[str], str], column: Callable[[str], str], fixed: Mapping[str, str]) -> str:
    """A formula with its places put in: own-row cells, whole columns, cells of the title and key row."""
    formula = re.sub(r"\{([a-z_]+)\}", lambda match: cell(match[1]), formula)
    formula = re.sub(r"\[([a-z_]+)\]", lambda match: column(match[1]), formula)
    return "=" + re.sub(r"<([a-z_]+)>", lambda match: fixed[match[1]], formula)


def _rule_test(rule: str, lang: str) -> str:
    words = [label for key, label in RULES[lang].items() if key.split(" ")[0] == rule]
    tests = ",".join(f'{{rule}}="{label}"' for label in words)
    return f"OR({tests})" if len(words) > 1 else tests
