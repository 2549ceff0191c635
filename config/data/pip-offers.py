# Answers as JSON what the index that pip is configured for offers of the packages named as arguments: one entry per file.
# pip index tells neither times nor hashes. Its own session is used, so proxies, certificates and logins are those of the user.
import hashlib, json, sys, urllib.parse, urllib.request

# It lies beside us in the package, where nothing is to be written.
sys.dont_write_bytecode = True
from pip._internal.commands import create_command
from pip._internal.index.collector import LinkCollector
from pip._internal.utils.filetypes import is_archive_file
from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.tags import sys_tags
from pip._vendor.packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename
from plain_http import shown
from simple_index import accepted, files_in, page_of, yanked

command = create_command("index")
options, _ = command.parse_args(["versions", "x"])
indexes = [] if options.no_index else [options.index_url, *options.extra_index_urls]
here = ".".join(str(part) for part in sys.version_info[:3])


def files_on(session, page):
    answer = session.get(page, headers={"Accept": accepted})
    if answer.status_code == 404:
        return []
    answer.raise_for_status()
    files = files_in(answer.headers.get("Content-Type", ""), answer.content)
    # A login that stands in the address of the index is for nobody else to read.
    return [{**file, "page": page, "url": shown(urllib.parse.urljoin(page, file.get("url") or ""))} for file in files]


def files_linked(session, name):
    """Where --find-links leads, as pip reads it: archives, folders of them, and pages that name them."""

    def on_page(link):
        return [] if is_archive_file(link.filename) else files_on(session, link.url_without_fragment)

    found = []
    for source in LinkCollector.create(session, options).collect_sources(name, on_page).find_links:
        if source is not None:
            found += source.page_candidates()
            found += [
                {"filename": link.filename, "url": shown(link.url_without_fragment), "hashes": {link.hash_name: link.hash}}
                for link in source.file_links()
            ]
    return found


def files_of(session, name):
    found = [file for index in indexes for file in files_on(session, page_of(index, name))]
    return found + files_linked(session, name) if options.find_links else found


def sha256_of(file):
    told = (file.get("hashes") or {}).get("sha256")
    if told or not file["url"].startswith("file:"):
        return told
    # Nobody told the hash of a file in a folder, and nobody else can.
    try:
        with open(urllib.request.url2pathname(urllib.parse.urlsplit(file["url"]).path), "rb") as opened:
            return hashlib.sha256(opened.read()).hexdigest()
    except OSError:
        return None


def provenance_of(file):
    """Where the index attests how the file was built (PEP 740)."""
    told = file.get("provenance")
    return shown(urllib.parse.urljoin(file["page"], told)) if isinstance(told, str) and told else None


def version_of(name, file):
    filename = file["filename"]
    try:
        read = parse_wheel_filename(filename) if filename.endswith(".whl") else parse_sdist_filename(filename)
        return str(read[1]) if canonicalize_name(read[0]) == name else None
    except Exception:
        return None


machine = frozenset(sys_tags())


def installable(file):
    """A wheel for this machine. The hashes of the others belong into a lock all the same."""
    try:
        return not machine.isdisjoint(parse_wheel_filename(file["filename"])[3])
    except Exception:
        return False


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
                "yanked": yanked(file),
                "sha256": sha256_of(file),
                "wheel": file["filename"].endswith(".whl"),
                "installable": installable(file) and fits(file),
                "url": file["url"],
                "provenance": provenance_of(file),
            }
            for file in files_of(session, name)
            if version_of(name, file)
        ]
json.dump(offers, sys.stdout)
