import { describe, expect, it } from 'vitest';
import { deferredAgents } from '../../src/staffing/deferred-work.ts';

const hourly = { intervalSeconds: 3600, maxOccupancyFraction: 1 };

describe('deferredAgents', () => {
  it('spreads a morning’s backlog over its response time', () => {
    // 8 agent-hours arrive in the first hour and are due within 4 hours: 2 hours of work remain half done at the very end at most.
    const agents = deferredAgents({
      ...hourly,
      work: [{ workSeconds: [8 * 3600, 0, 0, 0, 0, 0, 0, 0], respondWithinSeconds: 4 * 3600 }],
      open: new Uint8Array(8).fill(1),
      spareAgents: new Float64Array(8),
    });
    expect([...agents]).toEqual([1.6, 1.6, 1.6, 1.6, 1.6, 0, 0, 0]);
  });

  it('uses the time that live contacts leave free first and asks for nobody more when that is enough', () => {
    const agents = deferredAgents({
      ...hourly,
      work: [{ workSeconds: [3600, 3600, 0, 0], respondWithinSeconds: 2 * 3600 }],
      open: new Uint8Array(4).fill(1),
      spareAgents: Float64Array.from([0, 1, 1, 0]),
    });
    expect([...agents]).toEqual([0, 0, 0, 0]);
  });

  it('keeps work that comes at night for the morning, and works none while closed', () => {
    const open = Uint8Array.from([0, 0, 1, 1, 1, 1, 0]);
    const agents = deferredAgents({
      ...hourly,
      work: [{ workSeconds: [3600, 3600, 0, 0, 0, 0, 0], respondWithinSeconds: 3600 }],
      open,
      spareAgents: new Float64Array(7),
    });
    expect([...agents]).toEqual([0, 0, 1, 1, 0, 0, 0]);
  });

  it('gives the more urgent channel the free time', () => {
    const agents = deferredAgents({
      ...hourly,
      work: [
        { workSeconds: [3600, 0, 0], respondWithinSeconds: 2 * 3600 },
        { workSeconds: [3600, 0, 0], respondWithinSeconds: 0 },
      ],
      open: new Uint8Array(3).fill(1),
      spareAgents: Float64Array.from([1, 1, 0]),
    });
    expect([...agents]).toEqual([0, 0, 0]);
  });
});
