"""What the editions of the form have in common: applicants, refusals, dispute outcomes and section titles."""

from __future__ import annotations

from .spec import Block, Column, Identity, Label, Layout, Row, Table

SECTIONS = (
    Label("总体情况", ("工作基本情况", "基本情况", "总体概述", "概述", "政务公开工作总体情况")),
    Label("主动公开政府信息情况", ("行政机关主动公开政府信息情况", "主动公开信息情况", "主动公开情况")),
    Label(
        "收到和处理政府信息公开申请情况",
        ("行政机关收到和处理政府信息公开申请情况", "收到和处理政府信息公开的申请情况", "依申请公开情况"),
    ),
    Label(
        "政府信息公开行政复议、行政诉讼情况",
        (
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "政府信息公开行政法复议、行政诉讼情况",
            "被申请行政复议提起行政诉讼",
        ),
    ),
    Label(
        "存在的主要问题及改进情况",
        (
            "政府信息公开工作存在的主要问题及改进情况",
            "存在的问题及改进情况",
            "存在问题及改进措施",
            "存在的主要问题和改进措施",
            "乡镇信息公开的建议和下一步工作思考",
        ),
    ),
    Label("其他需要报告的事项", ("其它需要报告的事项", "其他需要报告事项", "其它需要报告事项")),
)

APPLICANTS = (
    Column("natural_person", Label("自然人")),
    Column("business", Label("商业企业")),
    Column("research", Label("科研机构")),
    Column("public_interest", Label("社会公益组织")),
    Column("legal_service", Label("法律服务机构")),
    Column("other", Label("其他", ("其它",))),
    Column("total", Label("总计", ("合计",))),
)

REFUSED = (
    Row("state_secret", "1.", Label("属于国家秘密", ("涉及国家秘密",), core="属于国家秘密")),
    Row(
        "prohibited_by_law",
        "2.",
        Label(
            "其他法律行政法规禁止公开",
            ("其他法律、行政法规禁止公开", "其他法律行政止公开", "其它法律行政法规禁止公开"),
            core="其他法律行",
        ),
    ),
    Row(
        "security_and_stability",
        "3.",
        Label("危及“三安全一稳定”", ("危机“三安全一稳定”", "危及三安全一稳定"), core="危及三安全"),
    ),
    Row("third_party_rights", "4.", Label("保护第三方合法权益", ("涉及第三方合法权益",), core="保护第三方")),
    Row("internal_affairs", "5.", Label("属于三类内部事务信息", ("属于内部事务信息",), core="属于三类内部")),
    Row("process_information", "6.", Label("属于四类过程性信息", ("属于过程性信息",), core="属于四类过程")),
    Row(
        "enforcement_file",
        "7.",
        Label("属于行政执法案卷", ("属于行政法案卷", "属于行政执法案卷信息"), core="属于行政执法"),
    ),
    Row("inquiry", "8.", Label("属于行政查询事项", ("属于行政查询事项信息",), core="属于行政查询")),
)

UNAVAILABLE = (
    Row("not_held", "1.", Label("本机关不掌握相关政府信息", ("本机关不掌握相关信息",), core="本机关不掌握")),
    Row(
        "needs_creation",
        "2.",
        Label(
            "没有现成信息需要另行制作", ("没有现成信息需另行制作", "没有现成信息，需要另行制作"), core="没有现成信息"
        ),
    ),
    Row("unclear", "3.", Label("补正后申请内容仍不明确", ("补正后仍不明确",), core="补正后")),
)

NOT_PROCESSED = (
    Row("complaint", "1.", Label("信访举报投诉类申请", ("信访、举报、投诉类申请",), core="信访举报")),
    Row("repeated", "2.", Label("重复申请", core="重复申请")),
    Row("publication", "3.", Label("要求提供公开出版物", core="要求提供公开")),
    Row("excessive", "4.", Label("无正当理由大量反复申请", core="无正当理由大量")),
    Row(
        "reissue",
        "5.",
        Label(
            "要求行政机关确认或重新出具已获取信息",
            ("要求行政机关确认或者重新出具已获取信息",),
            core="要求行政机关",
        ),
    ),
)

DISPUTE_GROUPS = (
    Row("review", "", Label("行政复议")),
    Row("litigation_direct", "", Label("未经复议直接起诉", core="未经复议")),
    Row("litigation_after_review", "", Label("复议后起诉", core="复议后起诉")),
)

DISPUTE_OUTCOMES = (
    Column("upheld", Label("结果维持", ("维持",))),
    Column("corrected", Label("结果纠正", ("纠正",))),
    Column("other", Label("其他结果", ("其它结果",))),
    Column("pending", Label("尚未审结", ("未审结",))),
    Column("total", Label("总计", ("合计",))),
)


def applications(edition: str, other: Row) -> Table:
    """Table three of an edition. The editions differ in one place, the row or group （六）其他处理."""
    results = Row(
        "results",
        "三、",
        Label("本年度办理结果", ("本年度处理结果",)),
        (
            Row("granted", "（一）", Label("予以公开", core="予以公开")),
            Row(
                "partially_granted",
                "（二）",
                Label("部分公开（区分处理的，只计这一情形，不计其他情形）", ("部分公开",), core="部分公开"),
            ),
            Row("refused", "（三）", Label("不予公开"), REFUSED),
            Row("unavailable", "（四）", Label("无法提供"), UNAVAILABLE),
            Row("not_processed", "（五）", Label("不予处理"), NOT_PROCESSED),
            other,
            Row("total", "（七）", Label("总计", ("合计",))),
        ),
    )
    rows = (
        Row(
            "received",
            "一、",
            Label(
                "本年新收政府信息公开申请数量",
                ("本年新收到政府信息公开申请数量", "本年新收政府信息公开数量"),
                core="本年新收",
            ),
        ),
        Row(
            "carried_over",
            "二、",
            Label("上年结转政府信息公开申请数量", ("上年结转政府信息公开数量",), core="上年结转"),
        ),
        results,
        Row("carried_forward", "四、", Label("结转下年度继续办理", ("结转下年继续办理",), core="结转下年")),
    )
    outcomes = tuple(path for path, _ in results.leaves() if path != "results.total")
    return Table(
        "applications",
        edition,
        Layout.ROWS,
        (Block(rows, APPLICANTS),),
        (
            Identity("flow", "rows", ("received", "carried_over"), ("results.total", "carried_forward")),
            Identity("outcomes", "rows", ("results.total",), outcomes),
            Identity("applicants", "columns", ("total",), tuple(c.id for c in APPLICANTS if c.id != "total")),
        ),
        corner=Label("本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"),
        side_labels=(Label("申请人情况"), Label("法人或其他组织", ("法人或其它组织",))),
    )


def disputes(edition: str) -> Table:
    """Table four, which is the same in every edition."""
    parts = tuple(c.id for c in DISPUTE_OUTCOMES if c.id != "total")
    return Table(
        "disputes",
        edition,
        Layout.SIDE_BY_SIDE,
        (Block(DISPUTE_GROUPS, DISPUTE_OUTCOMES),),
        (Identity("outcomes", "columns", ("total",), parts),),
        side_labels=(Label("行政诉讼"),),
    )
