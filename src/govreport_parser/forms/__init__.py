"""The statutory forms, one declaration per edition."""

from __future__ import annotations

from itertools import pairwise

from .of_2019 import FORM as _OF_2019
from .of_2021 import FORM as _OF_2021
from .spec import Block, Column, Form, Identity, Kind, Label, Layout, Row, Table

FORMS: dict[str, Form] = {form.edition: form for form in (_OF_2019, _OF_2021)}
"""Every edition, by its name, oldest first."""

_spans = [form.years for form in FORMS.values()]
if any(a[1] is None or a[1] >= b[0] for a, b in pairwise(_spans)):
    raise ValueError("the years of two forms overlap")

__all__ = ["FORMS", "Block", "Column", "Form", "Identity", "Kind", "Label", "Layout", "Row", "Table"]
