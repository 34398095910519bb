import { formatDay, type DayNumber } from '../calendar/local-date.ts';
import type { Finding } from '../problems/finding.ts';

/** Version of every JSON document: rises with the major version when a field changes its meaning. */
export const schemaVersion = 1;

/** One input as it was read. */
export interface InputRecord {
  readonly path: string;
  readonly rows: number;
  readonly sha256: string;
}

/** What every JSON document says of itself. */
export interface EnvelopeHead {
  readonly version: string;
  readonly asOf: DayNumber;
  readonly timeZone: string;
  readonly inputs: readonly InputRecord[];
  readonly settings: object;
}

/** A finding as JSON: its fields in a fixed order, absent ones left out. */
export function findingToJson(finding: Finding): object {
  const { rule, severity, campaign, message, hint, location, action, data, fingerprint } = finding;
  return { rule, severity, campaign, message, hint, location, action, data, fingerprint };
}

/**
 * The envelope of machine output: head, then the data of the command, then the findings. Numbers keep at most ten significant
 * digits, so that the text is the same on every machine.
 */
export function formatJsonEnvelope(head: EnvelopeHead, data: object, findings: readonly Finding[]): string {
  const document = {
    schemaVersion,
    tool: { name: 'surgecast', version: head.version },
    asOf: formatDay(head.asOf),
    timeZone: head.timeZone,
    inputs: head.inputs,
    settings: head.settings,
    ...data,
    findings: findings.map((finding) => findingToJson(finding)),
  };
  const replacer = (_key: string, value: unknown): unknown => {
    if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(10)) : undefined;
    if (value instanceof Float64Array || value instanceof Uint8Array)
      return Array.from(value, (item) => Number(item.toPrecision(10)));
    return value;
  };
  return `${JSON.stringify(document, replacer, 2)}\n`;
}
