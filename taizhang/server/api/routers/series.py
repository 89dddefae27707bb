"""Values of indicators as files."""
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Router

from taizhang.server.accounts.doors import page
from taizhang.server.api import files
from taizhang.server.api.shapes import series as shapes
from taizhang.server.portal import taking
from taizhang.server.portal.views.files import ENDS

router = Router(tags=["indicators"])


@router.post("/export", summary="Take values of indicators along", response={200: None}, openapi_extra=files.said("application/octet-stream", "The file"))
@page("series", "export")
def export(request: HttpRequest, given: shapes.SeriesAsked) -> HttpResponseBase:
    """Reviewed values within your scope with document and sentence, as comma-separated values, JSON, a workbook or a Frictionless Data Package."""
    form = ENDS[given.form]
    wanted = taking.Wanted.parse({"indicator": given.indicator, "region": given.region, "since": given.since or "", "until": given.until or ""})
    edition = taking.take(request.user, wanted, form.name, f"{request.scheme}://{request.get_host()}")
    return files.attached(form.write(edition, taking.language()), f"values-{timezone.localdate():%Y%m%d}{form.suffix}", form.content_type)
