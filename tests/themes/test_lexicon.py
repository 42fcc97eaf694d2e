import pytest

from cityanalysis.errors import InputError, SeedWarning
from cityanalysis.themes import read_themes

REQUIRED = """
talent_recruitment remote_hiring approval_reform enterprise_rnd industrial_upgrading
poverty_alleviation institutional_reform investment_promotion agriculture_rural livestream_commerce
finance_capital foreign_trade elderly_care urban_environment land_reclamation labor_rights_legal
water conscription youth_development digital_government cadre_training ecology education health
culture_tourism transport_infrastructure public_safety marine_economy
"""


def test_packaged_themes_are_complete():
    themes = {theme.id: theme for theme in read_themes()}
    assert set(REQUIRED.split()) <= set(themes)
    for theme in themes.values():
        assert 8 <= len(theme.seeds) <= 45, theme.id
        assert (
            len(theme.definition) >= 15
            and theme.label_zh
            and theme.label_en
            and theme.label_en.isascii()
        )


def test_no_seed_speaks_for_two_packaged_themes():
    seeds = [seed for theme in read_themes() for seed in theme.seeds]
    assert len(seeds) == len(set(seeds))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no themes"),
        ("theme = 3", "no themes"),
        ("[[theme]]\nid = 'a'\nseeds = ['b']\n[[theme]]\nid = 'a'\nseeds = ['c']", "id a. Rename"),
        ("[[theme]]\nid = 'a'", "theme a has no seeds"),
        ("[[theme]]\nid = 'a'\nseeds = []", "theme a has no seeds"),
        ("[[theme]]\nid = 'a'\nseeds = '外贸'", "theme a: seeds must be a list"),
        ("[[theme]]\nid = 'a'\nseeds = [1]", "theme a: seeds must be a text"),
        ("[[theme]]\nid = 7\nseeds = ['b']", "theme number 1: id must be letters"),
        ("[[theme]]\nid = '外贸'\nseeds = ['b']", "id must be letters"),
        ("[[theme]]\nid = 'a'\nseed = ['b']", "unknown key seed"),
        ("[[theme]]\nid = 'a'\nlabel_zh = 1\nseeds = ['b']", "theme a: label_zh must be a text"),
        ("[[theme", "not TOML"),
        ("theme = [1]", "theme number 1 is not a table"),
    ],
)
def test_a_wrong_file_is_told_with_file_theme_and_remedy(tmp_path, text, message):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.toml") as caught:
        read_themes(path)
    assert message in str(caught.value)


def test_a_theme_without_definition_is_told_and_still_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        "[[theme]]\nid = 'bees'\nseeds = ['蜂箱']\n"
        "[[theme]]\nid = 'tea'\nseeds = ['采茶']\ndefinition = '种茶、采茶和卖茶。'\n",
        encoding="utf-8",
    )
    with pytest.warns(SeedWarning, match=r"mine\.toml: 1 of 2 themes have no definition \(bees\)"):
        themes = read_themes(path)
    assert [theme.id for theme in themes] == ["bees", "tea"]


def test_two_themes_that_are_defined_alike_are_refused(tmp_path):
    path = tmp_path / "mine.toml"
    entry = "[[theme]]\nid = '{}'\nseeds = ['{}']\ndefinition = '种茶，采茶{}'\n"
    path.write_text(entry.format("a", "茶", "") + entry.format("b", "采茶", "。"), encoding="utf-8")
    with pytest.raises(InputError, match="a and b have the same definition"):
        read_themes(path)


def test_files_that_cannot_be_read_are_told(tmp_path):
    with pytest.raises(InputError, match=r"absent\.toml"):
        read_themes(tmp_path / "absent.toml")
    (tmp_path / "gb.toml").write_bytes("[[theme]]\nid='a'\nseeds=['外贸']".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        read_themes(tmp_path / "gb.toml")


def test_labels_default_to_the_id(tmp_path):
    path = tmp_path / "short.toml"
    path.write_text("[[theme]]\nid = 'a'\nseeds = ['b', 'b']", encoding="utf-8")
    with pytest.warns(SeedWarning, match="no definition"):
        (theme,) = read_themes(path)
    assert (theme.label_zh, theme.label_en, theme.seeds, theme.exclude) == ("a", "a", ("b",), ())
