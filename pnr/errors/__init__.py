"""Every way an entry can fail: a class is a code and the facts it carries, the words are the dialect's."""
from .base import *  # noqa: F403
from .delivery import *  # noqa: F403
from .fares import *  # noqa: F403
from .record import *  # noqa: F403
from .selling import *  # noqa: F403
from .tickets import *  # noqa: F403
