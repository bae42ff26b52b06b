"""Sentences of administration: staff, backup and restore, findings of the checks."""

TEXTS: dict[str, str] = {
    "STAFF_POST_MISSING": "至少要选一个岗位",
    "STAFF_FIRST_ADMIN": (
        "第一个添加的用户必须有系统管理员岗位：添加以后，这台电脑的用户不能再免密码登录，"
        "没有管理员就谁也进不来了"
    ),
    "STAFF_ADMIN_AUDITOR": "系统管理员和审计员不能是同一个人",
    "STAFF_UNIT_WANTED": "这个岗位只能看到本单位的事项，没有写单位就什么也看不到",
    "STAFF_EXISTS": "已经有登录名“{login}”，请换一个",
    "STAFF_LAST_ADMIN": "“{login}”是最后一个系统管理员，停用以后就没有人能管理用户了",
}

SAID: dict[str, str] = {
    "staff_added": "已添加“{login}”，岗位：{posts}。",
    "staff_first_password": "第一次登录的密码：{password}（只显示这一次，登录后要先改掉）",
    "staff_local_ended": "从现在起要用“{login}”和密码登录，“{local}”不能再免密码登录。",
    "staff_password_set": "“{login}”的密码已经改好。",
    "staff_password_reset": "“{login}”的密码已经重设，下次登录要先改密码。",
    "staff_disabled": "“{login}”已停用，以前的记录都保留。",
}
"""What a command says when it is done."""
