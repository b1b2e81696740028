"""The typed tables of a report: one class for each statutory table, and for each group of rows that one holds.

Fields are named as the cell paths: ``report.applications.received.natural_person`` is the value of
``report.cells["applications.received.natural_person"]``. A value is ``None`` when it is not certain, not printed, or
not of the table's edition; the cell's status says which.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen


@frozen(weakref_slot=False)
class DisclosureRow:
    """One row of table two. Only the columns printed above the row can hold a value."""

    made: int | None = None
    """本年新制作数量 (2019)"""
    published: int | None = None
    """本年新公开数量 (2019)"""
    public_total: int | None = None
    """对外公开总数量 (2019)"""
    previous: int | None = None
    """上一年项目数量 (2019)"""
    change: int | None = None
    """本年增/减 (2019), signed"""
    decisions: int | None = None
    """处理决定数量 (2019), 本年处理决定数量 (2021)"""
    issued: int | None = None
    """本年制发件数 (2021)"""
    repealed: int | None = None
    """本年废止件数 (2021)"""
    in_force: int | None = None
    """现行有效件数 (2021)"""
    projects: int | None = None
    """采购项目数量 (2019)"""
    amount: Decimal | None = None
    """采购总金额 (2019), 本年收费金额 (2021), in yuan"""


@frozen
class Disclosure:
    """Table two: 主动公开政府信息情况. A row that the table's edition does not have is ``None``."""

    edition: str
    rules: DisclosureRow | None = None
    """规章"""
    normative_documents: DisclosureRow | None = None
    """(行政)规范性文件"""
    licensing: DisclosureRow | None = None
    """行政许可"""
    other_services: DisclosureRow | None = None
    """其他对外管理服务事项 (2019)"""
    penalties: DisclosureRow | None = None
    """行政处罚"""
    compulsions: DisclosureRow | None = None
    """行政强制"""
    fees: DisclosureRow | None = None
    """行政事业性收费: a count of items in 2019, an amount in 2021"""
    procurement: DisclosureRow | None = None
    """政府集中采购 (2019)"""


@frozen(weakref_slot=False)
class Applicants:
    """One row of table three: a count of requests for each kind of applicant."""

    natural_person: int | None = None
    """自然人"""
    business: int | None = None
    """商业企业"""
    research: int | None = None
    """科研机构"""
    public_interest: int | None = None
    """社会公益组织"""
    legal_service: int | None = None
    """法律服务机构"""
    other: int | None = None
    """其他"""
    total: int | None = None
    """总计"""


@frozen
class Refused:
    """（三）不予公开"""

    state_secret: Applicants | None = None
    """1.属于国家秘密"""
    prohibited_by_law: Applicants | None = None
    """2.其他法律行政法规禁止公开"""
    security_and_stability: Applicants | None = None
    """3.危及“三安全一稳定”"""
    third_party_rights: Applicants | None = None
    """4.保护第三方合法权益"""
    internal_affairs: Applicants | None = None
    """5.属于三类内部事务信息"""
    process_information: Applicants | None = None
    """6.属于四类过程性信息"""
    enforcement_file: Applicants | None = None
    """7.属于行政执法案卷"""
    inquiry: Applicants | None = None
    """8.属于行政查询事项"""


@frozen
class Unavailable:
    """（四）无法提供"""

    not_held: Applicants | None = None
    """1.本机关不掌握相关政府信息"""
    needs_creation: Applicants | None = None
    """2.没有现成信息需要另行制作"""
    unclear: Applicants | None = None
    """3.补正后申请内容仍不明确"""


@frozen
class NotProcessed:
    """（五）不予处理"""

    complaint: Applicants | None = None
    """1.信访举报投诉类申请"""
    repeated: Applicants | None = None
    """2.重复申请"""
    publication: Applicants | None = None
    """3.要求提供公开出版物"""
    excessive: Applicants | None = None
    """4.无正当理由大量反复申请"""
    reissue: Applicants | None = None
    """5.要求行政机关确认或重新出具已获取信息"""


@frozen
class OtherResults:
    """（六）其他处理: one row in 2019, three in 2021."""

    undivided: Applicants | None = None
    """（六）其他处理 as one row (2019)"""
    not_corrected: Applicants | None = None
    """1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 (2021)"""
    fee_unpaid: Applicants | None = None
    """2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 (2021)"""
    unspecified: Applicants | None = None
    """3.其他 (2021)"""


@frozen
class Results:
    """三、本年度办理结果"""

    granted: Applicants | None = None
    """（一）予以公开"""
    partially_granted: Applicants | None = None
    """（二）部分公开"""
    refused: Refused = Refused()
    unavailable: Unavailable = Unavailable()
    not_processed: NotProcessed = NotProcessed()
    other: OtherResults = OtherResults()
    total: Applicants | None = None
    """（七）总计"""


@frozen
class Applications:
    """Table three: 收到和处理政府信息公开申请情况."""

    edition: str
    received: Applicants | None = None
    """一、本年新收政府信息公开申请数量"""
    carried_over: Applicants | None = None
    """二、上年结转政府信息公开申请数量"""
    results: Results = Results()
    carried_forward: Applicants | None = None
    """四、结转下年度继续办理"""


@frozen(weakref_slot=False)
class DisputeOutcomes:
    """The five outcomes of one kind of dispute."""

    upheld: int | None = None
    """结果维持"""
    corrected: int | None = None
    """结果纠正"""
    other: int | None = None
    """其他结果"""
    pending: int | None = None
    """尚未审结"""
    total: int | None = None
    """总计"""


@frozen
class Disputes:
    """Table four: 政府信息公开行政复议、行政诉讼情况."""

    edition: str
    review: DisputeOutcomes | None = None
    """行政复议"""
    litigation_direct: DisputeOutcomes | None = None
    """未经复议直接起诉"""
    litigation_after_review: DisputeOutcomes | None = None
    """复议后起诉"""
