"""What search adds elsewhere: the box in the top line of every page."""
from taizhang.server.look.finding import FIND
from taizhang.server.search.permissions import SEARCH

FIND.set("search:search", "search:suggest", lambda user: bool(SEARCH.may(user, "read")))
