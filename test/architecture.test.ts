import { describe, expect, it } from 'vitest';
import {
  codeOnly,
  importsOf,
  linesMatching,
  sourceFiles,
  withoutComments,
  type SourceFile,
} from './source-files.ts';

/** Folder → the other folders of `src/` that it may import, and why not more. */
const importTable: Readonly<Record<string, { readonly may: readonly string[]; readonly because: string }>> = {
  problems: { may: [], because: 'a leaf: findings and input errors know nothing of what they are about' },
  numeric: { may: [], because: 'a leaf: mathematics without domain words' },
  calendar: { may: [], because: 'a leaf: days, zones and hours mean the same to everyone' },
  history: {
    may: ['calendar', 'numeric', 'problems'],
    because: 'past contacts know neither campaigns nor forecasts',
  },
  campaigns: {
    may: ['history', 'calendar', 'numeric', 'problems'],
    because:
      'what campaigns add is learnt from history and a baseline handed in, never from a forecast model',
  },
  forecast: {
    may: ['campaigns', 'history', 'calendar', 'numeric', 'problems'],
    because: 'a forecast knows nothing of staffing or of how it is shown',
  },
  queueing: { may: ['numeric'], because: 'nothing but formulas' },
  staffing: {
    may: ['queueing', 'forecast', 'calendar', 'numeric'],
    because: 'staffing turns contacts into agents; it reads no calendar of campaigns and no settings',
  },
  scheduling: {
    may: ['staffing', 'calendar', 'numeric'],
    because: 'shifts cover required agents, wherever they come from',
  },
  settings: {
    may: ['scheduling', 'calendar', 'problems'],
    because:
      'settings are values, shift patterns among them in the notation of shifts.csv; the domain takes them, not the other way round',
  },
  plan: {
    may: ['scheduling', 'staffing', 'forecast', 'campaigns', 'history', 'settings', 'calendar'],
    because: 'the plan composes the domain folders and neither reads files nor writes text',
  },
  checks: {
    may: [
      'plan',
      'scheduling',
      'staffing',
      'forecast',
      'campaigns',
      'history',
      'settings',
      'calendar',
      'problems',
    ],
    because: 'a check reads the plan and what the plan is made of',
  },
  report: {
    may: ['plan', 'checks', 'calendar', 'problems'],
    because: 'every number that a report prints is a field of the plan: a report computes nothing',
  },
  io: {
    may: ['history', 'campaigns', 'scheduling', 'calendar', 'problems'],
    because: 'readers make domain values; they know neither settings nor plans',
  },
  commands: {
    may: [
      'problems',
      'numeric',
      'calendar',
      'history',
      'campaigns',
      'forecast',
      'queueing',
      'staffing',
      'scheduling',
      'settings',
      'plan',
      'checks',
      'report',
      'io',
    ],
    because: 'commands load, compute, report and decide the status; the process is above them',
  },
  cli: {
    may: ['commands', 'problems', 'report'],
    because: 'the process knows commands, not what they compute',
  },
};

/** Single files that may import more. */
const importExceptions: readonly { readonly file: RegExp; readonly may: readonly string[] }[] = [
  // A worker thread is a process of its own, and its only work is solving.
  { file: /^cli\/[a-z-]*worker[a-z-]*\.ts$/, may: ['scheduling'] },
];

/** Package → the places (folder or file) that may import it, and why nowhere else. */
const packageTable: Readonly<Record<string, { readonly only: readonly string[]; readonly because: string }>> =
  {
    commander: { only: ['cli/', 'commands/'], because: 'options are parsed once, at the edge' },
    chalk: {
      only: ['cli/chalk-style.ts'],
      because: 'reports are handed a style and so stay testable as plain text',
    },
    'csv-parse': { only: ['io/'], because: 'text becomes domain values in one place' },
    'csv-stringify': {
      only: ['io/', 'report/csv.ts'],
      because: 'the formula-injection guard must stand in every way out',
    },
    'date-fns': { only: ['calendar/'], because: 'everything else speaks of day numbers and instants' },
    '@date-fns/tz': { only: ['calendar/'], because: 'everything else speaks of day numbers and instants' },
    'date-holidays': { only: ['calendar/'], because: 'heavy, and needed only when settings name a country' },
    yaml: { only: ['settings/'], because: 'one reader of settings, one kind of message' },
    zod: { only: ['settings/', 'io/'], because: 'inside the program values are already of their type' },
    'libphonenumber-js': { only: ['io/'], because: 'numbers are normalised while they are read' },
    highs: { only: ['scheduling/solver.ts'], because: 'the solver must be replaceable' },
    'cli-table3': { only: ['report/'], because: 'layout belongs to reports' },
    'cli-progress': { only: ['cli/'], because: 'progress is for a terminal' },
    'ml-matrix': {
      only: ['numeric/', 'forecast/', 'campaigns/'],
      because: 'linear algebra stays where models are fitted',
    },
    'simple-statistics': {
      only: [
        'numeric/',
        'history/',
        'campaigns/',
        'forecast/',
        'queueing/',
        'staffing/',
        'scheduling/',
        'plan/',
        'checks/',
      ],
      because: 'statistics belong to the domain, not to its edges',
    },
  };

/** What reaches outside the program → where it may stand. */
const powers: readonly {
  readonly power: string;
  readonly pattern: RegExp;
  readonly only: readonly string[];
  readonly because: string;
}[] = [
  {
    power: 'process',
    pattern: /(?<![.\w$-])process(?![\w$:-])/,
    only: ['cli/'],
    because: 'the outside world is the host, a parameter',
  },
  {
    power: 'console',
    pattern: /(?<![.\w$])console\s*\./,
    only: ['cli/'],
    because: 'text goes through the host’s streams',
  },
  {
    power: 'the network',
    pattern: /(?<![.\w$])(?:fetch\s*\(|XMLHttpRequest\b|WebSocket\b)/,
    only: [],
    because: 'nothing uses the network: plans are made of customers’ data',
  },
  {
    power: 'the clock',
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )(?<![.\w$])Date\(\s*\)|\bperformance\.now\b/,
    only: ['cli/node-host.ts'],
    because: '“now” is an argument: the same command on the same files prints the same tomorrow',
  },
  {
    power: 'Math.random',
    pattern: /\bMath\.random\b|\bcrypto\.(?:getRandomValues|randomUUID)\b/,
    only: ['cli/node-host.ts'],
    because: 'a seed is an argument: results can be repeated',
  },
];

const forbiddenFolders = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'lib',
  'common',
  'types',
  'misc',
  'shared',
]);

const files = sourceFiles();
const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');
const isIn = (path: string, places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** The file below `src/` that a relative specifier means; undefined for packages. */
function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return new URL(specifier, `file:///${file.path}`).pathname.slice(1);
}

/** The package's name without a subpath. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('the reading of imports', () => {
  it('finds static, dynamic, side-effect and type imports, over several lines, and not those in comments', () => {
    const text = [
      `import a from 'one';`,
      `import type { B } from "./two.ts";`,
      `import {\n  c,\n  type D,\n} from 'three/sub';`,
      `import 'four';`,
      `export { e } from '../five.ts';`,
      `export type * from './six.ts';`,
      `const f = async () => (await import('seven')).f;`,
      `type G = import('eight').G;`,
      `// import h from 'not-this';`,
      `/** @example import i from 'nor-this' */`,
      `const address = 'https://example.org'; import * as j from 'nine';`,
    ].join('\n');
    expect(importsOf(text).toSorted()).toEqual(
      ['one', './two.ts', 'three/sub', 'four', '../five.ts', './six.ts', 'seven', 'eight', 'nine'].toSorted(),
    );
  });

  it('sees a power in code, and not in a comment or a message', () => {
    const clock = powers.find(({ power }) => power === 'the clock')?.pattern ?? /^$/;
    expect(
      linesMatching(codeOnly(`const now = Date.now();\nconst later = new Date();\nnew Date(0);`), clock),
    ).toEqual([1, 2]);
    expect(
      linesMatching(codeOnly(`// Date.now()\nconst text = 'call Date.now()';\n/* new Date() */`), clock),
    ).toEqual([]);
  });
});

describe('the import table', () => {
  it('knows every folder of src', () => {
    const folders = new Set(files.map((file) => folderOf(file.path)).filter((folder) => folder !== ''));
    expect([...folders].filter((folder) => !(folder in importTable))).toEqual([]);
  });

  it.each(Object.keys(importTable))('%s imports only what it may', (folder) => {
    const rule = importTable[folder];
    const offences = files
      .filter((file) => folderOf(file.path) === folder)
      .flatMap((file) => {
        const extra = importExceptions
          .filter((exception) => exception.file.test(file.path))
          .flatMap(({ may }) => may);
        const may = new Set([folder, ...(rule?.may ?? []), ...extra]);
        return importsOf(file.text)
          .map((specifier) => targetOf(file, specifier))
          .filter((target) => target !== undefined && !may.has(folderOf(target)))
          .map((target) => `src/${file.path} imports ${target}: ${rule?.because}`);
      });
    expect(offences).toEqual([]);
  });

  it('is without circles', () => {
    const reaches = (from: string, to: string, seen: ReadonlySet<string> = new Set()): boolean =>
      (importTable[from]?.may ?? []).some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, new Set([...seen, next]))),
      );
    expect(Object.keys(importTable).filter((folder) => reaches(folder, folder))).toEqual([]);
  });

  it('has every import end in .ts, at a file that is there', () => {
    const known = new Set(files.map((file) => file.path));
    const offences = files.flatMap((file) =>
      importsOf(file.text)
        .map((specifier) => targetOf(file, specifier))
        .filter((target) => target !== undefined && !known.has(target))
        .map((target) => `src/${file.path} imports ${target}`),
    );
    expect(offences).toEqual([]);
  });
});

describe('the package table', () => {
  it('holds every package, in its place only', () => {
    const offences = files.flatMap((file) =>
      importsOf(file.text)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .flatMap((specifier) => {
          const rule = packageTable[packageOf(specifier)];
          if (rule === undefined)
            return [`src/${file.path} imports ${specifier}: not a package of the table`];
          return isIn(file.path, rule.only) ? [] : [`src/${file.path} imports ${specifier}: ${rule.because}`];
        }),
    );
    expect(offences).toEqual([]);
  });

  it('has date-fns imported by subpath, which keeps the start fast', () => {
    const offences = files
      .filter((file) => importsOf(file.text).includes('date-fns'))
      .map((file) => `src/${file.path}`);
    expect(offences).toEqual([]);
  });

  it('has Node’s own modules imported by cli/ only', () => {
    const offences = files
      .filter((file) => folderOf(file.path) !== 'cli')
      .flatMap((file) =>
        importsOf(file.text)
          .filter((specifier) => specifier.startsWith('node:'))
          .map(
            (specifier) =>
              `src/${file.path} imports ${specifier}: the outside world is the host, a parameter`,
          ),
      );
    expect(offences).toEqual([]);
  });

  it.each(powers)('$power stands only where it may', ({ pattern, only, because }) => {
    const offences = files
      .filter((file) => !isIn(file.path, only))
      .flatMap((file) =>
        linesMatching(codeOnly(file.text), pattern).map((line) => `src/${file.path}:${line}: ${because}`),
      );
    expect(offences).toEqual([]);
  });
});

describe('the shape of files', () => {
  it('no file is longer than 300 lines: it holds a second concept', () => {
    const offences = files
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300)
      .map(({ path, lines }) => `src/${path}: ${lines} lines`);
    expect(offences).toEqual([]);
  });

  it('no folder is named after its being shared: a folder is a noun of the field', () => {
    const offences = files.filter((file) =>
      file.path
        .split('/')
        .slice(0, -1)
        .some((part) => forbiddenFolders.has(part)),
    );
    expect(offences.map((file) => `src/${file.path}`)).toEqual([]);
  });

  it('files are kebab-case', () => {
    const offences = files.filter(
      (file) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(file.path),
    );
    expect(offences.map((file) => `src/${file.path}`)).toEqual([]);
  });

  it.each([
    { what: 'default exports', pattern: /^export default\b|\bas default\b/, except: [] },
    {
      what: 'enums: unions of string literals read better and cost nothing',
      pattern: /^\s*(?:export )?(?:const )?enum\b/,
      except: [],
    },
    { what: 'barrels but src/index.ts', pattern: /^export \*/, except: ['index.ts'] },
  ])('there are no $what', ({ pattern, except }) => {
    const offences = files
      .filter((file) => !isIn(file.path, except))
      .flatMap((file) =>
        linesMatching(withoutComments(file.text), pattern).map((line) => `src/${file.path}:${line}`),
      );
    expect(offences).toEqual([]);
  });
});
