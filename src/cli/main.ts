import process from 'node:process';
import { nodeHost } from './node-host.ts';
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), nodeHost());
