import polars as pl

from transforms.quotes import find_quotes
from transforms.statements.stream import read_stream
from transforms.statements.turns import find_turns
from transforms.tokens import read_tokens


def turns(text: str) -> list[tuple[str, str]]:
    tokens = read_tokens(pl.Series([text]))
    stream = read_stream(tokens, find_quotes(tokens))

    def words(stretch: tuple[int, int]) -> str:
        return tokens.surface(int(stream.token[stretch[0]]), int(stream.last[stretch[1]]))

    return [(words(turn.label), words(turn.said)) for turn in find_turns(tokens, stream)]


def test_speakers_whose_labels_come_again_take_turns() -> None:
    text = "MS. LUND: Is the port open?\nMR. BREKKE: Not yet.\nMS. LUND: When?\nThey laughed."
    assert turns(text) == [("MS. LUND", "Is the port open?"), ("MR. BREKKE", "Not yet."), ("MS. LUND", "When?")]


def test_answers_are_turns_and_questions_are_not() -> None:
    text = "Q: Is the port open?\nA: Not yet.\nQ: When?\nA: In May."
    assert turns(text) == [("A", "Not yet."), ("A", "In May.")]


def test_a_list_with_labels_is_no_transcript() -> None:
    assert turns("Date: 4 May\nPlace: Tromsø\nPrice: free") == []


def test_a_sentence_with_a_colon_is_no_turn() -> None:
    assert turns("He said this: no.\nHe said this: yes.") == []
