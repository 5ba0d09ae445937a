"""The indicators, one by one. Codes are those of the published texts' figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from inspections.models import Body, Case
from ratings.counts.measures import at_least_good, rated
from reports.indicators.definitions import (
    Acts,
    Admissions,
    Indicator,
    OfProvince,
    Part,
    Reading,
    Sum,
    Tallied,
    Text,
    Topic,
    Unit,
    plus,
)
from reports.models import ProvincialFigure

GROWTH = Tallied(Sum((("revenue", 1), ("revenue_previous", -1))), plus("revenue_previous"))
_STUDY = _("Sum of all study sessions of the year; those not summoned are not counted.")
_ACTS = _("Acts are counted, not subjects: an organisation inspected twice counts twice.")
_GROUPS_APART = _("The published groups are kept apart and never added up: the texts do not say whether they overlap.")
_RATED = _("Shares are of those rated; who is not rated for a stated reason is left out (Guide 21-HD/BTCTW, II.6).")
_LEGACY = _(
    "Until 2017 “clean and strong, model” counts as excellent, other “clean and strong” as good (Guide 27-HD/BTCTW)."
)


def _acts(code: str, name: Text, kind: Case.Kind, bodies: tuple[Body, ...], bases: tuple[Case.Basis, ...]) -> Indicator:
    of_members = code.endswith("_members")
    return Indicator(
        code=code,
        name=name,
        unit=Unit.COUNT,
        source=Acts(kind, bodies, bases, of_members),
        counted=_("acts on Party members") if of_members else _("acts on Party organisations"),
        of="",
        explanation=(_ACTS, _GROUPS_APART),
        higher_is_better=None,
    )


COMMITTEES, COMMISSIONS = Body.committees(), Body.commissions()
INSPECTION, SUPERVISION = Case.Kind.INSPECTION, Case.Kind.SUPERVISION
SUSPICION = Case.Basis.SUSPECTED_VIOLATION
NO_SUSPICION = tuple(basis for basis in Case.Basis if basis is not SUSPICION)
INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="study_participation",
        name=_("Cadres and Party members taking part in study"),
        unit=Unit.PERCENT,
        source=Tallied(plus("officials_attended"), plus("officials_summoned")),
        counted=_("cadres and Party members who attended"),
        of=_("cadres and Party members summoned"),
        explanation=(_STUDY,),
        topic=Topic.IDEOLOGY,
        subject="Tỷ lệ cán bộ, đảng viên tham gia học tập, quán triệt nghị quyết",
    ),
    Indicator(
        code="ethics_standards",
        name=_("Agencies and enterprises with ethics standards issued and kept up to date"),
        unit=Unit.PERCENT,
        source=Tallied(plus("ethics_standards"), plus("ethics_units")),
        counted=_("units with standards issued and kept up to date"),
        of=_("units that reported"),
        explanation=(_("One unit for each grassroots Party organisation that answered."),),
        topic=Topic.IDEOLOGY,
        subject="Tỷ lệ cơ quan, doanh nghiệp đã xây dựng và cập nhật chuẩn mực đạo đức nghề nghiệp, đạo đức công vụ",
    ),
    Indicator(
        code="admissions",
        name=_("Party members admitted"),
        unit=Unit.COUNT,
        source=Admissions(),
        counted=_("decisions of admission"),
        of="",
        explanation=(_("Counted in the calendar year of the decision of admission."),),
        paper_unit="đảng viên",
    ),
    Indicator(
        code="org_rated_good",
        name=_("Grassroots Party organisations rated good"),
        unit=Unit.PERCENT,
        source=Tallied(plus("grassroots_good"), plus(*rated("grassroots"))),
        counted=_("grassroots Party organisations rated good, the excellent not among them"),
        of=_("grassroots Party organisations rated"),
        explanation=(_RATED, _LEGACY),
        higher_is_better=None,
        topic=Topic.RATINGS,
        subject="Tỷ lệ tổ chức cơ sở đảng được xếp loại hoàn thành tốt nhiệm vụ",
    ),
    Indicator(
        code="org_rated_excellent",
        name=_("Grassroots Party organisations rated excellent"),
        unit=Unit.PERCENT,
        source=Tallied(plus("grassroots_excellent"), plus(*rated("grassroots"))),
        counted=_("grassroots Party organisations rated excellent"),
        of=_("grassroots Party organisations rated"),
        explanation=(_RATED, _LEGACY),
        topic=Topic.RATINGS,
        subject="Tỷ lệ tổ chức cơ sở đảng được xếp loại hoàn thành xuất sắc nhiệm vụ",
    ),
    Indicator(
        code="org_rated_good_up",
        name=_("Grassroots Party organisations rated good or better"),
        unit=Unit.PERCENT,
        source=Tallied(plus(*at_least_good("grassroots")), plus(*rated("grassroots"))),
        counted=_("grassroots Party organisations rated good or better"),
        of=_("grassroots Party organisations rated"),
        explanation=(
            _("The resolution says “good”; the excellent are counted among the good, as in the members' target."),
            _RATED,
        ),
        topic=Topic.RATINGS,
        subject="Tỷ lệ tổ chức cơ sở đảng được xếp loại hoàn thành tốt nhiệm vụ trở lên",
    ),
    Indicator(
        code="org_rated_failed",
        name=_("Grassroots Party organisations not completing their tasks"),
        unit=Unit.COUNT,
        source=Tallied(plus("grassroots_not_completed"), plus(*rated("grassroots"))),
        counted=_("grassroots Party organisations rated “not completed”"),
        of=_("grassroots Party organisations rated"),
        explanation=(_("The number itself is compared; beside it stands how many were rated."),),
        higher_is_better=False,
        paper_unit="tổ chức",
    ),
    Indicator(
        code="member_rated_good_up",
        name=_("Party members rated good or better"),
        unit=Unit.PERCENT,
        source=Tallied(plus(*at_least_good("members")), plus(*rated("members"))),
        counted=_("Party members rated good or better"),
        of=_("Party members rated"),
        explanation=(_RATED,),
        topic=Topic.MEMBERS_RATED,
        subject="Tỷ lệ đảng viên được xếp loại hoàn thành tốt nhiệm vụ trở lên",
    ),
    Indicator(
        code="member_rated_excellent",
        name=_("Party members rated excellent"),
        unit=Unit.PERCENT,
        source=Tallied(plus("members_excellent"), plus(*rated("members"))),
        counted=_("Party members rated excellent"),
        of=_("Party members rated"),
        explanation=(_("The resolution can be read in two ways; both are shown."), _RATED),
        higher_is_better=None,
        default_reading=_("of all rated"),
        reading=Reading(
            code="of_good_or_better",
            name=_("of those rated good or better"),
            explanation=_("“Of them 15 to 20 %”: of those rated good or better, not of all rated."),
            source=Tallied(plus("members_excellent"), plus(*at_least_good("members"))),
        ),
        topic=Topic.MEMBERS_RATED,
        subject="Tỷ lệ đảng viên được xếp loại hoàn thành xuất sắc nhiệm vụ",
    ),
    _acts(
        "violation_inspected_orgs",
        _("Party organisations inspected on signs of violation"),
        INSPECTION,
        (*COMMITTEES, *COMMISSIONS),
        (SUSPICION,),
    ),
    _acts(
        "violation_inspected_members",
        _("Party members inspected on signs of violation"),
        INSPECTION,
        (*COMMITTEES, *COMMISSIONS),
        (SUSPICION,),
    ),
    _acts(
        "committee_inspected_orgs",
        _("Party organisations inspected by committees"),
        INSPECTION,
        COMMITTEES,
        (Case.Basis.PROGRAMME,),
    ),
    _acts(
        "committee_inspected_members",
        _("Party members inspected by committees"),
        INSPECTION,
        COMMITTEES,
        (Case.Basis.PROGRAMME,),
    ),
    _acts(
        "committee_supervised_orgs",
        _("Party organisations supervised by committees"),
        SUPERVISION,
        COMMITTEES,
        tuple(Case.Basis),
    ),
    _acts(
        "committee_supervised_members",
        _("Party members supervised by committees"),
        SUPERVISION,
        COMMITTEES,
        tuple(Case.Basis),
    ),
    _acts(
        "commission_inspected_orgs",
        _("Party organisations inspected by inspection commissions"),
        INSPECTION,
        COMMISSIONS,
        NO_SUSPICION,
    ),
    _acts(
        "commission_inspected_members",
        _("Party members inspected by inspection commissions"),
        INSPECTION,
        COMMISSIONS,
        NO_SUSPICION,
    ),
    _acts(
        "commission_supervised_orgs",
        _("Party organisations supervised by inspection commissions"),
        SUPERVISION,
        COMMISSIONS,
        tuple(Case.Basis),
    ),
    _acts(
        "commission_supervised_members",
        _("Party members supervised by inspection commissions"),
        SUPERVISION,
        COMMISSIONS,
        tuple(Case.Basis),
    ),
    Indicator(
        code="enterprise_growth",
        name=_("Growth of enterprises"),
        unit=Unit.PERCENT,
        source=GROWTH,
        counted=_("revenue of the year less revenue of the year before, million đồng"),
        of=_("revenue of the year before, million đồng"),
        explanation=(
            _("All enterprises together, so that a large one weighs more; only those that gave both revenues."),
        ),
        default_reading=_("weighted by revenue"),
        reading=Reading(
            code="simple_mean",
            name=_("simple mean of the enterprises"),
            explanation=_("The mean of each enterprise's own growth, every enterprise counting the same."),
        ),
        subject="Mức tăng trưởng bình quân của các doanh nghiệp trong khối",
    ),
    Indicator(
        code="domestic_revenue_share",
        name=_("Share in the province's domestic revenue"),
        unit=Unit.PERCENT,
        source=OfProvince(plus("budget_paid"), ProvincialFigure.Code.DOMESTIC_REVENUE),
        counted=_("paid into the budget by enterprises, million đồng"),
        of=_("domestic revenue of the province, million đồng"),
        explanation=(_("The province's revenue comes from outside the Bloc; its source is named beside it."),),
        subject="Tỷ lệ đóng góp của các doanh nghiệp trong khối vào tổng thu nội địa của tỉnh",
    ),
    Indicator(
        code="political_tasks",
        name=_("Agencies and enterprises completing their political tasks well or better"),
        unit=Unit.PERCENT,
        source=Tallied(plus("political_task_good"), plus("political_task_units")),
        counted=_("agencies and enterprises rated good or better in their own tasks"),
        of=_("agencies and enterprises rated"),
        explanation=(_("The level of the agency or enterprise itself, not of its Party organisation."),),
        topic=Topic.SECTORS,
        subject="Tỷ lệ cơ quan, doanh nghiệp hoàn thành tốt nhiệm vụ chính trị trở lên",
    ),
    Indicator(
        code="advanced_labour",
        name=_("Staff titled advanced worker or higher"),
        unit=Unit.PERCENT,
        source=Tallied(plus("staff_titled"), plus("staff_considered")),
        counted=_("staff titled advanced worker or higher"),
        of=_("staff considered for titles"),
        explanation=(_("Staff with less than ten months' work in the year are not considered (Decree 91/2017)."),),
        topic=Topic.SECTORS,
        subject="Tỷ lệ cán bộ, công chức, viên chức và người lao động đạt danh hiệu lao động tiên tiến trở lên",
    ),
    Indicator(
        code="study_officials",
        name=_("Cadres, Party members and officials studying resolutions"),
        unit=Unit.PERCENT,
        source=Tallied(plus("officials_attended"), plus("officials_summoned")),
        counted=_("cadres, Party members and officials who attended"),
        of=_("cadres, Party members and officials summoned"),
        explanation=(_STUDY,),
        topic=Topic.IDEOLOGY,
        subject="Tỷ lệ cán bộ, đảng viên, công chức, viên chức được học tập, quán triệt nghị quyết, chỉ thị",
    ),
    Indicator(
        code="study_workers",
        name=_("Workers studying resolutions"),
        unit=Unit.PERCENT,
        source=Tallied(plus("workers_attended"), plus("workers_summoned")),
        counted=_("workers who attended"),
        of=_("workers summoned"),
        explanation=(_STUDY,),
        topic=Topic.IDEOLOGY,
        subject="Tỷ lệ người lao động được học tập, quán triệt nghị quyết, chỉ thị",
    ),
    Indicator(
        code="exemplary_registration",
        name=_("Registering to set an example after Hồ Chí Minh"),
        unit=Unit.PERCENT,
        source=Tallied(plus("officials_registered"), plus("officials_expected")),
        counted=_("cadres, Party members and officials who registered a commitment"),
        of=_("cadres, Party members and officials who should register"),
        explanation=(
            _("Two populations under one target (Directive 05-CT/TW): it is met only if both parts are."),
            _("The line's own figures are those of the officials."),
        ),
        parts=(
            Part(
                "officials",
                _("Cadres, Party members and officials"),
                Tallied(plus("officials_registered"), plus("officials_expected")),
                _("cadres, Party members and officials who registered a commitment"),
                _("cadres, Party members and officials who should register"),
                subject=(
                    "Tỷ lệ cán bộ, đảng viên, công chức, viên chức đăng ký rèn luyện, nêu gương theo tư tưởng, đạo "
                    "đức, phong cách Hồ Chí Minh"
                ),
            ),
            Part(
                "workers",
                _("Workers"),
                Tallied(plus("workers_registered"), plus("workers_expected")),
                _("workers who registered a commitment"),
                _("workers who should register a commitment"),
                subject="Tỷ lệ người lao động đăng ký rèn luyện, nêu gương",
            ),
        ),
        topic=Topic.IDEOLOGY,
    ),
    Indicator(
        code="directives_reach",
        name=_("Cadres and Party members whom directives and resolutions reach in time"),
        unit=Unit.PERCENT,
        source=Tallied(plus("directives_reached"), plus("directives_expected")),
        counted=_("cadres and Party members reached in time"),
        of=_("cadres and Party members to be reached"),
        explanation=(_("From the resolution's paragraph on solutions."),),
        subject="Tỷ lệ cán bộ, đảng viên được triển khai kịp thời chỉ thị, nghị quyết",
    ),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
