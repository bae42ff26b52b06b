"""Whether the server's certificate is looked at, and choosing the one to know it by."""

from datetime import UTC, datetime
from functools import partial

from app.clock import local
from app.errors import DomainError, InfrastructureError, Invalid
from app.messages import error_text, problem_text
from app.server.root import in_force, trust
from ui import ask, background, errors
from ui.places import documents
from ui.widgets.button import Button
from ui.widgets.label import restyle
from ui.widgets.step import Step, wrapped

_NONE = "没有根证书（root.crt）：不核对服务器的证书。管理员给了证书文件的，请选它。"
_IN_FORCE = "有根证书，用到{day}：只和证书对得上的服务器说话，而且一定加密。"
_ENDED = "根证书{day}已经到期，连不上服务器，请选一张新的。"
_BROKEN = "根证书坏了，连不上服务器，请重新选一张。"
_INSTEAD = "这台电脑上已经有一张根证书，换成这一张吗？换错了就连不上服务器。"


class RootCertificate(Step):
    """Says whether one is in force, and puts another one there."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.trouble = wrapped(""), wrapped("", "error")
        self.choose = Button("选择证书文件…")
        self.choose.clicked.connect(self._choose)
        self.add(self.told)
        self.add_line(self.choose)
        self.add(self.trouble)
        self._show(_as_it_is())

    def _show(self, told: tuple[str, str]) -> None:
        text, role = told
        self.told.setText(text)
        restyle(self.told, role=role)
        self._tell("")

    def _tell(self, text: str) -> None:
        self.choose.setEnabled(True)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _choose(self) -> None:
        path = ask.open_file(self, "选签发服务器证书的那一张（root.crt）", documents())
        if path is None:
            return
        if self.told.text() != _NONE and not ask.confirm(self, _INSTEAD, yes="换成这一张"):
            return
        self.choose.setEnabled(False)
        background.run(
            self,
            partial(trust, path),
            done=lambda _until: self._show(_as_it_is()),
            failed=self._failed,
            pool=background.disk,
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Invalid):
            self._tell(f"{problem_text(error.problems[0])}。")
        elif isinstance(error, (DomainError, InfrastructureError)):
            self._tell(error_text(error))
        else:
            self._tell("")
            errors.show(self, error)


def _as_it_is() -> tuple[str, str]:
    """What is told of the one in force, and how it looks."""
    try:
        until = in_force()
    except (Invalid, InfrastructureError):
        return _BROKEN, "warn"
    if until is None:
        return _NONE, "mute"
    text, role = (_IN_FORCE, "mute") if until > datetime.now(UTC) else (_ENDED, "warn")
    return text.format(day=f"{local(until):%Y-%m-%d}"), role
