"""Invented matters for the demonstration, in the words people use at a window.

Names are made up, telephone and identity numbers constructed (domain/06 section 5).
"""

from dataclasses import dataclass

from db.enums import AppealKind, DisputeType, IntakeChannel, MediationWillingness


@dataclass(frozen=True, slots=True)
class Plot:
    """What one matter is about. `reach` is how far it has come: see app.demo.centre."""

    people: tuple[str, str]
    summary: str
    demand: str
    kind: DisputeType | None = DisputeType.NEIGHBOR
    reach: str = "registered"
    days_ago: int = 0
    appeal: AppealKind = AppealKind.DISPUTE
    channel: IntakeChannel = IntakeChannel.WALK_IN
    willing: MediationWillingness = MediationWillingness.WILLING


_D, _C = DisputeType, IntakeChannel
_ASK = MediationWillingness.ASK_OTHER_SIDE

PLOTS: tuple[Plot, ...] = (
    Plot(("沈玉兰", "杜长河"), "楼上卫生间渗水，客厅吊顶泡坏，上门说过两次没有结果。",
         "修好漏水点，赔吊顶钱", reach="archived", days_ago=60),
    Plot(("严秋生", "常青饭馆"), "在饭馆干了三个月，还差一个月工资没有结清。",
         "付清工资4200元", _D.LABOR_OTHER, "in_effect", 24),
    Plot(("罗小满", "贺家旺"), "两家宅基地滴水檐越界，砌墙时吵了起来。",
         "重新量地界", _D.HOUSE_HOMESTEAD, "in_mediation", 15),
    Plot(("丁海棠", "向荣物业公司"), "电梯停用两周，三十户老人上下楼困难。",
         "尽快修好电梯", _D.PROPERTY_MANAGEMENT, "assigned", 9, channel=_C.HOTLINE_12345),
    Plot(("曹国梁", "汪得水"), "承包地的水渠被堵，玉米旱了三亩。",
         "恢复水渠，赔减产损失", _D.FOREST_LAND, "failed", 20, willing=_ASK),
    Plot(("田春妮", "佳乐健身房"), "健身房停业，剩下的会员费不退。",
         "退会员费1860元", _D.CONSUMER_OTHER, "assigned", 6),
    Plot(("石立秋", "窦明理"), "电动车在小区门口相碰，手腕扭伤。",
         "赔医药费和误工费", _D.TRAFFIC_ACCIDENT, "in_mediation", 8, channel=_C.POLICE_110),
    Plot(("孟桂芝", "鲁大河"), "夜里广场舞声音太大，孩子睡不着。",
         "晚上九点以后不放音响", reach="oral", days_ago=12),
    Plot(("洪树根", "区劳动保障所"), "想问灵活就业怎么交养老保险。",
         "讲清楚怎么办", None, "answered_at_window", 3, AppealKind.INQUIRY),
    Plot(("钟秀英", "福满超市"), "买的电饭锅用两天就坏，超市不给换。",
         "换新的或者退钱", _D.CONSUMER_OTHER, "guided", 4),
    Plot(("梁小河", "焦大庆"), "门前停车挡住出路，两家吵了好几回。",
         "划清停车位置", reach="assessed", days_ago=1),
    Plot(("祁连生", "邱老四"), "果树枝伸过墙头，砍枝时打坏了瓦。",
         "赔瓦钱，商量怎么修枝", reach="assessed", days_ago=1),
    Plot(("傅水生", "宏远建筑队"), "盖房尾款没有结清，墙面又裂了缝。",
         "修好裂缝再结尾款", _D.CONTRACT, "registered", 0),
    Plot(("韦小芳", "韦大勇"), "老人住院的钱兄妹俩怎么分摊，说不到一起。",
         "商量出分摊办法", _D.MARRIAGE_FAMILY, "registered", 0),
    Plot(("路长喜", "村民委员会"), "巷子里路灯坏了半个月，晚上看不见路。",
         "修好路灯", None, "registered", 0, AppealKind.HELP_REQUEST, _C.PHONE),
    Plot(("段玉成", "广场管理处"), "建议在公交站加一排座椅，老人等车没处坐。",
         "加座椅", None, "registered", 0, AppealKind.SUGGESTION, _C.LETTER),
)  # fmt: skip

COURSES: tuple[Plot, ...] = (
    Plot(("谭秀芬", "顾长顺"), "院墙之间的排水沟堵了，雨天往家里倒灌。",
         "疏通水沟", reach="oral_filed", days_ago=118),
    Plot(("阎家兴", "薛广田"), "合伙养鱼散伙，账目说不到一起。",
         "分清账目", _D.CONTRACT, "failed_filed", 112),
    Plot(("毕春花", "街道市政所"), "小区门口的井盖松了，电动车过去就响。",
         "换好井盖", _D.PROPERTY_MANAGEMENT, "reported_filed", 106, channel=_C.HOTLINE_12345),
    Plot(("穆兰香", "区民政所"), "想问残疾补贴几月份开始发。",
         "讲清楚怎么办", None, "answered_filed", 104, AppealKind.INQUIRY),
    Plot(("车永和", "大众电器店"), "洗衣机修了两回还漏水，店里不给退。",
         "退货", _D.CONSUMER_OTHER, "guided_filed", 103),
)  # fmt: skip
"""Told to their end: with the others, what the older matters are copied from (app.demo.history)."""
