// What the network shows, as the address says it.
import { change, parameters } from "../page/address";

export type Spot = [id: string, x: number, y: number];

export interface State {
  /** The node that it starts from; none for the whole selection. */
  start: string;
  /** Nodes of the whole selection at most. */
  nodes: number;
  hasOrganisations: boolean;
  /** Nodes whose neighbours were unfolded, in their order. */
  open: string[];
  /** The node that the card tells of. */
  focus: string;
  /** Kinds that are not shown. */
  hidden: string[];
  pinned: Spot[];
}

export const SIZES = [50, 100, 300];
const USUAL = 100;

const parts = (name: string): string[] => (parameters().get(name) ?? "").split(",").filter(Boolean);

export function read(): State {
  const nodes = Number(parameters().get("nodes"));
  return {
    start: parameters().get("start") ?? "",
    nodes: SIZES.includes(nodes) ? nodes : USUAL,
    hasOrganisations: parameters().get("with_organisations") === "1",
    open: parts("unfold"),
    focus: parameters().get("focus") ?? "",
    hidden: parts("hide"),
    pinned: parts("pin").map(spot).filter((each) => each !== undefined),
  };
}

export function write(state: State): void {
  change({
    start: state.start || null,
    nodes: state.nodes === USUAL ? null : String(state.nodes),
    with_organisations: state.hasOrganisations ? "1" : null,
    unfold: state.open.join(",") || null,
    focus: state.focus || null,
    hide: state.hidden.join(",") || null,
    pin: state.pinned.map((each) => each.join(":")).join(",") || null,
  });
}

/** The parameters of /network.json for what is to be shown. */
export function asked(state: State): string {
  const parameters = new URLSearchParams(state.start ? { node: state.start, limit: "41" } : { limit: String(state.nodes) });
  if (!state.hasOrganisations) parameters.set("organisations", "0");
  for (const id of [...(state.start ? [state.start] : []), ...state.open]) parameters.append("unfold", id);
  return parameters.toString();
}

function spot(text: string): Spot | undefined {
  const parts = /^(.+):(-?\d+):(-?\d+)$/.exec(text);
  return parts ? [parts[1]!, Number(parts[2]), Number(parts[3])] : undefined;
}
