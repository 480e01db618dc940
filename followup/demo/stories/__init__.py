"""The demo's twenty cases, one file per NAV office, and what the schools did on their side."""

from followup.demo.stories.elvebyen import ELVEBYEN
from followup.demo.stories.fjordvik import FJORDVIK
from followup.demo.stories.fjordvik_consents import FJORDVIK_CONSENTS
from followup.demo.stories.fjordvik_earlier import FJORDVIK_EARLIER
from followup.demo.stories.schools import SCHOOL_STORIES
from followup.demo.stories.skogheim import SKOGHEIM
from followup.demo.stories.sundet import SUNDET

CASES = (*FJORDVIK, *FJORDVIK_CONSENTS, *FJORDVIK_EARLIER, *SUNDET, *ELVEBYEN, *SKOGHEIM)

__all__ = ["CASES", "SCHOOL_STORIES"]
