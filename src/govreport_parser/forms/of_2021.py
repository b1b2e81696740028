"""The 2021 form: 国办公开办函〔2021〕30号, 26 September 2021, for reports on 2021 and every year since."""

from __future__ import annotations

from .common import SECTIONS, applications, disputes
from .spec import Block, Column, Form, Kind, Label, Layout, Row, Table

ISSUED = Column("issued", Label("本年制发件数"))
REPEALED = Column("repealed", Label("本年废止件数"))
IN_FORCE = Column("in_force", Label("现行有效件数", ("现行有效件",)))
DECISIONS = Column("decisions", Label("本年处理决定数量"))
AMOUNT = Column("amount", Label("本年收费金额（单位：万元）", ("本年收费金额",)), Kind.MONEY)

DISCLOSURE = Table(
    "disclosure",
    "2021",
    Layout.BLOCKS,
    (
        Block(
            title=Label("第二十条第（一）项"),
            columns=(ISSUED, REPEALED, IN_FORCE),
            rows=(
                Row("rules", "", Label("规章")),
                Row("normative_documents", "", Label("行政规范性文件")),
            ),
        ),
        Block(
            title=Label("第二十条第（五）项"),
            columns=(DECISIONS,),
            rows=(Row("licensing", "", Label("行政许可")),),
        ),
        Block(
            title=Label("第二十条第（六）项"),
            columns=(DECISIONS,),
            rows=(
                Row("penalties", "", Label("行政处罚")),
                Row("compulsions", "", Label("行政强制")),
            ),
        ),
        Block(
            title=Label("第二十条第（八）项"),
            columns=(AMOUNT,),
            rows=(Row("fees", "", Label("行政事业性收费")),),
        ),
    ),
    side_labels=(Label("信息内容"),),
)

OTHER = Row(
    "other",
    "（六）",
    Label("其他处理", ("其它处理",)),
    (
        Row(
            "not_corrected",
            "1.",
            Label(
                "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                ("申请人无正当理由逾期不补正", "逾期不补正"),
                core="申请人无正当",
            ),
        ),
        Row(
            "fee_unpaid",
            "2.",
            Label(
                "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                ("申请人逾期未按收费通知要求缴纳费用", "逾期不缴费"),
                core="申请人逾期",
            ),
        ),
        Row("unspecified", "3.", Label("其他", ("其它",))),
    ),
)

FORM = Form(
    edition="2021",
    source="国办公开办函〔2021〕30号",
    years=(2021, None),
    sections=SECTIONS,
    disclosure=DISCLOSURE,
    applications=applications("2021", OTHER),
    disputes=disputes("2021"),
)
