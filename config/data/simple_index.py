# Reads a page of the simple interface of an index, in either of its forms: one entry per file of a package.
import html.parser, json, urllib.parse

accepted = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.files = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag != "a" or not found.get("href"):
            return
        url = urllib.parse.urlparse(found["href"])
        kind, _, digest = url.fragment.partition("=")
        self.files.append(
            {
                "filename": urllib.parse.unquote(url.path.rsplit("/", 1)[-1]),
                "url": urllib.parse.urlunparse(url._replace(fragment="")),
                "hashes": {kind: digest} if digest else {},
                "yanked": (found["data-yanked"] or "") if "data-yanked" in found else False,
                "requires-python": found.get("data-requires-python"),
                "provenance": found.get("data-provenance"),
            }
        )


def files_in(kind, body):
    if "json" in kind:
        return json.loads(body)["files"]
    links = Links()
    links.feed(body.decode(errors="replace"))
    return links.files


def yanked(file):
    """The reason, or True where there is none: any text says that it was taken back, also an empty one."""
    said = file.get("yanked")
    return (said or True) if isinstance(said, str) else bool(said)


def page_of(index, name):
    # A folder is read as pip reads it.
    return index.rstrip("/") + "/" + name + "/" + ("index.html" if index.startswith("file:") else "")
