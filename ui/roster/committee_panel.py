"""The selected committee: particulars, its next number, history."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.glossary import term
from app.messages.roster import TEXTS
from app.roster.types import CommitteeCard
from ui import theme
from ui.roster.history import History
from ui.widgets.barred import bar
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.panel import PanelHead
from ui.widgets.side_panel import SidePanel


class CommitteePanel(SidePanel):
    change_asked = Signal()
    end_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("在左边选一个调委会，这里看它的情况和变动记录。", parent)
        self.card: CommitteeCard | None = None
        self.change = Button("修改", "Alt+E")
        self.end = Button("办撤销", "Alt+L")
        self.number = label("", "")
        self.number.setWordWrap(True)
        self.history = History()
        self.change.clicked.connect(self.change_asked)
        self.end.clicked.connect(self.end_asked)
        self.add_buttons(self.change, self.end)
        self.column.addWidget(PanelHead("下一份协议的编号", ruled=True))
        self.number.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 12)))
        self.column.addWidget(self.number)
        self.column.addWidget(PanelHead("变动记录", ruled=True))
        self.column.addWidget(self.history)

    def show_card(self, card: CommitteeCard) -> None:
        self.card = card
        self.title.setText(card.row.full_name)
        self.show_facts(_facts(card))
        self.number.setText(card.row.next_number or "编号写法不对，请修改")
        stands = card.row.valid_to is None
        self.change.setVisible(card.may_manage and stands)
        self.end.setVisible(card.may_end and stands)
        serving = card.row.mediators
        bar(self.end, TEXTS["COMMITTEE_SERVED"].format(count=serving) if serving else "")
        self.history.show_entries(card.history)
        self.show_filled()


def _facts(card: CommitteeCard) -> Iterator[str]:
    draft, row = card.draft, card.row
    yield " · ".join(filter(None, (term(row.type), row.industry, f"代码 {draft.code}")))
    if row.valid_to:
        yield f"{row.valid_to.isoformat()} 撤销"
    yield f"调解员 {row.mediators} 人 · 在办 {row.open_cases} 件"
    if draft.member_count is not None:
        women = f"，其中妇女 {draft.woman_count} 人" if draft.woman_count is not None else ""
        yield f"委员 {draft.member_count} 人{women}"
    if draft.term_ends_on:
        yield f"任期到 {draft.term_ends_on.isoformat()}"
    yield f"联系：{row.contact or '没有留'}"
    if draft.address:
        yield draft.address
