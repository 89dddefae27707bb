"""The entry of accuracy in the menu."""
from django.utils.translation import gettext_lazy

from taizhang.server.accuracy.permissions import ACCURACY
from taizhang.server.look.navigation import NAVIGATION, Entry

NAVIGATION.add(Entry(55, gettext_lazy("Accuracy"), "accuracy:accuracy", may=lambda user: bool(ACCURACY.may(user, "names"))))
