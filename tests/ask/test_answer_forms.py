"""The form that an answer has: a day, a figure with its unit, a number beside what is counted, what a speaker said."""

import pytest

from kg.ask.answer_forms import WEAK, form_of
from kg.ask.question import ENTITY
from kg.ask.question import read as read_question


def fits(question: str, text: str) -> float:
    understood = read_question(question)
    assert not isinstance(understood, str)
    return form_of([token.text for token in understood.tokens]).fits(text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was Teal Two launched?", "It left its barge on 3 March."),
        ("When did Orrin send the signal?", "The signal was sent 12 minutes after liftoff."),
        ("At what time did it lift off?", "It lifted off at 4:12 a.m. from the barge."),
        ("When will Teal Three fly?", "Teal Three is projected to fly in 2034."),
        ("How heavy is Teal Two?", "The lander has a mass of 900 kilograms."),
        ("What is the height of Teal Two?", "It stands 4.5 metres tall."),
        ("What is the thrust of Teal Two?", "It has 90 kilonewtons of push."),
        ("How long did the flight last?", "It came home after an 11-day trip."),
        ("How fast does Teal Two fly?", "It moves at 7 km/s."),
        ("How much did Orrin pay for it?", "Orrin paid $40 million for the legs."),
        ("How much did Orrin pay for it?", "Orrin did not disclose the price."),
        ("What was the revenue of Orrin?", "Sales rose to 12 million euros."),
        ("How many barges does Orrin own?", "A fleet of seven barges lies in the bay."),
        ("How many people work at Orrin?", "It has a workforce of over 5,200."),
        ("How many times has Teal flown?", "The fourth launch of Teal went well."),
        ("How much debris is in orbit?", "Some 80 million pieces of debris circle the Earth."),
        ("How often does Teal pass the pole?", "It passes the pole every nine days."),
        ("What did Ada Finch say about the leak?", "The leak, said Finch, was small."),
        ("Why was it put off?", "It was put off because of rain."),
        ("What caused the leak?", "The leak was due to a worn seal."),
        ("Who paid for the legs?", "The legs were paid for by Ada Finch."),
        ("Who heads Orrin?", "Orrin is run by Ada Finch."),
        ("Who led the inquiry?", "The panel, chaired by Ines Corran, met in Tarn."),
        ("Where is Orrin based?", "The Bergen-based works has a barge."),
        ("Where did it land?", "It came down in the Sea of Tarn."),
    ],
)
def test_what_answers_has_its_form(question: str, text: str) -> None:
    assert fits(question, text) == 1.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was Teal Two launched?", "It may have been launched from a barge."),  # no month of May
        ("When will Teal Three fly?", "Teal One flew in 2029."),
        ("How heavy is Teal Two?", "Teal Two stands 4.5 metres tall."),
        ("How heavy is Teal Two?", "It brought 120 grams of dust home."),
        ("How long did the flight last?", "The flight began at 11 a.m. in 2031 in Tarn."),
        ("How much did Orrin pay for it?", "Orrin paid for it with three barges."),
        ("How many windows does Teal have?", "Cracks in a window of Teal-20 were found on 4 May 2031."),
        ("How many windows does Teal have?", "It took eight years to build the window."),
        ("How many windows does Teal have?", "Phase 3 windows will be larger."),
        ("How many rivers does Teal cross?", "Most rivers have no harbour."),
        ("What is the thrust of Teal Two?", "The 200-ton Teal Two left its barge."),
        ("What did Ada Finch say about the leak?", "Ada Finch looked into the leak."),
        ("Why was it put off?", "It was put off to June."),
        ("How often does Teal pass the pole?", "It passes the pole."),
        ("Who heads Orrin?", "Orrin lost its lead position to Brannoch, and headed to Tarn."),
    ],
)
def test_what_lacks_it_is_no_answer(question: str, text: str) -> None:
    assert fits(question, text) == 0.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why did Teal Two fail?", "A panel was formed because it is to determine the cause of the loss."),
        ("Who paid for the legs?", "the legs were paid for by a widow."),
        ("Where did it land?", "It came down softly."),
        ("What will Teal Two carry?", "It carried bees."),
    ],
)
def test_what_lacks_something_of_it_answers_less(question: str, text: str) -> None:
    assert fits(question, text) == WEAK


def test_a_name_in_the_question_asks_for_nothing() -> None:
    form = form_of(["how", "many", "of", ENTITY, "'s", "legs", "broke"])
    assert form.fits("Two of the four legs broke.") == 1.0
    assert form.fits("Its legs broke.") == 0.0
    assert form_of([]).fits("Its legs broke.") == 1.0
