"""The selected mediator: particulars, twelve months, open cases, history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app import clock
from app.glossary import term
from app.roster.rules import EDUCATION, GRADES, POLITICAL_STATUS
from app.roster.types import MediatorCard
from ui import privacy, theme
from ui.roster.bars import MonthBars
from ui.roster.columns import case_lines, kind, share, specialities
from ui.roster.history import History
from ui.widgets.button import Button
from ui.widgets.label import label, tag
from ui.widgets.paged_model import LINES
from ui.widgets.panel import PanelHead, empty_note
from ui.widgets.row import RowDelegate, height
from ui.widgets.side_panel import SidePanel

_SOON = 60
"""Days before the end of a term at which it is marked."""


class MediatorPanel(SidePanel):
    """`matter_asked` with the number of a case's matter; the buttons tell what is to be done."""

    matter_asked = Signal(str)
    change_asked = Signal()
    end_asked = Signal()
    reinstate_asked = Signal()
    phone_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("在左边选一位调解员，这里看他在办的案件和变动记录。", parent)
        self.card: MediatorCard | None = None
        self.term = tag("", "orange")
        self.phone = label("", "small")
        privacy.cover(self.phone)
        self.reveal = Button("看完整号码（会记录）")
        self.change = Button("修改", "Alt+E")
        self.end = Button("办离任", "Alt+L")
        self.reinstate = Button("恢复在任")
        self.bars = MonthBars()
        self.figures = label("", "small")
        self.figures.setWordWrap(True)
        self.open_head = PanelHead("在办", ruled=True)
        self.open_empty = empty_note("")
        self.open_cases = QListWidget()
        self.history = History()
        self._lay_parts()
        self._connect()

    def show_card(self, card: MediatorCard) -> None:
        self.card = card
        row = card.row
        self.title.setText(row.name)
        grade = GRADES.get(str(card.draft.grade), "")
        self.note.setText(" · ".join(filter(None, (kind(row), grade))))
        self.show_facts(_facts(card))
        self._show_term(card)
        self.show_phone(row.phone)
        self._show_buttons(card)
        self._show_months(card)
        self._show_cases(card)
        self.history.show_entries(card.history)
        self.show_filled()

    def show_phone(self, number: str) -> None:
        """Masked at first, whole once it was asked for."""
        self.phone.setText(f"电话 {number or '没有留'}")
        self.reveal.setVisible("*" in number)

    def _show_term(self, card: MediatorCard) -> None:
        ends = card.row.term_ends_on
        days = (ends - clock.today()).days if ends and not card.row.valid_to else _SOON + 1
        self.term.setText("任期已满" if days < 0 else f"任期 {days} 天后到")
        self.term.setVisible(days <= _SOON)

    def _show_buttons(self, card: MediatorCard) -> None:
        serves = card.row.valid_to is None
        self.change.setVisible(card.may_manage and serves)
        self.end.setVisible(card.may_manage and serves)
        self.reinstate.setVisible(card.may_manage and not serves)

    def _show_months(self, card: MediatorCard) -> None:
        self.bars.show_months(card.months)
        load = card.load
        told = [f"办结 {load.concluded} 件", f"成功 {load.agreed}", f"成功率 {share(load.success)}"]
        figures = " · ".join(told)
        if card.mean_days is not None:
            figures += f"\n从受理到办结平均 {card.mean_days} 天"
        self.figures.setText(figures if load.concluded else "这 12 个月还没有办结的案件。")

    def _show_cases(self, card: MediatorCard) -> None:
        count = len(card.open_cases) + card.cases_elsewhere
        self.open_head.note.setText(f"{count} 件" if count else "")
        self.open_cases.clear()
        total = 0
        for case in card.open_cases:
            lines = case_lines(case)
            item = QListWidgetItem(lines.title)
            item.setData(LINES, lines)
            item.setData(Qt.ItemDataRole.UserRole, case.no)
            told = "，".join(filter(None, (lines.title, lines.detail, lines.tag)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.open_cases.addItem(item)
            total += height(lines)
        self.open_cases.setFixedHeight(total)
        self.open_cases.setVisible(bool(card.open_cases))
        self.open_empty.setText(_elsewhere(card))
        self.open_empty.setVisible(bool(card.cases_elsewhere) or not count)

    def _connect(self) -> None:
        self.change.clicked.connect(self.change_asked)
        self.end.clicked.connect(self.end_asked)
        self.reinstate.clicked.connect(self.reinstate_asked)
        self.reveal.clicked.connect(self.phone_asked)
        self.open_cases.itemActivated.connect(
            lambda item: self.matter_asked.emit(item.data(Qt.ItemDataRole.UserRole))
        )

    def _lay_parts(self) -> None:
        self.head.addWidget(self.term)
        line = QHBoxLayout()
        line.addWidget(self.phone)
        line.addStretch(1)
        self.head.addLayout(line)
        self.reveal.setProperty("link", "true")
        self.head.addWidget(self.reveal, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons(self.change, self.end, self.reinstate)
        self.open_cases.setAccessibleName("在办的案件")
        self.open_cases.setAccessibleDescription("双击或按回车，打开事项")
        self.open_cases.setItemDelegate(RowDelegate(self.open_cases))
        self.open_cases.setMouseTracking(True)
        self.open_cases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(PanelHead("近 12 个月", ruled=True))
        months = QHBoxLayout()
        months.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(4))
        months.addWidget(self.bars)
        self.column.addLayout(months)
        self.figures.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 12)))
        self.column.addWidget(self.figures)
        for part in (self.open_head, self.open_cases, self.open_empty):
            self.column.addWidget(part)
        self.column.addWidget(PanelHead("变动记录", ruled=True))
        self.column.addWidget(self.history)


def _facts(card: MediatorCard) -> tuple[str, ...]:
    draft, row = card.draft, card.row
    term_told = f"聘期至 {row.term_ends_on.isoformat()}" if row.term_ends_on else ""
    ended = f"{row.valid_to.isoformat()} 离任" if row.valid_to else ""
    people = (
        POLITICAL_STATUS.get(draft.political_status or "", ""),
        EDUCATION.get(draft.education or "", ""),
        f"证号 {draft.certificate_no}" if draft.certificate_no else "",
    )
    court = draft.notified_court_on
    return (
        row.committee,
        " · ".join(filter(None, (term(row.engagement), term(row.origin), term_told, ended))),
        f"专长：{specialities(row)}" if row.specialities else "专长还没有填",
        draft.employer or "",
        " · ".join(filter(None, people)),
        f"{court.isoformat()} 通报法院" if court else "还没有通报法院",
    )


def _elsewhere(card: MediatorCard) -> str:
    if not card.cases_elsewhere:
        return "现在没有在办的案件。"
    also = "另外" if card.open_cases else ""
    return f"{also}有 {card.cases_elsewhere} 件，您的岗位看不到内容。"
