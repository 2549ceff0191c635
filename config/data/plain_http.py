# How an index is asked without a client's help: with what Python itself has to offer, and the login of the address or of the user's netrc.
import base64, netrc, re, urllib.error, urllib.parse, urllib.request

seconds = 10
largest = 32 * 1024 * 1024


def shown(url):
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def shown_error(error):
    text = str(getattr(error, "reason", None) or error) or type(error).__name__
    return re.sub(r"//[^/@\s]*@", "//", text)[:200]


def login_of(parts):
    if parts.username:
        return urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
    try:
        found = netrc.netrc().authenticators(parts.hostname or "")
    except (OSError, netrc.NetrcParseError):
        return None
    return (found[0], found[2]) if found else None


def get_plain(url, accept="application/json", most=largest):
    """Status, body and kind of content."""
    asked = urllib.request.Request(shown(url), headers={"Accept": accept})
    login = login_of(urllib.parse.urlsplit(url))
    if login:
        # Unredirected: it is meant for this host alone.
        word = base64.b64encode(":".join(login).encode()).decode()
        asked.add_unredirected_header("Authorization", "Basic " + word)
    try:
        with urllib.request.urlopen(asked, timeout=seconds) as answer:
            # A folder has no status.
            return answer.status or 200, answer.read(most), answer.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        return error.code, b"", ""
