from ui.crumbs import Crumb, crumbs


def test_every_step_leads_back_and_the_page_itself_nowhere():
    assert crumbs(Crumb("Xếp loại hằng năm", "/ratings/"), Crumb("2024", "/ratings/2024/")) == (
        ("Xếp loại hằng năm", "/ratings/"),
        ("2024", ""),
    )


def test_the_way_goes_on_below():
    up = crumbs(Crumb("2024", "/ratings/2024/"), Crumb("Cài đặt", "/ratings/2024/settings/"), Crumb("Mở lại"))
    assert [crumb.url for crumb in up] == ["/ratings/2024/", "/ratings/2024/settings/", ""]
