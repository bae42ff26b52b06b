"""Sentences every part of the program needs: wrong input, refusals, trouble with this PC."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.errors import (
    DomainError,
    InfrastructureError,
    NotFound,
    NotPermitted,
    SignInRefused,
    StateForbids,
)

TEXTS: dict[str, str] = {
    "FIELD_MISSING": "这一项必须填写",
    "FIELD_UNKNOWN": "没有这一项，请核对写法",
    "FIELD_TWICE": "这一项写了两次，请只留一个",
    "FIELD_CHOICE": "只能是下面的一个：{expected}",
    "FIELD_TEXT": "这里应当是文字，请加上引号",
    "FIELD_WHOLE": "这里应当是整数",
    "FIELD_YES_NO": "这里只能写 true（是）或者 false（否）",
    "FIELD_DATE": "日期不对，请写成 2026-10-03",
    "FIELD_TIME": "时间不对，请写成 2026-10-03T09:30",
    "FIELD_SHAPE": "这里的写法不对，请对照说明核对",
    "JSON_BROKEN": "文件不是完整的 JSON，第{line}行第{column}个字附近有错",
    "JSON_DEEP": "文件的括号套得太深，读不了",
    "SUMMARY_MISSING": "请写一下发生了什么事",
    "NOBODY": "至少要有一位来访人或者一位当事人",
    "TYPE_NOT_DISPUTE": "只有矛盾纠纷才选纠纷类型；请改诉求类别，或者把纠纷类型空着",
    "DATE_FUTURE": "这个日期还没有到",
    "COUNT_RANGE": "人数要在1到{most}之间",
    "NAME_OR_REASON": "请填写姓名；不知道姓名的，写明原因",
    "PHONE_OR_REASON": "请填写电话；没有电话的，写明原因",
    "USCC_OF_PERSON": "个人一般没有统一社会信用代码，请确认当事人类型选对了",
    "GENDER_UNLIKE_CARD": "性别和身份证号里的不一样，保存时以身份证号为准",
    "BIRTH_UNLIKE_CARD": "出生日期和身份证号里的不一样，保存时以身份证号为准",
    "REPRESENTS_MISSING": "代理人、监护人要选代表哪一位当事人",
    "REPRESENTS_WHOM": "只有代理人、监护人才选代表谁，并且要选一位当事人本人",
    "RECOURSE_NONE_AND_SOME": "选了“没有去过”，就不能再选别的途径",
    "TEXT_LONG": "文字太长，最多{most}个字",
    "AREA_UNKNOWN": "辖区代码{code}不在本中心的辖区表里，请核对",
    "RESUME_BEFORE_STOP": "恢复的日期不能早于暂停的日期",
    "EXTEND_NONE": "现在没有正在计算的期限可以延长",
    "password.short": "密码至少要{least}位",
    "password.plain": "密码里要有大写字母、小写字母、数字、符号中的三种",
    "password.guessable": "密码太容易被猜到，不能用常见的密码，也不能带上登录名",
    "password.used": "最近{kept}次用过的密码不能再用，请换一个",
}

ERRORS: dict[str, str] = {
    "SignInRefused.wrong": "登录名或者密码不对，请再试一次。",
    "SignInRefused.locked": "连续输错太多次，已经锁住，{until}以后再试；急用请找管理员解锁。",
    "SignInRefused.disabled": "这个用户已经停用，请找管理员。",
    "SignInRefused.must_change": "第一次登录或者密码被重设过，请先改密码再使用。",
    "SignInRefused.expired": "密码用了90天，到期了，请先改密码再使用。",
    "DatabaseUnavailable": "数据库现在用不了，请稍后再试；还不行请找管理员。",
    "DatabaseUnavailable.missing": (
        "找不到数据库 {path}。请核对位置；第一次使用请先建立：fengqiao db init。"
    ),
    "DatabaseUnavailable.moved": (
        "数据库文件 {path} 不在原来的地方了。请把它放回去，放回去就能接着用；写下的内容都在。"
    ),
    "DatabaseUnavailable.replaced": (
        "数据库文件 {path} 换成了另一个。请关上窗口重新打开；没写完的内容都存着，会再列出来。"
    ),
    "DatabaseUnavailable.folder": "文件夹 {path} 不在，请先建好文件夹，或者换一个位置。",
    "DatabaseUnavailable.exists": "{path} 已经是一个在用的数据库，没有动它；要新建请换一个位置。",
    "DatabaseUnavailable.no_centre": "数据库还没有建完，请先运行 fengqiao db init。",
    "DatabaseUnavailable.url": (
        "数据库地址看不懂。本机请写文件路径，服务器请写 postgresql://主机/库名。"
    ),
    "DatabaseUnavailable.cannot_open": (
        "数据库打不开，请核对文件和文件夹在不在、这台电脑的用户有没有读写的权限。"
    ),
    "DatabaseUnavailable.damaged": (
        "这个文件不是数据库，或者已经损坏。请不要删它，找管理员用备份恢复：fengqiao db restore。"
    ),
    "DatabaseUnavailable.password": "数据库服务器不接受这个用户名或者密码，请核对后再试。",
    "DatabaseUnavailable.unreachable": "连不上数据库服务器，请看网线和服务器有没有开，再试一次。",
    "DatabaseUnavailable.tls_untrusted": (
        "服务器的证书通不过核对，没有连：不是这台电脑认得的证书签的，或者已经过期。"
        "请不要再输密码，请管理员核对服务器的证书和这台电脑上的 root.crt。"
    ),
    "DatabaseUnavailable.tls_name": (
        "服务器的证书上写的不是这个名字，没有连。地址请照证书上的名字写，写法请问管理员；"
        "写对了还这样，请管理员重新做一张证书。"
    ),
    "DatabaseUnavailable.tls_missing": (
        "服务器没有开加密，这台电脑要加密才连，没有连。请管理员按帮助里“加密”一节，"
        "在服务器上装好证书，把 ssl 设成 on。"
    ),
    "DatabaseUnavailable.tls_required": (
        "服务器只收加密的连接，这次没有加密，没有连。地址里写了 sslmode=disable 的，请去掉。"
    ),
    "DatabaseUnavailable.tls_file": (
        "核对服务器用的证书文件（root.crt）不在，或者坏了，没有连。请管理员重新放一份。"
    ),
    "DatabaseUnavailable.not_admitted": (
        "服务器不让这台电脑连进来。请管理员在服务器的 pg_hba.conf 里加上这台电脑所在的网段。"
    ),
    "DatabaseUnavailable.unknown": (
        "保存的时候服务器没有回话，不知道存上了没有。写的内容都还在，请先不要关；"
        "连上以后再存一次，已经存上的不会存两遍。"
    ),
    "DatabaseUnavailable.unknown_left": (
        "保存的时候服务器没有回话，不知道存上了没有。请先看一看（fengqiao matter list、"
        "fengqiao matter show 编号），确实没有存上，再做一次。"
    ),
    "DatabaseUnavailable.no_database": "服务器上没有这个数据库，请核对库名，或者先请管理员建库。",
    "DatabaseUnavailable.audit_broken": (
        "留痕的末尾被改动过，为了不再弄乱，先停下来不保存。请管理员运行 fengqiao db check。"
    ),
    "DatabaseUnavailable.too_many": "数据库服务器上的连接满了，请稍后再试。",
    "DatabaseUnavailable.not_local": "这项操作只能对本机的数据库文件做。",
    "DatabaseUnavailable.on_share": (
        "数据库文件 {path} 在共享文件夹里，几台电脑一起写会把它弄坏，所以不打开。请把它拷到本机的"
        "硬盘上用；几台电脑一起用，请装服务器：fengqiao server init，再用 fengqiao db move 搬过去。"
    ),
    "DatabaseUnavailable.server_init": (
        "这是服务器上的数据库，要用服务器自己的账号建：fengqiao server init postgresql://…。"
    ),
    "DatabaseUnavailable.needs_account": (
        "服务器的备份要用服务器自己的账号，写在地址里：postgresql://账号@主机/库名。"
    ),
    "DatabaseUnavailable.not_superuser": (
        "这个账号管不了整台服务器。请用安装 PostgreSQL 时建的账号，一般是 postgres。"
    ),
    "DatabaseUnavailable.too_old": (
        "服务器上的 PostgreSQL 是 {version} 版，本程序要 15 版或者更新的，请先升级服务器。"
    ),
    "DatabaseUnavailable.database_name": (
        "库名“{name}”不能用：不能空着，也不能太长（最多 {most} 个字节）。比如 fengqiao。"
    ),
    "DatabaseUnavailable.forbidden": (
        "服务器不允许您的岗位做这件事，什么也没有改。需要的话请找管理员添岗位。"
    ),
    "DatabaseUnavailable.no_right": (
        "这个账号没有权限用这个数据库，请核对账号和库名。刚才还能用的，是管理员正在升级或者恢复，"
        "请过几分钟再来。"
    ),
    "DatabaseUnavailable.closed": (
        "管理员正在升级或者恢复数据库，做完以前谁也进不来。请过几分钟再登录；过了半小时还这样，"
        "请找管理员：没有在做的，运行一次 fengqiao server init 就又能登录。"
    ),
    "DatabaseUnavailable.place_unknown": (
        "换数据的时候服务器断了，不知道换上了没有；原来的数据一定还在服务器上。连得上以后请登录看看，"
        "或者请管理员看数据库里有没有“{aside}”：有就是换上了，原来的数据在里面；没有，里面又有原来的"
        "数据，就是没有换。"
        "大家都登录不了的，请在服务器上运行一次 fengqiao server init。"
    ),
    "DatabaseUnavailable.upgrade_unknown": (
        "升级到最后服务器断了，不知道升级好了没有：要么全升级好了，要么什么也没有改。连得上以后请再登录"
        "一次，没有升级好的会再问。升级以前的备份在 {backup}。大家都登录不了的，请在服务器上运行"
        "一次 fengqiao server init。"
    ),
    "DatabaseUnavailable.disabled": "这个用户已经停用，请找管理员。",
    "DatabaseUnavailable.recovery_code": "恢复码不对，请对照打印的恢复码，一组一组再核对。",
    "DatabaseUnavailable.key_missing": (
        "这台电脑上没有本中心的密钥。请把打印的恢复码设到 FENGQIAO_RECOVERY_CODE 后再打开一次。"
    ),
    "DatabaseUnavailable.key_wrong": "这台电脑上的密钥不是这个数据库的，请核对数据库和恢复码。",
    "DatabaseBusy": "别的人正在保存，等了一会儿还没轮到。写的内容都在，请再试一次。",
    "DatabaseBusy.in_use": (
        "数据库正在被别的窗口或者电脑使用。请先在所有电脑上退出程序，再来一次。什么也没有改。"
    ),
    "DatabaseBusy.moving": (
        "正有人往服务器的这个数据库里搬数据，同时只能搬一个。请等他搬完，再看还要不要搬。"
    ),
    "DatabaseBusy.others": (
        "还有人开着这个数据库：{who}。请他们保存好、退出程序，再来一次。什么也没有改。"
    ),
    "DatabaseBusy.upgrading": (
        "另一位管理员正在升级或者恢复这个数据库，请等他做完再来。您这里什么也没有改。"
    ),
    "DatabaseBusy.slow": "数据库太久没有回答，已经停下，什么也没有改。请再试一次。",
    "DiskTrouble": "硬盘读写出错，这次没有保存，原来的数据没有变。请找管理员检查硬盘。",
    "DiskTrouble.full": "硬盘满了，这次没有保存，原来的数据没有变。请清出空间后再试。",
    "DiskTrouble.read_only": (
        "数据库只能读不能写，这次没有保存。请检查文件的“只读”属性和文件夹的权限。"
    ),
    "SchemaMismatch.empty": (
        "这个数据库里还没有本程序的数据表。本机请先运行 fengqiao db init，"
        "服务器请先运行 fengqiao server init。"
    ),
    "SchemaMismatch.older": (
        "数据库还是早先版本的程序建的，这台电脑上的程序比它新。请管理员升级数据库：在装了新程序的"
        "电脑上登录，按窗口里说的做（会先自动备份）；也可以运行 fengqiao db upgrade。"
    ),
    "SchemaMismatch.newer": (
        "数据库比程序新，已经升级过了。请在这台电脑上装新版本的程序，再打开；数据都在。"
    ),
    "StaleRecord": "这条记录刚才被别人改过，没有保存。请重新打开，看过新内容以后再改。",
    "StaleRecord.own": "您刚才那一次已经存上了，这次改的没有保存。请看一看存上的内容再改。",
    "StaleRecord.taken": "刚才有人存了同样的编号，这次没有保存，什么也没有改。请再试一次。",
    "EnvironmentTrouble": "这台电脑上有个问题，操作没有完成，请找管理员。",
    "EnvironmentTrouble.home": "程序的文件夹 {path} 建不了，请检查磁盘和权限。",
    "EnvironmentTrouble.settings": "设置文件 {path} 写坏了，请改正；或者删掉它，恢复默认设置。",
    "EnvironmentTrouble.settings_window": (
        "设置文件 {path} 里的 window 写的是“{window}”，只能用1到8个数字或者字母，请改正后再登录。"
    ),
    "EnvironmentTrouble.file_missing": (
        "这份材料的文件（{name}…）不在了，请管理员从备份里找回来。"
    ),
    "EnvironmentTrouble.file_damaged": (
        "这份材料的文件（{name}…）被改动或者损坏了，请管理员从备份里找回来。"
    ),
    "EnvironmentTrouble.moved_otherwise": (
        "搬到的和本机的不一样（{named}），没有换上，本机的没有动。请先把这一句告诉管理员；"
        "搬到的留在服务器的 moving 里，可以对照。查过以后再搬一次，会去掉它、从头搬。"
    ),
    "EnvironmentTrouble.cannot_read": "读不了文件 {path}，请核对文件名和权限。",
    "EnvironmentTrouble.cannot_write": "写不了文件 {path}，请核对文件夹、权限和剩余空间。",
    "EnvironmentTrouble.font": "字体文件 {name} 不在或者坏了，不能打印。请重新安装程序。",
}
"""By the error's class and its `why`; the class alone is the answer to a why not listed."""

WHAT: dict[str, str] = {
    "register": "登记事项",
    "view_matters": "查看事项",
    "list_matters": "查看事项列表",
    "search": "查找",
    "reveal": "显示证件号码",
    "reveal_phone": "显示电话号码",
    "print_form": "打印文书",
    "view_stats": "查看统计",
    "export_stats": "导出统计",
    "manage_staff": "管理用户",
    "manage_dictionaries": "维护字典",
    "manage_deadlines": "维护期限和放假安排",
    "backup": "备份",
    "restore": "恢复备份",
    "view_audit": "查看审计日志",
    "manage_roster": "维护调解员名册",
}
"""What a Permission lets people do; an Action has its word in app/glossary."""

KINDS: dict[str, str] = {
    "matter": "事项",
    "party": "当事人",
    "id_number": "证件号码",
    "phone": "电话号码",
    "draft": "草稿",
    "assignment": "交办单",
    "mediation_case": "调解案件",
    "case": "调解案件",
    "agreement": "协议",
    "performance_item": "履行内容",
    "unit": "单位",
    "committee": "调委会",
    "mediator": "调解员",
    "staff": "用户",
    "attachment": "材料",
    "report": "报表",
    "area": "辖区",
    "paper": "文书",
    "form": "可以打印的",
    "target": "能办这一步的记录",
    "file": "文件",
}
"""What may not be there, by the `kind` of NotFound."""


class _Gaps(dict[str, object]):
    """Values of a sentence; one that was not told leaves nothing behind."""

    def __missing__(self, key: str) -> str:
        return ""


def sentence(error: DomainError | InfrastructureError) -> str:
    """What happened and what to do, for every error but Invalid."""
    match error:
        case NotPermitted(on_behalf=True):
            return _not_on_behalf(error.action)
        case NotPermitted():
            return f"您的岗位不能{_doing(error.action)}，需要的话请找管理员。"
        case NotFound():
            return f"找不到{KINDS.get(error.kind, error.kind)} {error.key}，请核对。"
        case StateForbids():
            return f"现在是“{state_text(error.track, error.state)}”，不能{_doing(error.action)}。"
        case SignInRefused():
            return _filled(f"SignInRefused.{error.why}", error.values)
        case InfrastructureError():
            why = error.values.get("why", "")
            return _filled(f"{type(error).__name__}.{why}", error.values)
    return str(error)


def _not_on_behalf(action: str) -> str:
    """Recording for a unit without a PC: who may, or that nobody does (domain/01 4.1.3)."""
    from app.glossary import term
    from app.permissions import ON_BEHALF

    if action not in ON_BEHALF:
        return f"您的岗位不能代录“{_doing(action)}”，这一步谁也不能代录，请去掉代录说明再办。"
    posts = "、".join(term(post) for post in sorted(ON_BEHALF[action], key=str))
    return (
        f"您的岗位不能代录“{_doing(action)}”，能代录的是{posts}；是自己办的，请去掉代录说明再办。"
    )


def _filled(key: str, values: Mapping[str, object]) -> str:
    text = ERRORS.get(key) or ERRORS[key.partition(".")[0]]
    told: dict[str, Any] = {name: _plain(value) for name, value in values.items()}
    return text.format_map(_Gaps(told))


def _plain(value: object) -> object:
    return f"{value:%H:%M}" if isinstance(value, datetime) else value


def _doing(what: str) -> str:
    from app.glossary import term
    from db.enums import Action

    return WHAT[what] if what in WHAT else term(Action(what))


def state_text(track: str, state: str) -> str:
    """The word for a state of one of the four tracks, or of a performance item."""
    from app.glossary import term
    from db import enums

    kinds = {
        enums.Track.MATTER: enums.MatterState,
        enums.Track.ASSIGNMENT: enums.AssignmentState,
        enums.Track.CASE: enums.CaseState,
        enums.Track.AGREEMENT: enums.AgreementState,
        enums.Track.PERFORMANCE: enums.PerformanceState,
    }
    return term(kinds[enums.Track(track)](state))
