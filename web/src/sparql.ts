// The page of /sparql: an editor for the form's text, and the answer in several views. Without scripts the form stays.
import { replace } from "./page/address";
import { button, element } from "./page/element";
import { count, number, text } from "./page/words";
import { type Answer, Refusal, ask, endpoint, isLong, release } from "./sparql/answer";
import { editor as makeEditor } from "./sparql/editor";
import { drop, keep, kept } from "./sparql/kept";
import { prefixesUsed } from "./sparql/position";
import { missing } from "./sparql/prefix";
import { VIEWS, type View, fits, show } from "./sparql/view";

const form = document.querySelector<HTMLFormElement>("form.editor");
const area = form?.querySelector<HTMLTextAreaElement>("textarea");
const results = document.getElementById("results");
const examples = document.querySelector<HTMLElement>(".examples");
if (form && area && results && examples) open(form, area, results, examples);

function open(form: HTMLFormElement, area: HTMLTextAreaElement, results: HTMLElement, examples: HTMLElement): void {
  const shared = new URLSearchParams(location.hash.slice(1)).get("query");
  const place = element("div", { class: "code" });
  area.before(place);
  area.hidden = true;
  const editor = makeEditor(place, shared ?? area.value, text("editor.query"), () => void run());
  form.querySelector("label")?.addEventListener("click", (event) => {
    event.preventDefault();
    editor.focus();
  });
  const refused = element("div", { role: "alert" });
  const status = element("span", { role: "status", class: "soft" });
  const acts = form.querySelector<HTMLElement>(".acts");
  const stop = button(text("editor.stop"), () => running?.abort(), { hidden: true });
  acts?.append(" ", stop, button(text("editor.share"), () => void share()), " ", button(text("editor.keep"), () => keepQuery()), " ", status);
  acts?.before(refused);
  let running: AbortController | undefined;
  let drawing: AbortController | undefined;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  addEventListener("popstate", () => location.reload());

  async function run(view?: View): Promise<void> {
    editor.prepend(missing(editor.text(), prefixesUsed(editor.text())));
    const query = editor.text();
    running?.abort();
    const mine = (running = new AbortController());
    form.querySelector(".error")?.remove();
    refused.replaceChildren();
    editor.mark();
    stop.hidden = false;
    const slow = setTimeout(() => (status.textContent = text("editor.running")), 300);
    try {
      const answer = await ask(query, mine.signal);
      put(query, view);
      status.textContent = `${summary(answer)} · ${text("editor.seconds", { n: answer.seconds.toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 2 }) })}`;
      await present(query, answer, view ?? asked());
    } catch (error) {
      if (error instanceof Refusal) refuse(error);
      else status.textContent = mine.signal.aborted ? (mine === running ? text("editor.stopped") : "") : text("editor.lost");
    } finally {
      clearTimeout(slow);
      if (mine === running) stop.hidden = true;
    }
  }

  function refuse({ message, remedy, line, column }: Refusal): void {
    status.textContent = "";
    results.hidden = true;
    const where = line !== undefined && column !== undefined ? `${text("editor.place", { line, column })}: ` : "";
    refused.replaceChildren(element("p", { class: "error" }, element("strong", {}, where), element("span", { lang: "en" }, message, remedy ? element("br") : "", remedy)));
    if (line !== undefined) {
      editor.mark(message, line, column);
      editor.focus();
    }
  }

  async function present(query: string, answer: Answer, view: View | undefined): Promise<void> {
    const usable = VIEWS.filter((each) => fits(each, answer));
    const natural: View = answer.form === "graph" ? "graph" : "table";
    let shown = view && usable.includes(view) ? view : usable.includes(natural) ? natural : "raw";
    const room = element("div", { class: "view" });
    const tabs = element("div", { class: "controls", role: "group", "aria-label": text("editor.views") });
    const display = async (): Promise<void> => {
      tabs.replaceChildren(...usable.map((each) => button(text(`editor.${each}`), () => ((shown = each), put(query, each), void display()), { "aria-pressed": String(each === shown) })));
      room.replaceChildren();
      drawing?.abort();
      const { signal } = (drawing = new AbortController());
      await show(shown, answer, room, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    };
    results.hidden = false;
    results.replaceChildren(element("h2", {}, text("editor.result"), " ", element("small", {}, summary(answer))), files(query, answer), tabs, room);
    await display();
  }

  function asked(): View | undefined {
    const view = new URLSearchParams(location.search).get("view");
    return VIEWS.find((each) => each === view);
  }

  function put(query: string, view: View | undefined): void {
    const address = new URL(addressOf(query, view), location.href);
    if (address.href !== location.href) replace(address);
  }

  async function share(): Promise<void> {
    const address = new URL(addressOf(editor.text(), asked()), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = text("editor.shared");
    } catch {
      status.replaceChildren(element("a", { href: address }, text("editor.address")));
    }
  }

  function keepQuery(): void {
    const field = element("input", { maxlength: "80", required: true, "aria-label": text("editor.name"), placeholder: text("editor.name") });
    const asking = element("span", { class: "naming" }, field, button(text("editor.keep"), done));
    function done(): void {
      if (!field.value.trim()) return field.focus();
      const isKept = keep({ name: field.value.trim(), query: editor.text() });
      asking.remove();
      status.textContent = text(isKept ? "editor.kept" : "editor.unkept");
      list();
    }
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      if (event.key === "Enter") done();
      else asking.remove();
    });
    acts?.querySelector(".naming")?.remove();
    acts?.append(asking);
    field.focus();
  }

  const own = element("div", { class: "own" });
  examples.prepend(own);
  function list(): void {
    const all = kept();
    own.replaceChildren();
    if (!all.length) return;
    const rows = all.map(({ name, query }) =>
      element("li", {}, element("a", { href: addressOf(query, undefined) }, name), " ", button(text("editor.drop"), () => (drop(name), list()), { "aria-label": `${text("editor.drop")}: ${name}` })),
    );
    own.append(element("h2", {}, text("editor.own")), element("ul", { class: "plain" }, ...rows));
  }
  list();
  const error = form.querySelector<HTMLElement>(".error[data-line]");
  if (error) editor.mark(error.textContent ?? "", Number(error.dataset["line"]), Number(error.dataset["column"]));
  if (shared !== null) void run();
  else if (!results.hidden) void run(asked()); // shown by the server already: the same answer, now in all views
}

function addressOf(query: string, view: View | undefined): string {
  const search = new URLSearchParams({ ...(isLong(query) ? {} : { query }), ...release() });
  if (view && view !== "table") search.set("view", view);
  const hash = isLong(query) ? `#${new URLSearchParams({ query })}` : "";
  return `${location.pathname}${search.size ? `?${search}` : ""}${hash}`;
}

function summary(answer: Answer): string {
  if (answer.form === "ask") return text(answer.value ? "editor.yes" : "editor.no");
  return answer.form === "rows" ? count("count.rows", answer.rows.length) : count("editor.statements", answer.statements.length);
}

function files(query: string, answer: Answer): HTMLElement {
  const formats = answer.form === "graph" ? ["turtle", "nt", "json-ld", "rdf"] : answer.form === "ask" ? ["json", "xml"] : ["json", "xml", "csv", "tsv"];
  // A form for each, since a query may be too long for a link.
  const make = (format: string): HTMLElement =>
    isLong(query)
      ? element(
          "form",
          { method: "post", action: endpoint() },
          element("input", { type: "hidden", name: "query", value: query }),
          element("input", { type: "hidden", name: "format", value: format }),
          element("button", { class: "quiet" }, format.toUpperCase()),
        )
      : element("a", { href: endpoint({ query, format }) }, format.toUpperCase());
  return element("div", { class: "files" }, ...formats.map(make), element("span", { class: "soft" }, number(Math.ceil(answer.text.length / 1024)), " kB"));
}
