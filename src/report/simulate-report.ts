import type { IntervalGrid } from '../calendar/interval-grid.ts';
import { formatInstant } from '../calendar/time-zone.ts';
import type { SimulatedPlan } from '../plan/simulate-plan.ts';
import type { CsvTable } from './csv.ts';
import { formatCount, formatPercent, textTable } from './layout.ts';
import type { HumanContext } from './plan-human.ts';

interface Estimate {
  readonly mean: number;
  readonly halfWidth95: number;
}

const share = ({ mean, halfWidth95 }: Estimate): string =>
  `${formatPercent(mean, 1)} ±${(halfWidth95 * 100).toFixed(1)}`;
const seconds = ({ mean, halfWidth95 }: Estimate): string =>
  `${mean.toFixed(1)} s ±${halfWidth95.toFixed(1)}`;
const count = ({ mean, halfWidth95 }: Estimate): string =>
  `${formatCount(mean)} ±${formatCount(halfWidth95)}`;

/** Simulated teams beside the solved queue, with 95 % confidence intervals. */
export function formatSimulation(plans: readonly SimulatedPlan[], { style }: HumanContext): string {
  const lines: string[] = [];
  for (const { team, simulated, solved, options } of plans) {
    const { total } = solved;
    const figures = simulated.team;
    lines.push(
      `${style.bold(team)} · ${simulated.replications} replications, agents ${options.agents}, ${options.handleTimes} handle times, seed ${options.seed}`,
      ...textTable(
        [{ title: '' }, { title: 'simulated', align: 'right' }, { title: 'solved', align: 'right' }],
        [
          ['offered', count(figures.offered), formatCount(total.offeredContacts)],
          [
            'answered in time',
            share(figures.serviceLevelFraction),
            formatPercent(total.serviceLevelFraction, 1),
          ],
          [
            'hang up or sent away',
            share({
              mean: figures.abandonmentFraction.mean + figures.sentAwayFraction.mean,
              halfWidth95: figures.abandonmentFraction.halfWidth95,
            }),
            formatPercent(total.abandonmentFraction, 1),
          ],
          [
            'average speed of answer',
            seconds(figures.averageSpeedOfAnswerSeconds),
            `${total.averageSpeedOfAnswerSeconds.toFixed(1)} s`,
          ],
          ['occupancy', share(figures.occupancyFraction), '–'],
          ...(options.retryFraction > 0 ? [['call again', share(figures.retriedFraction), '–']] : []),
          ...(options.callback === undefined
            ? []
            : [
                ['called back', share(figures.callbackFraction), '–'],
                ['after', seconds(figures.callbackDelaySeconds), '–'],
              ]),
        ],
      ),
      ...(simulated.channels.length < 2
        ? []
        : textTable(
            [
              { title: 'channel' },
              { title: 'offered', align: 'right' },
              { title: 'in time', align: 'right' },
              { title: 'hang up', align: 'right' },
            ],
            simulated.channels.map(({ name, contacts }) => [
              name,
              count(contacts.offered),
              share(contacts.serviceLevelFraction),
              share(contacts.abandonmentFraction),
            ]),
          )),
      '',
    );
  }
  return lines.length === 0 ? 'no team has live contacts to simulate\n' : `${lines.join('\n').trimEnd()}\n`;
}

/** One row a team and interval with contacts. */
export function simulationTable(plans: readonly SimulatedPlan[], grid: IntervalGrid): CsvTable {
  return {
    columns: [
      'interval_start',
      'team',
      'offered_contacts',
      'simulated_service_level',
      'simulated_service_level_half_width_95',
      'solved_service_level',
      'simulated_abandonment',
      'simulated_average_speed_of_answer_seconds',
      'simulated_occupancy',
    ],
    rows: plans.flatMap(({ team, simulated, solved }) =>
      simulated.intervals.flatMap((interval, index) => {
        const start = grid.intervals[index]?.start;
        if (start === undefined || interval.offered.mean === 0) return [];
        return [
          [
            formatInstant(start, grid.timeZone),
            team,
            interval.offered.mean,
            interval.serviceLevelFraction.mean,
            interval.serviceLevelFraction.halfWidth95,
            solved.serviceLevelFraction[index],
            interval.abandonmentFraction.mean,
            interval.averageSpeedOfAnswerSeconds.mean,
            interval.occupancyFraction.mean,
          ],
        ];
      }),
    ),
  };
}
