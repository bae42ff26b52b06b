"""What Qt itself says is Chinese."""

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHeaderView, QLabel, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

_ENGLISH = re.compile("[A-Za-z]{3,}")


def _texts(widget: QWidget) -> list[str]:
    labels = [each.text() for each in widget.findChildren(QLabel)]
    return labels + [each.text() for each in widget.findChildren(QPushButton)]


def test_the_dialog_for_files_is_chinese(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "文书").mkdir()
    dialog = QFileDialog(None, "存到哪里", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    view = dialog.findChildren(QTreeView)[0]
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == 1)
    header = dialog.findChildren(QHeaderView)[0].model()
    kind = view.model().index(0, 2, view.rootIndex()).data()
    titles = [str(header.headerData(n, view.header().orientation())) for n in range(4)]
    assert [text for text in [*_texts(dialog), *titles, kind] if _ENGLISH.search(text)] == []
