# ruff: noqa: E501, SIM905  a table: one contrast, one line; words read better unquoted
"""Frame words that must not take each other's place beside a quantity: scope, basis, status, period. Data only.

A row is `name|kind|class/class/…|added|lost|reason`; words of one class, separated by commas, say the same and the
first names it; `added` may not appear where the facts have none of the group, `lost` may not disappear.
"""

from draft.fidelity.terms import Contrast

SHIELDS: tuple[str, ...] = tuple(
    # Words in which a contrast word means nothing of its own.
    "增加值 部分为 部分达 新建、改扩建 新建、改建 新建、扩建 新建改扩建 新改扩建 计划生育 计划单列 计划内 规划和自然资源 自然资源和规划 城乡规划 发展规划 规划编制 行动计划 五年规划 目标任务 目标责任 目标的 年度目标 全年目标 国内外 境内外 海内外 完成率 完成时限 出口处 进口处 入口处 新增长点 人均可支配 完成情况 人民医院 人民政府 人民法院 人民检察院 农村商业银行 农商银行 城市管理 城市建设 农业农村局 农业农村部 农业农村厅 乡村振兴 城乡 村级 在校学生会 计划书 生产总值 户外 户籍 一、二等奖 二、三等奖 一、二、三等奖 一二等奖 一二三等奖 周一次 周二次 不超过 中小学 贯彻落实 已婚 已故 规划设计 国家级贫困县".split()
)

_ROWS = (
    "方向|direction|增长,增加,提高,上升,新增,增收,涨价,扩大,延长,提升,上涨,回升,上调,净增,增至,升至,提高到,增产,提速,拉长,增幅,涨幅,增效/下降,减少,降低,减收,降价,缩小,缩短,回落,压减,压缩,下调,下滑,降至,减至,收窄,减产,精简,核减,削减,降幅,减幅,跌幅,负增长|||rise and fall",
    "提前与滞后|direction|提前/滞后,推迟,延后,延期,逾期,拖后|||ahead of time is not behind it",
    "时限|date|最迟/最早|||the last day is not the first",
    "星期|date|周一,星期一/周二,星期二/周三,星期三/周四,星期四/周五,星期五/周六,星期六/周日,星期日,星期天|||days of the week",
    "奖等|rank|特等奖/一等奖/二等奖/三等奖/优秀奖|||classes of a prize",
    "奖牌|rank|金奖,金牌/银奖,银牌/铜奖,铜牌|||medals",
    "平均水平|basis|全国平均,国家平均/全省平均,省平均,省均/全市平均,市平均,市均/全县平均,县平均/全镇平均,镇平均/行业平均,同行业平均|||another average is another comparison",
    "累计与当期|scope|累计,累积,历年,总计/当月,本月,当年,本年,当季,本季,当日,当天|||a running total is not the period's own figure",
    "设计值|basis|设计时速,设计速度,设计能力,设计规模,设计产能/平均时速,平均速度,运行时速,实际能力,实际规模,实际产能|||designed is not measured",
    "可比口径|basis|可比口径,同口径||可比口径|a growth adjusted to the same coverage stays so",
    "阶段性|status|阶段性||阶段性|done for the time being is not done",
    "公文出处|identifier|县委办,县委办公室/县政府办,县政府办公室/市委办,市委办公室/市政府办,市政府办公室/省委办,省委办公厅/省政府办,省政府办公厅|||who issued a paper",
    "部分与另外|scope|其中,当中/此外,另外,另有,除此之外|||a part is not an addition",
    "程度|negation|全部,均已,均为,均在,均未,均能,均达,均按,均实现,均完成,均通过,均由,均无,均免费,均属,均达到,均按时,全数,悉数,一律,无一,清零,动态清零,无缺/基本持平,基本完成,基本建成,基本实现,基本无,基本未,基本零,基本按时,基本到位,基本覆盖,极少,基本达到,基本消除,基本通过,基本解决,基本清零,大多,大部分,大多数,绝大多数,绝大部分,多数,部分,大幅减少,明显减少,大体,大致|基本持平||all and nearly all",
    "五年规划|identifier|十二五/十三五/十四五/十五五|||plan periods",
    "等次|identifier|甲等/乙等/丙等|||grades of hospitals",
    "级次|identifier|特级/一级/二级/三级/四级/五级|||grades of hospitals, hazards, roads, protection",
    "类别|identifier|Ⅰ类,I类/Ⅱ类,II类/Ⅲ类,III类/Ⅳ类,IV类/Ⅴ类,V类|||classes of water",
    "等类|identifier|A类/B类/C类/D类|||classes of papers and wards",
    "百强|rank|百强/十强/五强/前列/五十强/千强|||places in a list",
    "响应级别|identifier|Ⅰ级,I级/Ⅱ级,II级/Ⅲ级,III级/Ⅳ级,IV级|||levels of response",
    "标准|identifier|国家标准/行业标准/地方标准/团体标准/企业标准|||levels of standards",
    "奖项|identifier|省长质量奖/市长质量奖/中国质量奖|||prizes",
    "板块|identifier|新三板/科创板/创业板/主板/北交所|||boards",
    "季节|date|春季/夏季/秋季/冬季|||terms and seasons",
    "节假日|date|春节,春运/元旦/元宵/清明/五一,劳动节/端午/中秋/国庆/暑期,暑假/寒假|||one holiday's figure is not another's",
    "时间单位|basis|日处理,日加工,日产,日供水,日发电,日均/月处理,月加工,月产,月产值,月经营性,月供水,月均/年处理,年加工,年产,年产值,年经营性,年供水,年发电量,年均|||per day, per year",
    "工资周期|basis|月工资,人均月工资/年工资,人均年工资|||per month, per year",
    "价格口径|basis|可比价格,可比价,不变价/现价,当年价格,当年价|||real and nominal growth",
    "同口径|basis|同口径/同比,比上年,较上年/环比|||a growth adjusted to the same coverage",
    "对照期|basis|试点前,实施前,帮扶前,改革前,整治前,治理前/上年,去年,上年同期,去年同期|||before the measure is not last year",
    "审批阶段|status|申报,报送,上报,申请,待批,送审,报批/获批,批准,批复,获评,审批通过|||applied for is not granted",
    "项目阶段|status|在谈,洽谈/签约/开工,动工,落地/竣工,完工,投产,投用|||stages of a project",
    "运行阶段|status|试运行,试运营,试点运行/运行,运营,正式运行,正式运营|||on trial is not in operation",
    "频次|basis|每日,每天/每周/每月/每季度,每季/每半年/每年|||how often",
    "参数|noun|平均/最大,最高,最长/最小,最低,最短|||statistics of one series",
    "范围层级|scope|全国,我国,全国范围/全省,我省,全省范围,省内,全自治区,全省上下/全市,我市,市域,全市范围,市内/全县,我县,县域,全县范围,县内,县域内/全区,我区,区内,辖区,全区范围/全镇,我镇,全乡,我乡,镇域,全街道/全村,我村/全州,我州/全盟/全旗/全校,我校/全院,我院/全系统,系统内/全行业/市本级,市级本级,市直/县本级,县直,县级本级/城区,主城区,中心城区|||a county's figure is not the city's",
    "流量与存量|scope|新增,净增,增加,新发放,新命名,新颁发,新评定,新招录,新注册,新投放,新入库,新办理,增设,新建,新添,新购,添置,新设,增添,新培育,新认定,新认证,新开通,新发展,新培训,新成立,新引进,新登记,新开工,扩充/累计,累积,累计认证,累计开通,总数,总量,存量,保有量,现有,在册,共有,拥有,总计,总规模,历年||新增|a flow of the period is not the stock",
    "城乡|scope|城镇,城市,市区/农村,乡村,农业农村,农牧区||城镇,农村|two different populations",
    "统计口径|scope|规模以上,规上/限额以上,限上/全社会,全口径,全行业/规模以下,规下/限额以下,限下||规模以上,限额以上,规模以下,限额以下|statistical circles of different size",
    "户籍常住|scope|常住/户籍,本地户籍/流动人口,外来,暂住||常住,户籍|two different populations",
    "比较基期|basis|同比,比上年,较上年,同上年相比,与上年相比,比去年,较去年,与去年相比,同去年相比,上年同期,去年同期,与上年同期,相比上年,相比去年,比上年度,较上年度,比上一年,较上一年,上一年度/环比,比上月,较上月,比上季度,较上季度,与上月相比,上月相比,较上季,比上季,上季度,比上期,较上期/比年初,较年初,与年初相比,年初以来,较上年末,比上年末,较上年底,比上年底,较去年底,比去年底,较去年年底,比去年年底,较上年年底,比上年年底,较上年年末,比上年年末,较去年末,比去年末,与去年底相比,与去年年底相比,与上年末相比,与上年底相比,与上年年末相比,与去年末相比,较年初以来/比2019年,较2019年,与2019年相比/比2020年,较2020年,与2020年相比/比2021年,较2021年/比2022年,较2022年/比2015年,较2015年,与2015年相比/比前三年,较前三年,近三年平均,比前两年,两年平均/比全国,较全国,比全国平均,高于全国,低于全国,高出全国,好于全国,优于全国,快于全国/比全省,较全省,比全省平均,高于全省,低于全省,高出全省,好于全省,优于全省,快于全省/比全市,较全市,比全市平均,高于全市,低于全市,高出全市,好于全市,优于全市,快于全市/比常年,较常年,与常年,常年同期,比多年平均,较多年平均,多年平均,多年均值,历史同期,比历年同期,较历年同期/比计划,较计划,比目标,较目标,比序时,较序时,比预期,较预期|环比,比年初,比全国,比全省,比全市,比常年|环比,比年初,比常年|a rate means nothing without its base",
    "平均与总量|basis|日均,日平均,／日,·日,／天,平均每天,每日,每天,单日,平均每日/月均,月平均,月人均,月户均,／月,·月,平均每月,每月,单月,按月/年均,年平均,年人均,年户均,／年,·年,平均每年,每年/周均,每周/季均,每季度/累计,合计,总计,共计,总共,总量,总额,全年共|日均,月均,年均,周均,季均|日均,月均,年均,周均,季均|an average told as a total, or the reverse",
    "分母|misattached|人均,／人,平均每人,每名,每位,每人,每人平均,人平均/户均,／户,平均每户,每户家庭,每户,户平均/村均,每村,每个村,平均每村/亩均,／亩,每亩地,每亩,平均每亩,亩产,单产/校均,每校,每所学校/每千人,每千人口,千人口,千人均/每万人,每万人口,万人均/每十万人,每10万人,每十万人口/每百人,百人均/每百户/每千名/每万名/次均,／人次,／次,每人次,平均每人次,每次,例均,每例/床均,每床,每张床位,每张床/师均/生均,每生,每名学生,每个学生,每位学生,平均每名学生/台均/车均/镇均,每个乡镇,乡均/企均,每家企业,平均每家/单位面积,单位建筑面积,每平方米|人均,户均,村均,亩均,校均,每千人,每万人,每十万人,次均,床均,生均|人均,户均,村均,亩均,校均,每千人,每万人,每十万人,次均,床均,生均|per head, per household, per mu: another denominator is another number",
    "计划与完成|status|拟,计划,预计,力争,争取,规划,谋划,有望,目标,筹备,筹建,拟定,即将,准备,打算,预期,将于,将在,将新,将建,将实施,将完成,将投,将开,将达,将继续,将再,将增,将组织,将力争,确保到,待建,待开工,未开工,待交付,待验收,待安置,待办结,待完成,待整改/在建,未实现,未投用,未通车,未交付,未验收,未启用,尚在,仍在,在侦,在谈,待批,在审,正在,推进中,建设中,施工,在办,办理中,续建,开工,动工,启动建设,正有序,加快建设,进行中,开建,破土,奠基,整改中,未完工,未完成,未竣工,未建成,尚未,已启动,已开工,已动工/建成,已,竣工,办结,投用,投入使用,落成,完工,通车,投产,建好,交付,验收,完成,投运,启用,实现,挂牌,业已,侦破,获批,签约落地,完工,全面完成,整改到位|拟|拟|a plan is not a result, work under way is not finished",
    "年度|date|今年,本年,本年度,年内,当年/去年,上年,上年度,上一年,去年全年,去年末/前年/明年,次年,下一年度,来年,下年度|||last year's figure in this year's text is the classic mistake",
    "时段|date|全年,年度,一年来,一年间,整年,年内,全年度/上半年,半年来/下半年/一季度,第一季度/二季度,第二季度/三季度,第三季度/四季度,第四季度/前三季度/当月,本月,单月/上月/截至,截止,止于|||figures up to a cut-off day are not the year's",
    "高于低于|direction|高于,超过,高出,多于,优于,大于,快于/低于,少于,小于,不及,慢于,劣于/持平,相当,等于|||the reverse comparison",
    "上限下限|qualifier|以上,及以上,之上/以下,及以下,之下/以内,之内|||the other side of the bound",
    "盈亏|direction|盈利,净利润,利润/亏损,净亏损/结余,盈余,结存/赤字,缺口,超支|||sign of a balance",
    "收支|noun|收入,财政收入/支出,财政支出,开支/结余,结存/预算/决算|||income, expenditure and what is left are three things",
    "机构级别|identifier|国家级/省级,省部级/市级,地市级/县级,区县级,区级/乡级,镇级,乡镇级/村级||国家级,省级,市级|the level of an honour, a project, a hospital",
)


def _words(text: str) -> tuple[str, ...]:
    # A full-width stroke stands for the stroke of 元/人, which would end the class.
    return tuple(text.replace("／", "/").split(",")) if text else ()


def _read(row: str) -> Contrast:
    name, kind, classes, added, lost, why = row.split("|")
    return Contrast(name, kind, tuple(map(_words, classes.split("/"))), why, _words(added), _words(lost))


FRAMES: tuple[Contrast, ...] = tuple(_read(row) for row in _ROWS)
