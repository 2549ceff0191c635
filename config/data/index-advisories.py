# Answers as JSON what indexes know of weaknesses of the packages that stdin names: {"indexes": [url, ...] or null, "packages": [[name,
# version], ...], "seconds": n}. Without indexes those of pip are asked in its own session, so proxies, certificates and logins are those of
# the user; with them what Python itself has to offer, for a client that starts nobody else. The simple interface says nothing of
# weaknesses; the JSON one beside it does, where an index has it.
import concurrent.futures, json, os, re, sys, urllib.parse

# It lies beside us in the package, where nothing is to be written.
sys.dont_write_bytecode = True
from plain_http import get_plain, largest, seconds, shown, shown_error

request = json.load(sys.stdin)
workers = 8


def root_of(index):
    return re.sub(r"/(\+?simple)?/*$", "", index)


def ask_as_pip():
    from pip._internal.commands import create_command

    command = create_command("index")
    options, _ = command.parse_args(["versions", "x"])
    options.timeout, options.retries = seconds, 0

    def get(url):
        with session.get(url, headers={"Accept": "application/json"}, stream=True) as answer:
            return answer.status_code, answer.raw.read(largest, decode_content=True), ""

    with command.main_context():
        session = command.get_default_session(options)
        ask_all([] if options.no_index else [options.index_url, *options.extra_index_urls], get)


def ask(get, indexes, name, version):
    gap, silent, marks = "no index is configured", False, {}
    for index in indexes:
        if not index.startswith(("http:", "https:")):
            gap, silent = "%s is a folder" % shown(index), False
            continue
        try:
            status, body, _ = get("%s/pypi/%s/%s/json" % (root_of(index), urllib.parse.quote(name), urllib.parse.quote(version)))
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
