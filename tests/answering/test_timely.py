"""Years of undated articles, and parts of a year that an article does not speak of."""

from __future__ import annotations

from assistant.answering.question import parse
from assistant.answering.timely import month_left_out, of_the_part, of_the_years
from assistant.datatypes import ReadSentence
from tests.answering.sentences import judged

PRICE = "A barrel of crude cost $42."


def article(_: ReadSentence) -> str:
    """An article that names no year."""
    return PRICE


def test_a_sentence_of_no_known_year_is_of_the_other_sentences_years() -> None:
    read = judged([PRICE, "It was well above 2004's average of $41."])
    known = {item.sentence.text: item.sentence.text for item in read}

    def own(item: ReadSentence) -> str:
        return known[item.sentence.text]

    assert of_the_years(parse("What did crude cost in 1998?"), read, own) == []
    assert of_the_years(parse("What did crude cost in 2004?"), read, own) == read


def test_where_nothing_names_a_year_nothing_is_known_of_it() -> None:
    read = judged([PRICE])
    assert of_the_years(parse("What did crude cost in 1998?"), read, article) == read


def test_the_best_sentence_of_another_month_takes_the_answer_with_it() -> None:
    read = judged(["Sales fell by 3% in January.", "Prices rose by 2%."], [20.0, 5.0])
    question = parse("By how much did sales fall in March?")
    assert of_the_part(question, read, lambda _: "Sales fell in January.") is None


def test_a_month_that_the_article_names_is_enough() -> None:
    read = judged(["Sales fell by 3%.", "Prices rose by 2%."], [20.0, 5.0])
    question = parse("By how much did sales fall in March?")
    assert of_the_part(question, read, lambda _: "Figures for March are out.") == read
    assert of_the_part(question, read, lambda _: "Figures for May are out.") is None


def test_a_profit_of_a_quarter_is_not_given_where_no_quarter_is_spoken_of() -> None:
    question = parse("What was Zephyr's net profit in the second quarter?")
    assert of_the_part(question, judged(["Zephyr's net profit was $5m."]), article) is None
    told = judged(["Zephyr's net profit was $5m.", "In the quarter, sales rose."])
    assert of_the_part(question, told, article) == told


def test_a_quarter_is_no_year_though_it_is_held_against_one() -> None:
    whole = parse("What profit did Zephyr make in 2004 as a whole?")
    quarter = "Zephyr's fourth-quarter 2004 profits fell to $56m, against $66m a year earlier."
    both = "Profit for the year 2004 was $200m, of which the fourth quarter brought $56m."
    assert of_the_years(whole, judged([quarter]), article) == []
    assert len(of_the_years(whole, judged([both]), article)) == 1


def test_a_month_beside_a_quarter_is_when_it_was_told() -> None:
    told = judged(["In the first quarter revenue was $3m.", "It had told investors in January to expect $2m."])
    question = parse("What had Zephyr told the market in January to expect for first-quarter revenue?")
    assert of_the_part(question, told, lambda _: "January") == told
    other = judged(["In the second quarter it expects revenue of $4m."])
    assert of_the_part(question, other, lambda _: "January") is None


def test_a_figure_of_another_month_is_not_of_the_one_that_is_named() -> None:
    texts = ["Talks would value it at $900bn.", "Lamps sell well.", "It was last valued at $380bn, in February."]
    talks, _, last = judged(texts)
    assert month_left_out("How many times its February valuation is that?", [talks]) == "February"
    assert not month_left_out("how many times its february valuation is that?", [talks, last])
    assert not month_left_out("How many times its valuation is that?", [talks])
    assert not month_left_out("What may that be?", [talks])
    assert not month_left_out("What does $2bn a month come to by March?", [])
    assert not month_left_out("What of January to June is that?", [talks])


def test_where_an_article_speaks_of_one_month_alone_all_is_of_it() -> None:
    _, sales = judged(["Results for December were mixed.", "Sales rose 9% at Zephyr."])
    lamps, _, _ = judged(["Sales rose 9% at Zephyr.", "Lamps sell well.", "It had a bad November."])
    assert not month_left_out("What was the growth in December?", [sales])
    assert month_left_out("What was the growth in December?", [lamps]) == "December"
