"""协议: the agreement while it is written, and once it is final, with what comes next."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.desk import Desk
from app.enums import Action, AgreementState, CaseState, FormKind
from app.matter.act import Done, Option, actions_of
from app.matter.types import AgreementView, CaseView, MatterDetail
from app.mediation.clauses import STOCK
from app.mediation.paper import agreement_pdf
from app.mediation.types import CheckUp
from ui import privacy, theme
from ui.actions import ActionBar, start
from ui.matter.agreements import Agreements
from ui.mediation.checks import Checks
from ui.mediation.editor import AgreementEditor
from ui.mediation.final import final_paper, lacking_text, own_agreements
from ui.mediation.sections import bar_of, scrolled
from ui.mediation.writing import Writing
from ui.papers import show_paper
from ui.widgets.button import Button, bind
from ui.widgets.card import Card
from ui.widgets.label import label
from ui.widgets.stack import Stack
from ui.widgets.wrap_row import WrapRow

_OF_PAPER = (
    Action.RECORD_SIGNATURES,
    Action.RECORD_SEAL,
    Action.APPLY_CONFIRMATION,
    Action.VOID,
)
_OF_CASE = (Action.FAIL,)
_LARGE = 125
"""Text of this many per cent needs the room for itself."""


class AgreementSection(QWidget):
    """`redraw` with what draws the paper, `acted` with the Done of what was done here,
    `elsewhere` with the path of what is mended in another section."""

    redraw = Signal(object)
    acted = Signal(object)
    elsewhere = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._detail: MatterDetail | None = None
        self._case: CaseView | None = None
        self._is_supplementing = False
        self.editor = AgreementEditor()
        self.writing = Writing(desk, self.editor, self)
        self.checks = Checks(self._name_of)
        self.locked = Agreements()
        self.lacking = label("", "warn")
        self.lacking.setWordWrap(True)
        self.note = label("接着上次没存进库的内容。", "small")
        self.forget = Button("不要了，用库里的")
        self.stock = Button("条款库…")
        self.supplement = Button("另签补充协议")
        self.oral = Button("改为口头协议…")
        self.keep = Button("存草稿", "Ctrl+S")
        self.print_draft = Button("打印草稿")
        self.final = Button("定稿编号", primary=True)
        bind(self.final, "Ctrl+Return")
        self.final.setToolTip("Ctrl+Enter")
        self.of_case = ActionBar(desk, only=_OF_CASE)
        self.of_paper = ActionBar(desk, only=_OF_PAPER)
        self.stack = Stack()
        self._lay_out()
        self._connect()

    @property
    def is_writing(self) -> bool:
        return self.stack.currentIndex() == 0

    def show_case(self, detail: MatterDetail, case: CaseView) -> None:
        """The case as it stands now; what is typed stays."""
        if self._case is None or self._case.id != case.id:
            self._is_supplementing = False
        self._detail, self._case = detail, case
        paper = self.paper()
        draft = any(a.state is AgreementState.DRAFT for a in self._own())
        may = self._option(Action.AGREE) is not None
        writes = may and (draft or self._is_supplementing or paper is None)
        self.stack.setCurrentIndex(0 if writes else 1)
        if writes:
            final = paper.number if paper and self._is_supplementing else None
            self.writing.begin(detail, case, final or "")
        else:
            self.writing.leave()
            self.locked.show_matter(detail)
            lacking = lacking_text(detail, case, paper)
            self.lacking.setText(lacking)
            self.lacking.setVisible(bool(lacking))
            self.show_paper()
        for bar in (self.of_case, self.of_paper):
            bar.show_matter(detail)
        self.supplement.setVisible(may and paper is not None and paper.effective_on is not None)
        self._show_state()

    def paper(self) -> AgreementView | None:
        """The agreement that is final, the newest of several."""
        if self._detail is None or self._case is None:
            return None
        return final_paper(self._detail, self._case)

    def show_paper(self) -> None:
        """Have the paper of this section drawn."""
        paper = self.paper()
        if self.is_writing:
            self.writing.check()
        elif self._detail is not None and paper is not None:
            self.redraw.emit(partial(agreement_pdf, self._detail, paper))
        else:
            self.redraw.emit(None)

    def finalise(self) -> None:
        """Store what is typed, then ask for the last thing; or lead to what has to be changed."""
        self.writing.check()
        if self.writing.result.stops:
            self._lead(self.writing.result.stops[0].field)
        elif self._is_ahead():
            self.writing.store(then=lambda done: self._ask_final(done.detail))
        elif self._detail is not None:
            self._ask_final(self._detail)

    def print_paper(self) -> None:
        """On paper what is at the right: a draft is stored first, so that both are the same."""
        if self.is_writing and self._is_ahead():
            self.writing.store(then=lambda done: self._print(done.detail))
        elif self._detail is not None:
            self._print(self._detail)

    def _is_ahead(self) -> bool:
        """Whether what is typed is not stored yet."""
        return self.writing.is_dirty or self.writing.draft is None

    def _print(self, detail: MatterDetail, told: str = "") -> None:
        case = self._case
        if case is None:
            return
        own = own_agreements(detail, case)
        if self.is_writing:
            own = [a for a in own if a.state is AgreementState.DRAFT]
        if own:
            oral = own[-1].number is None and own[-1].state is AgreementState.EFFECTIVE
            kind = FormKind.ORAL_AGREEMENT_FORM if oral else FormKind.AGREEMENT
            show_paper(self.window(), self._desk, detail.no, kind, str(own[-1].id), told)

    def _ask_final(self, detail: MatterDetail) -> None:
        draft = self.writing.draft
        wanted = str(draft.id) if draft else ""
        for option in actions_of(detail, self._desk.actor):
            if option.action is Action.FINALISE and option.target == wanted and option.allowed:
                start(self.window(), self._desk, detail, option, done=self._finalised)
                return

    def _finalised(self, done: Done) -> None:
        number = done.facts.get("number", "")
        self.acted.emit(done)
        if self._detail is not None:
            self._print(done.detail, f"已定稿，编号 {number}，不能再改。")

    def _make_oral(self) -> None:
        option = self._option(Action.RECORD_ORAL_AGREEMENT)
        if self._detail is None or option is None:
            return
        form = self.writing.form()
        preset = {
            "facts": form.facts,
            "clauses": form.clauses,
            "performance": form.performance,
            "performance_note": form.performance_note,
            "place": form.place,
            "recorder": form.recorder,
        }
        start(
            self.window(),
            self._desk,
            self._detail,
            option,
            done=self.acted.emit,
            preset={key: value for key, value in preset.items() if value},
        )

    def _begin_supplement(self) -> None:
        self._is_supplementing = True
        if self._detail is not None and self._case is not None:
            self.show_case(self._detail, self._case)
            self.editor.focus("facts")

    def _lead(self, path: str) -> None:
        if not self.editor.focus(path):
            self.elsewhere.emit(path)

    def _option(self, action: Action) -> Option | None:
        """The action on this case or its paper, if it can be done now."""
        if self._detail is None or self._case is None:
            return None
        own = {str(self._case.id), *(str(a.id) for a in self._own())}
        options = actions_of(self._detail, self._desk.actor)
        fitting = (o for o in options if o.action is action and o.target in own and o.allowed)
        return next(fitting, None)

    def _own(self) -> list[AgreementView]:
        if self._detail is None or self._case is None:
            return []
        return own_agreements(self._detail, self._case)

    def _name_of(self, path: str) -> str:
        """What the user calls the field at `path`, or nothing if it is not here."""
        field = dict(self.editor.fields()).get(path)
        return field.editor.accessibleName().partition("：")[0] if field else ""

    def _checked(self, found: CheckUp) -> None:
        self.checks.show_result(found)
        count = len(found.stops)
        self.final.setText(f"定稿编号（先改 {count} 项）" if count else "定稿编号")
        self.final.setAccessibleName(self.final.text())
        self.final.updateGeometry()
        self._show_state()

    def _show_state(self) -> None:
        """What is possible now, and whether the database has what stands here."""
        writing = self.writing
        case_runs = self._case is not None and self._case.state is CaseState.IN_MEDIATION
        self.final.setEnabled(not writing.result.stops and not writing.is_storing)
        self.keep.setEnabled(writing.is_dirty and not writing.is_storing)
        self.print_draft.setEnabled(not writing.is_storing)
        self.oral.setVisible(case_runs and self._option(Action.RECORD_ORAL_AGREEMENT) is not None)
        self.restored.setVisible(writing.was_restored)

    def _stored(self, done: Done) -> None:
        self.acted.emit(done)

    def _connect(self) -> None:
        self.writing.checked.connect(self._checked)
        self.writing.redraw.connect(self.redraw)
        self.writing.stored.connect(self._stored)
        self.writing.state_changed.connect(self._show_state)
        self.checks.asked.connect(self._lead)
        self.forget.clicked.connect(self.writing.discard)
        self.keep.clicked.connect(lambda: self.writing.store())
        self.print_draft.clicked.connect(self.print_paper)
        self.final.clicked.connect(self.finalise)
        self.oral.clicked.connect(self._make_oral)
        self.supplement.clicked.connect(self._begin_supplement)
        for bar in (self.of_case, self.of_paper):
            bar.acted.connect(self.acted)

    def _lay_out(self) -> None:
        self.menu = QMenu(self)
        for each in STOCK:
            entry = self.menu.addAction(each.title)
            entry.setToolTip(each.text)
            entry.triggered.connect(lambda _on=False, text=each.text: self.editor.add_clause(text))
        self.menu.setToolTipsVisible(True)
        self.stock.clicked.connect(self._offer_stock)
        self.editor.buttons.insertWidget(2, self.stock)
        card = Card("")
        card.title.hide()
        card.body.addWidget(self.locked)
        self.stack.addWidget(self._writing_page())
        self.stack.addWidget(scrolled([privacy.cover(self.lacking), card]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        whole = QWidget()
        row = WrapRow(gap=8)
        whole.setLayout(row)
        for part in (self.oral, self.of_case):
            row.add(part)
        row.add(QWidget(), 1, 1)
        right = QWidget()
        end = QHBoxLayout(right)
        end.setContentsMargins(0, 0, 0, 0)
        end.setSpacing(theme.px(8))
        for part in (self.keep, self.print_draft, self.final):
            end.addWidget(part)
        row.add(right)
        self.writing_bar = bar_of(whole)
        self.paper_bar = bar_of(self.of_paper, self.supplement)
        column.addWidget(self.writing_bar)
        column.addWidget(self.paper_bar)
        self.stack.currentChanged.connect(self._show_bar)
        self._show_bar(0)

    def _offer_stock(self) -> None:
        self.menu.popup(self.stock.mapToGlobal(self.stock.rect().bottomLeft()))

    def _writing_page(self) -> QWidget:
        """The editor scrolls; its check-up stays in view under it, where there is room."""
        if theme.px(100) >= _LARGE:
            return scrolled([self._restored_line(), self.editor, self.checks])
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled([self._restored_line(), self.editor]), 1)
        column.addWidget(self.checks)
        return made

    def _show_bar(self, place: int) -> None:
        self.writing_bar.setVisible(place == 0)
        self.paper_bar.setVisible(place == 1)

    def _restored_line(self) -> QWidget:
        self.restored = QWidget()
        row = QHBoxLayout(self.restored)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.note)
        row.addWidget(self.forget)
        row.addStretch(1)
        return self.restored
