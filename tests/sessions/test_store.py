"""What is kept comes back as it was, from one chat or several, and goes when it is deleted."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from assistant.datatypes import Answer, Trace
from assistant.errors import SelfCheckError, SessionError, UsageError
from assistant.sessions.codec import decode, encode
from assistant.sessions.store import SessionStore, default_path
from assistant.sessions.types import Exchange
from tests.rendering import samples
from tests.sessions.support import ANSWERS, EXCHANGES, NOON, TEXT, exchange, failed, kept

SAMPLES = (samples.fact(), samples.calculation(), samples.refusal(), samples.hostile())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sessions.db"


@pytest.fixture
def store(path: Path) -> Iterator[SessionStore]:
    with SessionStore.open(path) as opened:
        yield opened


@pytest.mark.parametrize("answer", SAMPLES)
def test_an_exchange_comes_back_with_its_evidence(path: Path, answer: Answer) -> None:
    given_ones = (exchange(answer), failed("What broke?", "The index is damaged. Run assistant index"))
    with SessionStore.open(path) as first:
        session = first.begin(Path("/corpus"), NOON)
        assert [first.add(session, one) for one in given_ones] == [0, 1]
    with SessionStore.open(path) as second:
        back = second.exchanges(session)
    assert back == tuple(map(kept, given_ones))
    assert back[0].answer is not None
    assert back[0].answer.trace == Trace()


@given(EXCHANGES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_exchange_survives_its_encoding(one: Exchange) -> None:
    text = encode(one)
    assert text.isascii()
    assert decode(text) == one


@given(ANSWERS, TEXT)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
def test_any_text_can_be_stored_and_searched_for(store: SessionStore, answer: Answer, text: str) -> None:
    one = exchange(answer, question=text)
    session = store.begin(text, NOON)
    store.add(session, one)
    assert store.exchanges(session) == (one,)
    store.search(text)


def test_a_lone_surrogate_is_shown_as_a_replacement_but_kept_as_it_was(store: SessionStore) -> None:
    session = store.begin("corpus\udcff", NOON)
    store.add(session, failed("odd \ud800 thing", "none"))
    (info,) = store.sessions()
    assert (info.name, info.corpus) == ("odd \ufffd thing", "corpus\ufffd")
    assert store.exchanges(session)[0].question == "odd \ud800 thing"
    assert [found.question for found in store.search("thing")] == ["odd \ufffd thing"]


def test_a_number_that_is_not_finite_is_refused(store: SessionStore) -> None:
    answer = samples.calculation()
    assert answer.value is not None
    broken = replace(answer, value=replace(answer.value, low=float("nan")))
    session = store.begin("c", NOON)
    with pytest.raises(SelfCheckError, match="not finite"):
        store.add(session, exchange(broken))
    assert store.sessions() == ()


def test_sessions_are_listed_newest_first_with_what_is_known_of_them(store: SessionStore) -> None:
    old, new = store.begin("/a", NOON), store.begin(Path("/b"), NOON + timedelta(hours=1))
    store.add(new, exchange(samples.fact(), minutes=70))
    store.add(old, exchange(samples.refusal(), minutes=5))
    assert [info.id for info in store.sessions()] == [new, old]
    store.add(old, exchange(samples.calculation(), minutes=90))
    info = store.sessions()[0]
    assert info == store.info(old)
    assert (info.id, info.name, info.corpus, info.exchanges) == (old, samples.refusal().question, "/a", 2)
    assert (info.started, info.changed) == (NOON, NOON + timedelta(minutes=90))


def test_times_are_kept_in_utc(store: SessionStore) -> None:
    session = store.begin("c", datetime(2026, 5, 1, 9, 0))  # noqa: DTZ001 - without a zone: it counts as UTC
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    store.add(session, replace(exchange(samples.fact()), asked=east))
    info = store.info(session)
    assert info.started == datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
    assert (info.changed, info.changed.utcoffset()) == (NOON, timedelta(0))


def test_a_session_without_a_question_leaves_nothing_behind(path: Path) -> None:
    with SessionStore.open(path) as store:
        empty = store.begin("/a", NOON)
        assert store.sessions() == ()
        assert store.exchanges(empty) == ()
        assert store.info(empty).exchanges == 0
    with SessionStore.open(path) as later:
        assert later.sessions() == ()
        with pytest.raises(SessionError, match=f"no session {empty}"):
            later.info(empty)
        assert later.begin("/a", NOON) > empty


def test_a_session_can_be_named_or_given_up_before_its_first_question(store: SessionStore) -> None:
    named, given_up = store.begin("c", NOON), store.begin("c", NOON)
    store.rename(named, "Mill")
    store.delete(given_up)
    store.add(named, exchange(samples.fact()))
    assert [info.name for info in store.sessions()] == ["Mill"]
    with pytest.raises(SessionError, match="no session"):
        store.add(given_up, exchange(samples.fact()))


def test_renaming(store: SessionStore) -> None:
    session = store.begin("c", NOON)
    store.add(session, exchange(samples.fact()))
    store.rename(session, "  The \n mill ")
    assert store.info(session).name == "The mill"
    with pytest.raises(UsageError, match="cannot be empty"):
        store.rename(session, " \t")
    with pytest.raises(SessionError, match="no session 99"):
        store.rename(99, "x")


def test_what_is_deleted_is_gone_from_the_list_the_search_and_the_file(path: Path) -> None:
    secret = "Xylographer"
    with SessionStore.open(path) as store:
        kept_one, gone = store.begin("c", NOON), store.begin("c", NOON)
        for number in range(5):  # several parts of the word index, to be merged
            store.add(gone, failed(f"Who is the {secret} number {number}?", f"{secret} broke"))
            store.add(kept_one, exchange(samples.fact()))
        assert len(store.search(secret)) == 5
        store.delete(gone)
        assert store.search(secret) == ()
        assert [info.id for info in store.sessions()] == [kept_one]
        assert len(store.search("mill")) == 5
        for call in (store.info, store.exchanges, store.delete):
            with pytest.raises(SessionError, match=f"no session {gone}"):
                call(gone)
    data = b"".join(file.read_bytes() for file in path.parent.iterdir()).lower()
    assert b"brook" in data
    assert b"xylograph" not in data
    with SessionStore.open(path) as store:
        assert store.begin("c", NOON) > gone


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("leads mill", {"fact"}),
        ("LEADS the MIL", {"fact"}),  # the last word is unfinished
        ("lead the mill", set()),  # the others are not
        ("ada brook", {"fact"}),  # in the answer and in its quote
        ("22.5x", {"calculation"}),
        ("revenue", {"calculation", "refusal"}),
        ("sales came in", {"calculation", "refusal"}),  # in quotes only
        ('"ada', {"fact"}),
        ("ada* AND (brook", set()),  # all words are looked for, and "and" is one
        ("NOT mill", set()),
        ("question:mill", set()),  # two words that do not follow each other
        ("mill's -*^{}+:", {"fact"}),  # "mill since" begins so
        ("ada \0 brook", {"fact"}),
        ("— … !", set()),
        ("", set()),
        (" ".join(f"w{number}" for number in range(5000)), set()),
    ],
)
def test_search_takes_any_text(store: SessionStore, text: str, found: set[str]) -> None:
    answers = {"fact": samples.fact(), "calculation": samples.calculation(), "refusal": samples.refusal()}
    ids = {}
    for name, answer in answers.items():
        ids[store.begin("c", NOON)] = name
        store.add(max(ids), exchange(answer))
    assert {ids[one.session.id] for one in store.search(text)} == found


def test_what_is_found_is_told_with_its_place_and_words(store: SessionStore) -> None:
    old, new = store.begin("c", NOON), store.begin("c", NOON)
    store.add(old, exchange(samples.fact()))
    store.add(old, exchange(samples.refusal()))
    store.add(new, exchange(samples.calculation(), minutes=1))
    newest, older = store.search("sales came")
    assert (newest.session.id, newest.position, older.position) == (new, 0, 1)
    assert older.session == store.info(old)
    assert older.question == samples.refusal().question
    assert older.excerpt.startswith("Sales came in between")
    (led,) = store.search("led")
    assert led.excerpt == "“Ada Brook has led the mill since 2019, the board said.” [1]"
    assert len(store.search("mill", limit=1)) == 1


def test_accents_do_not_matter(store: SessionStore) -> None:
    store.add(store.begin("c", NOON), failed("Où est Zürich?", "nowhere"))
    assert len(store.search("zurich")) == 1


def test_preferences(path: Path) -> None:
    with SessionStore.open(path) as store:
        assert store.preference("theme") is None
        store.set_preference("theme", "dark")
        store.set_preference("theme", "light")
    with SessionStore.open(path) as store:
        assert store.preference("theme") == "light"


def test_two_chats_keep_their_sessions_side_by_side(path: Path) -> None:
    with SessionStore.open(path) as one, SessionStore.open(path) as other:
        first, second = one.begin("c", NOON), other.begin("c", NOON)
        assert first != second
        one.add(first, exchange(samples.fact()))
        other.add(second, exchange(samples.refusal()))
        assert other.add(first, exchange(samples.refusal())) == 1  # taken up again in another window
        assert one.add(first, exchange(samples.calculation())) == 2
        assert {info.id: info.exchanges for info in one.sessions()} == {first: 3, second: 1}
        other.delete(first)
        with pytest.raises(SessionError, match="no session"):
            one.add(first, exchange(samples.fact()))


def test_where_sessions_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    assert default_path() == tmp_path / "sessions.db"
    monkeypatch.setenv("ASSISTANT_DATA", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert default_path().name == "sessions.db"
    assert default_path().parent.name == "assistant"


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "sessions.db"
    SessionStore.open(path).close()
    modes = [stat.S_IMODE(made.stat().st_mode) for made in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    path.chmod(0o640)  # somebody's choice is left alone
    SessionStore.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
