"""What kind of unit a grassroots organisation stands in: the columns of forms 5 and 7A of the Central Organisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitType(models.TextChoices):
    """A company by whose capital it is first: one with state capital is no limited or private company here."""

    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    TOWNSHIP = "township", _("Township")
    AGENCY = "agency", _("Administrative agency")
    PARTY_BODY = "party_body", _("Body of the Party, the Front or a mass organisation")
    SERVICE = "service", _("Public service unit")
    STATE = "state", _("State enterprise, all capital the state's")
    STATE_MAJORITY = "state_majority", _("Joint-stock company, half or more of the capital the state's")
    STATE_MINORITY = "state_minority", _("Joint-stock company, less than half of the capital the state's")
    JOINT_STOCK = "joint_stock", _("Joint-stock company without state capital")
    LIMITED = "limited", _("Limited company without state capital")
    PARTNERSHIP = "partnership", _("Partnership")
    PRIVATE = "private", _("Private enterprise")
    FOREIGN = "foreign", _("Enterprise with foreign capital")
    FOREIGN_WHOLE = "foreign_whole", _("Enterprise, all capital foreign")
    FORCES = "forces", _("Army or police")
    OTHER = "other", _("Another type of unit")
