"""Breakages of the grounds: why somebody may see a pupil, a case and what hangs on them."""

from tests.mutations.breakage import Breakage

_HARD_RULES = "pupils/grounds/hard_rules.py"
_ENROLMENT = "pupils/querysets/enrolment.py"
_OWN_SIDE = "pupils/grounds/own_side.py"
_CROSSING = "pupils/grounds/crossing.py"
_CONSENT = "pupils/querysets/consent.py"
_REFERRAL = "pupils/grounds/referral.py"
_REFERRALS = "pupils/querysets/referral.py"
_RECORD = "followup/grounds/record.py"
_DISCLOSURE = "followup/grounds/disclosure.py"
_SENSITIVE = ("tests/followup/test_sensitive.py",)
_PATTERNS = ("tests/pupils/test_log_patterns.py",)
_USE = ("tests/pupils/test_staff_use.py",)

SINGLE_ACCESS = (
    "tests/access/test_single_access.py",
    "tests/pupils/test_single_access.py",
    "tests/access/test_oracle.py",
)

GROUNDS = [
    Breakage(
        "kode 6: the address rule asks for kode 7",
        _HARD_RULES,
        'address_protection": AddressProtection.STRICT})',
        'address_protection": AddressProtection.CONFIDENTIAL})',
    ),
    Breakage(
        "kode 6: being named once lasts for ever",
        _HARD_RULES,
        "PupilGrant.objects.in_force(on=actor.on).filter(",
        "PupilGrant.objects.filter(",
    ),
    Breakage(
        "kode 6: being named outlives the employment",
        _HARD_RULES,
        "        starts_on__gte=actor.employed_anew_on,\n",
        "",
    ),
    Breakage(
        "own data and close relations are forgotten",
        _HARD_RULES,
        "PersonRelation.objects.standing()",
        "PersonRelation.objects.none()",
    ),
    Breakage(
        "an enrolment's last days: one more than sixty",
        _ENROLMENT,
        "SCHOOL_READS_DAYS = 60",
        "SCHOOL_READS_DAYS = 61",
    ),
    Breakage(
        "an enrolment that has not begun gives access",
        _ENROLMENT,
        ("            school_id__in=school_ids,\n            starts_on__lte=on,\n"),
        "            school_id__in=school_ids,\n",
    ),
    Breakage(
        "the team reads a closed case one day longer",
        _OWN_SIDE,
        "TEAM_READS_DAYS = 90",
        "TEAM_READS_DAYS = 91",
    ),
    Breakage(
        "the team reads a closed case for ever",
        _OWN_SIDE,
        '        granted, readable, hard_rules(actor, path="pupil__"), sides_apart(actor)',
        '        granted, hard_rules(actor, path="pupil__"), sides_apart(actor)',
    ),
    Breakage(
        "the team passes the hard rules",
        _OWN_SIDE,
        '        granted, readable, hard_rules(actor, path="pupil__"), sides_apart(actor)',
        "        granted, readable, sides_apart(actor)",
    ),
    Breakage(
        "the leader passes the hard rules",
        _OWN_SIDE,
        '        hard_rules(actor, path="pupil__"), sides_apart(actor), office_id__in=offices',
        "        sides_apart(actor), office_id__in=offices",
    ),
    Breakage(
        "the leader reads every office's cases",
        _OWN_SIDE,
        "sides_apart(actor), office_id__in=offices",
        "sides_apart(actor)",
    ),
    Breakage(
        "the leader reads what is sensitive",
        _OWN_SIDE,
        "Q(**{sensitive: False}) if sensitive else Q()",
        "Q()",
    ),
    Breakage(
        "a place on a case outlives the employment",
        _OWN_SIDE,
        "put_on.filter(starts_on__gte=since)",
        "put_on",
    ),
    Breakage(
        "a place on a case lasts for ever",
        _OWN_SIDE,
        "CaseGrant.objects.in_force(on=actor.on).filter(",
        "CaseGrant.objects.filter(",
    ),
    Breakage(
        "a case opens what another office keeps",
        _OWN_SIDE,
        'Q(**{owner: office_id}) & Q(Among("pupil_id", pupils))',
        'Q(Among("pupil_id", pupils))',
    ),
    Breakage(
        "a school reads another school's record",
        _OWN_SIDE,
        'Q(**{f"{owner}__in": schools}) & Q(at_school)',
        "Q(at_school)",
    ),
    Breakage(
        "one of several schools reads another's record",
        _OWN_SIDE,
        "enrolled.filter(school_id=OuterRef(owner), pupil_id=",
        "enrolled.filter(pupil_id=",
        ("tests/access/test_several_schools.py",),
    ),
    Breakage(
        "a school passes the hard rules",
        _OWN_SIDE,
        "{ground: condition & hard for",
        "{ground: condition for",
    ),
    Breakage(
        "rektor and elevtjeneste swap services",
        _CROSSING,
        "Service.SCHOOL_LEADERSHIP: actor.at(Role.PRINCIPAL)",
        "Service.SCHOOL_LEADERSHIP: actor.at(Role.SCHOOL_COUNSELLOR)",
    ),
    Breakage(
        "what crosses passes the hard rules",
        _CROSSING,
        'return lines.filter(hard_rules(actor, path="consent__pupil__"))',
        "return lines",
    ),
    Breakage(
        "a reopened case revives the school's line",
        _CROSSING,
        "Q(reopened_at__isnull=True) | Q(reopened_at__lt=recorded), ",
        "",
    ),
    Breakage(
        "a case closed since does not end the school's line",
        _CROSSING,
        ".filter(Exists(own), ~Exists(ended))",
        ".filter(Exists(own))",
    ),
    Breakage(
        "the school's line needs no open case",
        _CROSSING,
        ".filter(Exists(own), ~Exists(ended))",
        ".filter(~Exists(ended))",
    ),
    Breakage(
        "a line covers areas it does not name",
        _CROSSING,
        "        ~Exists(areas.filter(~Exists(held))), includes_sensitive__gte",
        "        includes_sensitive__gte",
    ),
    Breakage(
        "a line covers what is sensitive without its tick",
        _CROSSING,
        "~Exists(areas.filter(~Exists(held))), includes_sensitive__gte=OuterRef(sensitive)",
        "~Exists(areas.filter(~Exists(held)))",
    ),
    Breakage(
        "a line about one case covers another",
        _CROSSING,
        "covering(lines, areas=areas).filter(consent__case_id=OuterRef(case))",
        "covering(lines, areas=areas)",
    ),
    Breakage(
        "a line opens every kind of information",
        _CONSENT,
        "return self.filter(information=information)",
        "return self.all()",
    ),
    Breakage("a line needs no contract in force", _CONSENT, "            Exists(contract),\n", ""),
    Breakage("a line needs no enrolment in force", _CONSENT, "            Exists(enrolled),\n", ""),
    Breakage(
        "a refusal opens as a consent does",
        _CONSENT,
        "            consent__status=ConsentStatus.GIVEN,\n",
        "",
    ),
    Breakage(
        "a consent counts outside its period",
        _CONSENT,
        '            in_force(on=on, path="consent__"),\n',
        "",
    ),
    Breakage(
        "a later enrolment revives a line",
        _CONSENT,
        '            starts_on__lte=OuterRef("consent__recorded_at__date"),\n',
        "",
    ),
    Breakage(
        "a closed case's lines stay open",
        _CONSENT,
        "consent__case__isnull=False, consent__case__closed_on__isnull=True",
        "consent__case__isnull=False",
    ),
    Breakage(
        "a line reaches every service of the school",
        _CONSENT,
        "Q(service=service, receiver_id__in=organisation_ids)",
        "Q(receiver_id__in=organisation_ids)",
    ),
    Breakage(
        "a line reaches the service at every school",
        _CONSENT,
        "Q(service=service, receiver_id__in=organisation_ids)",
        "Q(service=service)",
    ),
    Breakage(
        "a referral reaches a veileder who is not placed there",
        _REFERRAL,
        "Q(office_id__in=actor.at(Role.NAV_COUNSELLOR)) & Exists(placed)",
        "Q(office_id__in=actor.at(Role.NAV_COUNSELLOR))",
    ),
    Breakage("a referral is read without a contract", _REFERRAL, "        Exists(contract),\n", ""),
    Breakage(
        "a referral stays with all where a case is open", _REFERRAL, "        ~Exists(taken),\n", ""
    ),
    Breakage(
        "a declined referral stays open",
        _REFERRALS,
        "case_id__isnull=True, declined_at__isnull=True",
        "case_id__isnull=True",
    ),
    Breakage(
        "a struck note is still shared",
        _RECORD,
        "_SHARED = Q(audience=Audience.SHARED, struck_at__isnull=True)",
        "_SHARED = Q(audience=Audience.SHARED)",
    ),
    Breakage(
        "a note for the own side crosses",
        _RECORD,
        "_SHARED = Q(audience=Audience.SHARED, struck_at__isnull=True)",
        "_SHARED = Q(struck_at__isnull=True)",
    ),
    Breakage(
        "colleagues at the school read a sensitive note",
        _RECORD,
        ("Q(is_sensitive=False)\n        | Q(author_id=actor.person.pk)"),
        ("Q(pk__isnull=False)\n        | Q(author_id=actor.person.pk)"),
    ),
    Breakage(
        "a draft of a measure crosses",
        _RECORD,
        "has_been_sent() & grounds.covered_by(\n",
        "grounds.covered_by(\n",
    ),
    Breakage(
        "whoever proposed a measure decides it",
        _RECORD,
        '    sent = sent.exclude(Among("part_id", proposed.values("measurepart_id")))\n',
        "",
    ),
    Breakage(
        "a decider reads an ended measure for ever",
        _RECORD,
        "Q(part__ended_on__isnull=True) | Q(part__ended_on__gte=earliest),",
        "Q(),",
    ),
    Breakage(
        "a decider passes the hard rules",
        _RECORD,
        '        & grounds.hard_rules(actor, path="pupil__")\n',
        "",
    ),
    Breakage(
        "a task given to one service reaches the other",
        _RECORD,
        'service=OuterRef("given_to"), receiver_id=OuterRef("receiver_id")',
        'receiver_id=OuterRef("receiver_id")',
    ),
    Breakage(
        "a leader opens the sensitive records of every office",
        "pupils/querysets/closed_to_leader.py",
        'Among("case_id", led.values("pk")), is_sensitive=True',
        "case_id__isnull=False, is_sensitive=True",
        ("tests/access/test_oracle_sensitive.py",),
    ),
    Breakage(
        "a sensitive record is shown without a purpose",
        "navskole/access/purpose_views.py",
        "return [self.showing_template if self.purpose else self.asking_template]",
        "return [self.showing_template]",
        _SENSITIVE,
    ),
    Breakage(
        "one purpose opens every sensitive record",
        "navskole/access/purposes.py",
        'return f"{type(record).__name__}:{record.public_id}"',
        'return "record"',
        _SENSITIVE,
    ),
    Breakage(
        "a purpose holds the next day too",
        "navskole/access/purposes.py",
        'if kept.get("on") == on.isoformat() else ""',
        'if kept else ""',
        _SENSITIVE,
    ),
    Breakage(
        "the numbers of use count protected pupils for every officer",
        "pupils/log_reading.py",
        "return log_visible_to(actor).filter(pupil_id__in=shown)",
        "return log_visible_to(actor)",
        _PATTERNS,
    ),
    Breakage(
        "a leader reads the use of what the other side owns",
        "pupils/use_reading.py",
        "        owner_id__in=actor.at(*LEADS),\n",
        "",
        _USE,
    ),
    Breakage(
        "a rektor reads of a case that was opened to the elevtjeneste",
        "pupils/use_reading.py",
        "        ~Exists(opened_by_nav),\n",
        "",
        _USE,
    ),
    Breakage(
        "a leader reads the use of pupils the leader does not see",
        "pupils/use_reading.py",
        '        pupil_id__in=Pupil.objects.visible_to(actor).values("pk"),\n',
        "",
        _USE,
    ),
    Breakage(
        "what was shared on a statute never ends",
        _DISCLOSURE,
        "            & in_force(on=actor.on)\n",
        "",
    ),
    Breakage(
        "what was shared on a statute passes the hard rules",
        _DISCLOSURE,
        '            & grounds.hard_rules(actor, path="pupil__")\n',
        "",
    ),
    Breakage(
        "what was shared on a statute is read by everybody who works with pupils",
        _DISCLOSURE,
        'Q(Among("pk", to_them.values("disclosure_id")))',
        "Q(pk__isnull=False)",
    ),
    Breakage(
        "what was shared and then struck is still read",
        _DISCLOSURE,
        "Q(note__struck_at__isnull=True, task__struck_at__isnull=True)",
        "Q(pk__isnull=False)",
        ("tests/followup/test_disclosure.py",),
    ),
    Breakage(
        "whoever sees the item shares it on a statute",
        "followup/policies/disclosure.py",
        "        return answers_for(actor, case)\n",
        "        return True\n",
        ("tests/access/test_policies.py",),
    ),
    Breakage(
        "what is written after the sharing is shared too",
        "templates/followup/disclosure_detail.html",
        "with record=disclosure %}",
        "with record=disclosure.item %}",
        ("tests/followup/test_disclosure.py",),
    ),
    Breakage(
        "a single access counts after its last day",
        "pupils/grounds/single_access.py",
        "PupilGrant.objects.in_force(on=actor.on).filter(",
        "PupilGrant.objects.standing().filter(",
        SINGLE_ACCESS,
    ),
    Breakage(
        "a single access outlives the employment",
        "pupils/grounds/single_access.py",
        "        starts_on__gte=counts_since(actor, place_id, *roles),\n",
        "",
        SINGLE_ACCESS,
    ),
    Breakage(
        "a single access at an office passes the hard rules",
        _OWN_SIDE,
        'Case.objects.filter(granted, hard_rules(actor, path="pupil__"), sides_apart(actor))',
        "Case.objects.filter(granted, sides_apart(actor))",
        SINGLE_ACCESS,
    ),
    Breakage(
        "a single access opens the sensitive of a case",
        _OWN_SIDE,
        'arms[ground] = Q(Among(case, cases.values("pk"))) & plain',
        'arms[ground] = Q(Among(case, cases.values("pk")))',
        SINGLE_ACCESS,
    ),
    Breakage(
        "a single access lets its holder write",
        "navskole/access/grounds.py",
        "frozenset({Ground.SINGLE_ACCESS})",
        "frozenset()",
        SINGLE_ACCESS,
    ),
    Breakage(
        "a single access names for a protected pupil",
        "pupils/querysets/grant.py",
        "return self.filter(ground=Ground.NAMED_FOR_PROTECTED)",
        "return self.all()",
        SINGLE_ACCESS,
    ),
    Breakage(
        "what a single access opens is shown without a purpose",
        "navskole/access/purposes.py",
        'return getattr(record, "ground", None) in ONLY_READING',
        "return False",
        SINGLE_ACCESS,
    ),
    Breakage(
        "a single access puts the pupil in the lists",
        "pupils/querysets/pupil.py",
        "one_at_a_time = ONLY_READING",
        "one_at_a_time = frozenset()",
        SINGLE_ACCESS,
    ),
    Breakage(
        "a leader reads every place's requests for single access",
        "pupils/querysets/single_access.py",
        "Q(owner_id__in=places) & (Q(pupil__isnull=True) | shown)",
        "(Q(pupil__isnull=True) | shown)",
        ("tests/pupils/test_single_access_pages.py", *SINGLE_ACCESS),
    ),
    Breakage(
        "asking for a single access finds whom a hard rule hides",
        "pupils/actions/single_access.py",
        "        hard_rules(actor),\n",
        "",
        SINGLE_ACCESS,
    ),
]
