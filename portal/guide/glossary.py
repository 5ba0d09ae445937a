"""Words and abbreviations of the portal, from docs/domain.md. The words are Vietnamese in either language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from ui.searching import search_key


@dataclass(frozen=True)
class Word:
    word: str
    meaning: str

    @property
    def anchor(self) -> str:
        return search_key(self.word).replace(" ", "-")

    @property
    def shown(self) -> str:
        return gettext(self.meaning)


WORDS = (
    Word(
        "Bàn giao",
        gettext_noop("One committee gives organisations to another, by a decision, with their members and sheets."),
    ),
    Word(
        "BTV (Ban Thường vụ)",
        gettext_noop(
            "The Standing Board: those whom a Party committee elects to direct its work between its meetings."
        ),
    ),
    Word(
        "Cấp ủy cấp trên trực tiếp cơ sở",
        gettext_noop(
            "The Party committee above the grassroots: it leads grassroots Party organisations and rates them."
        ),
    ),
    Word("Chi bộ", gettext_noop("A Party cell: the only kind of organisation that members belong to.")),
    Word(
        "DHVP (dấu hiệu vi phạm)",
        gettext_noop("Signs of violation: reason to think that a rule was broken; they are inspected, not supervised."),
    ),
    Word(
        "Duyệt",
        gettext_noop(
            "To approve a sheet: the committee above decides, with a decision number and a day; then it is final."
        ),
    ),
    Word(
        "Đính chính",
        gettext_noop("What was entered after a year was closed is brought into its figures, by a decision."),
    ),
    Word("HTXSNV", gettext_noop("Excellent completion of tasks: the highest of the four levels.")),
    Word("HTTNV", gettext_noop("Good completion of tasks: the second of the four levels.")),
    Word("HTNV", gettext_noop("Completion of tasks: the third of the four levels.")),
    Word("KHTNV", gettext_noop("Tasks not completed: the lowest of the four levels.")),
    Word(
        "Lần chốt",
        gettext_noop("The figures of a closed year as they were fixed: when it was closed, and again when corrected."),
    ),
    Word("Lượt", gettext_noop("One act of inspection or supervision on one subject; figures count these.")),
    Word(
        "Nhiệm kỳ",
        gettext_noop("A term: the years between two congresses, as a rule five; targets are set for a term."),
    ),
    Word(
        "Phiếu xếp loại",
        gettext_noop(
            "The sheet: what one organisation enters for one year, its own level and, in a cell, that of each member."
        ),
    ),
    Word("Tạm tính", gettext_noop("Provisional: some sheets are not approved, so the figure can still change.")),
    Word(
        "TCCSĐ (tổ chức cơ sở đảng)",
        gettext_noop(
            "A grassroots Party organisation: a committee or a cell directly below the committee above the grassroots."
        ),
    ),
    Word("Trả lại", gettext_noop("To return a sheet with a reason, so that it is corrected and submitted again.")),
    Word("Trình", gettext_noop("To submit a sheet to the committee that decides.")),
    Word(
        "Tỷ lệ khống chế",
        gettext_noop("The cap: at most so many percent may be excellent; its base is set for each rating year."),
    ),
    Word(
        "THKL (thi hành kỷ luật)",
        gettext_noop(
            "Discipline of a member or an organisation that broke a rule, for example a reprimand or a warning."
        ),
    ),
    Word(
        "TSVM (trong sạch vững mạnh)",
        gettext_noop("Clean and strong: the highest level of an organisation by the rules that held until 2017."),
    ),
    Word(
        "UBKT (Ủy ban Kiểm tra)",
        gettext_noop(
            "The Inspection Commission: the body of a Party committee for inspection, supervision and discipline."
        ),
    ),
)
