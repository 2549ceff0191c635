# Answers as JSON what indexes know of weaknesses of the packages that stdin names: {"indexes": [url, ...] or null, "packages": [[name,
# version], ...], "seconds": n}. Without indexes those of pip are asked in its own session, so proxies, certificates and logins are those of
# the user; with them what Python itself has to offer, for a client that starts nobody else. The simple interface says nothing of
# weaknesses; the JSON one beside it does, where an index has it.
import base64, concurrent.futures, json, netrc, os, re, sys, urllib.error, urllib.parse, urllib.request

request = json.load(sys.stdin)
each = 10
workers = 8
largest = 32 * 1024 * 1024


def root_of(index):
    return re.sub(r"/(\+?simple)?/*$", "", index)


def shown(url):
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def ask_as_pip():
    from pip._internal.commands import create_command

    command = create_command("index")
    options, _ = command.parse_args(["versions", "x"])
    options.timeout, options.retries = each, 0

    def get(url):
        with session.get(url, headers={"Accept": "application/json"}, stream=True) as answer:
            return answer.status_code, answer.raw.read(largest, decode_content=True)

    with command.main_context():
        session = command.get_default_session(options)
        ask_all([] if options.no_index else [options.index_url, *options.extra_index_urls], get)


def login_of(parts):
    if parts.username:
        return urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
    try:
        found = netrc.netrc().authenticators(parts.hostname or "")
    except (OSError, netrc.NetrcParseError):
        return None
    return (found[0], found[2]) if found else None


def get_plain(url):
    asked = urllib.request.Request(shown(url), headers={"Accept": "application/json"})
    login = login_of(urllib.parse.urlsplit(url))
    if login:
        # Unredirected: it is meant for this host alone.
        word = base64.b64encode(":".join(login).encode()).decode()
        asked.add_unredirected_header("Authorization", "Basic " + word)
    try:
        with urllib.request.urlopen(asked, timeout=each) as answer:
            return answer.status, answer.read(largest)
    except urllib.error.HTTPError as error:
        return error.code, b""


def ask(get, indexes, name, version):
    gap, silent, marks = "no index is configured", False, {}
    for index in indexes:
        if not index.startswith(("http:", "https:")):
            gap, silent = "%s is a folder" % shown(index), False
            continue
        try:
            status, body = get("%s/pypi/%s/%s/json" % (root_of(index), urllib.parse.quote(name), urllib.parse.quote(version)))
        except Exception as error:
            gap, silent = "%s does not answer: %s" % (shown(index), shown_error(error)), True
            continue
        if status != 200:
            gap, silent = "%s answers %d for %s %s" % (shown(index), status, name, version), False
            continue
        try:
            answer = json.loads(body)
            info, found = answer.get("info") or {}, answer.get("vulnerabilities")
        except (ValueError, AttributeError):
            gap, silent = "%s has no JSON interface" % shown(index), False
            continue
        marks = {"yanked": info.get("yanked"), "yanked_reason": info.get("yanked_reason")}
        if isinstance(found, list):
            return {"vulnerabilities": found, **marks}
        gap, silent = "%s knows nothing of weaknesses" % shown(index), False
    return {"gap": gap, "silent": silent, **marks}


def shown_error(error):
    text = str(getattr(error, "reason", None) or error) or type(error).__name__
    return re.sub(r"//[^/@\s]*@", "//", text)[:200]


def ask_all(indexes, get):
    pool = concurrent.futures.ThreadPoolExecutor(workers)
    jobs = [(name, version, pool.submit(ask, get, indexes, name, version)) for name, version in request["packages"]]
    concurrent.futures.wait([job for _, _, job in jobs], timeout=request["seconds"])
    late = {"gap": "no answer in %d seconds" % request["seconds"], "silent": True}
    answers = [
        {"name": name, "version": version, **(job.result() if job.done() else late)} for name, version, job in jobs
    ]
    json.dump(answers, sys.stdout)
    sys.stdout.flush()
    # What still waits for an index is not waited for.
    os._exit(0)


if request.get("indexes") is None:
    ask_as_pip()
else:
    ask_all(request["indexes"], get_plain)
