from reports.documents.blocks import Paragraph
from reports.documents.term import numbered


def test_no_chapter_is_dropped_however_many_there_are():
    chapters = numbered((f"Chương {number}", [Paragraph("Nội dung.")]) for number in range(1, 13))
    assert [chapter.numeral for chapter in chapters][-4:] == ["IX", "X", "XI", "XII"]
    assert [chapter.title for chapter in chapters] == [f"Chương {number}" for number in range(1, 13)]
