"""What the shipped statistics say of beginnings."""

from cityanalysis.corpus.splitting.bigrams import pair_statistics


def test_leads_begin_otherwise_than_later_paragraphs() -> None:
    statistics = pair_statistics()
    leads = ("近日，我市召开座谈会", "今天（3日）上午，", "国务院总理12日下午在京")
    later = ("他指出，这项工作", "会议强调，要坚持", "其中，有三成来自外地")
    assert min(map(statistics.lead_odds, leads)) > max(map(statistics.lead_odds, later))
    assert statistics.lead_odds("") == 0.0
