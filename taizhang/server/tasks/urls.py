"""Addresses of the app tasks."""
from django.urls import path

from taizhang.server.tasks import assigning, views

app_name = "tasks"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("new/", views.new, name="new"),
    path("without/", assigning.without, name="without"),
    path("assign/", assigning.assign, name="assign"),
    path("assignments/<uuid:key>/undo/", assigning.unassign, name="unassign"),
    path("<uuid:key>/edit/", views.edit, name="edit"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:key>/undo/<int:version>/", views.undo, name="undo"),
    path("<uuid:key>/restore/<int:version>/", views.restore, name="restore"),
]
