"""The dialogs that change a roster: a mediator, a committee, an end, a reason."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import Desk
from app.enums import (
    CommitteeType,
    DisputeType,
    Gender,
    MediatorEngagement,
    MediatorOrigin,
)
from app.glossary import term
from app.messages import problem_text
from app.roster.commands import add_mediator, change_mediator
from app.roster.committees import add_committee, change_committee, reminders_of
from app.roster.rules import (
    EDUCATION,
    GRADES,
    POLITICAL_STATUS,
    number_example,
)
from app.roster.types import CommitteeCard, CommitteeDraft, MediatorCard, MediatorDraft
from ui.reading import read_count
from ui.widgets.choice import Choice
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.late_choice import LateChoice
from ui.widgets.line_edit import LineEdit, ReasonEdit
from ui.widgets.number_edits import CountEdit, DateEdit
from ui.widgets.segments import Segments

NO_PHONE = "去掉这个号码"
"""What is chosen in place of a number, so that there is none any more."""


def _day(field: str, hint: str = "") -> DateEdit:
    edit = DateEdit(field)
    edit.setPlaceholderText(hint or "如 2026-10-03")
    return edit


class MediatorForm(FormDialog):
    """A new mediator, or the particulars of one. `committees`: those the user may choose."""

    def __init__(
        self,
        desk: Desk,
        committees: Sequence[tuple[UUID, str]],
        kinds: Sequence[DisputeType],
        card: MediatorCard | None = None,
        *,
        committee: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, f"修改 {card.row.name}" if card else "添加调解员", parent=parent)
        self._card = card
        self._stars = card.row.phone if card else ""
        held = card.draft.specialities if card else ()
        self._make_editors([*kinds, *(kind for kind in held if kind not in kinds)])
        self.committee.offer(committees)
        self.committee.show_value(committee)
        self._lay_fields()
        if card:
            self._show(card.draft)
        else:
            self.since.setText(clock.today().isoformat())

    def work(self) -> Callable[[], Any]:
        committee = self.committee.value()
        since = self.day("since", needed=True)
        if committee is None:
            self.missing("committee")
        phone = self.phone.text().strip()
        draft = MediatorDraft(
            committee=committee or UUID(int=0),
            name=self.name.text(),
            since=since or clock.today(),
            engagement=self.engagement.chosen()[0],
            origin=self.origin.chosen()[0],
            gender=next(iter(self.gender.chosen()), Gender.UNKNOWN),
            birth_date=self.day("birth_date"),
            phone=None if phone == NO_PHONE else phone,
            phone_gone=phone == NO_PHONE,
            employer=self.employer.text(),
            relatives=self.relatives.text(),
            political_status=self.political_status.value(),
            education=self.education.value(),
            grade=int(self.grade.value() or 0) or None,
            specialities=self.specialities.chosen(),
            certificate_no=self.certificate_no.text(),
            term_starts_on=self.day("term_starts_on"),
            term_ends_on=self.day("term_ends_on"),
            notified_court_on=self.day("notified_court_on"),
        )
        if self._card is None:
            return partial(self._desk.write, add_mediator, draft)
        key, version = self._card.row.id, self._card.version
        return partial(self._desk.write, change_mediator, key, version, draft)

    def _make_editors(self, kinds: Sequence[DisputeType]) -> None:
        self.name = LineEdit("姓名")
        self.committee: LateChoice[UUID] = LateChoice("所在调委会", "请选调委会")
        self.engagement = Segments("专职还是兼职", _terms(MediatorEngagement))
        self.engagement.choose([MediatorEngagement.FULL_TIME])
        self.origin = Segments("怎么产生的", _terms(MediatorOrigin))
        self.origin.choose([MediatorOrigin.ENGAGED])
        sexes = [(each, term(each)) for each in (Gender.MALE, Gender.FEMALE)]
        self.gender = Segments("性别", sexes, optional=True)
        self.birth_date = _day("出生日期", "如 1980-10-03")
        self.phone = self._phone()
        self.employer = LineEdit("工作单位")
        self.relatives = LineEdit("近亲属姓名", "用顿号隔开，指定调解员时提醒回避")
        self.political_status = Choice("政治面貌", list(POLITICAL_STATUS.items()), none="没填")
        self.education = Choice("文化程度", list(EDUCATION.items()), none="没填")
        self.grade = Choice("等级", list(GRADES.items()), none="没评")
        words = [(each, term(each).removesuffix("纠纷")) for each in kinds]
        self.specialities = Segments("专长", words, several=True)
        self.certificate_no = LineEdit("证号")
        self.since = _day("从哪天起聘任")
        self.term_starts_on = _day("任期开始")
        self.term_ends_on = _day("任期到")
        self.notified_court_on = _day("通报法院的日期", "还没有通报就空着")

    def _phone(self) -> LineEdit:
        """The number there is stands grey, under stars; another takes its place, or none does."""
        if self._stars:
            return ReasonEdit("电话", (NO_PHONE,), self._stars)
        return LineEdit("电话")

    def _lay_fields(self) -> None:
        row = self.section()
        self.add(row, "name", "姓名", self.name, 160)
        self.add(row, "committee", "所在调委会", self.committee, 240, 1)
        self.add(row, "phone", "电话（不换就空着）" if self._stars else "电话", self.phone, 160)
        row = self.section()
        self.add(row, "engagement", "专职还是兼职", self.engagement, 0)
        self.add(row, "origin", "怎么产生的", self.origin, 0)
        self.add(row, "gender", "性别", self.gender, 0)
        self.add(row, "since", "从哪天起聘任", self.since, 132)
        row = self.section()
        self.add(row, "specialities", "专长（可选几项）", self.specialities, 300, 1)
        row = self.section("其他情况（可以后补）")
        self.add(row, "employer", "工作单位", self.employer, 200, 1)
        self.add(row, "relatives", "近亲属姓名", self.relatives, 300, 1)
        for path, name, editor, width in (
            ("birth_date", "出生日期", self.birth_date, 132),
            ("political_status", "政治面貌", self.political_status, 140),
            ("education", "文化程度", self.education, 112),
            ("grade", "等级", self.grade, 96),
            ("certificate_no", "证号", self.certificate_no, 140),
            ("term_starts_on", "任期开始", self.term_starts_on, 132),
            ("term_ends_on", "任期到", self.term_ends_on, 132),
            ("notified_court_on", "通报法院的日期", self.notified_court_on, 160),
        ):
            self.add(row, path, name, editor, width)

    def _show(self, draft: MediatorDraft) -> None:
        self.committee.show_value(draft.committee)
        self.engagement.choose([draft.engagement])
        self.origin.choose([draft.origin])
        self.gender.choose([draft.gender])
        self.specialities.choose(draft.specialities)
        self.political_status.show_value(draft.political_status)
        self.education.show_value(draft.education)
        self.grade.show_value(str(draft.grade))
        for path in ("name", "employer", "relatives", "certificate_no"):
            getattr(self, path).setText(getattr(draft, path) or "")
        for path in ("since", "birth_date", "term_starts_on", "term_ends_on", "notified_court_on"):
            day = getattr(draft, path)
            getattr(self, path).setText(day.isoformat() if day else "")


class CommitteeForm(FormDialog):
    """A new committee, or the particulars of one, with the number its next agreement gets."""

    def __init__(
        self, desk: Desk, card: CommitteeCard | None = None, *, parent: QWidget | None = None
    ) -> None:
        title = f"修改 {card.row.full_name}" if card else "添加调委会"
        super().__init__(desk, title, parent=parent)
        self._card = card
        self._next_n = card.next_n if card else 1
        self._make_editors()
        self._lay_fields()
        self._show(card.draft if card else None)
        self.typed()

    def work(self) -> Callable[[], Any]:
        draft = self._draft()
        if self._card is None:
            return partial(self._desk.write, add_committee, draft)
        key, version = self._card.row.id, self._card.version
        return partial(self._desk.write, change_committee, key, version, draft)

    def typed(self) -> None:
        """The next number as it would be, and what the law recommends."""
        prefix, pattern = self.number_prefix.text().strip(), self.agreement_pattern.text().strip()
        told = number_example(prefix, pattern, clock.today().year, self._next_n)
        self.example.setText(f"下一份协议：{told}" if told else "编号写法还不对，看不出下一个编号")

    def _draft(self) -> CommitteeDraft:
        since = self.day("since", needed=True)
        industry = self.industry.text().strip()
        return CommitteeDraft(
            code=self.code.text(),
            full_name=self.full_name.text(),
            since=since or clock.today(),
            number_prefix=self.number_prefix.text(),
            agreement_pattern=self.agreement_pattern.text(),
            type=self.kind.value() or CommitteeType.TOWNSHIP,
            is_professional=bool(industry),
            industry=industry,
            member_count=self.count("member_count"),
            woman_count=self.count("woman_count"),
            term_ends_on=self.day("term_ends_on"),
            contact_person=self.contact_person.text(),
            phone=self.phone.text(),
            address=self.address.text(),
        )

    def _make_editors(self) -> None:
        self.full_name = LineEdit("全称", "和印章上的一样，印在协议书上")
        self.code = LineEdit("代码", "如 QS-TJ")
        self.kind = Choice("类型", _terms(CommitteeType))
        self.industry = LineEdit("行业", "不是行业性的就空着")
        self.number_prefix = LineEdit("编号里的简称", "如 东昌府")
        self.agreement_pattern = LineEdit("协议编号的写法")
        self.example = label("", "mute")
        self.example.setWordWrap(True)
        self.member_count = CountEdit("委员人数")
        self.woman_count = CountEdit("其中妇女")
        self.advice = label("", "warn")
        self.advice.setWordWrap(True)
        self.term_ends_on = _day("任期到")
        self.since = _day("从哪天起设立")
        self.contact_person = LineEdit("联系人")
        self.phone = LineEdit("电话")
        self.address = LineEdit("地址")
        for edit in (self.member_count, self.woman_count):
            edit.left.connect(self._advise)

    def _lay_fields(self) -> None:
        row = self.section()
        self.add(row, "full_name", "全称（和印章一样）", self.full_name, 320, 1)
        self.add(row, "code", "代码", self.code, 120)
        row = self.section()
        self.add(row, "type", "类型", self.kind, 220)
        self.add(row, "industry", "行业（医疗、交通……）", self.industry, 180)
        self.add(row, "since", "从哪天起设立", self.since, 140)
        row = self.section("协议书编号")
        self.add(row, "number_prefix", "编号里的简称", self.number_prefix, 160)
        self.add(row, "agreement_pattern", "写法", self.agreement_pattern, 320, 1)
        self.body.addWidget(self.example)
        note = "{org} 是简称，{yyyy} 是年份，{n} 是序号；{n:03} 补成三位。每年从 1 号起。"
        self.body.addWidget(_wrapped(note))
        row = self.section("委员和联系")
        self.add(row, "member_count", "委员人数", self.member_count, 100)
        self.add(row, "woman_count", "其中妇女", self.woman_count, 100)
        self.add(row, "term_ends_on", "任期到", self.term_ends_on, 140)
        self.body.addWidget(self.advice)
        row = self.section()
        self.add(row, "contact_person", "联系人", self.contact_person, 140)
        self.add(row, "phone", "电话", self.phone, 180)
        self.add(row, "address", "地址", self.address, 240, 1)

    def _show(self, draft: CommitteeDraft | None) -> None:
        self.advice.hide()
        if draft is None:
            self.agreement_pattern.setText("{org}人调字〔{yyyy}〕第{n}号")
            self.since.setText(clock.today().isoformat())
            return
        self.kind.show_value(draft.type)
        texts = ("full_name", "code", "industry", "number_prefix", "agreement_pattern")
        for path in (*texts, "contact_person", "phone", "address"):
            getattr(self, path).setText(getattr(draft, path) or "")
        for path in ("member_count", "woman_count"):
            count = getattr(draft, path)
            getattr(self, path).setText("" if count is None else str(count))
        for path in ("since", "term_ends_on"):
            day = getattr(draft, path)
            getattr(self, path).setText(day.isoformat() if day else "")

    def _advise(self) -> None:
        """M25 reminds and never stops."""
        draft = CommitteeDraft(
            code="",
            full_name="",
            since=clock.today(),
            number_prefix="",
            member_count=read_count(self.member_count.text()),
            woman_count=read_count(self.woman_count.text()),
        )
        told = [problem_text(problem) for problem in reminders_of(draft)]
        self.advice.setText("\n".join(told))
        self.advice.setVisible(bool(told))


def _terms(kind: Any) -> list[tuple[Any, str]]:
    return [(member, term(member)) for member in kind]


def _wrapped(text: str) -> QWidget:
    note = label(text, "mute")
    note.setWordWrap(True)
    return note
