"""What was promised is done, or is not: proof kept, the first instalment paid, the second late."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.enums import Action, AttachmentKind, PerformanceState, RevisitWay
from ui.mediation.page import FILES, PERFORMANCE
from ui.tour.dialogs import begin, dialog, fill, save
from ui.tour.frame import bar, go_to
from ui.tour.frame import page as matter_page
from ui.tour.hands import click, press, wait
from ui.tour.looks import look
from ui.tour.mediation import case_bar, page, turn_to
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def attach(tour: Tour) -> QWidget:
    """A proof of identity, as the dossier asks for; here another paper stands for it."""
    turn_to(tour, FILES)
    shown = begin(case_bar(tour, FILES), Action.ATTACH)
    paper = next(file for file in tour.files if file.suffix == ".pdf")
    fill(shown, {"path": str(paper), "kind": AttachmentKind.ID_PROOF, "name": "身份证复印件.pdf"})
    return shown


def attached(tour: Tour) -> QWidget:
    """It lies in the file of the case."""
    save(dialog())
    wait(lambda: page(tour).anchors[FILES].text().endswith("1"), "材料没有加上")
    return tour.window


def pay(tour: Tour) -> QWidget:
    """The sum that is owed stands there already."""
    turn_to(tour, PERFORMANCE)
    wait(lambda: _records(tour), "没有“记履行”的按钮")  # a section is filled a little at a time
    click(_records(tour)[0])
    return dialog()


def _records(tour: Tour) -> list[QPushButton]:
    buttons = page(tour).sections[PERFORMANCE].findChildren(QPushButton)
    shown = (each for each in buttons if each.isVisible())  # what was replaced goes a little later
    return [each for each in shown if each.accessibleName().startswith("记履行")]


def paid(tour: Tour) -> QWidget:
    """One of two is done."""
    save(dialog())
    wait(lambda: "1/2" in page(tour).anchors[PERFORMANCE].text(), "第一期没有记上")
    return tour.window


def overdue(tour: Tour) -> QWidget:
    """Nobody did anything: the calendar alone makes the second instalment overdue."""
    go_to(tour)
    press(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    wait(lambda: PerformanceState.OVERDUE in states(tour), "第二期没有算作超期")
    return tour.window


def ask_payer(tour: Tour) -> QWidget:
    """The committee asks whether it was performed, and what now."""
    shown = begin(bar(tour), Action.REVISIT, "号")
    said = {"visited": "钱大有", "findings": "第二期还没有付，答应三天以内付"}
    fill(shown, {"way": RevisitWay.PHONE, "fulfilled": False} | said)
    return shown


def asked_payer(tour: Tour) -> QWidget:
    """The revisit stands among the others."""
    save(dialog())
    press(Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    return tour.window


def pay_rest(tour: Tour) -> QWidget:
    """Late, but whole."""
    go_to(tour)
    shown = begin(bar(tour), Action.RECORD_PERFORMANCE)
    fill(shown, {"note": "晚了几天，一次付清"})
    return shown


def paid_rest(tour: Tour) -> QWidget:
    """Nothing is owed any more."""
    save(dialog())
    wait(lambda: states(tour) == {PerformanceState.FULFILLED}, "第二期没有记上")
    return tour.window


def states(tour: Tour) -> set[PerformanceState]:
    """Of what was promised in the matter whose page is open."""
    found = matter_page(tour).detail
    return {item.state for paper in found.agreements for item in paper.items} if found else set()


FIRST = (
    Stop("添加材料", "performance-attach", attach),
    Stop("加好了", "performance-attached", attached),
    Stop("记第一期履行", "performance-first", pay, later=2),
    Stop("第一期付清", "performance-paid", paid),
    Stop("第二期超期", "performance-overdue", overdue, later=7),
    look(Action.REMIND, "performance-remind", bar, "6,000"),
)
REVISIT = (
    Stop("履行回访", "performance-revisit", ask_payer),
    Stop("回访记好了", "performance-revisited", asked_payer),
    Stop("记第二期履行", "performance-second", pay_rest, later=3),
    Stop("全部付清", "performance-settled", paid_rest),
)
