// What /map.json tells, and its sums over some years. Its form is described in docs/portal-data.md.
export interface Town {
  id: string;
  name: string;
  address: string;
  at: [longitude: number, latitude: number];
  ours: boolean;
  region: boolean;
  years: Record<string, number>;
}
type Figures = [events: number, sent: number, received: number];
export interface Ties {
  towns: Town[];
  links: [home: number, partner: number, years: Record<string, Figures>][];
}
export type Span = [first: number, last: number];
export interface Link {
  home: number;
  partner: number;
  events: number;
  sent: number;
  received: number;
}

export function wholeSpan({ towns }: Ties): Span {
  const years = towns.flatMap((town) => Object.keys(town.years).map(Number));
  return [Math.min(...years), Math.max(...years)];
}

const isIn = (year: string, [first, last]: Span): boolean => Number(year) >= first && Number(year) <= last;

/** Events of each town in some years, in the order of the towns. */
export const sizes = ({ towns }: Ties, span: Span): number[] =>
  towns.map(({ years }) => Object.entries(years).reduce((sum, [year, events]) => sum + (isIn(year, span) ? events : 0), 0));

/** The pairs that met in some years. */
export const links = ({ links }: Ties, span: Span): Link[] =>
  links.flatMap(([home, partner, years]) => {
    const link = { home, partner, events: 0, sent: 0, received: 0 };
    for (const [year, [events, sent, received]] of Object.entries(years)) {
      if (!isIn(year, span)) continue;
      link.events += events;
      link.sent += sent;
      link.received += received;
    }
    return link.events ? [link] : [];
  });
