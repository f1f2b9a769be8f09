"""What is stated in words: goals, distinctions, causes, consequences and milestones, read at each verb and noun."""

from kg.extract.rules.consequences import read_cause, read_consequence, read_culprit
from kg.extract.rules.distinctions import read_distinction
from kg.extract.rules.milestones import read_milestone
from kg.extract.rules.purposes import read_goal_noun, read_plans_for, read_purpose, read_task
from kg.extract.scene import Scene


def read_wordings(scene: Scene) -> None:
    """Add the attributes whose value is the sentence's own words."""
    for token in scene.document.tokens:
        if token.is_verb and token.dep not in {"aux", "auxpass"}:
            read_purpose(scene, token)
            read_task(scene, token)
            read_consequence(scene, token)
            read_cause(scene, token)
            read_culprit(scene, token)
            read_milestone(scene, token)
        if token.is_noun or token.dep == "attr":
            read_goal_noun(scene, token)
            read_plans_for(scene, token)
            read_distinction(scene, token)
