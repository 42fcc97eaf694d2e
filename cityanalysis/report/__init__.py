"""The findings as people read them: PDF, HTML, pictures and tables."""

from cityanalysis.report.blocks import Block, Report, Section
from cityanalysis.report.codebook_page import codebook
from cityanalysis.report.content import build_report
from cityanalysis.report.csv_tables import harmless, report_tables, write_csv, write_tables
from cityanalysis.report.figure_files import write_figures
from cityanalysis.report.figure_plan import plan_figures
from cityanalysis.report.notebook_table import TitledTable, titled_table
from cityanalysis.report.panel_files import write_panel
from cityanalysis.report.paper import bibliography, methods_text
from cityanalysis.report.paper_template import corpus_citation, write_paper
from cityanalysis.report.pdf import write_pdf
from cityanalysis.report.rendering import render, save_report, write_report
from cityanalysis.report.spoken_findings import finding_sentences
from cityanalysis.report.summary import find_findings
from cityanalysis.report.view import make_view

__all__ = [
    "Block",
    "Report",
    "Section",
    "TitledTable",
    "bibliography",
    "build_report",
    "codebook",
    "corpus_citation",
    "find_findings",
    "finding_sentences",
    "harmless",
    "make_view",
    "methods_text",
    "plan_figures",
    "render",
    "report_tables",
    "save_report",
    "titled_table",
    "write_csv",
    "write_figures",
    "write_panel",
    "write_paper",
    "write_pdf",
    "write_report",
    "write_tables",
]
