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

/**
 * Writes a result: to standard output in the format asked for, and to every `--export` file by its extension. All texts are made and all
 * extensions understood before anything is written; files are written whole or not at all.
 */
export async function deliver(context: CommandContext, renderers: readonly Renderer[]): Promise<void> {
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
  const exports = files.map((file) => ({ file, text: rendererForFile(file, renderers)?.render() ?? '' }));
  const text = shown.render();
  for (const { file, text: content } of exports) await host.writeFile(file, content);
  await host.stdout.write(text);
  if (!context.quiet && exports.length > 0) {
    await host.stderr.write(`wrote ${exports.map(({ file }) => file).join(', ')}\n`);
  }
}
