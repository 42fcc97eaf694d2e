"""How long a large report takes: 60 cities, 30 themes, 20,000 articles.

Prints one line: seconds for the figures (SVG and 300 dpi PNG), for the PDF (content and typst),
for the HTML file, and the time of one figure against the same figure drawn and written as PNG by
matplotlib alone.
Run: ``python benchmarks/report.py``; ``--quick`` takes 10 cities, 8 themes and 1,000 articles.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from cityanalysis.figures import save_figure
from cityanalysis.report import build_report, plan_figures, write_figures, write_pdf
from cityanalysis.report.html import write_html
from cityanalysis.report.view import make_view
from tests.simulate.run import make_run


def main() -> None:
    cities, themes, articles = (10, 8, 1000) if "--quick" in sys.argv else (60, 30, 20_000)
    analysis = make_run(cities, themes, articles)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        clock, used = time.perf_counter(), time.process_time()
        plan = plan_figures(make_view(analysis, "zh"))
        write_figures(plan, folder)
        drawn, drawn_used = time.perf_counter() - clock, time.process_time() - used

        clock, used = time.perf_counter(), time.process_time()
        report = build_report(analysis, lang="zh", figures=plan)
        write_pdf(report, folder / "report.pdf", figures=folder)
        printed, printed_used = time.perf_counter() - clock, time.process_time() - used

        clock, used = time.perf_counter(), time.process_time()
        page = write_html(analysis, folder / "report.html")
        woven, woven_used = time.perf_counter() - clock, time.process_time() - used
        megabytes = page.stat().st_size / 1e6

        some = list(plan.values())[:: max(1, len(plan) // 12)]
        used = time.process_time()
        write_figures({job.name: job for job in some}, folder)
        ours = time.process_time() - used
        used = time.process_time()
        for job in some:
            save_figure(job.plot(job.frame).get_figure(), folder / job.name)
        baseline = time.process_time() - used
    print(
        f"report {cities}x{themes}x{articles}: {len(plan)} figures {drawn:.1f} s "
        f"(CPU {drawn_used:.1f}, bound 40), PDF {printed:.1f} s "
        f"(CPU {printed_used:.1f}, bound 20), HTML {woven:.1f} s "
        f"(CPU {woven_used:.1f}, bound 10; {megabytes:.1f} MB), "
        f"figure CPU against matplotlib's own PNG {ours / baseline:.2f}"
    )


if __name__ == "__main__":
    main()
