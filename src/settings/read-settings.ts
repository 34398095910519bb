import { isNode } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError, type InputProblem } from '../problems/input-error.ts';
import { settingsSchema, type WrittenSettings } from './schema.ts';
import { settingsJsonSchema } from './json-schema.ts';
import type { WholeParameters } from './fields.ts';
import { unknownTeams } from './unknown-teams.ts';
import {
  openYaml,
  pathText,
  placeAt,
  placeOfKey,
  placeOfValue,
  type PlaceOf,
  type SettingsPath,
  type YamlText,
} from './yaml-places.ts';

type Issue = z.core.$ZodIssue;

/** Settings as written, and where each of them stands. */
export interface SettingsFile {
  readonly written: WrittenSettings;
  readonly placeOf: PlaceOf;
}

/** The keys that the schema allows at a path, read off the JSON Schema; `*` stands for any name. */
function allowedKeys(path: SettingsPath): string[] {
  type Node = {
    properties?: Record<string, Node>;
    additionalProperties?: Node;
    anyOf?: Node[];
    items?: Node;
  };
  let nodes: Node[] = [settingsJsonSchema() as Node];
  for (const key of path) {
    nodes = nodes
      .flatMap((node) => [node, ...(node.anyOf ?? [])])
      .flatMap((node) => [node.properties?.[String(key)] ?? node.additionalProperties ?? node.items])
      .filter((node): node is Node => typeof node === 'object');
  }
  return nodes
    .flatMap((node) => [node, ...(node.anyOf ?? [])])
    .flatMap((node) => Object.keys(node.properties ?? {}));
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}

/** Of a union's branches the one that came closest: the deepest, then the one that says what it expected. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue)),
  );
  const depth = (branch: readonly Issue[]): number =>
    Math.max(0, ...branch.map((inner) => inner.path.length));
  const wordy = (branch: readonly Issue[]): number =>
    branch.some((inner) => inner.code === 'custom') ? 1 : 0;
  const best = [...branches].sort((a, b) => depth(b) - depth(a) || wordy(b) - wordy(a))[0];
  return best ?? [issue];
}

function problemsOf(yaml: YamlText, issue: Issue): InputProblem[] {
  const path = issue.path;
  const name = pathText(yaml, path) || 'the settings';
  if (issue.code === 'unrecognized_keys') {
    const keys = allowedKeys(path);
    return issue.keys.map((key) => {
      const meant = didYouMean(key, keys);
      const hint = meant === undefined ? `known keys here: ${keys.join(', ')}` : `did you mean ${meant}?`;
      const where = path.length === 0 ? '' : ` in ${name}`;
      return { ...placeOfKey(yaml, [...path, key]), message: `unknown key "${key}"${where}`, hint };
    });
  }
  const params = issue.code === 'custom' ? (issue.params as WholeParameters | undefined) : undefined;
  if (params?.whole !== undefined) {
    const place = params.whole === 'key' ? placeOfKey(yaml, path) : placeOfValue(yaml, path);
    return [{ ...place, message: `${name}: ${issue.message}`, hint: params.hint }];
  }
  const value: unknown = yaml.document.getIn(path);
  const found = isNode(value) ? (value.toJSON() as unknown) : value;
  const message = issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, '');
  const said = found === undefined ? `is missing, ${message}` : `found ${show(found)}, ${message}`;
  return [{ ...placeOfValue(yaml, path), message: `${name}: ${said.replace(/, received undefined$/, '')}` }];
}

function teamProblems(yaml: YamlText, written: unknown): InputProblem[] {
  if (typeof written !== 'object' || written === null) return [];
  return unknownTeams(written as Readonly<Record<string, unknown>>).map(({ path, isKey, message, hint }) => ({
    ...(isKey ? placeOfKey(yaml, path) : placeOfValue(yaml, path)),
    message: `${pathText(yaml, isKey ? path.slice(0, -1) : path)}: ${message}`,
    hint,
  }));
}

/**
 * Reads the text of `surgecast.yaml`, so that what is wrong with its values later can be told with their place. An empty text is the
 * defaults.
 *
 * @throws InputError with every problem in the order of the file: line, column, the source line, and for a misspelt key the nearest one.
 */
export function readSettingsFile(file: string, text: string): SettingsFile {
  const yaml = openYaml(file, text);
  const { errors } = yaml.document;
  if (errors.length > 0) {
    throw new InputError(
      errors.map(({ pos, message }) => ({ ...placeAt(yaml, pos[0]), message: `not valid YAML: ${message}` })),
    );
  }
  const values: unknown = yaml.document.toJS() ?? {};
  const result = settingsSchema.safeParse(values);
  const issues = result.success ? [] : result.error.issues.flatMap((issue) => flatten(issue));
  const problems = [...issues.flatMap((issue) => problemsOf(yaml, issue)), ...teamProblems(yaml, values)];
  if (result.success && problems.length === 0)
    return { written: result.data, placeOf: (path) => placeOfValue(yaml, path) };
  throw new InputError(
    problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)),
  );
}

/**
 * Reads the text of `surgecast.yaml` where nobody asks for places.
 *
 * @throws InputError as {@link readSettingsFile} does
 */
export function readSettings(file: string, text: string): WrittenSettings {
  return readSettingsFile(file, text).written;
}
