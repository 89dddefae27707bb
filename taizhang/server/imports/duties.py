"""What is done for imports every day."""
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.storage import HOLDERS, sweep
from taizhang.server.imports.models import Item
from taizhang.server.jobs.daily import Daily, add

HOLDERS.append(lambda sha256: Item.objects.filter(held=sha256).exists())
add(Daily("uploads", _("Remove uploads that nothing names"), sweep))
