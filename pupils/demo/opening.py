"""How the demo's cases begin, and the referrals nobody has taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pupils.actions.case import open_case
from pupils.actions.pupil import save_contact
from pupils.actions.referral import decline_referral, send_referral, take_referral
from pupils.demo.registration import phone
from pupils.demo.scene import Scene

if TYPE_CHECKING:
    from navskole.administration.demo import World
    from pupils.models import Case, Pupil, Referral


@dataclass(frozen=True)
class Opening:
    """A case begins so many days ago: on a referral, or in another way (`source`)."""

    pupil: str
    office: str
    counsellor: str
    days: int
    stays_in: str
    school: str = "Fjordvik vgs"
    referred_by: str = ""
    text: str = ""
    source: str = ""

    def play(self, world: World, pupil: Pupil) -> Scene:
        """Open the case, note how to reach the pupil, and return the scene of its story."""
        scene = Scene(
            world=world,
            pupil=pupil,
            author=self.counsellor,
            at=world.moment(self.days),
            on_case=True,
        )
        scene.office = world.places.offices[self.office]
        if self.school:
            scene.school = world.places.schools[self.school]
        scene.case = self._on_referral(scene) if self.referred_by else self._on_own_word(scene)
        if not pupil.is_strictly_protected:
            self._note_contact(scene)
        return scene

    def _note_contact(self, scene: Scene) -> None:
        save_contact(
            actor=scene.actor(),
            pupil=scene.pupil,
            owner=scene.office,
            phone=phone(700 + self.days),
            email="",
            municipality_of_stay=scene.world.places.municipalities[self.stays_in],
        )

    def _on_referral(self, scene: Scene) -> Case:
        sender = scene.world.actor(self.referred_by, scene.world.moment(self.days + 4))
        referral = send_referral(
            actor=sender,
            pupil=scene.pupil,
            school=scene.school,
            office=scene.office,
            text=self.text,
            pupil_knows=True,
        )
        return take_referral(actor=scene.actor(), referral=referral)

    def _on_own_word(self, scene: Scene) -> Case:
        return open_case(
            actor=scene.world.unhindered(self.counsellor, scene.at),
            pupil=scene.pupil,
            office=scene.office,
            source=self.source,
            responsible=scene.world.people[self.counsellor],
        )


@dataclass(frozen=True)
class WaitingReferral:
    """A referral that waits for somebody to take it, or was declined with a reason."""

    pupil: str
    school: str
    office: str
    sent_by: str
    days: int
    text: str
    unaware_reason: str = ""
    declined_by: str = ""
    decline_reason: str = ""

    def play(self, world: World, pupil: Pupil) -> Referral:
        """Send it, and decline it two days later where it was."""
        referral = send_referral(
            actor=world.actor(self.sent_by, world.moment(self.days)),
            pupil=pupil,
            school=world.places.schools[self.school],
            office=world.places.offices[self.office],
            text=self.text,
            pupil_knows=not self.unaware_reason,
            unaware_reason=self.unaware_reason,
        )
        if self.declined_by:
            decline_referral(
                actor=world.actor(self.declined_by, world.moment(self.days - 2)),
                referral=referral,
                reason=self.decline_reason,
            )
        return referral


WAITING = (
    WaitingReferral(
        pupil="Emil André Haugstad",
        school="Fjordvik vgs",
        office="NAV Fjordvik",
        sent_by="radgiver.fjordvik",
        days=2,
        text="Emil André trives i verkstedet, men er mye borte fra fellesfagene. Han ønsker å "
        "snakke med noen om hva slags arbeid linjen kan føre til, og om det finnes praksis.",
    ),
    WaitingReferral(
        pupil="Aisha Noor Farah",
        school="Fjordvik vgs",
        office="NAV Fjordvik",
        sent_by="rektor.fjordvik",
        days=6,
        text="Aisha flyttet nylig hjemmefra og strever med å få endene til å møtes. Hun vil "
        "gjerne vite hva hun kan ha rett på, og hvordan hun kan kombinere skole og jobb.",
    ),
    WaitingReferral(
        pupil="Vetle Åmodt",
        school="Fjordvik vgs",
        office="NAV Sundet",
        sent_by="radgiver.fjordvik",
        days=3,
        text="Vetle bor i Sundet og har lang skolevei. Han vurderer å slutte. Kontaktlærer har "
        "snakket med ham flere ganger; han sier ja til å møte NAV-veilederen.",
    ),
    WaitingReferral(
        pupil="Linnéa Bergström",
        school="Elvebyen vgs",
        office="NAV Elvebyen",
        sent_by="radgiver.elvebyen",
        days=1,
        text="Linnéa er skadet og kan ikke følge programfagene som før. Hun lurer på "
        "hva hun kan gjøre ved siden av skolen mens hun tenker seg om.",
    ),
    WaitingReferral(
        pupil="Julie Kvernberg",
        school="Fjordvik vgs",
        office="NAV Fjordvik",
        sent_by="radgiver.fjordvik",
        days=34,
        text="Julie har spurt om hjelp til å finne en sommerjobb. Skolen har ingen bekymring.",
        unaware_reason="Eleven er på utplassering denne uken; rådgiver tar det opp mandag.",
        declined_by="veileder.fjordvik",
        decline_reason="Eleven ønsker ikke oppfølging nå. Hun fikk lenke til lokal sommerjobb.",
    ),
    WaitingReferral(
        pupil="Henrik Løvås",
        school="Elvebyen vgs",
        office="NAV Elvebyen",
        sent_by="radgiver.elvebyen",
        days=52,
        text="Henrik har vært borte en del og skolen ønsker at han får tilbud om en samtale.",
        declined_by="leder.elvebyen",
        decline_reason="Gjelder tilrettelegging i undervisningen, som skolen selv følger opp.",
    ),
)


def seed_waiting_referrals(world: World, pupils: dict[str, Pupil]) -> None:
    """Send the referrals that no case has come of."""
    for waiting in WAITING:
        waiting.play(world, pupils[waiting.pupil])
