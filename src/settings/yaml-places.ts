import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { InputProblem } from '../problems/input-error.ts';

/** Keys from the top of the settings to a value. */
export type SettingsPath = readonly PropertyKey[];

/** Where something stands in the settings file, with its line for the caret. */
export type SettingsPlace = Pick<InputProblem, 'file' | 'line' | 'column' | 'sourceLine'>;

/** The place of the value at a path; of the nearest enclosing one where there is none. */
export type PlaceOf = (path: SettingsPath) => SettingsPlace;

/** A YAML text that knows where its values stand. */
export interface YamlText {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  readonly lineCounter: LineCounter;
}

/** Opens a text; what is wrong with it is in `document.errors`. */
export function openYaml(file: string, text: string): YamlText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  return { file, text, document, lineCounter };
}

/** The place of a character; only the file where there is no text. */
export function placeAt({ file, text, lineCounter }: YamlText, offset: number): SettingsPlace {
  if (text === '') return { file };
  const { line, col } = lineCounter.linePos(offset);
  return { file, line, column: col, sourceLine: text.split(/\r?\n/)[line - 1] };
}

/** The place of the value at a path, or of the nearest enclosing one. */
export function placeOfValue(yaml: YamlText, path: SettingsPath): SettingsPlace {
  for (let length = path.length; length >= 0; length--) {
    const node = yaml.document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return placeAt(yaml, node.range[0]);
  }
  return placeAt(yaml, 0);
}

/** The place of the last key of a path. */
export function placeOfKey(yaml: YamlText, path: SettingsPath): SettingsPlace {
  const parent = yaml.document.getIn(path.slice(0, -1), true);
  const key = String(path.at(-1));
  const pair = isMap(parent)
    ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  const range = isScalar(pair?.key) ? pair.key.range : undefined;
  return range ? placeAt(yaml, range[0]) : placeOfValue(yaml, path);
}

/** A path in words: `teams.voice.hours`; an item of a list goes by its name, where it has one. */
export function pathText(yaml: YamlText, path: SettingsPath): string {
  const words = path.map((key, index) => {
    if (typeof key !== 'number') return String(key);
    const name: unknown = yaml.document.getIn([...path.slice(0, index + 1), 'name']);
    return typeof name === 'string' && name !== '' ? name : String(key);
  });
  return words.join('.');
}
