"""How gunicorn serves navskole; used as `gunicorn --config python:navskole.gunicorn`.

Address and number of workers come from the command line or gunicorn's own WEB_CONCURRENCY.
"""

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

worker_class = "gthread"
threads = 8
# A request that is under way when the server is told to stop may finish.
graceful_timeout = 30
# Nothing about who asked for which address belongs in a server log; the audit keeps that.
accesslog = None
loglevel = "warning"
# The runtime control interface would put a socket in the user's home.
control_socket_disable = True


def when_ready(server: "Arbiter") -> None:
    """Say where the site is, once it really listens."""
    addresses = " ".join(str(listener) for listener in server.LISTENERS)
    sys.stdout.write(f"navskole is running at {addresses}  (Ctrl-C stops it)\n")
    sys.stdout.flush()


def post_worker_init(worker: "Worker") -> None:
    """Leave Ctrl-C to the server, which then stops its workers.

    The terminal sends it to both, and a worker that is told to stop twice at once may hang.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
