"""Table three as tests print it."""

from __future__ import annotations

LABELS = {
    "received": "一、本年新收政府信息公开申请数量",
    "carried_over": "二、上年结转政府信息公开申请数量",
    "results.granted": "三、本年度办理结果 （一）予以公开",
    "results.partially_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "results.refused.state_secret": "（三）不予公开 1.属于国家秘密",
    "results.refused.prohibited_by_law": "2.其他法律行政法规禁止公开",
    "results.refused.security_and_stability": "3.危及“三安全一稳定”",
    "results.refused.third_party_rights": "4.保护第三方合法权益",
    "results.refused.internal_affairs": "5.属于三类内部事务信息",
    "results.refused.process_information": "6.属于四类过程性信息",
    "results.refused.enforcement_file": "7.属于行政执法案卷",
    "results.refused.inquiry": "8.属于行政查询事项",
    "results.unavailable.not_held": "（四）无法提供 1.本机关不掌握相关政府信息",
    "results.unavailable.needs_creation": "2.没有现成信息需要另行制作",
    "results.unavailable.unclear": "3.补正后申请内容仍不明确",
    "results.not_processed.complaint": "（五）不予处理 1.信访举报投诉类申请",
    "results.not_processed.repeated": "2.重复申请",
    "results.not_processed.publication": "3.要求提供公开出版物",
    "results.not_processed.excessive": "4.无正当理由大量反复申请",
    "results.not_processed.reissue": "5.要求行政机关确认或重新出具已获取信息",
    "results.other.undivided": "（六）其他处理",
    "results.total": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}
"""The rows of table three, as a form of 2019 with one row for other outcomes prints them."""
