"""Texts of a facts file → the names of places in them. Word tables and boundaries; no gazetteer of counties.

Hiding too much only costs the model some sense; a common noun (城区, 乡镇, 超市) is nevertheless left alone.
"""

import re
from collections.abc import Iterable, Iterator

from draft.writers.builtin.lexing import leading_verb

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 "
    "海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_LONG_NAMES = (
    "石家庄 张家口 秦皇岛 呼和浩特 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒 阿拉善 葫芦岛 哈尔滨 "
    "齐齐哈尔 双鸭山 佳木斯 七台河 牡丹江 大兴安岭 连云港 马鞍山 景德镇 平顶山 三门峡 驻马店 神农架 张家界 "
    "湘西 防城港 攀枝花 六盘水 黔东南 黔西南 西双版纳 嘉峪关 石嘴山 乌鲁木齐 克拉玛依 吐鲁番 "
    "博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 日喀则 石河子 阿拉尔 图木舒克 五家渠"
)
"""Names of two characters and a suffix are found by form; these are longer."""

_SUFFIX = "自治区|自治州|自治县|街道|社区|省|市|县|州|盟|旗|镇|乡|村"
_KNOWN = re.compile(
    rf"(?:{'|'.join(sorted((_PROVINCES + ' ' + _LONG_NAMES).split(), key=len, reverse=True))})"
    rf"(?:壮族|回族|维吾尔)?(?:自治区|自治州|地区|省|市|县|州|盟)?"
)
_HEAD = re.compile(rf"[一-鿿]{{1,6}}?(?:{_SUFFIX}|地区|新区|区)(?![场级域民区])")
_NAMED = re.compile(r"(?P<stem>[一-鿿]{2,4})(?P<kind>街道|市|县|镇|乡)(?=(?P<after>[一-鿿]{0,4}))")
_SHORT = 2
_SMALL = re.compile(
    r"(?:^|(?<=[，。；：、和及在县区镇乡道]))(?P<small>[一-鿿]{2})(?P<kind>社区|村)"
    r"|(?<=[市县])(?P<district>[一-鿿]{2,3}?)区(?![域别间])"
)
"""Words for these are often no names: they count only behind a greater place or at a clause's start."""
_COMMON = re.compile(
    # what stands before the suffix and makes a common noun of it
    r"(?:[全各本该两我每外跨邻近周几多数同整入到进出省市县区镇乡村的等大小强老新旧这那其属个]|"
    r"城|超|上|门|夜|股|集|家|下|返|回|还|农|行政|自然|贫困|脱贫|示范|试点|先进|重点|美丽|城中|建制|特色|中心|智慧|卫生|文明|"
    r"园林|宜居|森林|模范|双拥|直辖|地级|县级|省辖|所辖|下辖|辖区|乡镇|基层|偏远|薄弱|集体|经济|生态|民族|创建|特大|试验|"
    r"部分|有关|相关|涉及|覆盖|所有|全部|全国|国家|健康|平安|法治|幸福|和谐|宜业|依托|用于|助力|季度|帮扶|支持|带动|服务|联系|深入|走进|送医|一[县镇乡])$"
)
_NOT_AFTER = re.compile(
    r"场|级|域|民|容|政工程|值|医保|委|直|镇|居|干部|医生?|卫生[院室站]|集体|务|规|史|口|龄|际"
)
_JOINT = re.compile(r"[的了和与及对在把被将为是有向从由至到各全进往省市县区镇乡村]")
"""No name has these in it; 河口镇、大坪乡 are two."""


def find_places(metadata: Iterable[str], facts: Iterable[str]) -> frozenset[str]:
    """Return the names of places, with their suffix, and the bare names of the office's own place.

    Args:
        metadata: title, issuer, recipient: they begin with the names of the place.
        facts: any other texts; what is no name by its form and surroundings is left alone.
    """
    own = {name for text in metadata for name in _leading(text)}
    bare = {stem for name in own if len(stem := _stem(name)) > 1}
    texts = [*metadata, *facts]
    known = {match.group() for text in texts for match in _KNOWN.finditer(text)}
    sure = own | bare | known
    formed = {name for text in texts for name in _named(text)}
    return frozenset(sure | {name for name in formed if not any(longer.endswith(name) for longer in sure)})


def _leading(text: str) -> Iterator[str]:
    """Yield the names a title or an office's name begins with, greatest first: 三明市, 沙县区."""
    position = 0
    while match := _HEAD.match(text, position):
        if match.group()[0] in "全本我各该城辖社园":
            return
        yield match.group()
        position = match.end()


def _named(text: str) -> Iterator[str]:
    """Yield names by their form: two characters and a suffix; a district where its city stands before it."""
    for match in _NAMED.finditer(text):
        stem = _name_in(match.group("stem"))
        if stem and not _NOT_AFTER.match(match.group("after")):
            yield stem + match.group("kind")
    for match in _SMALL.finditer(text):
        stem = match.group("small") or match.group("district")
        if _name_in(stem) == stem:
            yield match.group()


def _name_in(words: str) -> str:
    """Return the name that the words before a suffix end with: 组织城关 → 城关; empty for none."""
    verb = leading_verb(words)
    rest = words[len(verb) :] if len(words) - len(verb) != 1 else ""
    stem = rest if verb and len(rest) > 1 else rest[-_SHORT:]
    if len(stem) < _SHORT or _COMMON.search(stem) or _JOINT.search(stem) or leading_verb(stem):
        return ""
    return stem


def _stem(name: str) -> str:
    return re.sub(rf"(?:{_SUFFIX}|地区|新区|区)$", "", name)
