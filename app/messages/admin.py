"""Sentences of administration: staff, backup and restore, findings of the checks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.admin.types import Finding

TEXTS: dict[str, str] = {
    "DEMO_NOT_EMPTY": "这个数据库已经在用，示范数据只能填进空的数据库，换一个新的",
    "DEMO_FEW": "示范数据至少{least}件",
    "DEMO_LATER": "示范数据不能编到今天以后",
    "STAFF_POST_MISSING": "至少要选一个岗位",
    "STAFF_FIRST_ADMIN": (
        "第一个添加的用户必须有系统管理员岗位：添加以后，这台电脑的用户不能再免密码登录，"
        "没有管理员就谁也进不来了"
    ),
    "STAFF_ADMIN_AUDITOR": "系统管理员和审计员不能是同一个人",
    "STAFF_UNIT_WANTED": "这个岗位只能看到本单位的事项，没有写单位就什么也看不到",
    "STAFF_OWN_POST": "不能给自己添岗位，请别的系统管理员来添",
    "LOGIN_TOO_LONG": "登录名太长了，服务器放不下，请换一个短的",
    "STAFF_EXISTS": "已经有登录名“{login}”，请换一个",
    "STAFF_LAST_ADMIN": "“{login}”是最后一个系统管理员，停用以后就没有人能管理用户了",
    "STAFF_NOT_DISABLED": "“{login}”没有停用，不用恢复",
    "BACKUP_NOT_OURS": "这个文件不是本程序的备份，或者已经损坏",
    "BACKUP_NEWER": "这个备份是更新版本的程序做的，请先把程序升级",
    "BACKUP_IN_THE_WAY": "{path} 不是备份文件，没有覆盖它，请换一个文件名",
    "BACKUP_EXISTS": (
        "已经有这个文件，没有覆盖它。请换一个文件名；真要覆盖，请按“选…”选它，再答应替换"
    ),
    "NO_CERTIFICATE": "这个文件不是证书。要的是签发服务器证书的那一张，一般叫 root.crt",
    "NO_ROOT": "这是服务器自己的证书，不是签发它的那一张。要的是根证书，一般叫 root.crt",
    "CERTIFICATE_ENDED": "这张证书{day}就到期了，用不得，请管理员给一张新的",
    "BACKUP_NOT_WHOLE": "新的备份没有通过核对（{what}），没有留下；{path} 还是原来的那一份",
    "BACKUP_DAMAGED": "备份没有通过核对（{what}），没有恢复，原来的数据没有动",
    "RECOVERY_CODE_WRONG": "恢复码不对，请对照打印的恢复码，一组一组再核对",
    "MOVE_EXISTS": (
        "服务器上的这个数据库里已经有事项，没有动它。刚才就搬好了、只差系统管理员的密码的，"
        "请运行 fengqiao server init，用 --admin 写上他的登录名"
    ),
    "MOVE_DAMAGED": "本机的数据库没有通过检查（{what}），没有搬。请先运行 fengqiao db check",
    "RESTORE_EXISTS": (
        "这个位置已经有数据库，没有动它。确定要换成备份里的数据，请加上 --force，原来的会另外留着"
    ),
}

SAID: dict[str, str] = {
    "move_looks": "正在核对本机的数据库 {file}…",
    "move_begins": "开始搬：一共{rows}行。",
    "move_goes_on": "接着搬：上次断的时候已经搬了{done}行，一共{rows}行。",
    "move_anew": (
        "上次搬了一半的和本机现在的不一样（后来又登记过，或者上次搬的是另一个文件），"
        "从头搬：一共{rows}行。"
    ),
    "move_again": "上次搬到的和本机的不一样（{named}），去掉它，从头搬：一共{rows}行。",
    "move_part": "已经搬了{percent}%（{done}/{rows}行）。",
    "move_compares": "都搬到了，正在逐行、逐个文件核对…",
    "db_moved_aside": "服务器上原来的空数据库留在：{aside}",
    "staff_added": "已添加“{login}”，岗位：{posts}。",
    "staff_first_password": "第一次登录的密码：{password}（只显示这一次，登录后要先改掉）",
    "staff_local_ended": "从现在起要用“{login}”和密码登录，“{local}”不能再免密码登录。",
    "staff_password_set": "“{login}”的密码已经改好。",
    "staff_password_reset": "“{login}”的密码已经重设，下次登录要先改密码。",
    "db_moved": "搬好了，逐项核对过：{matters}件事项，{files}个材料文件，一共{rows}行。",
    "db_moved_next": (
        "各台电脑的数据库改写成服务器的地址再用；{file} 原样留着，请不要再往里登记。"
        "别的人员由系统管理员重设密码以后登录。"
    ),
    "server_ready": "服务器上的数据库 {database} 准备好了。",
    "server_admin": "系统管理员：{login}。",
    "server_account": "服务器账号 {name} 的密码：",
    "db_created": "数据库建好了，登录名：{login}。",
    "db_recovery_code": (
        "恢复码：{code}\n请马上打印出来，锁好保管：换电脑、恢复备份时要用它，丢了就打不开身份证号。"
    ),
    "db_first_login": "现在用这台电脑的用户就能登录，不用密码；添加第一个用户以后要用密码。",
    "db_newest": "数据库已经是最新的，不用升级。",
    "db_upgraded": "数据库已经升级到 {revision}。",
    "db_upgrade_aside": "升级前的数据库留在：{path}",
    "db_demo": "填好了{count}件示范事项，都是编的，没有真人真事。",
    "db_sound": "检查完了，没有发现问题。",
    "db_findings": "发现{count}个问题。",
    "backup_done": "备份好了：{path}（{size}），共{matters}件事项、{files}个文件。",
    "backup_missing": (
        "有{count}个材料文件在备份以前就已经丢失或损坏，请运行 fengqiao db check 查看。"
    ),
    "backup_verify": "请用 fengqiao db verify 核对一次，再放到别的地方保管。",
    "archive_made": "备份的时间：{when}，{matters}件事项，{files}个文件。",
    "restored": "恢复好了：{when} 的备份，{matters}件事项，{files}个文件。",
    "restored_aside": "原来的数据库留在：{aside}",
    "staff_disabled": "“{login}”已停用，以前的记录都保留。",
    "staff_enabled": "“{login}”已恢复使用，密码和岗位不变。",
}
"""What a command says when it is done."""

FINDINGS: dict[str, tuple[str, str]] = {
    "SCHEMA_FITS": ("数据表是这个程序的版本（{revision}）", ""),
    "INTEGRITY_WHOLE": ("数据库文件完整", ""),
    "INTEGRITY_BROKEN": (
        "数据库文件损坏：{told}",
        "请停止使用，用最近的备份恢复：fengqiao db restore",
    ),
    "REFERENCE_BROKEN": (
        "表 {table} 里有一行指向 {parent} 里不存在的行",
        "数据被程序以外的工具改过，请用备份核对或者恢复",
    ),
    "SERVER_VERSION_FITS": ("PostgreSQL {version}", ""),
    "SERVER_OLD": ("PostgreSQL 是 {version} 版，太旧", "请升级到15版或者更新的"),
    "SERVER_TLS_FITS": ("连接是加密的（{version}）", ""),
    "SERVER_ROOT_FITS": ("服务器的证书核对过，连的就是它", ""),
    "SERVER_UNVERIFIED": (
        "没有核对服务器的证书，别的电脑能冒充它",
        "把签发证书的那一张（root.crt）放到每台电脑的 {place}，以后就自动核对",
    ),
    "SERVER_CERTIFICATE_FRESH": ("服务器的证书用到 {day}", ""),
    "SERVER_CERTIFICATE_ENDS": (
        "服务器的证书 {day} 到期，还有{days}天；到期以后，核对证书的电脑就连不上了",
        "请重新做一张，换掉服务器上的 server.crt 和 server.key，再重新加载设置",
    ),
    "SERVER_TLS_UNUSED": (
        "服务器开了加密（TLS），这次连接没有用，网线上看得到内容",
        "把地址里的 sslmode=disable 去掉；pg_hba.conf 里写 hostssl，服务器就不收没加密的",
    ),
    "SERVER_TLS_HERE_FITS": (
        "服务器开了加密（TLS），这次在服务器本机上连，没有用",
        "",
    ),
    "SERVER_NO_TLS": (
        "服务器没有开加密，网线上看得到内容",
        "按帮助里“加密”一节装证书，再把 ssl 设成 on",
    ),
    "SERVER_TIME_FITS": ("服务器和这台电脑的时间相差{seconds}秒", ""),
    "SERVER_TIME_OFF": (
        "服务器和这台电脑的时间相差{seconds}秒",
        "所有记录都用服务器的时间。请让服务器和各台电脑自动对时",
    ),
    "SERVER_ENCODING_FITS": ("文字编码是 UTF-8", ""),
    "SERVER_ENCODING_WRONG": (
        "文字编码是 {encoding}，生僻字会存不进去",
        "要用 UTF-8 重新建库：备份，删库，fengqiao server init，再恢复",
    ),
    "SERVER_SETTINGS_FIT": ("断电不丢数据、密码用 SCRAM 的设置都在", ""),
    "SERVER_SETTING": (
        "服务器设置 {name} 现在是“{found}”，应当是“{wanted}”",
        "在服务器上运行 ALTER SYSTEM SET {name} = '{wanted}'，再重新加载设置",
    ),
    "SERVER_LOG": (
        "服务器不记谁来连接过",
        "运行 ALTER SYSTEM SET log_connections = 'on'：有人猜密码时查得到",
    ),
    "SERVER_DOORS": (
        "pg_hba.conf 第{lines}行让人不用 SCRAM 密码、或者不加密就连进来",
        "局域网的行写成 hostssl，方法写 scram-sha-256，再重新加载设置",
    ),
    "SERVER_DOORS_FIT": ("连进来都要 SCRAM 密码，网上的都加密", ""),
    "SERVER_NOT_PREPARED": ("这个数据库还没有准备过", "请运行 fengqiao server init"),
    "SERVER_SCHEMA": (
        "数据表是 {found} 版，这个程序要 {wanted} 版",
        "先备份，再运行 fengqiao db upgrade",
    ),
    "SERVER_GUARD_WHOLE": ("谁能看什么的规定都在，共{count}条，没有被改过", ""),
    "SERVER_GUARD_CHANGED": (
        "谁能看什么的规定有{count}条被改过或者不见了：{named}",
        "有人绕过程序改了权限，请查清是谁；再运行一次 fengqiao server init 就能复原",
    ),
    "SERVER_MOVE_KNOWN": ("正在从 {host} 搬 {file} 过来，{when} 开始的", ""),
    "SERVER_MOVE_LEFT": (
        "没搬完的：{when} 从 {host} 搬 {file}，断在半路；没有换上，不影响使用，只占地方",
        "接着搬：在 {host} 上再运行一次 fengqiao db move；不搬了：在这个数据库里运行 "
        "DROP SCHEMA moving CASCADE",
    ),
    "SERVER_MOVE_WRONG": (
        "{when} 从 {host} 搬 {file}，搬到的和那里的不一样（{named}）；没有换上，留着给管理员对照",
        "查过以后，在 {host} 上再运行一次 fengqiao db move，会去掉它、从头搬；不搬了：在这个"
        "数据库里运行 DROP SCHEMA moving CASCADE",
    ),
    "SERVER_RESTORE_LEFT": (
        "没恢复完的：{named}，断在半路；没有换上，不影响使用，只占地方",
        "下一次恢复会去掉它；不再恢复的：在这个数据库里运行 DROP SCHEMA {dropped} CASCADE",
    ),
    "SERVER_CLOSED": ("正在升级或者恢复，做完以前别人进不来", "请等它做完，一般几分钟"),
    "SERVER_LEFT_CLOSED": (
        "升级或者恢复断在半路，谁也登录不了",
        "请运行一次 fengqiao server init，就又能登录了",
    ),
    "SERVER_STRAY": (
        "服务器上有能登录的“{name}”，名册里没有这个人或者已经停用",
        "请查清来历；不用的运行 DROP ROLE 去掉",
    ),
    "SERVER_CONNECTIONS_FIT": ("服务器最多接 {most} 个连接，够大家同时用", ""),
    "SERVER_CONNECTIONS": (
        "服务器最多接 {most} 个连接，{staff} 个人同时用不够",
        "在服务器上运行 ALTER SYSTEM SET max_connections = {wanted}，再重新启动数据库服务",
    ),
    "SERVER_SPACE_FREE": ("数据库 {size} GB，服务器磁盘还空 {free} GB", ""),
    "SERVER_SPACE_LOW": ("数据库 {size} GB，服务器磁盘只空 {free} GB", "请清出空间或者换大的盘"),
    "SERVER_SPACE_KNOWN": ("数据库 {size} GB；空余空间要到服务器上看", ""),
    "SERVER_STANDBY_NOT_KNOWN": ("没有备用服务器", ""),
    "SERVER_STANDBY": ("这是备用服务器，只能读", "请写主服务器的地址"),
    "SERVER_STANDBY_FOUND": ("备用服务器 {name}：{state}，落后{lag}秒", ""),
    "CENTRE_MISSING": ("数据库没有建完", "请运行 fengqiao db init"),
    "KEY_FITS": ("这台电脑上有本中心的密钥", ""),
    "KEY_KEY_MISSING": (
        "这台电脑上没有本中心的密钥，身份证号打不开，审计也核对不全",
        "把打印的恢复码设到 FENGQIAO_RECOVERY_CODE 后再打开一次",
    ),
    "KEY_KEY_WRONG": ("这台电脑上的密钥不是这个数据库的", "核对数据库的位置和恢复码"),
    "KEY_RECOVERY_CODE": ("恢复码不对", "对照打印的恢复码，一组一组再核对"),
    "AUDIT_WHOLE": ("审计记录完整，共{count}条", ""),
    "AUDIT_NO_KEY": ("没有密钥，只核对了审计记录前后相连", "在有密钥的电脑上再检查一次"),
    "AUDIT_CHANGED": (
        "第{seq}条审计记录被改过，或者是后来插进去的",
        "有人绕过程序改了数据库，请马上报告负责人，保留现场，不要删改文件",
    ),
    "AUDIT_BROKEN": (
        "第{seq}条审计记录和前一条接不上",
        "有人绕过程序改了数据库，请马上报告负责人，保留现场，不要删改文件",
    ),
    "AUDIT_MISSING": (
        "第{seq}条审计记录不见了",
        "有人绕过程序删了记录，请马上报告负责人，用备份核对缺的是什么",
    ),
    "AUDIT_MISSING_SOME": (
        "第{seq}到{last}条审计记录不见了",
        "有人绕过程序删了记录，请马上报告负责人，用备份核对缺的是什么",
    ),
    "AUDIT_UNREADABLE": (
        "第{seq}条审计记录里有读不出的内容",
        "有人绕过程序改了数据库，请马上报告负责人，保留现场，不要删改文件",
    ),
    "AUDIT_HEAD_MISSING": ("审计记录的末尾标记不见了", "请马上报告负责人，用备份核对"),
    "AUDIT_HEAD_CHANGED": (
        "审计记录的末尾标记（第{seq}条）被改过",
        "有人绕过程序改了数据库，请马上报告负责人，保留现场",
    ),
    "AUDIT_HEAD_BACK": (
        "审计记录的末尾标记被退回到第{seq}条，实际到第{last}条",
        "有人绕过程序改了数据库，请马上报告负责人，保留现场",
    ),
    "AUDIT_BEHIND": (
        "最后一条审计记录（第{seq}条）早于最近办的事，后面的被删掉了",
        "请马上报告负责人，用备份核对缺的是什么",
    ),
    "AUDIT_MORE": ("还有更多，没有一一列出", "先处理上面的"),
    "NUMBERS_WHOLE": ("编号连续，计数器对得上，共{count}个系列", ""),
    "NUMBERS_BEHIND": (
        "编号 {number} 已经用过，计数器却只到{last}，下一个会重号",
        "请先停止登记，把计数器改正，或者用备份恢复",
    ),
    "NUMBERS_GAP": ("编号 {number} 缺失，也没有作废的说明", "用备份核对这一件是不是被删掉了"),
    "FILES_WHOLE": ("材料文件都在，内容没有变，共{count}个", ""),
    "FILE_MISSING": ("事项 {matter} 的文件 {name}… 不见了（共{count}个）", "从备份里找回来"),
    "FILE_DAMAGED": ("事项 {matter} 的文件 {name}… 内容变了（共{count}个）", "从备份里找回来"),
    "FILE_ORPHAN": (
        "事项 {matter} 有一个没有登记的文件 {name}…（共{count}个）",
        "多半是保存到一半断电留下的，不影响使用，可以留着",
    ),
    "SEARCH_WHOLE": ("每件事项都能查找到", ""),
    "SEARCH_MISSING": ("事项 {no} 查找不到", "打开它改动一处再保存，就能查到"),
    "VERSIONS_FIT": ("Python {python}，PySide6 {qt}", ""),
    "QT_MISSING": ("没有安装 PySide6，窗口打不开", "重新安装程序；只用命令不受影响"),
    "QT_DIES": (
        "PySide6 {qt} 在 Python {python} 上用一会儿就会崩溃",
        "换成 6.12 以前的版本：pip install 'PySide6<6.12'",
    ),
    "PATH_WRITABLE": ("程序的文件夹可以写：{path}", ""),
    "PATH_UNWRITABLE": (
        "程序的文件夹写不了：{path}",
        "检查文件夹的权限和磁盘；草稿和日志都存在那里",
    ),
    "SETTINGS_BROKEN": ("{told}", "改好以后再检查一次"),
    "DISK_FREE": ("{path} 还有 {free} GB 空间", ""),
    "DISK_LITTLE": ("{path} 只剩 {free} GB 空间", "清出空间，否则会保存不了"),
    "FONT_DRAWS": ("打印用的字体 {name} 正常", ""),
    "FONT_MISSING": ("打印用的字体 {name} 不在或者坏了，不能打印", "重新安装程序"),
    "PRINTER_FOUND": ("打印机：{names}", ""),
    "PRINTER_NONE": ("没有找到打印机", "接好打印机并在系统里添加；也可以先存成 PDF"),
    "PRINTER_UNKNOWN": ("查不到有没有打印机", "在系统的打印设置里看一看；也可以先存成 PDF"),
    "DATABASE_OPENS": ("数据库能打开，数据表是这个程序的版本（{revision}）", ""),
    "DATABASE_SERVER_FOUND": ("数据库服务器在，能连上；细节要登录以后、或者在服务器上检查", ""),
    "LINE_VERIFIED_FITS": ("连服务器时核对它的证书，不对就不连（{place}）", ""),
    "LINE_NOT_VERIFIED": (
        "连服务器时不核对它的证书，别的电脑能冒充它",
        "向管理员要 root.crt，放到 {place}，以后就自动核对",
    ),
    "DATABASE_CLOSED": ("数据库用不了：{told}", "照上面说的做，再检查一次"),
    "DATABASE_ON_SHARE": (
        "数据库文件在网络共享上（{path}），几台电脑同时写会损坏它",
        "把文件移到这台电脑的硬盘；几台电脑一起用，请装 PostgreSQL 服务器",
    ),
    "CENTRE_NOT_NAMED": (
        "还没有写本中心的名称，印出来的单子上没有它",
        "请管理员在“系统管理 → 本中心”里写好名称、电话和地址",
    ),
    "BACKUP_NEVER": ("还没有备份过", "今天就备份一次：fengqiao db backup 文件.zip"),
    "BACKUP_OLD": (
        "最近一次备份是 {when}，太久了",
        "每天备份一次，每周拿一份放到别的地方：fengqiao db backup 文件.zip",
    ),
    "BACKUP_FRESH": ("最近一次备份：{when}", ""),
    "YEAR_KNOWN": ("{year}年的放假安排已经有了", ""),
    "YEAR_MISSING": (
        "{year}年的放假安排还没有录入",
        "国务院办公厅的通知发布后，请管理员录入；录入以前，期限按周末推算",
    ),
    "ARCHIVE_WHOLE": ("备份里的{count}个文件都和目录对得上", ""),
    "ARCHIVE_SEALED": ("备份是用本中心的密钥做的", ""),
    "ARCHIVE_NO_KEY": (
        "这台电脑上没有本中心的密钥，没法确认备份是谁做的",
        "把打印的恢复码设到 FENGQIAO_RECOVERY_CODE 后再核对",
    ),
    "ARCHIVE_FORGED": ("备份的目录不是用本中心的密钥做的，可能被改过", "不要用它恢复，换一份备份"),
    "ARCHIVE_DAMAGED": ("备份里的 {name} 损坏或者被改过", "不要用它恢复，换一份备份"),
    "ARCHIVE_FOREIGN": ("备份里多了一个文件 {name}", "不要用它恢复，换一份备份"),
    "ARCHIVE_NO_DATABASE": ("备份里没有能打开的数据库", "不要用它恢复，换一份备份"),
}
"""What a check found and what to do, by the code of app.admin.types.Finding."""

LEVELS: dict[str, str] = {"ok": "正常", "warning": "注意", "error": "错误"}
"""The word that stands before each line of a check."""


def finding_text(finding: "Finding") -> tuple[str, str]:
    """The sentence and the hint of a finding, both without a full stop."""
    message, hint = FINDINGS[finding.code]
    return message.format(**finding.values), hint.format(**finding.values)
