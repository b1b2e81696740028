"""The 2019 form (试行): 国办公开办函〔2019〕60号, 23 November 2019, for reports on 2019 and 2020."""

from __future__ import annotations

from .common import SECTIONS, applications, disputes
from .spec import Block, Column, Form, Kind, Label, Layout, Row, Table

MADE = Column("made", Label("本年新制作数量", ("本年新制作",)))
PUBLISHED = Column("published", Label("本年新公开数量", ("本年新公开",)))
PUBLIC_TOTAL = Column("public_total", Label("对外公开总数量", ("对外公开数量", "对外公开总数")))
PREVIOUS = Column("previous", Label("上一年项目数量", ("上年项目数量", "上一年度项目数量")))
CHANGE = Column("change", Label("本年增/减", ("本年增减", "本年增／减", "本年增减数量")), Kind.SIGNED)
DECISIONS = Column("decisions", Label("处理决定数量"))
PROJECTS = Column("projects", Label("采购项目数量"))
AMOUNT = Column("amount", Label("采购总金额", ("采购金额",)), Kind.MONEY)

DISCLOSURE = Table(
    "disclosure",
    "2019",
    Layout.BLOCKS,
    (
        Block(
            title=Label("第二十条第（一）项"),
            columns=(MADE, PUBLISHED, PUBLIC_TOTAL),
            rows=(
                Row("rules", "", Label("规章")),
                Row("normative_documents", "", Label("规范性文件")),
            ),
        ),
        Block(
            title=Label("第二十条第（五）项"),
            columns=(PREVIOUS, CHANGE, DECISIONS),
            rows=(
                Row("licensing", "", Label("行政许可")),
                Row("other_services", "", Label("其他对外管理服务事项", ("其它对外管理服务事项",))),
            ),
        ),
        Block(
            title=Label("第二十条第（六）项"),
            columns=(PREVIOUS, CHANGE, DECISIONS),
            rows=(
                Row("penalties", "", Label("行政处罚")),
                Row("compulsions", "", Label("行政强制")),
            ),
        ),
        Block(
            title=Label("第二十条第（八）项"),
            columns=(PREVIOUS, CHANGE),
            rows=(Row("fees", "", Label("行政事业性收费")),),
        ),
        Block(
            title=Label("第二十条第（九）项"),
            columns=(PROJECTS, AMOUNT),
            rows=(Row("procurement", "", Label("政府集中采购")),),
        ),
    ),
    side_labels=(Label("信息内容"),),
)

FORM = Form(
    edition="2019",
    source="国办公开办函〔2019〕60号",
    years=(2019, 2020),
    sections=SECTIONS,
    disclosure=DISCLOSURE,
    applications=applications("2019", Row("other.undivided", "（六）", Label("其他处理", ("其它处理",)))),
    disputes=disputes("2019"),
)
