// Pictures for slides and print: a figure of the page with title, legend, source and licence, as SVG or PNG.
import { element, save } from "./element";

interface Size {
  name: string;
  width: number;
  height: number;
}
interface Words {
  save: string;
  wide: string;
  square: string;
  sheet: string;
  licence: string;
}

/** A slide, a square, and A4 lying at 150 dots an inch; in pixels. */
const SIZES = (words: Words): Size[] => [
  { name: words.wide, width: 1600, height: 900 },
  { name: words.square, width: 1080, height: 1080 },
  { name: words.sheet, width: 1754, height: 1240 },
];
const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-size", "font-weight", "text-anchor", "paint-order"];
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 48;

const offered = new WeakSet<HTMLElement>();

/** Gives the figures of the page that hold a drawing a menu of pictures. The timeline, drawn later, asks for its own. */
export function offer(words: Words): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure:not(.bars, .network)")) {
    if (!drawingOf(figure) || offered.has(figure)) continue;
    offered.add(figure);
    const menu = element(
      "details",
      { class: "picture" },
      element("summary", {}, words.save),
      ...SIZES(words).map((size) => item(`PNG ${size.name}`, () => void keepPng(figure, size, words))),
      item("SVG", () => keepSvg(figure, SIZES(words)[0] as Size, words)),
    );
    // The strip of a timeline holds nothing but its canvas, which fills it.
    if (figure.matches(".strip")) figure.after(menu);
    else figure.append(menu);
  }
}

const item = (label: string, click: () => void): HTMLButtonElement => element("button", { type: "button", class: "quiet", click }, label);

/** The drawing that is seen: the canvas of a script where there is one, else the picture of the page. */
function drawingOf(figure: HTMLElement): SVGSVGElement | HTMLCanvasElement | undefined {
  const found = [...figure.querySelectorAll<HTMLCanvasElement>("canvas"), ...figure.querySelectorAll<SVGSVGElement>("svg")];
  return found.find((each) => each.getBoundingClientRect().width >= 240 && each.getBoundingClientRect().height >= 80);
}

function keepSvg(figure: HTMLElement, size: Size, words: Words): void {
  save(`${fileName()}.svg`, new Blob([composed(figure, size, words)], { type: "image/svg+xml" }));
}

async function keepPng(figure: HTMLElement, size: Size, words: Words): Promise<void> {
  const address = URL.createObjectURL(new Blob([composed(figure, size, words)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = element("canvas", { width: size.width, height: size.height });
    canvas.getContext("2d")?.drawImage(image, 0, 0, size.width, size.height);
    canvas.toBlob((picture) => picture && save(`${fileName()}-${size.width}x${size.height}.png`, picture), "image/png");
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The whole picture as SVG text: title above, drawing amid, legend and source below. */
function composed(figure: HTMLElement, size: Size, words: Words): string {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const inner = size.width - 2 * MARGIN;
  // A document of its own, in which nothing is loaded: the page's policy knows no pictures within addresses.
  const sheet = document.implementation.createDocument(SVG, "svg");
  const svg = sheet.documentElement;
  const put = (name: string, attributes: Record<string, string | number>, text = ""): SVGElement => {
    const made = sheet.createElementNS(SVG, name) as SVGElement;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.textContent = text;
    svg.append(made);
    return made;
  };
  for (const [key, value] of Object.entries({ width: size.width, height: size.height, viewBox: `0 0 ${size.width} ${size.height}`, "font-family": getComputedStyle(document.body).fontFamily })) svg.setAttribute(key, String(value));
  put("rect", { width: size.width, height: size.height, fill: colour("paper") });
  let y = MARGIN;
  for (const line of wrapped(title(), inner, 36)) put("text", { x: MARGIN, y: (y += 40), "font-size": 36, "font-weight": 650, fill: colour("ink") }, line);
  const source = wrapped([cited(), words.licence].filter(Boolean).join(" · "), inner, 18);
  const foot = size.height - MARGIN - source.length * 26;
  source.forEach((line, at) => put("text", { x: MARGIN, y: foot + (at + 1) * 26, "font-size": 18, fill: colour("soft") }, line));
  const keys = [...figure.querySelectorAll<HTMLElement>("figcaption .key")];
  let x = MARGIN;
  for (const key of keys) {
    const words_ = key.innerText.trim();
    put("circle", { cx: x + 9, cy: foot - 24, r: 9, fill: getComputedStyle(key, "::before").backgroundColor });
    put("text", { x: x + 28, y: foot - 17, "font-size": 22, fill: colour("ink") }, words_);
    x += 28 + widthOf(words_, 22) + 32;
  }
  svg.append(placed(sheet, figure, { x: MARGIN, y: y + 24, width: inner, height: foot - (keys.length ? 64 : 24) - y - 24 }));
  return new XMLSerializer().serializeToString(svg);
}

function placed(sheet: XMLDocument, figure: HTMLElement, box: Record<string, number>): Element {
  const drawing = drawingOf(figure) as SVGSVGElement | HTMLCanvasElement;
  const made: Element = drawing instanceof HTMLCanvasElement ? sheet.createElementNS(SVG, "image") : sheet.importNode(styled(drawing), true);
  for (const [name, value] of Object.entries(box)) made.setAttribute(name, String(value));
  made.setAttribute("preserveAspectRatio", "xMidYMid meet");
  if (drawing instanceof HTMLCanvasElement) made.setAttribute("href", drawing.toDataURL("image/png"));
  return made;
}

/** A copy of a drawing that carries its own style, since a file of its own has no style sheet. */
function styled(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${drawing.clientWidth} ${drawing.clientHeight}`);
  const copies = copy.querySelectorAll<SVGElement>("*");
  drawing.querySelectorAll<SVGElement>("*").forEach((each, at) => {
    const style = getComputedStyle(each);
    for (const name of KEPT) copies[at]?.setAttribute(name, style.getPropertyValue(name));
  });
  // Links of the page have no meaning in a picture.
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  return copy;
}

export function wrapped(text: string, width: number, size: number, measure: (text: string, size: number) => number = widthOf): string[] {
  const lines: string[] = [];
  let line = "";
  // Japanese has no blanks: it may break after any sign, other scripts at blanks only.
  for (const part of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? []) {
    if (line && measure((line + part).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}

let pen: CanvasRenderingContext2D | null = null;
function widthOf(text: string, size: number): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * size;
  pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

const title = (): string => document.title.split(" · ").slice(0, -1).join(" · ") || document.title;
const cited = (): string => document.getElementById("cited")?.textContent?.trim() ?? "";
const fileName = (): string =>
  `exgraph-${location.pathname.replace(/\.html$/, "").split("/").filter(Boolean).slice(-2).join("-") || "home"}`;
