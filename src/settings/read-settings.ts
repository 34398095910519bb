import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError, type InputProblem } from '../problems/input-error.ts';
import { settingsSchema, type WrittenSettings } from './schema.ts';
import { settingsJsonSchema } from './json-schema.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

interface YamlText {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  readonly lineCounter: LineCounter;
}

function problemAt(yaml: YamlText, offset: number, message: string, hint?: string): InputProblem {
  const { line, col } = yaml.lineCounter.linePos(offset);
  const sourceLine = yaml.text.split(/\r?\n/)[line - 1];
  return { file: yaml.file, line, column: col, message, hint, sourceLine };
}

/** Offset of the value at a path, or of the nearest enclosing one. */
function valueOffset(yaml: YamlText, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = yaml.document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(yaml: YamlText, path: Path, key: string): number {
  const parent = yaml.document.getIn(path, true);
  if (typeof parent === 'object' && parent !== null && 'items' in parent && Array.isArray(parent.items)) {
    for (const pair of parent.items as readonly { key?: unknown }[]) {
      const name = pair.key;
      if (isNode(name) && String(name) === key && name.range) return name.range[0];
    }
  }
  return valueOffset(yaml, path);
}

/** The keys that the schema allows at a path, read off the JSON Schema; `*` stands for any name. */
function allowedKeys(path: Path): string[] {
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
  const name = path.map(String).join('.') || 'the settings';
  if (issue.code === 'unrecognized_keys') {
    const keys = allowedKeys(path);
    return issue.keys.map((key) => {
      const meant = didYouMean(key, keys);
      const hint = meant === undefined ? `known keys here: ${keys.join(', ')}` : `did you mean ${meant}?`;
      const where = path.length === 0 ? '' : ` in ${name}`;
      return problemAt(yaml, keyOffset(yaml, path, key), `unknown key "${key}"${where}`, hint);
    });
  }
  const value: unknown = yaml.document.getIn(path);
  const found = isNode(value) ? (value.toJSON() as unknown) : value;
  const message = issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, '');
  const hint =
    issue.code === 'custom' && typeof issue.params?.['hint'] === 'string' ? issue.params['hint'] : undefined;
  return [problemAt(yaml, valueOffset(yaml, path), `${name}: found ${show(found)}, ${message}`, hint)];
}

/**
 * Reads the text of `surgecast.yaml`. An empty text is the defaults.
 *
 * @throws InputError with every problem: line, column, the source line, and for a misspelt key the nearest one.
 */
export function readSettings(file: string, text: string): WrittenSettings {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const yaml: YamlText = { file, text, document, lineCounter };
  if (document.errors.length > 0) {
    throw new InputError(
      document.errors.map((error) => problemAt(yaml, error.pos[0], `not valid YAML: ${error.message}`)),
    );
  }
  const result = settingsSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues.flatMap((issue) => flatten(issue)).flatMap((issue) => problemsOf(yaml, issue)),
  );
}
