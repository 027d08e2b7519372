// The editor: CodeMirror in a shadow tree, where its styles need no inline element, which the page's policy forbids.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, type Transaction } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { complete, phrases } from "./completion";

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.variableName, tags.local(tags.variableName)], color: "var(--abroad)" },
  { tag: tags.string, color: "var(--kind-5)" },
  { tag: [tags.atom, tags.meta, tags.standard(tags.variableName)], color: "var(--home)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);
const theme = EditorView.theme({
  "&": { fontSize: "14px", color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--soft)", borderRadius: "4px", maxHeight: "70vh" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content, .cm-gutter": { minHeight: "240px" },
  ".cm-content": { caretColor: "var(--ink)", padding: "8px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--mark) 50%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--line)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "1px solid var(--accent)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "4px", boxShadow: "var(--shade)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--text)", maxHeight: "280px", maxWidth: "min(520px, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 8px", lineHeight: "1.4" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: "0.85", marginLeft: "8px" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", maxWidth: "320px", overflowWrap: "anywhere" },
  "@media (max-width: 600px)": { ".cm-tooltip.cm-completionInfo": { display: "none" } }, // it would lie over the list
  ".cm-diagnostic": { padding: "4px 8px" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--wrong)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--wrong)" },
});

// Where typing replaces what is selected, Chromium would style the new text inline, which the page's policy forbids.
const replacing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = event.data;
    if (event.inputType !== "insertText" || event.isComposing || empty || !text) return false;
    const insert = (): Transaction => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

export interface Editor {
  text(): string;
  /** Puts lines before the query. */
  prepend(lines: string): void;
  focus(): void;
  /** Marks where an error is, counted from 1; none takes the mark away. */
  mark(message?: string, line?: number, column?: number): void;
}

export function editor(place: HTMLElement, query: string, label: string, run: () => void): Editor {
  const root = place.attachShadow({ mode: "open" });
  const extensions = [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    StreamLanguage.define(sparql),
    syntaxHighlighting(highlight),
    theme,
    replacing,
    EditorView.lineWrapping,
    EditorState.phrases.of(phrases()),
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    autocompletion({ override: [complete], activateOnTypingDelay: 80, maxRenderedOptions: 80, icons: false }),
    // Before the other keys, so that these run; Tab stays a way out of the editor where no completion is open.
    keymap.of([
      { key: "Mod-Enter", run: () => (run(), true) },
      { key: "Tab", run: acceptCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
  ];
  const view = new EditorView({ state: EditorState.create({ doc: query, extensions }), root, parent: root });
  const mark = (message?: string, line = 1, column = 1): void => {
    const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    // Columns count characters, positions count halves of those beyond the basic plane.
    const from = at.from + [...at.text].slice(0, column - 1).join("").length;
    const word = /^[^\s]+/.exec(view.state.sliceDoc(from, at.to))?.[0] ?? "";
    const to = Math.max(Math.min(from + Math.max(word.length, 1), at.to), from);
    view.dispatch(setDiagnostics(view.state, message === undefined ? [] : [{ from, to, severity: "error", message }]));
    if (message !== undefined) view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
  };
  return {
    text: () => view.state.doc.toString(),
    prepend: (lines) => view.dispatch({ changes: { from: 0, insert: lines } }),
    focus: () => view.focus(),
    mark,
  };
}
