"""Sentences keep their pattern and facts beside the English."""

from rules.saying import Sentence, pattern, say, whole


def test_a_sentence_is_its_english_and_knows_what_it_is_made_of():
    said = say("%(n)s of %(what)s", n=3, what=say("four"))

    assert said == "3 of four"
    assert (said.pattern, said.facts["n"], said.is_begun) == ("%(n)s of %(what)s", 3, False)
    assert isinstance(said.facts["what"], Sentence)
    assert pattern("%(n)s") == "%(n)s"


def test_a_sentence_is_finished_with_its_pattern_kept():
    done = whole(say("a cap says %(what)s", what="points"))

    assert done == "A cap says points."
    assert isinstance(done, Sentence)
    assert (done.pattern, done.is_begun) == ("a cap says %(what)s", True)
    assert whole("of another library.") == "Of another library."
