"""A card with one chart, and the buttons to take the chart elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui import theme
from ui.statistics import picture
from ui.statistics.chart import Chart
from ui.statistics.look import Look, of_window
from ui.widgets.button import IconButton
from ui.widgets.card import Card
from ui.widgets.label import Elided, label

Make = Callable[[Look], Chart]
Fill = Callable[[Chart], None]


class ChartCard(Card):
    """`chosen` with the bar clicked; `copy_asked` and `save_asked` (with the ending) from the
    buttons. `make` gives an empty chart, `fill` what stands in it."""

    chosen = Signal(object)
    copy_asked = Signal()
    save_asked = Signal(str)

    def __init__(self, title: str, make: Make, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._make = make
        self._fill: Fill = _nothing
        self.legend = Elided("", "small")
        self.chart = make(of_window())
        self.chart.chosen.connect(self.chosen)
        self.empty = label(empty, "mute")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.copying = IconButton("copy", f"复制图片：{title}")
        self.saving = IconButton("save", f"存图：{title}")
        self._lay_out()
        self.copying.clicked.connect(self.copy_asked)
        self.show_chart(title, "", _nothing)

    def show_chart(self, title: str, legend: str, fill: Fill) -> None:
        """Show what `fill` puts into the chart."""
        self._fill = fill
        self.title.setText(title)
        self.legend.setText(legend)
        self.legend.setToolTip(legend)
        fill(self.chart)
        there = bool(self.chart.points)
        self.chart.setVisible(there)
        self.empty.setVisible(not there)
        for button in (self.copying, self.saving):
            button.setEnabled(there)

    def picture(self, under: str, footnote: str) -> picture.Picture:
        """The same chart for a slide."""
        return picture.Picture(
            self.title.text(), under, self.legend.text(), footnote, self._make, self._fill
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.chart.show_look(of_window())

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        menu = QMenu(self.saving)
        for text, ending in (("存成图片 PNG…", ".png"), ("存成矢量图 SVG…", ".svg")):
            menu.addAction(text).triggered.connect(
                lambda _checked=False, ending=ending: self.save_asked.emit(ending)
            )
        self.saving.clicked.connect(
            lambda: menu.popup(self.saving.mapToGlobal(self.saving.rect().bottomLeft()))
        )
        self.menu = menu
        self.head.addWidget(self.legend, 1)
        self.head.addWidget(self.copying)
        self.head.addWidget(self.saving)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.setMinimumHeight(theme.px(150))


def _nothing(_chart: Chart) -> None:
    """A card that has not been given figures yet."""
