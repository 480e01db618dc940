"""The demo's cases, and what the schools did on their side.

Twenty-one are told one by one, a file per NAV office; `CROWD_CASES` fill the caseloads.
"""

from followup.demo.stories.crowd import CROWD_CASES
from followup.demo.stories.elvebyen import ELVEBYEN
from followup.demo.stories.fjordvik import FJORDVIK
from followup.demo.stories.fjordvik_consents import FJORDVIK_CONSENTS
from followup.demo.stories.fjordvik_earlier import FJORDVIK_EARLIER
from followup.demo.stories.fjordvik_team import FJORDVIK_TEAM
from followup.demo.stories.schools import SCHOOL_STORIES
from followup.demo.stories.skogheim import SKOGHEIM
from followup.demo.stories.sundet import SUNDET

CASES = (
    *FJORDVIK,
    *FJORDVIK_CONSENTS,
    *FJORDVIK_EARLIER,
    *FJORDVIK_TEAM,
    *SUNDET,
    *ELVEBYEN,
    *SKOGHEIM,
)

__all__ = ["CASES", "CROWD_CASES", "SCHOOL_STORIES"]
