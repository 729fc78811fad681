"""An invented article, and the page of a site that prints it."""

TITLE = "Two shepherds hurt near Goris, officials say"
BODY = [
    "Two shepherds were wounded on Monday near the village of Verishen, the governor's office in Goris said.",
    "The office said that shots were fired from across the border shortly after nine in the morning, and that one of the "
    "men was in serious condition.",
    "Azerbaijan's border service denied that its posts had opened fire and called the report groundless.",
    "A doctor at the town hospital told reporters that both men would live, and that neither had been on the border itself.",
    "It was the second such report from the district in a month; observers of the European mission said they would visit "
    "the place and publish what they found there.",
]
TEXT = "\n".join([TITLE, *BODY])
URL = "https://wire.example/2023/05/08/goris"


def page(title=TITLE, body=BODY, *, published="2023-05-08T09:30:00+04:00", modified="2023-05-09T08:00:00+04:00"):
    """The HTML of a news page, with the furniture that such pages have."""
    links = "".join(f"<li><a href='/{n}'>Another story of the day, number {n}</a></li>" for n in range(8))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Wire</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Wire">
<meta property="og:url" content="{URL}"><meta name="author" content="Ani Petrosyan">
<meta property="article:published_time" content="{published}"><meta property="article:modified_time" content="{modified}">
<meta property="article:section" content="Region"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>{title}</h1><div class="meta">By Ani Petrosyan, 8 May 2023</div>
{"".join(f"<p>{paragraph}</p>" for paragraph in body)}</article></main>
<aside><h3>Most read</h3><ul>{links}</ul></aside><footer>Copyright 2023 The Wire. All rights reserved.</footer></body></html>"""
