"""One person or unit of the form: who came, for whom, and the other side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app import clock
from app.enums import PartyKind
from app.glossary import term
from app.identifiers import id_number
from ui import privacy, theme
from ui.intake.entry import NAME_REASONS, PHONE_REASONS, Person
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field, TroubleLine
from ui.widgets.line_edit import LineEdit, ReasonEdit
from ui.widgets.number_edits import CreditCodeEdit, IdNumberEdit
from ui.widgets.wrap_row import WrapRow

_UNKNOWN = "—"
_KINDS = [(kind, "个人" if kind is PartyKind.NATURAL_PERSON else term(kind)) for kind in PartyKind]


class PersonCard(Card):
    """`typed` at every change, `left` with the field's name when it is left.

    With `units`, a kind can be chosen, and a unit has a credit code instead of a number.
    """

    typed = Signal()
    left = Signal(str)

    def __init__(
        self,
        title: str,
        *,
        units: bool = False,
        number_later: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._title = title
        self._number_name = "证件号码（可后补）" if number_later else "证件号码"
        self.fields: dict[str, Field] = {}
        self.kind = Choice(f"{title}是个人还是单位", _KINDS, parent=self)
        self.kind.setFixedWidth(theme.px(120))
        self.kind.typed.connect(self._kind_chosen)
        self._units = units
        self._make_fields()
        if units:
            self.head.addWidget(self.kind)
            self.head.addStretch(1)
        else:
            self.kind.hide()
        self._show_kind()

    def person(self) -> Person:
        return Person(
            kind=self.kind.value() or PartyKind.NATURAL_PERSON,
            name=self.name.text(),
            id_number=self.id_number.text(),
            uscc=self.uscc.text(),
            legal_representative=self.legal_representative.text(),
            phone=self.phone.text(),
            address=self.address.text(),
        )

    def show_person(self, person: Person) -> None:
        self.kind.show_value(person.kind)
        for name, editor in self._editors().items():
            editor.setText(getattr(person, name))
            editor.setCursorPosition(0)  # a long name is read from its beginning
        self._show_kind()
        self._show_derived()

    def rename(self, title: str) -> None:
        """Call the card and its fields otherwise, as where a second other side comes in."""
        self._title = title
        self.title.setText(title)
        self.kind.setAccessibleName(f"{title}是个人还是单位")
        self._name_fields()

    def stops(self) -> list[QWidget]:
        """What Tab visits, in the order of the conversation."""
        kind = [self.kind] if self._units else []
        return [*kind, *(e for e in self._editors().values() if not e.isHidden())]

    def _make_fields(self) -> None:
        self.name = ReasonEdit("", NAME_REASONS)
        self.id_number = IdNumberEdit("")
        self.uscc = CreditCodeEdit("")
        self.derived = QLineEdit(_UNKNOWN)
        self.derived.setReadOnly(True)
        self.derived.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.legal_representative = LineEdit("")
        self.phone = ReasonEdit("", PHONE_REASONS)
        self.address = LineEdit("")
        row = WrapRow()
        line = TroubleLine()
        for name, editor, width, stretch in (
            ("name", self.name, 124, 0),
            ("id_number", self.id_number, 200, 0),
            ("uscc", self.uscc, 200, 0),
            ("derived", self.derived, 72, 0),
            ("legal_representative", self.legal_representative, 88, 0),
            ("phone", self.phone, 148, 0),
            ("address", self.address, 160, 1),
        ):
            self.fields[name] = Field("", editor, line=line)
            privacy.cover(editor)
            row.add(self.fields[name], width, stretch)
        self.body.addLayout(row)
        self.body.addWidget(line)
        for name, each in self._editors().items():
            each.typed.connect(self.typed)
            each.left.connect(lambda name=name: self.left.emit(name))
        self.id_number.typed.connect(self._show_derived)

    def _editors(self) -> dict[str, LineEdit]:
        return {
            "name": self.name,
            "id_number": self.id_number,
            "uscc": self.uscc,
            "legal_representative": self.legal_representative,
            "phone": self.phone,
            "address": self.address,
        }

    def _kind_chosen(self) -> None:
        self._show_kind()
        self.typed.emit()

    def _show_kind(self) -> None:
        unit = self.kind.value() is not PartyKind.NATURAL_PERSON
        for name in ("uscc", "legal_representative"):
            self.fields[name].setVisible(unit)
        for name in ("id_number", "derived"):
            self.fields[name].setVisible(not unit)
        self._name_fields()

    def _name_fields(self) -> None:
        unit = self.kind.value() is not PartyKind.NATURAL_PERSON
        names = {
            "name": "单位名称" if unit else "姓名",
            "id_number": self._number_name,
            "uscc": "统一社会信用代码",
            "derived": "性别 年龄",
            "legal_representative": "负责人",
            "phone": "电话，或不知道",
            "address": "地址" if unit else "住址",
        }
        for name, words in names.items():
            field = self.fields[name]
            field.rename(words)
            field.editor.setAccessibleName(f"{self._title}：{words}")
            field.short = f"{self._title}：{words.partition('，')[0].partition('（')[0]}"

    def _show_derived(self) -> None:
        self.derived.setText(_sex_and_age(self.id_number.text()))


def _sex_and_age(number: str) -> str:
    today = clock.today()
    found = id_number.check(number, today)
    if found.sex is None or found.birth_date is None:
        return _UNKNOWN
    return f"{term(found.sex)} {id_number.age_on(found.birth_date, today)}"
