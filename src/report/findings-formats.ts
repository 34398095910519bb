import type { Finding } from '../problems/finding.ts';
import { formatFindingsCompact } from './findings-compact.ts';
import type { FindingsContext } from './findings-context.ts';
import { formatFindingsCsv } from './findings-csv.ts';
import { formatFindingsGithub } from './findings-github.ts';
import { formatFindingsGitlab } from './findings-gitlab.ts';
import { formatFindings } from './findings-human.ts';
import { formatFindingsJunit } from './findings-junit.ts';
import { formatFindingsMarkdown } from './findings-markdown.ts';
import { formatFindingsSarif } from './findings-sarif.ts';

/** One way to write findings down. */
export interface FindingsFormat {
  readonly format: string;
  /** File extensions that choose it for `--export`. */
  readonly extensions: readonly string[];
  readonly render: (findings: readonly Finding[], context: FindingsContext) => string;
}

/** Every format of `surgecast check` but JSON, whose envelope belongs to the command; the first is the default. */
export const findingsFormats: readonly FindingsFormat[] = [
  { format: 'human', extensions: ['txt'], render: formatFindings },
  { format: 'compact', extensions: ['log'], render: formatFindingsCompact },
  { format: 'csv', extensions: ['csv'], render: formatFindingsCsv },
  { format: 'markdown', extensions: ['md'], render: formatFindingsMarkdown },
  { format: 'github', extensions: [], render: formatFindingsGithub },
  { format: 'sarif', extensions: ['sarif', 'sarif.json'], render: formatFindingsSarif },
  { format: 'junit', extensions: ['xml'], render: formatFindingsJunit },
  { format: 'gitlab', extensions: ['gitlab.json', 'codequality.json'], render: formatFindingsGitlab },
];
