"""统计图表: indicators, charts, the matters behind each figure, and ways to take them along."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import clock
from app.desk import Desk, Topics
from app.permissions import Permission
from app.statistics.commands import export_report, note_picture
from app.statistics.indicators import INDICATORS
from app.statistics.overview import area_options, kind_options, overview
from app.statistics.types import Bar, Card, Overview
from ui import ask, background, errors, theme, words
from ui.permissions import show_if_may
from ui.slices import Slices, next_turn
from ui.statistics import sentences
from ui.statistics.behind_dialog import BehindDialog, Part
from ui.statistics.card_button import WIDTH, CardButton
from ui.statistics.filters import Filters, Options
from ui.tab import Tab
from ui.widgets.button import Button
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from ui.statistics.charts import Charts
    from ui.statistics.picture import Picture

CALM_MS = 3000
"""Others' changes redraw at most so often, and never what somebody just looks at twice."""
_TOPICS = {"matter", "assignment", "mediation_case", "agreement", "performance_item", "deadline",
           "revisit"}  # fmt: skip


class StatisticsTab(Tab):
    """One person's figures; what the post may not see is in none of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.found: Overview | None = None
        self.charts: Charts | None = None
        self.behind: BehindDialog | None = None
        self._generation = 0
        self.filters = Filters()
        self.as_of = self.filters.note
        self.excel = Button("导出 Excel", "Ctrl+E")
        self.cards = [CardButton() for _ in INDICATORS]
        self._slices = Slices(self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._lay_out()
        self._connect()
        background.run(self, lambda: import_module("pyqtgraph"), done=self._make_charts)
        background.run(self, lambda: desk.read(area_options), done=self._offer_areas)
        self.reload()

    def start(self) -> None:
        self.filters.period.stop().setFocus()

    def follow(self, topics: Topics) -> None:
        """Wait for more to come."""
        if topics & _TOPICS and not self._calm.isActive():
            self._calm.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.found and clock.local(self.found.made_at).date() != clock.today():
            background.soon(self, self.reload)

    def catch_up(self, topics: Topics) -> None:
        """At once: something was missed, and now somebody looks."""
        if topics & _TOPICS:
            self.reload()

    def reload(self) -> None:
        """Count anew what the filters mean."""
        scope = self.filters.scope()
        if scope is None:
            return
        self._generation += 1
        generation = self._generation
        background.run(
            self,
            lambda: self._desk.read(overview, scope),
            done=lambda found: self._arrived(generation, found),
        )

    def _arrived(self, generation: int, found: Overview) -> None:
        if generation != self._generation:
            return
        self.found = found
        self.as_of.setText(f"截至 {words.moment(found.made_at)}，点数字、点图看明细")
        for button, card in zip(self.cards, found.cards, strict=True):
            button.show_card(card)
        self._show_charts()

    def _make_charts(self, _module: object) -> None:
        from ui.statistics.charts import Charts

        made = Charts()
        self._slices.run(made.making(), lambda: self._place(made))

    def _place(self, charts: "Charts") -> None:
        self.charts = charts
        may_take = self._desk.actor.may(Permission.EXPORT_STATS)
        for name, card in self.charts.cards.items():
            card.copying.setVisible(may_take)
            card.saving.setVisible(may_take)
            card.copy_asked.connect(lambda name=name: self._copy(name))
            card.save_asked.connect(lambda ending, name=name: self._save_chart(name, ending))
        self.charts.chosen.connect(self._show_bar)
        self._room.addWidget(self.charts, 1)
        self.charts.show()
        self._show_charts()

    def _show_charts(self) -> None:
        if self.charts is not None and self.found is not None:
            self._slices.run(self.charts.showing(self.found))

    def _offer_areas(self, areas: Options) -> None:
        background.run(
            self,
            lambda: self._desk.read(kind_options),
            done=lambda kinds: self.filters.offer(areas, kinds),
        )

    def _show_card(self, card: Card | None) -> None:
        if card is None:
            return
        parts: list[Part] = [(card.words[0], card.numerator, card.counted)]
        formula = card.formula
        if card.of is not None and card.denominator is not None:
            rest = replace(card.of, without=card.counted.rule)
            parts += [(card.words[1], card.denominator, card.of),
                      (card.words[2], card.denominator - card.numerator, rest)]  # fmt: skip
            formula += f"\n{card.numerator:,} ÷ {card.denominator:,} ＝ {sentences.big(card)}"
        self._show_behind(f"{card.label} {sentences.big(card)}", formula, parts)

    def _show_bar(self, title: str, formula: str, bar: Bar) -> None:
        self._show_behind(title, formula, [(title, bar.count or 0, bar.counted)])

    def _show_behind(self, title: str, formula: str, parts: Sequence[Part]) -> None:
        self.behind = BehindDialog(self._desk, title, formula, parts, self)
        self.behind.matter_asked.connect(self.matter_asked)
        self.behind.open()

    def _copy(self, name: str) -> None:
        from ui.statistics.picture import image

        def put(picture: "Picture") -> None:
            QGuiApplication.clipboard().setImage(image(picture))
            self.as_of.setText("图已经复制，到幻灯片里粘贴就行")

        self._take(name, "clipboard", put)

    def _save_chart(self, name: str, ending: str) -> None:
        from ui.statistics import picture

        make = {".png": picture.png, ".svg": picture.svg}[ending]
        if self.charts is None or self.found is None:
            return
        title = self.charts.cards[name].title.text()
        chosen = self._where(title, ending, f"图片 (*{ending})")
        if chosen is not None:
            self._take(name, ending, lambda picture: self._write(chosen, make(picture)))

    def _take(self, name: str, how: str, then: Callable[["Picture"], None]) -> None:
        """Write down that the chart leaves, then let it."""

        def take() -> None:
            made = card.picture(*told).made()
            next_turn(self, lambda: draw(made))

        def draw(made: "Picture") -> None:
            drawn = made.drawn()
            next_turn(self, lambda: then(drawn))

        if self.charts is None or self.found is None:
            return
        scope, card = self.found.scope, self.charts.cards[name]
        told = (f"{sentences.period(scope)}，{self.filters.words()}", self._footnote(name))
        background.run(
            self,
            lambda: self._desk.write(note_picture, name, scope, how=how),
            done=lambda _none: take(),
            pool=background.writer,
        )

    def _footnote(self, name: str) -> str:
        from ui.statistics.charts import FORMULAS

        made_at = self.found.made_at if self.found else clock.now()
        return f"口径：{FORMULAS[name]}；按登记日统计。截至 {words.dated(made_at)}。"

    def _export(self) -> None:
        scope = self.filters.scope()
        if scope is None:
            self.filters.lead()
            return
        chosen = self._where("统计概览", ".xlsx", ask.WORKBOOK)
        if chosen is None:
            return
        background.run(
            self,
            lambda: self._desk.write(
                export_report,
                "overview",
                scope.since,
                scope.until,
                scope.area,
                scope.kind,
                ending=".xlsx",
            ),
            done=lambda content: self._write(chosen, lambda: content),
            pool=background.writer,
        )

    def _where(self, title: str, ending: str, kind: str) -> Path | None:
        scope = self.filters.scope()
        days = f"{scope.since:%Y%m%d}-{scope.until:%Y%m%d}" if scope else ""
        proposed = Path.home() / f"{title} {days}{ending}"
        chosen = ask.save_as(self, "存到哪里", proposed, kind)
        return chosen.with_suffix(ending) if chosen and not chosen.suffix else chosen

    def _write(self, file: Path, make: Callable[[], bytes]) -> None:
        from ui.widgets.paper_dialog import why_not_written, write_paper

        def refused(error: Exception) -> None:
            if isinstance(error, OSError):
                ask.note(self, f"没能存到 {file}。\n{why_not_written(error)}")
            else:
                errors.show(self, error)

        background.run(
            self,
            lambda: write_paper(file, make()),
            done=lambda _none: self.as_of.setText(f"已存到 {file}"),
            failed=refused,
            pool=background.disk,
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self._calm.timeout.connect(self.reload)
        self.excel.clicked.connect(self._export)
        for button in self.cards:
            button.clicked.connect(lambda _checked=False, b=button: self._show_card(b.card))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.filters, 1)
        head.addWidget(self.excel, 0, Qt.AlignmentFlag.AlignTop)
        show_if_may(self.excel, self._desk.actor, Permission.EXPORT_STATS)
        cards = QWidget()
        row = WrapRow(gap=12, line_gap=12)
        cards.setLayout(row)
        for button in self.cards:
            row.add(button, WIDTH, 1)
        page = QWidget()
        page.setObjectName("page")
        self._room = QVBoxLayout(page)
        self._room.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        self._room.setSpacing(theme.px(10))
        self._room.addLayout(head)
        self._room.addWidget(cards)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
