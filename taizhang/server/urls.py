"""Every address of the server; each app brings its own."""
from django.urls import include, path

urlpatterns = [
    path("", include("taizhang.server.home.urls")),
    path("", include("taizhang.server.look.urls")),
    path("", include("taizhang.server.accounts.urls")),
    path("", include("taizhang.server.api.urls")),
    path("audit/", include("taizhang.server.oversight.urls")),
    path("jobs/", include("taizhang.server.jobs.urls")),
    path("local/", include("taizhang.server.local.urls")),
    path("facts/", include("taizhang.server.facts.urls")),
    path("documents/", include("taizhang.server.documents.urls")),
    path("imports/", include("taizhang.server.imports.urls")),
    path("ledger/", include("taizhang.server.ledger.urls")),
    path("search/", include("taizhang.server.search.urls")),
    path("", include("taizhang.server.portal.urls")),
    path("", include("taizhang.server.rollups.urls")),
    path("", include("taizhang.server.indicators.urls")),
    path("", include("taizhang.server.library.urls")),
    path("tasks/", include("taizhang.server.tasks.urls")),
    path("accuracy/", include("taizhang.server.accuracy.urls")),
    path("review/", include("taizhang.server.review.urls")),
    path("workbooks/", include("taizhang.server.exchange.urls")),
]
handler400 = "taizhang.server.look.views.bad_request"
handler403 = "taizhang.server.look.views.forbidden"
handler404 = "taizhang.server.look.views.not_found"
handler500 = "taizhang.server.look.views.server_error"
