"""What the older matters of the demonstration are about, and the people in them: all invented."""

from random import Random

from db.enums import AppealKind, DisputeType

_D, _A = DisputeType, AppealKind
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭郎"
_GIVEN = (  # noqa: SIM905 - read as one line of names
    "建国 秀英 桂兰 志强 玉梅 海涛 春燕 大勇 淑珍 立新 小军 红霞 长林 凤琴 文斌 晓丽 国庆 爱华 "
    "振东 翠平 学文 美玲 永福 丽娟 来顺 巧云 洪亮 月娥 守信 彩霞 树林 金花 明远 素芬 宝山 艳红"
).split()

STORIES: dict[DisputeType, tuple[tuple[str, str], ...]] = {
    _D.NEIGHBOR: (("楼上卫生间漏水，泡坏了楼下的吊顶。", "修好漏水点，赔损失"),
                  ("门前堆放杂物挡住通道，说了几次没有清。", "清走杂物"),
                  ("邻居养的狗夜里叫，老人睡不好。", "夜里把狗关进屋")),
    _D.MARRIAGE_FAMILY: (("兄弟三人为老人轮流赡养的时间争执。", "定下轮流照看的办法"),
                         ("分家时老屋的三间房怎么分说不拢。", "把老屋分清楚")),
    _D.LABOR_MIGRANT_WAGE: (("工地完工两个月，工钱还差一部分没有发。", "结清工钱"),
                            ("包工头说甲方没付款，班组工资一直拖着。", "付清班组工资")),
    _D.LABOR_OTHER: (("试用期满被辞退，最后半个月工资没有给。", "补发工资"),
                     ("上班路上受伤，单位不肯报工伤。", "承担医药费")),
    _D.PROPERTY_MANAGEMENT: (("小区电梯常停，业主不愿再交物业费。", "修好电梯再谈费用"),
                             ("地下车库积水，车被泡了。", "赔修车费")),
    _D.CONSUMER_OTHER: (("美容店关门，卡里的钱退不出来。", "退卡里的余额"),
                        ("买的家具开裂，商家不给换。", "换货或者退款")),
    _D.CONTRACT: (("装修付了定金，过了工期还没有开工。", "退定金"),
                  ("借款到期没有还，只有一张收条。", "还清借款")),
    _D.HOUSE_HOMESTEAD: (("翻建房屋时出檐过界，两家停了工。", "按地界重新砌"),
                         ("宅基地的边界石被挪动，量了两次都不认。", "重新量地界")),
    _D.FOREST_LAND: (("承包地的田埂被犁掉一条，两家争地。", "恢复田埂"),
                     ("浇地先后争水，水管被拔掉。", "排好浇地的次序")),
    _D.TRAFFIC_ACCIDENT: (("电动车与小汽车相碰，修车和医药费谈不拢。", "赔医药费"),
                          ("倒车时撞坏院墙，保险只肯赔一半。", "修好院墙")),
    _D.DAMAGE_COMPENSATION: (("孩子课间打闹受伤，医药费由谁出说不清。", "分担医药费"),
                             ("施工的石块砸坏大棚，菜苗受了冻。", "赔菜苗钱")),
    _D.ENVIRONMENT: (("养鸡场的气味大，夏天不敢开窗。", "按时清粪、加盖棚子"),),
    _D.MEDICAL: (("拔牙以后一直疼，诊所说是正常反应。", "退费并负担复诊的钱"),),
}  # fmt: skip
OTHERS: dict[AppealKind, tuple[tuple[str, str], ...]] = {
    _A.INQUIRY: (("想问老人高龄补贴怎么申请。", "讲清楚怎么办"),
                 ("想问房产过户要带哪些材料。", "讲清楚怎么办"),
                 ("想问欠款没有借条能不能起诉。", "讲清楚怎么办")),
    _A.HELP_REQUEST: (("巷子里的路灯坏了，晚上看不见路。", "修好路灯"),
                      ("下水道堵了，污水流到路上。", "疏通下水道")),
    _A.COMPLAINT: (("工地夜里施工，吵得睡不着。", "夜里停工"),
                   ("饭店油烟往居民楼里排。", "装好油烟机")),
    _A.SUGGESTION: (("建议路口加一个红绿灯。", "加红绿灯"),
                    ("建议菜市场多设几个公平秤。", "加公平秤")),
}  # fmt: skip

TYPE_WEIGHTS: dict[DisputeType, int] = {
    _D.NEIGHBOR: 22, _D.MARRIAGE_FAMILY: 16, _D.LABOR_MIGRANT_WAGE: 8, _D.LABOR_OTHER: 8,
    _D.PROPERTY_MANAGEMENT: 11, _D.CONSUMER_OTHER: 9, _D.CONTRACT: 8, _D.HOUSE_HOMESTEAD: 5,
    _D.FOREST_LAND: 5, _D.TRAFFIC_ACCIDENT: 4, _D.DAMAGE_COMPENSATION: 4, _D.ENVIRONMENT: 2,
    _D.MEDICAL: 1,
}  # fmt: skip
UNIT_OF: dict[DisputeType, str] = {
    _D.LABOR_MIGRANT_WAGE: "RS", _D.LABOR_OTHER: "RS", _D.CONSUMER_OTHER: "SC",
    _D.HOUSE_HOMESTEAD: "ZR", _D.FOREST_LAND: "ZR", _D.MARRIAGE_FAMILY: "MZ",
    _D.ENVIRONMENT: "HJ", _D.MEDICAL: "FY",
}  # fmt: skip
"""Who handles a type that is not mediated; the housing bureau what is not named here."""


def a_name(random: Random) -> str:
    return random.choice(_FAMILY) + random.choice(_GIVEN)
