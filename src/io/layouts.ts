import { calendarLayout } from './calendar-columns.ts';
import { historyLayout } from './history-columns.ts';
import type { TableLayout } from './match-header.ts';
import { agentsLayout, holidaysLayout, shiftsLayout, staffLayout } from './plan-columns.ts';

/** Every kind of table that the program reads, for help texts and for files given in the wrong place. */
export const layouts: readonly TableLayout[] = [
  historyLayout,
  calendarLayout,
  holidaysLayout,
  shiftsLayout,
  agentsLayout,
  staffLayout,
];

/** The layouts of other files. */
export function otherLayouts(own: TableLayout): readonly TableLayout[] {
  return layouts.filter((layout) => layout !== own);
}
