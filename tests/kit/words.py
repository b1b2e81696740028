"""Names and sentences of our own for drawn reports: agencies, titles, prose, page furniture."""

from __future__ import annotations

import random

PROVINCES = ("江原省", "岭西省", "云川省", "海宁省", "湖东省", "陇北自治区")
CITIES = ("安平市", "临河市", "青山市", "宜川市", "永安市", "石门市", "沙湾市", "龙泉市")
COUNTIES = ("东湖区", "南桥区", "清水县", "望江县", "平川县", "双河市", "金沙县", "白塔区", "红旗县")
TOWNS = ("柳林镇", "石桥镇", "大河乡", "新村乡", "前进街道", "城关街道", "和平镇", "三岔镇", "五里铺街道")
DEPARTMENTS = ("教育局", "财政局", "水利局", "民政局", "交通运输局", "卫生健康委员会", "自然资源局", "司法局", "统计局")

OPENINGS = (
    "{year}年，{agency}把公开透明作为日常工作的一条底线，围绕群众关心的事项持续更新栏目内容，各项任务按计划推进。",
    "本报告由{agency}编制，所列数据统计期限自{year}年1月1日起至{year}年12月31日止。",
    "一年来，{agency}按照上级部署，对照任务清单逐项落实，公开的范围、时效和质量都有改善。",
)
ACTIVE = (
    "全年通过门户网站发布信息{a}条，其中工作动态{b}条，通知公告{c}条。",
    "政务微信公众号推送消息{a}条，阅读量较上年增长{p}%。",
    "新建专题栏目{b}个，调整旧栏目{c}个，更新机构职能信息{b}条。",
    "重大项目、公共资源配置等领域共公开信息{a}条，覆盖{c}个事项。",
)
REQUESTS = (
    "全年收到申请{a}件，全部在期限内答复，没有超期情形。",
    "依申请工作由专人登记、专人答复，重要答复先经法律顾问看过再发出。",
    "收到网络申请{b}件、信函申请{c}件，均已办结。",
)
MANAGEMENT = (
    "对历年文件逐份清理，标明有效、失效和废止，清理结果在网上可查。",
    "发布前实行三级审核，谁起草谁初审，分管负责人终审，全年审核信息{a}条。",
    "会同档案部门核对目录{b}项，补齐缺失的编号和日期。",
)
PLATFORM = (
    "对网站检索、无障碍浏览和手机页面作了改造，响应时间缩短到原来的{p}%。",
    "设置信息查阅点{c}处，配备终端{b}台，接待查阅{a}人次。",
)
OVERSIGHT = (
    "组织业务培训{c}场，参加{a}人次。",
    "把公开工作列入年度考核，分值占{p}%，全年通报{c}次。",
    "邀请居民代表{b}名座谈，收到意见{c}条，均已回复。",
)
PROBLEMS = (
    "个别单位更新不及时，解读形式单一，群众不容易看懂。",
    "基层人员更换频繁，业务不熟，答复文书的说理不够充分。",
    "下一步将细化事项清单，加强培训，把解读材料做得更直观。",
    "将每季度抽查一次栏目，发现空白或错链当月改正。",
)
OTHER = ("无。", "本年度没有其他需要报告的事项。", "本年度未收取信息处理费。", "本年度收取信息处理费0元。")
TOPICS = (
    ("主动公开", ACTIVE),
    ("依申请公开", REQUESTS),
    ("政府信息管理", MANAGEMENT),
    ("平台建设", PLATFORM),
    ("监督保障", OVERSIGHT),
)
NOISE = (
    "打印本页 关闭窗口",
    "http://www.example.gov.cn/xxgk/art/2022/1/24/art_1229_3957311.html",
    "2022-01-24 15:34",
    "内部资料 请勿外传",
    "来源：政务公开办公室",
    "字号：[ 大 中 小 ]",
    "扫一扫在手机打开当前页",
    "浏览次数：1284",
)
FOOTERS = (
    "版权所有 主办单位：{agency}",
    "网站标识码：3201150007 备案号：云公网安备 32011502010412号",
    "联系电话：0512-68751024 邮编：215001",
)


def agency(rng: random.Random) -> str:
    """An agency of any level, invented."""
    province, city, county, town = (rng.choice(x) for x in (PROVINCES, CITIES, COUNTIES, TOWNS))
    return rng.choice(
        (
            f"{province}人民政府",
            f"{city}人民政府",
            f"{city}{county}人民政府",
            f"{county}人民政府办公室",
            f"{county}{town}人民政府" if town.endswith(("镇", "乡")) else f"{county}人民政府{town}办事处",
            f"{city}{rng.choice(DEPARTMENTS)}",
            f"{county}{rng.choice(DEPARTMENTS)}",
            f"国家税务总局{city}{county}税务局",
            f"{city}经济技术开发区管理委员会",
        )
    )


def title(rng: random.Random, name: str, year: int) -> str:
    """A report title: year first or agency first."""
    return rng.choice(
        (
            f"{name}{year}年政府信息公开工作年度报告",
            f"{name}{year}年度政府信息公开年度报告",
            f"{year}年度{name}政府信息公开工作报告",
            f"{year}年{name}政府信息公开工作年度报告",
        )
    )


def sentences(rng: random.Random, stock: tuple[str, ...], count: int, **names: object) -> str:
    """Some sentences of a stock with figures filled in."""
    chosen = rng.sample(stock, min(count, len(stock)))
    figures = {"a": rng.randint(20, 9000), "b": rng.randint(2, 90), "c": rng.randint(1, 12), "p": rng.randint(2, 98)}
    return "".join(s.format(**figures, **names) for s in chosen)
