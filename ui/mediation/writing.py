"""The agreement of one case while it is written: the editor, its draft on the disk, its check-up.

Only reads the editor while somebody types in it; what another desk does never overwrites what
stands there.
"""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID, uuid5

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from app.desk import Desk
from app.drafts import open_box
from app.enums import Action
from app.errors import Invalid, Problem
from app.matter.act import Done, act
from app.matter.forms import AgreeForm
from app.matter.types import AgreementView, CaseView, MatterDetail
from app.mediation.checkup import check_up
from app.mediation.paper import draft_pdf, drafted
from app.mediation.types import CheckUp
from app.messages import problem_text
from ui import background, errors, presence
from ui.autosave import Autosave, Content
from ui.mediation.clause import people_of
from ui.mediation.editor import AgreementEditor
from ui.mediation.entry import AgreementEntry, entry_of, from_json, new_entry, read_entry, to_json
from ui.widgets.field import Trouble

FORM = "agreement"
CHECK_MS = 300
"""After the last key, before the rules are asked."""


class Writing(QObject):
    """`checked` with a CheckUp, `redraw` with what draws the paper, `stored` with the Done of
    the AGREE action."""

    checked = Signal(object)
    redraw = Signal(object)
    stored = Signal(object)
    state_changed = Signal()

    def __init__(self, desk: Desk, editor: AgreementEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._editor = desk, editor
        self._box = open_box(desk.office.keys, desk.actor.staff_id)
        self.autosave = Autosave(self._box, FORM, self._content, self)
        self.result = CheckUp((), 0)
        self.is_storing = False
        self.was_restored = False
        self._detail: MatterDetail | None = None
        self._case_id: UUID | None = None
        self._told: UUID | None = None
        self._base = self._known = AgreementEntry()
        self._supplement_to = ""
        self._left: set[str] = set()
        self._is_asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.check)
        self.state_changed.connect(self._tell_others)
        editor.typed.connect(self._typed)
        editor.left.connect(self._was_left)

    @property
    def is_dirty(self) -> bool:
        """Whether something stands here that the database does not have."""
        return self._case_id is not None and self._editor.entry() != self._base

    @property
    def draft(self) -> AgreementView | None:
        """The draft in the database."""
        case = self._case()
        return drafted(self._detail, case) if self._detail and case else None

    def begin(self, detail: MatterDetail, case: CaseView, supplement_to: str = "") -> None:
        """Go on with the case's agreement: what was typed here last, else the draft in the
        database, else a new one. Another case's stays as it was saved."""
        if self._case_id == case.id and supplement_to == self._supplement_to:
            self._renew(detail, case)
            return
        self.autosave.flush()
        self._detail, self._case_id, self._supplement_to = detail, case.id, supplement_to
        self._left.clear()
        self._is_asked = False
        self.autosave.begin(uuid5(case.id, FORM))
        self._base = self._known = self._stored_entry(detail, case)
        kept = self._kept()
        self.was_restored = kept is not None and kept != self._base
        self._show(kept or self._base)

    def leave(self) -> None:
        """No agreement is written here now; what was typed is saved."""
        self.autosave.flush()
        self._timer.stop()
        self._case_id = None
        self._tell_others()

    def store(self, then: Callable[[Done], None] | None = None) -> None:
        """Write the draft to the database, or lead to the first gap; `then` with what came."""
        case = self._case()
        if self.is_storing or self._detail is None or case is None:
            return
        entry = self._editor.entry()
        read = read_entry(entry, clock.today())
        if read.unreadable:
            self.show_gap()
            return
        self._set_storing(is_on=True)
        background.run(
            self,
            partial(self._write, self._detail, case, read.form),
            done=lambda done: self._stored(entry, done, then),
            failed=self._refused,
            pool=background.writer,
        )

    def check(self) -> None:
        """Ask the rules about what stands in the editor, and have it drawn."""
        self._timer.stop()
        case = self._case()
        if self._detail is None or case is None:
            return
        today = clock.today()
        read = read_entry(self._editor.entry(), today)
        self.result = check_up(
            self._detail, case, read.form, self._desk.actor, today, read.unreadable
        )
        self._show_troubles(self.result.problems)
        self.checked.emit(self.result)
        self.redraw.emit(partial(draft_pdf, self._detail, case, read.form, today))

    def show_gap(self) -> None:
        """From now on show every problem; the cursor to the first that stops."""
        self._is_asked = True
        self.check()
        self._lead(self.result.stops or self.result.problems)

    def form(self) -> AgreeForm:
        """What stands in the editor, as far as it can be read."""
        return read_entry(self._editor.entry(), clock.today()).form

    def discard(self) -> None:
        """Back to what the database has."""
        self.autosave.discard()
        if self._case_id is not None:
            self.autosave.begin(uuid5(self._case_id, FORM))
        self.was_restored = False
        self._show(self._base)

    def _write(self, detail: MatterDetail, case: CaseView, form: AgreeForm) -> Done:
        draft = drafted(detail, case)
        target = str(draft.id if draft else case.id)
        return self._desk.write(act, detail.no, Action.AGREE, form, target, detail.version)

    def _stored(
        self, entry: AgreementEntry, done: Done, then: Callable[[Done], None] | None
    ) -> None:
        """What was typed meanwhile stays, and is still to be stored."""
        self._base, self._detail = entry, done.detail
        case = self._case()
        self._known = self._stored_entry(done.detail, case) if case else entry
        self.was_restored = False
        self._set_storing(is_on=False)
        if self._editor.entry() == entry:
            self.autosave.discard()
            if self._case_id is not None:
                self.autosave.begin(uuid5(self._case_id, FORM))
        self.stored.emit(done)
        if then is not None:
            then(done)

    def _refused(self, error: Exception) -> None:
        self._set_storing(is_on=False)
        if not isinstance(error, Invalid):
            errors.show(self._editor, error)
            return
        self.show_gap()
        if self.result.stops:
            return  # the check-up says the same, and more
        self._show_troubles(error.problems)
        self.checked.emit(CheckUp(error.problems, 0))
        if not self._lead(error.problems):
            errors.show(self._editor, error)

    def _lead(self, problems: Sequence[Problem]) -> bool:
        """The cursor to the first of these, from top to bottom; whether it has a field here."""
        return self._editor.focus(*(problem.field for problem in problems))

    def _renew(self, detail: MatterDetail, case: CaseView) -> None:
        """The same case, read anew: the editor follows unless somebody has typed in it."""
        was_dirty = self.is_dirty
        self._detail = detail
        known = self._stored_entry(detail, case)
        if known == self._known or was_dirty:
            self._known = known
            self.check()
        else:
            self._base = self._known = known
            self._show(known)

    def _stored_entry(self, detail: MatterDetail, case: CaseView) -> AgreementEntry:
        draft = drafted(detail, case)
        if draft is not None:
            return entry_of(detail, draft)
        fresh = new_entry(detail, self._desk.actor.name)
        if not self._supplement_to:
            return fresh
        return AgreementEntry(recorder=fresh.recorder, supplement_to=self._supplement_to)

    def _kept(self) -> AgreementEntry | None:
        """What was typed for this case and never reached the database."""
        own = (draft for draft in self._box.list(FORM) if draft.id == self.autosave.draft_id)
        try:
            return next((from_json(draft.content) for draft in own), None)
        except (KeyError, TypeError, ValueError):
            return None

    def _show(self, entry: AgreementEntry) -> None:
        if self._detail is None:
            return
        self._editor.show_entry(entry, people_of(self._detail.sides))
        self.check()
        self.state_changed.emit()

    def _content(self) -> Content | None:
        if self._detail is None or not self.is_dirty:
            return None
        of = {"no": self._detail.no, "case": str(self._case_id)}
        fields = {**to_json(self._editor.entry()), **of}
        return Content(f"协议 {self._detail.no}", fields)

    def _tell_others(self) -> None:
        """Whoever has the same matter open sees that the agreement is being written here."""
        known = presence.of(self._desk)
        wanted = self._detail.id if self._detail and self.is_dirty else None
        if known is None or wanted == self._told:
            return
        if self._told is not None:
            known.end(self._told, Action.AGREE)
        if wanted is not None:
            known.begin(wanted, Action.AGREE)
        self._told = wanted

    def _typed(self) -> None:
        self.autosave.touched()
        self._timer.start()
        self.state_changed.emit()

    def _was_left(self, path: str) -> None:
        self._left.add(path)
        self._timer.start()

    def _show_troubles(self, problems: Sequence[Problem]) -> None:
        """Under a field once it was left; under all, once somebody asked for what is missing."""
        shown: dict[str, Trouble] = {}
        for problem in problems:
            if self._is_asked or problem.field in self._left:
                shown.setdefault(problem.field, Trouble(problem_text(problem), problem.severity))
        self._editor.show_troubles(shown)

    def _set_storing(self, *, is_on: bool) -> None:
        self.is_storing = is_on
        self.state_changed.emit()

    def _case(self) -> CaseView | None:
        cases = self._detail.cases if self._detail else ()
        return next((case for case in cases if case.id == self._case_id), None)
