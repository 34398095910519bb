/** The program as a library: the same one seam as the command line. */
export { run } from './cli/run.ts';
export type { Host, OutputStream, Hash } from './commands/host.ts';
export type { ExitStatus } from './commands/exit-status.ts';
export type { Plan } from './plan/plan.ts';
export type { Finding } from './problems/finding.ts';
