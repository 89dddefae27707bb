"""What is done for imports every day."""
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.storage import sweep
from taizhang.server.jobs.daily import Daily, add

add(Daily("uploads", _("Remove uploads that nothing names"), sweep))
