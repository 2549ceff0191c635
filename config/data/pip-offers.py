# Answers as JSON what the index that pip is configured for offers of the packages named as arguments: one entry per file.
# pip index tells neither times nor hashes. Its own session is used, so proxies, certificates and logins are those of the user.
import html.parser, json, re, sys, urllib.parse
from pip._internal.commands import create_command
from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename
from pip._vendor.packaging.version import parse

command = create_command("index")
options, _ = command.parse_args(["versions", "x"])
indexes = [] if options.no_index else [options.index_url, *options.extra_index_urls]
here = ".".join(str(part) for part in sys.version_info[:3])


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
                "hashes": {kind: digest} if digest else {},
                "yanked": found.get("data-yanked", False) if "data-yanked" in found else False,
                "requires-python": found.get("data-requires-python"),
            }
        )


def files_of(session, name):
    found, answered = [], False
    for index in indexes:
        url = index.rstrip("/") + "/" + name + "/"
        accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"
        # A folder is read as pip reads it.
        url += "index.html" if url.startswith("file:") else ""
        answer = session.get(url, headers={"Accept": accept})
        if answer.status_code == 404:
            answered = True
            continue
        answer.raise_for_status()
        answered = True
        if "json" in answer.headers.get("Content-Type", ""):
            found += answer.json()["files"]
        else:
            links = Links()
            links.feed(answer.text)
            found += links.files
    return found


def version_of(name, file):
    filename = file["filename"]
    try:
        read = parse_wheel_filename(filename) if filename.endswith(".whl") else parse_sdist_filename(filename)
        return str(read[1]) if canonicalize_name(read[0]) == name else None
    except Exception:
        return None


def fits(file):
    try:
        return here in SpecifierSet(file.get("requires-python") or "", prereleases=True)
    except Exception:
        return True


offers = {}
with command.main_context():
    session = command.get_default_session(options)
    for wanted in sys.argv[1:]:
        name = canonicalize_name(wanted)
        offers[wanted] = [
            {
                "version": version_of(name, file),
                "time": file.get("upload-time"),
                "yanked": file.get("yanked") or False,
                "sha256": (file.get("hashes") or {}).get("sha256"),
                "wheel": file["filename"].endswith(".whl"),
            }
            for file in files_of(session, name)
            if version_of(name, file) and fits(file)
        ]
json.dump(offers, sys.stdout)
