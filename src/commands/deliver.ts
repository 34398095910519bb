import { didYouMean } from '../problems/did-you-mean.ts';
import { InputError } from '../problems/input-error.ts';
import { listOption, textOption, type CommandContext } from './context.ts';

/** One way to write a result. Rendered only when it is asked for. */
export interface Renderer {
  readonly format: string;
  /** File extensions that choose it for `--export`. */
  readonly extensions: readonly string[];
  readonly render: () => string;
}

/** The format asked for with `--format` or `--json`; otherwise the first of the list. */
function chosenFormat(context: CommandContext, renderers: readonly Renderer[]): Renderer {
  const name = context.options['json'] === true ? 'json' : textOption(context.options, 'format');
  const chosen = name === undefined ? renderers[0] : renderers.find((renderer) => renderer.format === name);
  if (chosen === undefined) {
    const formats = renderers.map((renderer) => renderer.format);
    throw new InputError([
      { file: '--format', message: `no format "${name}" here`, hint: `formats: ${formats.join(', ')}` },
    ]);
  }
  return chosen;
}

function rendererForFile(file: string, renderers: readonly Renderer[]): Renderer | undefined {
  const name = file.toLowerCase();
  return renderers
    .flatMap((renderer) => renderer.extensions.map((extension) => ({ renderer, extension })))
    .filter(({ extension }) => name.endsWith(`.${extension}`))
    .sort((a, b) => b.extension.length - a.extension.length)[0]?.renderer;
}

/** What is exported to a file of its own, with the name that goes into the file’s. */
export interface OutputPart {
  readonly name: string;
  readonly renderers: readonly Renderer[];
}

/**
 * A name as a part of a file name: letters and digits, the rest a hyphen.
 *
 * @example fileNamePart('Jo O’Neil') // => 'jo-o-neil'
 * @example fileNamePart('../!') // => 'unnamed'
 */
export function fileNamePart(name: string): string {
  const part = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return part === '' ? 'unnamed' : part;
}

/** One file a part: `shifts.ics` becomes `shifts-voice.ics`; names that would be the same are numbered. */
function partFiles(
  file: string,
  parts: readonly OutputPart[],
): { readonly file: string; readonly text: string }[] {
  const used = new Set<string>();
  return parts.flatMap(({ name, renderers }) => {
    const renderer = rendererForFile(file, renderers);
    const extension = renderer?.extensions
      .filter((one) => file.toLowerCase().endsWith(`.${one}`))
      .sort((a, b) => b.length - a.length)[0];
    if (renderer === undefined || extension === undefined) return [];
    const wanted = fileNamePart(name);
    let part = wanted;
    for (let number = 2; used.has(part); number++) part = `${wanted}-${number}`;
    used.add(part);
    const stem = file.slice(0, file.length - extension.length - 1);
    return [{ file: `${stem}-${part}${file.slice(stem.length)}`, text: renderer.render() }];
  });
}

/**
 * Writes a result: to standard output in the format asked for, and to every `--export` file by its extension. All texts are made and all
 * extensions understood before anything is written; files are written whole or not at all. With `parts` every file is written once
 * a part.
 */
export async function deliver(
  context: CommandContext,
  renderers: readonly Renderer[],
  parts?: readonly OutputPart[],
): Promise<void> {
  const { host } = context;
  const shown = chosenFormat(context, renderers);
  const files = listOption(context.options, 'export');
  const unknown = files.filter((file) => rendererForFile(file, renderers) === undefined);
  if (unknown.length > 0) {
    const extensions = renderers.flatMap((renderer) => renderer.extensions);
    throw new InputError(
      unknown.map((file) => {
        const meant = didYouMean(file.split('.').at(-1) ?? '', extensions);
        const known = `known extensions: ${extensions.map((extension) => `.${extension}`).join(' ')}`;
        return {
          file,
          message: 'no format is known for this extension',
          hint: meant === undefined ? known : `did you mean .${meant}? ${known}`,
        };
      }),
    );
  }
  const exports =
    parts === undefined
      ? files.map((file) => ({ file, text: rendererForFile(file, renderers)?.render() ?? '' }))
      : files.flatMap((file) => partFiles(file, parts));
  const text = shown.render();
  for (const { file, text: content } of exports) await host.writeFile(file, content);
  await host.stdout.write(text);
  if (!context.quiet && exports.length > 0) {
    await host.stderr.write(`wrote ${exports.map(({ file }) => file).join(', ')}\n`);
  }
}
