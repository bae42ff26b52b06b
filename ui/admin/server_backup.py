"""A backup of a server from the window, by the server's own account."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.admin.backup import Archived, backup, free_name
from app.admin.types import Finding, Level
from app.admin.verify import verify
from app.desk import Desk
from app.messages.admin import finding_text
from app.server.account import account_url, require_account
from ui.by_account import ByAccountDialog
from ui.places import documents

_WHY = (
    "备份里有全部内容，比哪一个岗位能看到的都多，所以要用服务器自己的账号做：就是装 PostgreSQL "
    "的时候定的那一个。密码只在这个窗口里用这一次，不保存。备份的时候别人可以继续用。"
)
_SOUND = "打开核对过，完整，可以放心保管。请锁好：里面有全部内容。"


class ServerBackupDialog(ByAccountDialog):
    """Makes a backup and looks into it."""

    verb = "开始备份"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("备份服务器", _WHY, free_name(documents()), parent)
        self.setModal(True)
        self._desk = desk

    def work(self, name: str, password: str, place: Path) -> str:
        account = require_account(account_url(self._desk.engine.url, name, password))
        hear = self.wait.hear
        packing = partial(hear, text="正在备份，别人可以继续用……")
        made = backup(self._desk, place, packing, account)
        found = verify(place, partial(hear, text="备份好了，正在打开核对……"))
        return _told(made, found)


def _told(made: Archived, found: tuple[Finding, ...]) -> str:
    size = f"{made.size / 1_000_000:.1f} MB"
    lines = [f"备份好了：{made.path}（{size}，{made.manifest.matters} 件事项）。"]
    if made.missing:
        lines.append(f"有 {len(made.missing)} 个材料文件早就丢失或损坏。")
    bad = [finding_text(each) for each in found if each.level is not Level.OK]
    lines += [f"{message}。{hint}" for message, hint in bad] or [_SOUND]
    return "\n".join(lines)
