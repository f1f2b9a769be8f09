"""Tables: which column holds what, and what is said of rows that hold no story."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Story
from loaders import Rejected, Source
from loaders.cells import BREAKS
from loaders.columns import SIDE_FILE
from loaders.intake import stories
from loaders.paths import file
from loaders.table import TableLoader

WORDS = "The tug Lark moved a dead satellite."
OTHERS = "The probe Tarsus woke."


def read(data: str | bytes, key: str = "news.csv", media_type: str = "") -> list[Story | Rejected]:
    found = data if isinstance(data, bytes) else data.encode()
    with Source("news", lambda: io.BytesIO(found), key=key, media_type=media_type) as source:
        return list(stories(source, TableLoader()))


def story(data: str | bytes, key: str = "news.csv") -> Story:
    (found,) = read(data, key)
    assert isinstance(found, Story), found
    return found


def reason(data: str | bytes, key: str = "news.csv") -> str:
    (found,) = read(data, key)
    assert isinstance(found, Rejected), found
    assert "\n" not in str(found)
    return found.reason


def told(data: str | bytes, key: str = "news.csv") -> list[str | None]:
    """The title of each story, or what is said in the place of one."""
    return [item.title if isinstance(item, Story) else item.reason for item in read(data, key)]


def fields(found: Story) -> tuple[str | None, ...]:
    return found.title, found.published, found.outlet, found.url, found.text


EXPECTED = ("Lark flies", "2031-05-04", "Orbit Post", "https://a.example/lark", f"Lark flies\n\n{WORDS}")


@pytest.mark.parametrize(
    "header",
    [
        "title,text,url,published,outlet",
        "headline,body,link,date,source",
        "Headline,Content,URL,Published at,Publisher",
        "TITLE,Summary,Link,published-at,News Site",
    ],
)
def test_common_names(header: str) -> None:
    row = f"Lark flies,{WORDS},https://a.example/lark,2031-05-04T10:00:00Z,Orbit Post"
    assert fields(story(f"{header}\n{row}\n")) == EXPECTED


def test_the_fuller_text_goes_before_the_summary() -> None:
    assert story(f"summary,text\nIn short.,{WORDS}\n").text == WORDS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    rows = [["title", "date", "text"], ["Lark flies", "2031-05-04", WORDS], ["Tarsus wakes", "2031-05-05", OTHERS]]
    assert told(end.join(delimiter.join(row) for row in rows)) == ["Lark flies", "Tarsus wakes"]


def test_a_name_may_hold_another_delimiter() -> None:
    assert story(f"title;text;url;date, time\nLark;{WORDS};;x\n").title == "Lark"


def test_quotes_as_rfc_4180_has_them() -> None:
    text = 'title,text\n"Lark, the ""tug""","First paragraph, of two.\r\n\r\nSecond one."\n'
    found = story(text)
    assert found.title == 'Lark, the "tug"'
    assert found.text == 'Lark, the "tug"\n\nFirst paragraph, of two.\n\nSecond one.'
    assert [part.kind for part in found.sections] == ["title", "body", "body"]


def test_a_table_of_one_column() -> None:
    assert [item.text for item in read(f"text\n{WORDS}\n{OTHERS}\n") if isinstance(item, Story)] == [WORDS, OTHERS]


def test_tabs_by_suffix_or_media_type() -> None:
    table = f"title\ttext\nLark, Wren, Tarsus\t{WORDS}\n"
    assert story(table, "news.tsv").title == "Lark, Wren, Tarsus"
    (found,) = read(f"text\ta,b,c,d\n{WORDS}\tx\n", "", "text/tab-separated-values")
    assert isinstance(found, Story)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    words = "The Orbiter’s café — “the first” — opened in Saint-Étienne on Friday, said its owner."
    assert story(f'text\n"{words}"\n'.encode(encoding)).text == words


def test_markup_in_a_cell() -> None:
    assert story(f"text\n<p>{WORDS}</p><script>x()</script><p>{OTHERS}</p>\n").text == f"{WORDS}\n\n{OTHERS}"


@pytest.mark.parametrize(
    "line",
    [
        "# columns: title = Kopf, text = Vorspann + Text, published = Am",
        "#Columns:title=Kopf;text=Vorspann+Text;published=Am;;;",
        '"# columns: title = Kopf, text = Vorspann + Text, published = Am",,,',
    ],
)
def test_a_first_line_names_the_columns(line: str) -> None:
    found = story(f"{line}\nAm,Kopf,Vorspann,Text,title\n2031-05-04,Lark flies,{WORDS},{OTHERS},none\n")
    assert (found.title, found.published) == ("Lark flies", "2031-05-04")
    assert found.text == f"Lark flies\n\n{WORDS}\n\n{OTHERS}"


def beside(tmp_path: Path, table: str, side: str | bytes, name: str = "news.csv") -> list[Story | Rejected]:
    (tmp_path / name).write_text(table, encoding="utf-8")
    (tmp_path / f"{name}{SIDE_FILE}").write_bytes(side if isinstance(side, bytes) else side.encode())
    with file(tmp_path / name, name, named=True) as source:
        assert TableLoader().matches(source)
        return list(stories(source, TableLoader()))


def test_a_file_beside_the_table_names_the_columns(tmp_path: Path) -> None:
    side = 'title = "Kopf"\ntext = ["Vorspann", "Text, lang"]\n'
    table = f'# columns: text = Kopf\nKopf,Vorspann,"Text, lang"\nLark flies,{WORDS},{OTHERS}\n'
    (found,) = beside(tmp_path, table, side)
    assert isinstance(found, Story)
    assert found.text == f"Lark flies\n\n{WORDS}\n\n{OTHERS}"


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("title = ", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
        ('text = "text"\nbyline = "x"', "name 'byline', no part of a story; use title, text, url"),
        ("text = 3", "name no column for text"),
        ("text = []", "name no column for text"),
        ('text = "text"\ntitle = ["a"]', "name no column for title"),
        ('title = "title"', "leave out the text"),
        ('text = "Story"', "has no column 'Story' as its columns say, but title, text"),
    ],
)
def test_a_map_that_is_none(tmp_path: Path, side: str | bytes, said: str) -> None:
    (found,) = beside(tmp_path, f"title,text\nLark,{WORDS}\n", side)
    assert isinstance(found, Rejected)
    assert said in found.reason
    assert "\n" not in str(found)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("title,url\nLark,x\n", "has no column for the text (title, url); name one text, body, content, summary"),
        (f"# columns: title\ntitle,text\nLark,{WORDS}\n", "its `# columns:` line is none"),
        (f"# columns: text = Story\ntitle,text\nLark,{WORDS}\n", "has no column 'Story'"),
        ("# columns: text = Story\n", "holds no row that names the columns"),
        ("title,text\n", "holds no row below its columns"),
        ("", "is empty"),
        ('"title,text\nLark,x\n', "its first row cannot be read"),
        (b"PK\x03\x04", "is a ZIP archive"),
        (b"title,text\nLark,\x00\n", "NUL"),
        ("text\n" + "x" * 10_000_001, "longer than 10 MB"),
    ],
)
def test_a_table_that_cannot_be_read_is_said_once(table: str | bytes, said: str) -> None:
    assert said in reason(table)


def test_bad_rows_are_named_and_the_others_load() -> None:
    rows = [
        "title,text,date",
        f"one,{WORDS},2031-05-04",
        "two,,2031-05-04",
        f"three,{WORDS} Again.,last week",
        "",
        ",,",
        f"four,{WORDS} And again.",
        'five,"It said "yes" and flew",2031-05-04',
        f"six,{OTHERS},",
        f"seven,<p>{WORDS}</p>,2031-05-04,and more",
        f'eight,"{OTHERS} Again.",2031-05-04',
        'nine,"It is not closed,2031-05-04',
        f"ten,{OTHERS} And again.,2031-05-04",
    ]
    found = told("\n".join(rows))
    assert [item for item in found if item and ":" not in item] == ["one", "six", "eight", "ten"]
    assert [item for item in found if item and ":" in item] == [
        "row 2: no text; load the page that it leads to, or leave it out",
        "row 3: date is no date ('last week'); write it as 2025-06-05 or leave it out",
        "row 4: 2 cells, where the first row names 3 columns; correct the row",
        "row 5: a quotation mark inside of a cell; double it",
        "row 7: 4 cells, where the first row names 3 columns; correct the row",
        "row 9: a quotation mark is not closed; put one behind the cell",
    ]


def test_a_cell_that_is_too_long() -> None:
    table = f'text\n"{"words " * 30_000}"\n{WORDS}\n'
    first, second = read(table)
    assert isinstance(first, Rejected)
    assert "more than 131,072 characters" in first.reason
    assert isinstance(second, Story)


def test_a_table_that_is_broken_all_over_is_given_up() -> None:
    found = told("title,text\n" + 'x,"a"b\n' * (BREAKS + 10))
    assert len(found) == BREAKS + 1
    assert found[-1] == "has 1,000 rows that are no CSV; write the table out again"


def test_ids_by_address_else_by_id_else_by_words() -> None:
    table = f"id,url,text\n7,,{WORDS}\n8,https://a.example/lark,{OTHERS}\n,,{OTHERS} Again.\n"
    ids = [item.id for item in read(table) if isinstance(item, Story)]
    assert (
        ids == [item.id for item in read(table.replace("Again", "And again")) if isinstance(item, Story)][:2] + ids[2:]
    )
    assert ids[1].startswith("lark-")
    assert len(set(ids)) == 3


def test_two_rows_of_one_id_are_not_two_versions_of_a_story() -> None:
    assert told(f"id,title,text\n7,one,{WORDS}\n7,two,{OTHERS}\n7,one,{WORDS}\n") == [
        "one",
        "row 2: has the address or id of row 1 and other words; load the right one of them alone",
    ]


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_json_lines() -> None:
    one = {"headline": "Lark flies", "body": WORDS, "link": "https://a.example/lark", "date": "2031-05-04"}
    table = lines(
        {**one, "news_site": "Orbit Post", "tags": ["x"]}, {"title": "Tarsus wakes", "summary": OTHERS, "id": 7}
    )
    first, second = read(table, "news.jsonl")
    assert isinstance(first, Story)
    assert fields(first) == EXPECTED
    assert isinstance(second, Story)
    assert second.text == f"Tarsus wakes\n\n{OTHERS}"


def test_json_lines_with_a_map(tmp_path: Path) -> None:
    table = lines({"Kopf": "Lark flies", "Text": WORDS})
    assert told("# columns: title = Kopf, text = Text\n" + table, "news.jsonl") == ["Lark flies"]
    (found,) = beside(tmp_path, table, 'title = "Kopf"\ntext = "Text"', "news.jsonl")
    assert isinstance(found, Story)


def test_bad_lines_of_json_are_named_and_the_others_load() -> None:
    table = lines({"title": "one", "body": WORDS}, ["list"], {"title": "two"}, {"title": "three", "body": ["x"]})
    assert told(f"{table}{{not json\n\n{lines({'title': 'four', 'body': OTHERS})}", "news.jsonl") == [
        "one",
        "row 2: not a JSON object; write one story object a line",
        "row 3: no text; load the page that it leads to, or leave it out",
        "row 4: body is no text; correct it or leave it out",
        "row 5: not JSON, or cut off, at column 2 (Expecting property name enclosed in double quotes)",
        "four",
    ]


@pytest.mark.parametrize(
    ("key", "data", "expected"),
    [
        ("news.csv", "", True),
        ("a/NEWS.TSV", "", True),
        ("news.jsonl", lines({"title": "x", "body": WORDS}), True),
        ("news.jsonl", lines({"title": "x", "text": WORDS}), True),
        ("news.jsonl", "# columns: text = Story\n", True),
        ("stories.jsonl", lines({"id": "x", "text": WORDS}), False),
        ("other.jsonl", lines({"id": "x", "words": WORDS}), False),
        ("other.jsonl", "{not json\n", False),
        ("news.jsonl", lines({"title": "x", "text": WORDS * 3_000}), True),
        ("news.jsonl", lines({"body": WORDS * 3_000}, {"body": WORDS}), True),
        ("news.jsonl", lines({"body": WORDS * 300_000}), True),
        ("news.jsonl", '{"title": "x", "body": "cut o\n', True),
        ("stories.jsonl", lines({"text": WORDS * 3_000, "id": "x"}), False),
        ("other.jsonl", lines({"data": {"body": WORDS}}), False),
        ("news.txt", f"title,text\nx,{WORDS}\n", False),
    ],
    ids=range(15),
)
def test_told_by_suffix_or_keys(key: str, data: str, expected: bool) -> None:
    assert TableLoader().matches(Source("name", lambda: io.BytesIO(data.encode()), key=key)) is expected


def test_a_first_row_of_any_length_is_a_row_like_the_others() -> None:
    first = {"title": "one", "body": f"{WORDS} " * 3_000}
    table = lines(first, {"title": "two", "body": OTHERS}).encode()
    with Source("news", lambda: io.BytesIO(table), key="news.jsonl") as source:
        assert [item.title for item in stories(source, None) if isinstance(item, Story)] == ["one", "two"]


PIECES = (
    "title",
    "text",
    "date",
    ",",
    ";",
    "\t",
    '"',
    '""',
    "\n",
    "\r\n",
    "# columns: ",
    "text = text",
    "2031",
    "{",
    "}",
    ":",
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    data=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join),
    key=st.sampled_from(["news.csv", "news.tsv", "news.jsonl"]),
)
def test_stories_or_one_line_for_each_row(data: str, key: str) -> None:
    for item in read(data.encode("utf-8", "surrogatepass"), key):
        if isinstance(item, Rejected):
            assert "\n" not in str(item)
            assert "loader failed" not in item.reason
        else:
            assert item.text.strip()


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(titles=st.lists(CELLS.filter(lambda words: words.strip() == words), min_size=1, max_size=5, unique=True))
def test_whatever_a_spreadsheet_quotes_is_read_back(titles: list[str]) -> None:
    import csv

    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["id", "title", "text"])
    writer.writerows([number, title, WORDS] for number, title in enumerate(titles))
    assert told(table.getvalue()) == [" ".join(title.split()) for title in titles]


@pytest.mark.parametrize("row", ["1,a\n", "1,<p>a\n"])
def test_a_document_of_more_rows_than_stories_need_is_refused_in_one_line(
    row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.table.ROWS_OF_HTML", 20)
    *_, last = read(("id,text\n" + row * 200_001).encode(), "news.csv")
    assert isinstance(last, Rejected)
    assert last.reason == "has more than 200,000 rows, or 20 with HTML; split it"
