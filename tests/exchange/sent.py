"""A file that was sent and previewed, without its bytes."""

from accounts.models import User
from exchange.models import Chunk, Import, SentTable, State
from organizations.models import Organization

JUDGED = [2, "error", "CB09", [["name", "Ô này còn trống", "Điền vào ô này", ""]], [], None, ""]


def sent_file(organization: Organization, by: User) -> Import:
    """One row, in error, for the organisation and what is below it."""
    upload = Import.objects.create(
        kind="organizations",
        scope_path=organization.path,
        scope_name=organization.name,
        file_name="danh-sach.csv",
        file_sha256="0" * 64,
        state=State.PREVIEWED,
        edition=1,
        row_count=1,
        error_count=1,
        problem_count=1,
        choices=["code"],
        sent_by=by,
    )
    headings = [[1, "Mã", "", []]]
    upload.table = SentTable.objects.create(
        upload=upload, position=0, name="DS", headings=headings, heading_row=1, row_count=1
    )
    Chunk.objects.create(table=upload.table, position=0, rows=[[2, "CB09"]], size=1, judged=[JUDGED], errors=1)
    upload.save()
    return upload
