"""What a Django project has without a grid: the change list of the administration with editable cells."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path

from portal.urls import urlpatterns as of_the_portal
from ratings.models import MemberRating
from ratings.sheets.entry import MEMBER_FIELDS


class MemberRatingAdmin(admin.ModelAdmin):
    list_display = ("member", *MEMBER_FIELDS)
    list_editable = MEMBER_FIELDS
    list_select_related = ("member",)
    list_per_page = 1000
    ordering = ("pk",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[MemberRating]:
        return super().get_queryset(request).filter(sheet=request.resolver_match.kwargs["sheet"])


site = admin.AdminSite(name="benchmark")
site.register(MemberRating, MemberRatingAdmin)
change_list = site.admin_view(MemberRatingAdmin(MemberRating, site).changelist_view)


def of_one_sheet(request: HttpRequest, sheet: int):  # type: ignore[no-untyped-def]
    return change_list(request)


urlpatterns = [
    *of_the_portal,
    path("admin/sheet/<int:sheet>/", of_one_sheet, name="admin_sheet"),
    path("admin/", (site.get_urls(), "admin", "benchmark")),
]
